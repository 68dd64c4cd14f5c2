package lexicon

import (
	"slices"
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
	lists := make([]list, len(ls)*rules.MaxConcepts)
	letters, words, phrases := 0, 0, 0
	for i, l := range ls {
		for c, list := range l.Concepts {
			lists[i*rules.MaxConcepts+int(c)].phrases = list
			for _, p := range list {
				letters += len(p)
				words += wordsOf(p)
			}
			phrases += len(list)
		}
	}
	x := &Lexicon{index: &index{
		langs:   make([]string, 0, len(ls)),
		phrases: make([]phrase, 0, phrases),
		trie:    newTrie(words, letters),
		lists:   lists,
		writer:  text.NewWriter(),
	}}
	for i, l := range ls {
		x.langs = append(x.langs, l.Lang)
		for c := range rules.Concept(rules.MaxConcepts) {
			list := &lists[i*rules.MaxConcepts+int(c)]
			list.first = len(x.phrases)
			for _, p := range list.phrases {
				if err := x.add(i, c, p); err != nil {
					return nil, err
				}
			}
		}
	}
	x.has = make([]bool, len(x.phrases))
	for id := range x.has {
		x.has[id] = true
	}
	return x, nil
}

// wordsOf is how many words a phrase has, or more.
func wordsOf(phrase string) int { return 1 + strings.Count(phrase, " ") + strings.Count(phrase, "|") }

// Next is the lexicon of other phrases, at the cost of those alone that are new: it shares the compiled form of the
// others with x, which stays as it is. x may be nil. Errors are those of [Compile].
func (x *Lexicon) Next(ls []rules.Lexicon) (*Lexicon, error) {
	if x == nil || !x.hasRoom(ls) {
		return Compile(ls)
	}
	next := &Lexicon{index: x.index, has: make([]bool, len(x.phrases))}
	for _, l := range ls {
		lang := slices.Index(x.langs, l.Lang)
		if lang < 0 {
			lang = len(x.langs)
			x.langs = append(x.langs, l.Lang)
		}
		for c := range rules.Concept(rules.MaxConcepts) {
			known, err := x.listOf(lang, c), error(nil)
			known.each(l.Concepts[c], func(p string, at int) {
				switch {
				case at >= 0:
					next.has[known.first+at] = true
				case err == nil:
					err = x.add(lang, c, p)
					next.has = append(next.has, true)
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return next, nil
}

// Crowded is an error where a word stands in too many phrases, with one of them: texts that have it would be read for
// seconds.
func (x *Lexicon) Crowded() error {
	for _, n := range x.trie.nodes {
		same := 0
		for at := n.post; at != 0; at = x.trie.posts[at].next {
			id := x.trie.posts[at].phrase
			if x.isOwn(id) {
				same++
			}
			if same > maxSame {
				p := &x.phrases[id]
				where := "lexicon " + x.langs[p.lang] + ": " + p.concept.String()
				return &rules.Error{Path: where, Reason: "has a word that stands in too many phrases"}
			}
		}
	}
	return nil
}

// hasRoom reports whether the index can take what is new in other phrases.
func (x *index) hasRoom(ls []rules.Lexicon) bool {
	langs, words := len(x.langs), 0
	for _, l := range ls {
		lang := slices.Index(x.langs, l.Lang)
		if lang < 0 {
			langs++
		}
		for c, phrases := range l.Concepts {
			known := x.listOf(lang, c)
			known.each(phrases, func(p string, at int) {
				if at < 0 {
					words += wordsOf(p)
				}
			})
		}
	}
	return langs <= maxLangs && x.trie.hasRoom(words)
}

// listOf is empty where the first lexicon has none.
func (x *index) listOf(lang int, c rules.Concept) list {
	if i := lang*rules.MaxConcepts + int(c); lang >= 0 && i < len(x.lists) {
		return x.lists[i]
	}
	return list{}
}

// each tells of phrases where they stand in the list, -1 for nowhere. Mostly they are the list itself.
func (l list) each(phrases []string, tell func(phrase string, at int)) {
	next := 0
	for _, p := range phrases {
		at := next
		if at >= len(l.phrases) || l.phrases[at] != p {
			at = slices.Index(l.phrases, p)
		}
		if at >= 0 {
			next = at + 1
		}
		tell(p, at)
	}
}

// add compiles one phrase of a language. One that cannot be compiled is an error that says why.
// It leaves nothing behind but what is kept: see [newTrie].
func (x *index) add(lang int, c rules.Concept, s string) error {
	p := phrase{concept: c, lang: uint8(lang)}
	reason := x.read(&p, s)
	x.phrases = append(x.phrases, p)
	if reason != "" {
		return &rules.Error{Path: "lexicon " + x.langs[lang] + ": " + c.String() + ": " + s, Reason: reason}
	}
	return nil
}

// read reads a phrase and returns why it cannot, if it cannot.
func (x *index) read(p *phrase, s string) (reason string) {
	if s, p.whole = strings.CutPrefix(s, "="); p.whole {
		if strings.ContainsAny(s, "!*") {
			return "is a whole text and cannot exclude words or have a part of one"
		}
		reason = x.addTerm(p, s, 0)
	} else {
		term := ""
		for slot := 0; s != "" && reason == ""; slot++ {
			if term, s, _ = strings.Cut(s, " "); slot == maxSlots {
				return "has too many words"
			}
			reason = x.addTerm(p, term, slot)
		}
	}
	if reason == "" && p.need == 0 {
		reason = "has no word to look for"
	}
	return reason
}

// addTerm compiles a term of a phrase: words of which one is enough.
func (x *index) addTerm(p *phrase, term string, slot int) (reason string) {
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
