// Package lexicon answers: which concepts does this phrase name, in which
// language?
//
// A phrase of a lexicon file is a list of words that must all occur in the text,
// in any order, because sites reorder their labels more often than they change
// what they mean:
//
//	harcel*            a word that begins with harcel
//	partag* intim*     both
//	nu|nue|nus|nues    one of them
//	faux compte !bot*  the first two, and no word that begins with bot
//	=autre             the whole text is this word; with several, in this order
//
// Words are compared in the normal form of bouton3018/wasm/text. All languages
// are matched at once: dialogs mix them, and html[lang] lies.
package lexicon

import (
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/text"
)

const (
	maxWords = 40 // of a text that are looked at
	maxSlots = 15 // of a phrase
)

// Lexicon is a compiled set of phrases. It is not safe for concurrent use.
type Lexicon struct {
	phrases []phrase
	nodes   []node
	posts   []posting

	stamp   uint32
	touched []int32
	buf     []byte
}

type phrase struct {
	concept rules.Concept
	slots   uint8  // positive words
	whole   bool   // must be the whole text
	need    uint16 // slots that must be hit
	veto    uint16 // slots that must not

	// of the text being matched
	stamp uint32
	hit   uint16
	first uint8
}

// node is one byte of the trie of words; first and next are indices, 0 is none.
type node struct {
	first, next   int32
	whole, prefix int32 // postings of words that end here, and of word beginnings
	ch            byte
}

type posting struct {
	phrase, next int32
	slot         uint8
}

// Compile builds a lexicon. Phrases that cannot be compiled are an error that
// names language, concept and phrase.
func Compile(ls []rules.Lexicon) (*Lexicon, error) {
	// Everything is made large enough at once: what grows leaves its former selves
	// behind in the core, whose memory is never given back. Of three letters at least
	// two are shared with another word or belong to what is no letter of a word.
	letters, words, phrases := 0, 0, 0
	for _, l := range ls {
		for _, list := range l.Concepts {
			for _, p := range list {
				letters += len(p)
				words += 1 + strings.Count(p, " ") + strings.Count(p, "|")
				phrases++
			}
		}
	}
	x := &Lexicon{
		nodes:   make([]node, 1, 64+letters/3),
		posts:   make([]posting, 1, 64+words+words/16),
		phrases: make([]phrase, 0, phrases),
	}
	for _, l := range ls {
		for c := range rules.Concept(rules.MaxConcepts) {
			for _, p := range l.Concepts[c] {
				if reason := x.add(c, p); reason != "" {
					return nil, &rules.Error{Path: "lexicon " + l.Lang + ": " + c.String() + ": " + p, Reason: reason}
				}
			}
		}
	}
	return x, nil
}

// add compiles one phrase and returns why it cannot, if it cannot.
func (x *Lexicon) add(c rules.Concept, s string) (reason string) {
	s, whole := strings.CutPrefix(s, "=")
	p := phrase{concept: c, whole: whole}
	slot := uint8(0)
	for _, term := range strings.Fields(s) {
		if slot, reason = x.addTerm(&p, slot, term); reason != "" {
			return reason
		}
	}
	switch {
	case p.need == 0:
		return "has no word to look for"
	case p.whole && p.veto != 0:
		return "is a whole text and cannot exclude words"
	}
	x.phrases = append(x.phrases, p)
	return ""
}

// addTerm enters what stands between two spaces of a phrase, from a slot on, and
// returns the next free slot.
func (x *Lexicon) addTerm(p *phrase, slot uint8, term string) (next uint8, reason string) {
	term, veto := strings.CutPrefix(term, "!")
	words := strings.Split(term, "|")
	for i, word := range words {
		if slot, reason = x.addWord(p, slot, word, i == len(words)-1 && !veto); reason != "" {
			return slot, reason
		}
	}
	if slot >= maxSlots {
		return slot, "has too many words"
	}
	if veto {
		p.veto |= 1 << slot
	} else {
		p.need |= 1 << slot
		p.slots++
	}
	return slot + 1, ""
}

