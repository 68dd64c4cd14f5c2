package dialog

import (
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/lexicon"
)

// heard is what the texts of a snapshot name, each read once in all languages, and the
// languages that count: those of the page, and another one where the dialog speaks it all
// along.
type heard struct {
	titles []lexicon.Text // name and headings
	texts  []lexicon.Text
	rows   []lexicon.Text // two for each: what it says, and what it said first
	langs  lexicon.Langs
}

func (x Reader) hear(s *Snapshot) heard {
	x.Lexicon.Forget()
	h := heard{langs: x.Langs | x.Lexicon.Langs()}
	all := make([]lexicon.Text, 0, 1+len(s.Headings)+len(s.Texts)+2*len(s.Rows))
	var ballot lexicon.Ballot
	add := func(text string) {
		t := x.Lexicon.Hear(text)
		if t.Langs&h.langs == 0 {
			ballot.Add(t.Langs)
		}
		all = append(all, t)
	}
	add(s.Name)
	for _, t := range s.Headings {
		add(t)
	}
	h.titles = all
	for _, t := range s.Texts {
		add(t)
	}
	h.texts = all[len(h.titles):]
	for i := range s.Rows {
		add(s.Rows[i].Text)
		add(s.Rows[i].First)
	}
	h.rows = all[len(h.titles)+len(h.texts):]
	h.langs |= ballot.Spoken()
	return h
}

// mean is what a text names in the languages that count.
func (x Reader) mean(t *lexicon.Text) lexicon.Meaning { return x.Lexicon.In(t, x.Langs) }

// meaningOf is what a row names now, or named before the page was translated. Its hash
// stays that of the first reading.
func (x Reader) meaningOf(row *Row, heard []lexicon.Text, platform *rules.Platform) lexicon.Meaning {
	m := x.rowMeaning(row.Text, &heard[0], platform)
	if row.First == "" {
		return m
	}
	first := x.rowMeaning(row.First, &heard[1], platform)
	if m.Harm == rules.None {
		m.Harm = first.Harm
	}
	m.Set |= first.Set
	m.Hash = first.Hash
	return m
}

func (x Reader) rowMeaning(s string, t *lexicon.Text, platform *rules.Platform) lexicon.Meaning {
	m := x.mean(t)
	if c := label(platform, m.Hash); c != rules.None {
		m.Harm = c
	} else if head := headOf(s); head != "" && m.Harm != rules.None && m.Harm != rules.SelfHarm {
		if h := x.Lexicon.MatchIn(head, x.Langs); h.Harm != rules.None {
			m.Harm, m.Set = h.Harm, h.Set
		}
	}
	return m
}

// headOf is what stands before the description in a row, "" where there is none: the
// examples in it are those of other rows as well. Self-harm counts wherever it is named.
func headOf(s string) string {
	end := -1
	for _, mark := range [...]string{": ", " : ", "\u00a0: ", "\u202f: ", ". ", " – ", " — ", " - ", " · "} {
		if i := strings.Index(s, mark); i > 0 && (end < 0 || i < end) {
			end = i
		}
	}
	if end < 0 {
		return ""
	}
	return s[:end]
}
