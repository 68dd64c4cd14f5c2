package lexicon

import "bouton3018/rules"

// rank is the harm that counts among those that one label names, and the index of
// the word with which it begins.
type rank struct {
	harm  rules.Concept
	first uint16
}

// better is the one of two harms that comes first: by precedence, then by place.
func (r rank) better(c rules.Concept, first uint16) rank {
	p, q := rules.Harms[c].Precedence, rules.Harms[r.harm].Precedence
	if p > q || p == q && (first < r.first || first == r.first && c < r.harm) {
		return rank{c, first}
	}
	return r
}
