// Package lexicon answers: which concepts does this phrase name, in which
// language?
//
// A phrase of a lexicon file is a list of terms that must all occur in the text,
// in any order, because sites reorder their labels more often than they change
// what they mean:
//
//	harcel*            a word that begins with harcel
//	*gewalt            a word that ends with gewalt
//	*mobbing*          a word with mobbing anywhere in it: Cybermobbingfall
//	partag* intim*     both
//	nu|nue|nus|nues    one of them
//	faux compte !bot*  the first two, and no word that begins with bot
//	log_in             two words, one right after the other; so are those of don't
//	báo_cáo|tố_cáo     one of two such pairs
//	=autre|autre chose the whole text is one of these
//	举报 用户            both, anywhere: see below
//
// Words are compared in the normal form of bouton3018/wasm/text. Of scripts that put
// no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) a word is
// found anywhere, as if it stood between stars; after = it is the whole text all the
// same.
//
// A text is read once, from every place where a word can begin: what that costs
// depends on the text, not on how many phrases there are. A phrase counts in its
// language only ([Langs]): words of one language are another's false friends.
package lexicon

import (
	"slices"

	"bouton3018/rules"
	"bouton3018/wasm/text"
)

const (
	maxWords = 40  // of a text that are looked at
	maxSlots = 15  // terms of a phrase
	maxKey   = 200 // bytes of a word of a phrase, in normal form
	maxSame  = 300 // times that one word stands in the phrases: so many steps it costs wherever it is read
)

// Lexicon is a compiled set of phrases. It is not safe for concurrent use, nor beside one that it was made from by
// [Lexicon.Next].
type Lexicon struct {
	*index
	has   []bool // which phrases of the index are its own
	named []name // of the texts since [Lexicon.Forget]
}

// index holds the phrases of a lexicon and of those that came from it, each once.
type index struct {
	langs   []string
	phrases []phrase
	trie    trie
	lists   []list // of the first lexicon: one for each language and concept

	// of the text being read
	stamp   uint32
	touched []int32
	buf     []byte
	writer  *text.Writer
}

// list is what the first lexicon says of a concept in a language. Its phrases follow one another in the index.
type list struct {
	phrases []string
	first   int
}

type phrase struct {
	concept rules.Concept
	lang    uint8
	whole   bool   // must be the whole text
	need    uint16 // slots that must be hit
	veto    uint16 // slots that must not

	// of the text being matched
	stamp uint32
	hit   uint16
	first uint16
}

// name is what one phrase says of a text: a concept, in a language, from a place on.
type name struct {
	concept rules.Concept
	lang    uint8
	first   uint16
}

// Text is a text that was read, in all languages.
type Text struct {
	Langs Langs  // in which it names anything
	Words int    // about how many words it has, at most 40 where they are spaced
	Hash  uint32 // of the normal text

	from, to int // in named
}

// Meaning is what one text names.
type Meaning struct {
	Set   rules.Set     // every concept
	Harm  rules.Concept // the reason for a report that it stands for, or None
	Words int           // see [Text]
	Hash  uint32
}

// Match reads one text, in all languages.
func (x *Lexicon) Match(s string) Meaning { return x.MatchIn(s, ^Langs(0)) }

// MatchIn reads one text in some languages.
func (x *Lexicon) MatchIn(s string, langs Langs) Meaning {
	t := x.Hear(s)
	m := x.In(&t, langs)
	x.named = x.named[:t.from]
	return m
}

// Forget ends the life of the texts that were heard.
func (x *Lexicon) Forget() { x.named = x.named[:0] }

// Hear reads a text in all languages: which of them count may come out later.
func (x *Lexicon) Hear(s string) Text {
	x.buf = x.writer.Append(append(x.buf[:0], ' '), s)
	t := Text{Hash: HashOf(x.buf[1:]), from: len(x.named)}
	x.space(&t)
	x.stamp++
	x.touched = x.touched[:0]
	x.walk()
	for _, id := range x.touched {
		if p := &x.phrases[id]; x.isOwn(id) && p.hit&p.need == p.need && p.hit&p.veto == 0 {
			t.Langs |= 1 << p.lang
			x.named = append(x.named, name{p.concept, p.lang, p.first})
		}
	}
	t.to = len(x.named)
	return t
}

// Fits are numbers of the phrases that a text has in some languages, but for those of some concepts. They are sorted,
// and mean a phrase as long as the lexicon lives.
func (x *Lexicon) Fits(s string, langs Langs, but rules.Set) (ids []int32) {
	t := x.Hear(s)
	x.named = x.named[:t.from]
	for _, id := range x.touched {
		p := &x.phrases[id]
		if x.isOwn(id) && p.hit&p.need == p.need && p.hit&p.veto == 0 && langs&(1<<p.lang) != 0 && !but.Has(p.concept) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// isOwn reports whether a phrase of the index is one of this lexicon.
func (x *Lexicon) isOwn(id int32) bool { return int(id) < len(x.has) && x.has[id] }

// In is what a text names in some languages.
func (x *Lexicon) In(t *Text, langs Langs) Meaning {
	m := Meaning{Words: t.Words, Hash: t.Hash}
	var best rank
	for _, n := range x.named[t.from:t.to] {
		if langs&(1<<n.lang) == 0 {
			continue
		}
		m.Set = m.Set.With(n.concept)
		if n.concept.IsReason() {
			best = best.better(n.concept, n.first)
		}
	}
	m.Harm = best.harm.Settle(m.Set)
	return m
}

// space brings the text into the form that words of phrases are kept in: one space before
// each word and at the end. It counts the words.
func (x *index) space(t *Text) {
	b, n, from := x.buf, 1, 0
	for range maxWords {
		start, end := text.NextWord(b, from)
		if start < 0 {
			break
		}
		n += copy(b[n:], b[start:end])
		if n < len(b) {
			b[n] = ' '
		} else {
			b = append(b, ' ')
		}
		t.Words += text.WordCount(b[n-(end-start) : n])
		n++
		from = end
	}
	x.buf = b[:n]
}

// walk looks for words of phrases from every place of the text on.
func (x *index) walk() {
	for i, c := range x.buf {
		switch {
		case c == ' ':
			x.follow(atWord, i+1)
		case c&0xC0 != 0x80: // a character begins
			x.follow(anywhere, i)
		}
	}
}

// follow marks every word of a phrase that is found at a place of the text.
func (x *index) follow(at start, i int) {
	t, rest := &x.trie, x.buf[i:]
	for n := t.find(int32(at), rest); n != 0; n = t.find(n, rest) {
		rest = rest[t.nodes[n].size:]
		if at == anywhere && text.BeginsWithVoicing(rest) {
			continue
		}
		isAll := i == 1 && len(rest) == 0
		for post := t.nodes[n].post; post != 0; post = t.posts[post].next {
			x.mark(t.posts[post].phrase, t.posts[post].slot, uint16(i), isAll)
		}
	}
}

// mark says that a word of a phrase was found.
func (x *index) mark(phrase int32, slot uint8, first uint16, isAll bool) {
	p := &x.phrases[phrase]
	if p.whole && !isAll {
		return
	}
	if p.stamp != x.stamp {
		p.stamp, p.hit, p.first = x.stamp, 0, first
		x.touched = append(x.touched, phrase)
	}
	p.hit |= 1 << slot
}
