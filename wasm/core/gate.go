package core

import (
	"slices"
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

// gatesOf lets through what the guard would let through as well, nil for none: its words come first, so that they name
// what was clicked, and its hooks are looked for too.
func gatesOf(k, guard *knowledge) gates {
	g := gates{Words: gateWords(k.detection.Lexicons), Hosts: map[string]hostGate{}}
	if guard != nil {
		words := gateWords(guard.detection.Lexicons)
		g.Words = append(words, without(g.Words, words)...)
	}
	for i := range k.platforms {
		for _, host := range k.platforms[i].Hosts {
			gate := gateOf(&k.platforms[i])
			if guard != nil {
				gate.Hooks = append(gate.Hooks, without(evidenceOf(guard.platform(host)), gate.Hooks)...)
			}
			g.Hosts[host] = gate
		}
	}
	return g
}

// without are the elements of a list that another one does not have.
func without(list, other []named) (out []named) {
	for _, n := range list {
		if !slices.Contains(other, n) {
			out = append(out, n)
		}
	}
	return out
}

// evidenceOf are the hooks that speak for a report; p may be nil.
func evidenceOf(p *rules.Platform) (out []named) {
	if p == nil {
		return nil
	}
	for _, h := range p.Hooks {
		if h.Signal != "never" {
			out = append(out, named{h.ID, h.Selector})
		}
	}
	return out
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
