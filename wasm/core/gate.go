package core

import (
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/text"
)

// gates are what the content script needs to know before it wakes anyone. A gate is a
// filter that lets every report dialog through, not a detector. The words are the same
// on every host, because sites are read in all languages.
//
//	{"words":[{"id":"report","s":"signal"}],"hosts":{"www.tiktok.com":{"platform":"tiktok",
//	 "hooks":[{"id":"tt-form","s":"…"}],"content":["…"],"surfaces":[{"p":"/messages","s":"message"}]}}}
type gates struct {
	// Words are plain substrings of normal text, or, with = in front, the whole of it;
	// the first that fits names what was clicked.
	Words []named             `json:"words"`
	Hosts map[string]hostGate `json:"hosts"`
}

// hostGate is what one host has for itself.
type hostGate struct {
	Platform string    `json:"platform"`
	Hooks    []named   `json:"hooks"`
	Content  []string  `json:"content"`
	Surfaces []surface `json:"surfaces"`
}

// named is a word or a selector with the id that stands for it.
type named struct {
	ID   string `json:"id"`
	Text string `json:"s"`
}

type surface struct {
	Path    string `json:"p"`
	Surface string `json:"s"`
}

func gatesOf(lexicons []rules.Lexicon, platforms []rules.Platform) gates {
	g := gates{Words: gateWords(lexicons), Hosts: map[string]hostGate{}}
	for i := range platforms {
		for _, host := range platforms[i].Hosts {
			g.Hosts[host] = gateOf(&platforms[i])
		}
	}
	return g
}

func gateOf(p *rules.Platform) hostGate {
	g := hostGate{
		Platform: p.ID,
		Hooks:    []named{},
		Content:  append([]string{}, p.Content...),
		Surfaces: []surface{},
	}
	for _, h := range p.Hooks {
		g.Hooks = append(g.Hooks, named{h.ID, h.Selector})
	}
	for _, s := range p.Surfaces {
		g.Surfaces = append(g.Surfaces, surface{s.Path, s.Surface})
	}
	return g
}

// gateWords are the whole texts that mean feedback, then the beginnings of words that
// mean report.
func gateWords(lexicons []rules.Lexicon) []named {
	words := []named{}
	for _, phrase := range phrasesOf(lexicons, rules.Feedback) {
		if phrase[0] == '=' {
			words = append(words, named{"feedback", "=" + text.Normal(phrase)})
		}
	}
	for _, phrase := range phrasesOf(lexicons, rules.Report) {
		for _, stem := range stemsOf(phrase) {
			words = append(words, named{"report", stem})
		}
	}
	return words
}

func phrasesOf(lexicons []rules.Lexicon, concept rules.Concept) (phrases []string) {
	for _, l := range lexicons {
		for _, e := range l.Entries {
			if e.Concept == concept {
				phrases = append(phrases, e.Phrases...)
			}
		}
	}
	return phrases
}

// stemsOf are the alternatives of the first word of a phrase, as substrings.
func stemsOf(phrase string) (stems []string) {
	first, _, _ := strings.Cut(phrase, " ")
	for _, word := range strings.Split(first, "|") {
		if stem := text.Normal(word); stem != "" {
			stems = append(stems, stem)
		}
	}
	return stems
}
