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
//	{"words":[{"id":"report","s":"signale"}],"hosts":{"www.tiktok.com":{"platform":"tiktok",
//	 "hooks":[{"id":"tt-form","s":"…"}],"content":["…"],"surfaces":[{"p":"/messages","s":"message"}]}}}
type gates struct {
	// Words are patterns; the first that fits names what was clicked. With = in front
	// it is a whole text in normal form. Else its parts, between +, must all be found
	// in normal text with a space at each end and for each apostrophe, of a part one
	// of what stands between |.
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

// gateWords are the phrases that mean feedback or another report, then those that mean
// report. The latter are found inside words too, and none is left out: what the gate
// does not let through is never read.
func gateWords(lexicons []rules.Lexicon) []named {
	words := []named{}
	for _, of := range [...]struct {
		id      string
		concept rules.Concept
	}{{"feedback", rules.Feedback}, {"other", rules.OtherReport}, {"report", rules.Report}} {
		for _, phrase := range phrasesOf(lexicons, of.concept) {
			isReport := of.concept == rules.Report
			if pattern := patternOf(phrase, isReport); pattern != "" {
				words = append(words, named{of.id, pattern})
			}
		}
	}
	return words
}

func phrasesOf(lexicons []rules.Lexicon, concept rules.Concept) (phrases []string) {
	for _, l := range lexicons {
		phrases = append(phrases, l.Concepts[concept]...)
	}
	return phrases
}

// patternOf is a phrase as the gate writes it. A loose one lets more through than the
// phrase: it knows no word boundaries and nothing that is excluded. Else it lets less
// through: a phrase that excludes something has none.
func patternOf(phrase string, loose bool) string {
	if whole, ok := strings.CutPrefix(phrase, "="); ok {
		return "=" + spaced(whole)
	}
	var parts []string
	for _, term := range strings.Fields(phrase) {
		if term[0] == '!' {
			if !loose {
				return ""
			}
			continue
		}
		var words []string
		for _, word := range strings.Split(term, "|") {
			stem, isPrefix := strings.CutSuffix(word, "*")
			switch stem = spaced(stem); {
			case loose:
			case isPrefix:
				stem = " " + stem
			default:
				stem = " " + stem + " "
			}
			words = append(words, stem)
		}
		parts = append(parts, strings.Join(words, "|"))
	}
	return strings.Join(parts, "+")
}

func spaced(s string) string { return strings.ReplaceAll(text.Normal(s), "'", " ") }
