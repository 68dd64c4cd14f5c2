package lexicon

import "bouton3018/rules"

// precedence decides between the harms that one label names at once. The higher
// one wins, because labels put the precise beside the vague: who chooses "Violence,
// hate or exploitation" has met hate, who chooses "Hate and harassment" is being
// harassed. Between equals it is the one named first: "Scam, fraud or spam" is a
// scam, "Spam, scams or bots" is spam.
var precedence = [...]uint8{
	rules.IntimateImages: 90,
	rules.SelfHarm:       85,
	rules.MinorSafety:    80,
	rules.Privacy:        70,
	rules.Harassment:     60,
	rules.Threats:        60,
	rules.Hate:           55,
	rules.Impersonation:  50,
	rules.Hacked:         50,
	rules.Sexual:         45,
	rules.Violence:       40,
	rules.Scam:           30,
	rules.Spam:           30,
	rules.Misinformation: 20,
	rules.IP:             20,
	rules.RegulatedGoods: 20,
	rules.Dislike:        20,
	rules.Other:          10,
}

type rank struct {
	harm  rules.Concept
	first uint8
}

func (r rank) better(c rules.Concept, first uint8) rank {
	if p, q := precedence[c], precedence[r.harm]; p > q || p == q && (first < r.first || first == r.first && c < r.harm) {
		return rank{c, first}
	}
	return r
}

// settle turns what a label names into the harm it stands for, where a qualifier
// changes it: sex and nakedness of a child is a child in danger, and a label that
// names only a child ("Problem involving someone under 18") is one too.
func (r rank) settle(s rules.Set) rules.Concept {
	switch {
	case !s.Has(rules.Minor):
	case r.harm == rules.Sexual, r.harm == rules.None, r.harm == rules.IntimateImages && !s.Has(rules.Me):
		return rules.MinorSafety
	}
	return r.harm
}
