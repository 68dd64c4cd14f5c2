package core

import (
	"cmp"
	"slices"
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/lexicon"
	"bouton3018/wasm/text"
)

// gates are what the content script needs to know before it wakes anyone. A gate is a
// filter that lets every report dialog through, not a detector. The words are the same
// on every host, because sites are read in all languages.
//
//	{"words":[{"id":"report","s":"signale\n=sinaliser"}],"hosts":{"www.tiktok.com":{"platform":"tiktok",
//	 "hooks":[{"id":"tt-form","s":"…"}],"content":["…"],"surfaces":[{"p":"/messages","s":"message"}]}}}
type gates struct {
	Words Words               `json:"words"`
	Hosts map[string]hostGate `json:"hosts"`
}

// Words are patterns, each on a line of its own; the first that fits names what was clicked. With = in front it is a
// whole text in normal form. Else its parts, between +, must all be found in normal text with a space at each end and
// for each apostrophe, of a part one of what stands between |.
type Words []named

// Opener is what the content script takes a click on this text for, "" for nothing that has a name
// (extension/src/content/ask/gate.ts).
func (w Words) Opener(said string) string {
	normal := " " + strings.ReplaceAll(text.Normal(said), "'", " ") + " "
	for _, word := range w {
		for pattern := range strings.SplitSeq(word.Text, "\n") {
			if fits(normal, pattern) {
				return word.ID
			}
		}
	}
	return ""
}

func fits(normal, pattern string) bool {
	if whole, ok := strings.CutPrefix(pattern, "="); ok {
		return normal == " "+whole+" "
	}
	for part := range strings.SplitSeq(pattern, "+") {
		if !hasOne(normal, strings.Split(part, "|")) {
			return false
		}
	}
	return true
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
// what was clicked, and its hooks are looked for too. Beside them a click can only be named a report, and a host that
// the guard does not know has no gate of its own.
func gatesOf(k, guard *knowledge) gates {
	words := patternsIn(k.detection.Lexicons)
	if guard != nil {
		later := words.report
		words = patternsIn(guard.detection.Lexicons)
		words.report = append(words.report, without(later, words.report)...)
	}
	g := gates{Words: words.written(), Hosts: map[string]hostGate{}}
	for i := range k.platforms {
		for _, host := range k.platforms[i].Hosts {
			gate := gateOf(&k.platforms[i])
			if guard != nil {
				if guard.platform(host) == nil {
					continue
				}
				gate.Hooks = append(gate.Hooks, without(evidenceOf(guard.platform(host)), gate.Hooks)...)
			}
			g.Hosts[host] = gate
		}
	}
	return g
}

// without are the elements of a list that another one does not have.
func without[T comparable](list, other []T) (out []T) {
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

// patterns are the words of a gate by what they name.
type patterns struct{ feedback, other, report []string }

// patternsIn are the phrases that mean feedback, another report, or report. The latter are found inside words too, and
// none is left out: what the gate does not let through is never read. The former only spare a look, where the dialog
// says the same in its title: those of French and English are enough.
func patternsIn(lexicons []rules.Lexicon) patterns {
	return patterns{
		feedback: patternsOf(phrasesOf(lexicons, rules.Feedback, true), false),
		other:    patternsOf(phrasesOf(lexicons, rules.OtherReport, true), false),
		report:   patternsOf(phrasesOf(lexicons, rules.Report, false), true),
	}
}

// written are the words as the content script reads them.
func (p patterns) written() Words {
	all := Words{{"feedback", lines(p.feedback)}, {"other", lines(p.other)}, {"report", lines(p.report)}}
	return slices.DeleteFunc(all, func(n named) bool { return n.Text == "" })
}

func lines(patterns []string) string { return strings.Join(patterns, "\n") }

// patternsOf are phrases as the gate writes them, as few bytes as that takes, because every
// page reads them from storage: those of one word are one pattern together, and what
// holds a word that is looked for anyway is left out.
func patternsOf(phrases []string, loose bool) (patterns []string) {
	var words []string
	for _, phrase := range phrases {
		if wholes, ok := strings.CutPrefix(phrase, "="); ok {
			for whole := range strings.SplitSeq(wholes, "|") {
				patterns = append(patterns, "="+lexicon.Spaced(whole))
			}
			continue
		}
		pattern := patternOf(phrase, loose)
		if pattern == "" || strings.Contains(pattern, "+") {
			patterns = append(patterns, pattern)
			continue
		}
		words = append(words, strings.Split(pattern, "|")...)
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	least := words[:0]
	for _, word := range words {
		if !hasOne(word, least) {
			least = append(least, word)
		}
	}
	patterns = slices.DeleteFunc(patterns, func(p string) bool { return p == "" || isFoundBy(p, least) })
	if len(least) > 0 {
		patterns = append(patterns, strings.Join(least, "|"))
	}
	return patterns
}

// hasOne reports whether one of the words is part of a text.
func hasOne(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// isFoundBy reports whether every text that fits a pattern has one of the words.
func isFoundBy(pattern string, words []string) bool {
	if whole, ok := strings.CutPrefix(pattern, "="); ok {
		return hasOne(" "+whole+" ", words)
	}
	return slices.ContainsFunc(strings.Split(pattern, "+"), func(part string) bool {
		all := strings.Split(part, "|")
		return !slices.ContainsFunc(all, func(word string) bool { return !hasOne(word, words) })
	})
}

// phrasesOf are the phrases of a concept, of all languages or of those that are read everywhere.
func phrasesOf(lexicons []rules.Lexicon, concept rules.Concept, everywhere bool) (phrases []string) {
	for _, l := range lexicons {
		if !everywhere || lexicon.IsAlways(l.Lang) {
			phrases = append(phrases, l.Concepts[concept]...)
		}
	}
	return phrases
}

// patternOf is a phrase as the gate writes it. A loose one lets more through than the
// phrase: it knows no word boundaries and nothing that is excluded. Else it lets less
// through: a phrase that excludes something has none.
func patternOf(phrase string, loose bool) string {
	var parts []string
	for term := range strings.FieldsSeq(phrase) {
		if term[0] == '!' {
			if !loose {
				return ""
			}
			continue
		}
		var words []string
		for word := range strings.SplitSeq(term, "|") {
			if loose {
				words = append(words, lexicon.Spaced(word))
			} else {
				words = append(words, lexicon.WithSpaces(word))
			}
		}
		parts = append(parts, strings.Join(words, "|"))
	}
	return strings.Join(parts, "+")
}
