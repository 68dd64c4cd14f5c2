package lexicon

import (
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/text"
)

// Compile builds a lexicon. Phrases that cannot be compiled are an error that
// names language, concept and phrase.
func Compile(ls []rules.Lexicon) (*Lexicon, error) {
	if len(ls) > maxLangs {
		return nil, &rules.Error{Path: "lexicon", Reason: "has too many languages"}
	}
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
		langs:   make([]string, 0, len(ls)),
		phrases: make([]phrase, 0, phrases),
		trie:    newTrie(words, letters),
		writer:  text.NewWriter(),
	}
	for _, l := range ls {
		x.langs = append(x.langs, l.Lang)
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

// add compiles one phrase of the last language and returns why it cannot, if it cannot.
// It leaves nothing behind but what is kept: see [newTrie].
func (x *Lexicon) add(c rules.Concept, s string) (reason string) {
	p := phrase{concept: c, lang: uint8(len(x.langs) - 1)}
	if s, p.whole = strings.CutPrefix(s, "="); p.whole {
		if strings.ContainsAny(s, "!*") {
			return "is a whole text and cannot exclude words or have a part of one"
		}
		reason = x.addTerm(&p, s, 0)
	} else {
		term := ""
		for slot := 0; s != "" && reason == ""; slot++ {
			if term, s, _ = strings.Cut(s, " "); slot == maxSlots {
				return "has too many words"
			}
			reason = x.addTerm(&p, term, slot)
		}
	}
	if reason == "" && p.need == 0 {
		reason = "has no word to look for"
	}
	x.phrases = append(x.phrases, p)
	return reason
}

// addTerm compiles a term of a phrase: words of which one is enough.
func (x *Lexicon) addTerm(p *phrase, term string, slot int) (reason string) {
	term, veto := strings.CutPrefix(term, "!")
	if veto {
		p.veto |= 1 << slot
	} else {
		p.need |= 1 << slot
	}
	for word, more := "", true; more; {
		word, term, more = strings.Cut(term, "|")
		isPrefix, isSuffix := open(word, p.whole)
		key := appendSpaced(x.writer, x.buf[:0], word)
		switch {
		case len(key) == 0, isPrefix && len(key) < 2, isSuffix && len(key) < 3:
			return "has an empty or too short word"
		case len(key) > maxKey:
			return "has a word that is too long"
		}
		at := atWord
		if isSuffix {
			at = anywhere
		}
		if !isPrefix {
			key = append(key, ' ')
		}
		x.trie.add(at, key, posting{phrase: int32(len(x.phrases)), slot: uint8(slot)})
		x.buf = key
	}
	return ""
}

// open says whether a word of a phrase may go on behind it, and whether one may have
// begun before it.
func open(word string, whole bool) (isPrefix, isSuffix bool) {
	if !whole && text.IsUnspaced(word) {
		return true, true
	}
	return strings.HasSuffix(word, "*"), strings.HasPrefix(word, "*")
}

// appendSpaced appends the normal text of a word of a phrase, with one space between
// words that stand one after the other.
func appendSpaced(w *text.Writer, dst []byte, word string) []byte {
	n := len(dst)
	from := n
	dst = w.Append(dst, strings.Trim(word, "*"))
	for _, c := range dst[from:] {
		if c == '\'' {
			c = ' '
		}
		if c != ' ' || n > from && dst[n-1] != ' ' {
			dst[n] = c
			n++
		}
	}
	if n > from && dst[n-1] == ' ' {
		n--
	}
	return dst[:n]
}

// Spaced is the normal text of a word of a phrase, with one space between words that
// stand one after the other.
func Spaced(word string) string { return string(appendSpaced(new(text.Writer), nil, word)) }

// WithSpaces is the same, with a space where a word must begin or end.
func WithSpaces(word string) string {
	key := Spaced(word)
	isPrefix, isSuffix := open(word, false)
	if !isSuffix {
		key = " " + key
	}
	if !isPrefix {
		key += " "
	}
	return key
}
