package lexicon

import "bouton3018/rules"

// What follows says why a text is read as it is. The core needs none of it, and is compiled without.

// Fired is a phrase that a text has.
type Fired struct {
	Lang    string
	Concept rules.Concept
	Index   int    // among the phrases that the lexicon has of the concept, -1 where it came with [Lexicon.Next]
	Phrase  string // as the lexicon has it, "" where it came with [Lexicon.Next]
}

// Fire are the phrases that a text has in some languages, in no order.
func (x *Lexicon) Fire(s string, langs Langs) (all []Fired) {
	for _, id := range x.Fits(s, langs, 0) {
		p := &x.phrases[id]
		f := Fired{x.langs[p.lang], p.concept, -1, ""}
		l := x.listOf(int(p.lang), p.concept)
		if i := int(id) - l.first; i >= 0 && i < len(l.phrases) {
			f.Index, f.Phrase = i, l.phrases[i]
		}
		all = append(all, f)
	}
	return all
}

// Only is one language, as a set; empty where the lexicon does not have it.
func (x *Lexicon) Only(lang string) Langs { return x.lang(lang) }
