package lexicon

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// Langs is a set of the languages of a [Lexicon].
type Langs uint64

const maxLangs = 64

// always are read on every page: the product is in France, and sites fall back to English.
var always = [...]string{"fr", "en"}

// IsAlways reports whether a language is read on every page.
func IsAlways(lang string) bool { return slices.Contains(always[:], lang) }

// aliases are other names of languages, and languages that are written like one of ours.
var aliases = [...]struct{ tag, lang string }{
	{"no", "nb"}, {"nn", "nb"}, {"iw", "he"}, {"in", "id"}, {"ms", "id"},
	{"bs", "hr"}, {"sh", "hr"}, {"cnr", "sr"}, {"yue", "zh"}, {"gl", "pt"},
}

// Langs are those of some language tags ("pt-BR"), and French and English.
func (x *Lexicon) Langs(tags ...string) Langs {
	var set Langs
	for _, tag := range always {
		set |= x.lang(tag)
	}
	for _, tag := range tags {
		set |= x.lang(tag)
	}
	return set
}

// lang is the language of a tag, as a set of one; empty where it is none of ours.
func (x *Lexicon) lang(tag string) Langs {
	if end := strings.IndexAny(tag, "-_"); end >= 0 {
		tag = tag[:end]
	}
	tag = strings.ToLower(tag)
	for _, other := range aliases {
		if other.tag == tag {
			tag = other.lang
		}
	}
	if i := slices.Index(x.langs, tag); i >= 0 {
		return 1 << i
	}
	return 0
}

// Names are the ids of some languages.
func (x *Lexicon) Names(langs Langs) (ids []string) {
	for i, id := range x.langs {
		if langs&(1<<i) != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// Ballot counts which languages the texts of one dialog are in. The zero value is empty.
type Ballot struct {
	counts [maxLangs]uint8
}

// Add counts a text that the languages which count anyway do not understand.
func (b *Ballot) Add(langs Langs) {
	for ; langs != 0; langs &= langs - 1 {
		if n := &b.counts[bits.TrailingZeros64(uint64(langs))]; *n < math.MaxUint8 {
			*n++
		}
	}
}

// Spoken are the languages that a dialog speaks: those that understand at least two of
// its texts, and hardly fewer than the one that understands most. One text alone may be
// a false friend: "prijava" is a report or a log-in.
func (b *Ballot) Spoken() (set Langs) {
	best := uint8(2)
	for _, n := range b.counts {
		best = max(best, n)
	}
	for i, n := range b.counts {
		if n >= 2 && int(n)*4 >= int(best)*3 {
			set |= 1 << i
		}
	}
	return set
}