// addWord enters a word and returns the slot of its last part: one with an
// apostrophe is several words to the matcher, and each but the last stands in a slot
// of its own. That cannot be where it is one of several alternatives, unless the last.
func (x *Lexicon) addWord(p *phrase, slot uint8, word string, last bool) (at uint8, reason string) {
	word, prefix := strings.CutSuffix(word, "*")
	n := text.Normal(word)
	if n == "" || prefix && len(n) < 2 {
		return slot, "has an empty or too short word"
	}
	id := int32(len(x.phrases))
	for start, end := text.NextWord([]byte(n), 0); start >= 0; start, end = text.NextWord([]byte(n), end) {
		if slot >= maxSlots {
			return slot, "has too many words"
		}
		whole := end == len(n)
		x.post(n[start:end], prefix && whole, id, slot)
		if whole {
			continue
		}
		if !last {
			return slot, "has an apostrophe in an alternative"
		}
		p.need |= 1 << slot
		slot++
		p.slots++
	}
	return slot, ""
}

// post enters a word of a phrase into the trie.
func (x *Lexicon) post(word string, prefix bool, phrase int32, slot uint8) {
	at := int32(0)
	for i := 0; i < len(word); i++ {
		next := x.child(at, word[i])
		if next == 0 {
			next = int32(len(x.nodes))
			x.nodes = append(x.nodes, node{ch: word[i], next: x.nodes[at].first})
			x.nodes[at].first = next
		}
		at = next
	}
	head := &x.nodes[at].whole
	if prefix {
		head = &x.nodes[at].prefix
	}
	x.posts = append(x.posts, posting{phrase, *head, slot})
	*head = int32(len(x.posts) - 1)
}

func (x *Lexicon) child(at int32, ch byte) int32 {
	for n := x.nodes[at].first; n != 0; n = x.nodes[n].next {
		if x.nodes[n].ch == ch {
			return n
		}
	}
	return 0
}

// Meaning is what one text names.
type Meaning struct {
	Set   rules.Set     // every concept
	Harm  rules.Concept // the reason for a report that it stands for, or None
	Words int           // how many words it has, at most 40
	Hash  uint32        // of the normal text
}

// Match reads one text.
func (x *Lexicon) Match(s string) Meaning {
	x.buf = text.AppendNormal(x.buf[:0], s)
	x.stamp++
	x.touched = x.touched[:0]
	words, from := 0, 0
	for words < maxWords {
		start, end := text.NextWord(x.buf, from)
		if start < 0 {
			break
		}
		x.word(x.buf[start:end], words)
		words++
		from = end
	}
	m := Meaning{Words: words, Hash: HashOf(x.buf)}
	var best rank
	for _, id := range x.touched {
		p := &x.phrases[id]
		if p.hit&p.need != p.need || p.hit&p.veto != 0 || p.whole && words != int(p.slots) {
			continue
		}
		m.Set = m.Set.With(p.concept)
		if p.concept.IsReason() {
			best = best.better(p.concept, p.first)
		}
	}
	m.Harm = best.harm.Settle(m.Set)
	return m
}

// word walks the trie along one word and marks what it meets.
func (x *Lexicon) word(w []byte, index int) {
	at := int32(0)
	for i := 0; i < len(w); i++ {
		if at = x.child(at, w[i]); at == 0 {
			return
		}
		x.mark(x.nodes[at].prefix, index)
	}
	x.mark(x.nodes[at].whole, index)
}

func (x *Lexicon) mark(post int32, index int) {
	for ; post != 0; post = x.posts[post].next {
		t := &x.posts[post]
		p := &x.phrases[t.phrase]
		if p.whole && int(t.slot) != index {
			continue
		}
		if p.stamp != x.stamp {
			p.stamp, p.hit, p.first = x.stamp, 0, uint8(index)
			x.touched = append(x.touched, t.phrase)
		}
		p.hit |= 1 << t.slot
	}
}
