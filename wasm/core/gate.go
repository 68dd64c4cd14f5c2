package core

import (
	"bouton3018/rules"
	"bouton3018/wasm/jsonw"
	"bouton3018/wasm/text"
)

// appendGates writes the gates: what the content script needs to know before it
// wakes anyone. A gate is a filter that lets every report dialog through, not a
// detector. The words are the same on every host, because sites are read in all
// languages.
//
//	{"words":[{"id":"report","s":"signal"}],"hosts":{"www.tiktok.com":{"platform":"tiktok",
//	 "hooks":[{"id":"tt-form","s":"…"}],"content":["…"],"surfaces":[{"p":"/messages","s":"message"}]}}}
//
// A word is a plain substring of normal text, or, with = in front, the whole of
// it; the first that fits names what was clicked.
func appendGates(b []byte, ls []rules.Lexicon, platforms []rules.Platform) []byte {
	b = append(b, `{"words":`...)
	b = appendWords(b, ls)
	b = append(b, `,"hosts":{`...)
	first := true
	for i := range platforms {
		p := &platforms[i]
		for _, h := range p.Hosts {
			if !first {
				b = append(b, ',')
			}
			first = false
			b = jsonw.String(b, h)
			b = append(b, `:{"platform":`...)
			b = jsonw.String(b, p.ID)
			b = append(b, `,"hooks":[`...)
			for j := range p.Hooks {
				b = appendPair(b, j, "id", p.Hooks[j].ID, "s", p.Hooks[j].Selector)
			}
			b = append(b, `],"content":[`...)
			for j, s := range p.Content {
				if j > 0 {
					b = append(b, ',')
				}
				b = jsonw.String(b, s)
			}
			b = append(b, `],"surfaces":[`...)
			for j := range p.Surfaces {
				b = appendPair(b, j, "p", p.Surfaces[j].Path, "s", p.Surfaces[j].Surface)
			}
			b = append(b, ']', '}')
		}
	}
	return append(b, '}', '}')
}

// appendWords writes the whole texts that mean feedback, then the beginnings of
// words that mean report.
func appendWords(b []byte, ls []rules.Lexicon) []byte {
	b = append(b, '[')
	n := 0
	for _, l := range ls {
		for _, e := range l.Entries {
			if e.Concept != rules.Feedback {
				continue
			}
			for _, p := range e.Phrases {
				if p[0] == '=' {
					b = appendPair(b, n, "id", "feedback", "s", "="+text.Normal(p))
					n++
				}
			}
		}
	}
	for _, l := range ls {
		for _, e := range l.Entries {
			if e.Concept != rules.Report {
				continue
			}
			for _, p := range e.Phrases {
				for _, stem := range stems(p) {
					b = appendPair(b, n, "id", "report", "s", stem)
					n++
				}
			}
		}
	}
	return append(b, ']')
}

// stems are the alternatives of the first word of a phrase, as substrings.
func stems(phrase string) []string {
	var out []string
	from := 0
	for i := 0; i <= len(phrase); i++ {
		end := i == len(phrase) || phrase[i] == ' '
		if !end && phrase[i] != '|' {
			continue
		}
		if s := text.Normal(phrase[from:i]); s != "" {
			out = append(out, s)
		}
		if end {
			break
		}
		from = i + 1
	}
	return out
}

func appendPair(b []byte, index int, k1, v1, k2, v2 string) []byte {
	if index > 0 {
		b = append(b, ',')
	}
	b = append(b, '{')
	b = jsonw.String(b, k1)
	b = append(b, ':')
	b = jsonw.String(b, v1)
	b = append(b, ',')
	b = jsonw.String(b, k2)
	b = append(b, ':')
	b = jsonw.String(b, v2)
	return append(b, '}')
}
