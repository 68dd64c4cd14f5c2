// Package mask answers: what of a text that stands in a dialog may be told to whoever maintains the rules?
//
// Of a text that means something to the rules the words stay by which it does, and small words of French and English
// between them. Every other word becomes one of the same shape ([Shape]): names, messages and captions are not told.
package mask

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bouton3018/rules"
	"bouton3018/wasm/lexicon"
	"bouton3018/wasm/text"
)

// Limits of a text of which anything stays. A longer one is a message rather than a label.
const (
	maxWords = 12 // as many as the extension reads as a row or a title
	maxText  = 120
)

// marks stay as they are in a shape: none of them makes an address of letters.
const marks = ".,;:!?…'’\"“”«»()-–—·/&"

// Shape is a text of the same length and kinds of characters: letters and the marks on them are x or X, digits 0, white
// space is a space, and what is neither nor a common mark of punctuation is a hyphen. What cannot be seen goes, but the
// joiners that words of some languages have.
func Shape(s string) string { return strings.Map(shapeOf, s) }

func shapeOf(c rune) rune {
	switch {
	case unicode.IsUpper(c), unicode.IsTitle(c):
		return 'X'
	case unicode.IsLetter(c), unicode.IsMark(c):
		return 'x'
	case unicode.IsNumber(c):
		return '0'
	case unicode.IsSpace(c):
		return ' '
	case strings.ContainsRune(marks, c), isJoiner(c):
		return c
	case isUnseen(c):
		return -1
	}
	return '-'
}

// isJoiner reports whether a character that cannot be seen is a part of words: Persian writes some with it.
func isJoiner(c rune) bool { return c == '\u200c' || c == '\u200d' }

// isUnseen reports whether a character only changes how others are shown, as the marks of direction do.
func isUnseen(c rune) bool { return !isJoiner(c) && unicode.Is(unicode.Cf, c) }

// IsShape reports whether nothing of a text is more than shape.
func IsShape(s string) bool { return Shape(s) == s && !strings.ContainsFunc(s, isTold) }

func isTold(c rune) bool {
	return unicode.IsLetter(c) && c != 'x' && c != 'X' || unicode.IsNumber(c) && c != '0'
}

// reasons are what a text that is no label may say without anything of it being told: a message speaks of harm too.
var reasons = func() (set rules.Set) {
	for c := rules.None + 1; c < rules.MaxConcepts; c++ {
		if c.IsReason() {
			set = set.With(c)
		}
	}
	return set | rules.Qualifiers
}()

// Words is a text in which only those words are left by which phrases of some languages fit it, and small words; the
// shape of it where none does. Of a text that is no label, phrases of harms leave nothing.
func Words(x *lexicon.Lexicon, s string, langs lexicon.Langs, isLabel bool) string {
	none := rules.Set(0)
	if !isLabel {
		none = reasons
	}
	s = strings.Map(func(c rune) rune {
		if isUnseen(c) {
			return -1
		}
		return c
	}, s)
	want := x.Fits(s, langs, none)
	words := wordsOf(s)
	isLong := len(words) > maxWords && !text.IsUnspaced(s) || utf8.RuneCountInString(s) > maxText
	// Who says "me" has said nothing yet.
	if isLong || len(x.Fits(s, langs, none|rules.Qualifiers)) == 0 {
		return Shape(s)
	}
	// Each word is hidden for which nothing is lost by that, one after the other: where two say the same, one stays.
	hidden := s
	for _, w := range words {
		shape := Shape(s[w.from:w.to])
		tried := hidden[:w.from] + fill(shape, w.to-w.from) + hidden[w.to:]
		if w.isNever || slices.Equal(x.Fits(tried, langs, none), want) {
			hidden = tried
		}
	}
	return finish(s, hidden, words, x.Names(langs))
}

// word is where a word stands in a text.
type word struct {
	from, to int
	isNever  bool // part of an address, a handle or a number: nothing of it is told
}

// filler stands behind the shape of a word whose letters took more bytes than it, so that places stay.
const filler = '\u0001'

func fill(shape string, size int) string {
	return shape + strings.Repeat(string(filler), size-len(shape))
}

// finish gives back the small words, and takes the fillers out.
func finish(s, hidden string, words []word, langs []string) string {
	var b strings.Builder
	last := 0
	for _, w := range words {
		b.WriteString(Shape(s[last:w.from]))
		switch before := s[w.from:w.to]; {
		case hidden[w.from:w.to] == before:
			b.WriteString(before)
		case !w.isNever && isSmall(before, langs):
			b.WriteString(before)
		default:
			b.WriteString(Shape(before))
		}
		last = w.to
	}
	return b.String() + Shape(s[last:])
}

// small are words that say nothing of anybody, of the languages that are read on every page. Those of the others are
// hidden: nobody who speaks them has said which are no name of anybody ("An" and "My" are, in Vietnamese), and a phrase
// needs none of them, for it fits by the words that stay.
var small = map[string][]string{
	"fr": strings.Fields("à au aux avec ce ces cet cette ceci cela ça ci d dans de des du en et l la le les ma mes mon" +
		" n ne notre nos on ou par pas plus pour qu que qui quoi s sa se ses si son sur un une votre vos ta tes ton"),
	"en": strings.Fields("a about an and are at by for from in is it its my not of on or our s than that the their" +
		" these this those to what which who why with you your"),
}

func isSmall(word string, langs []string) bool {
	word = strings.ToLower(word)
	return slices.ContainsFunc(langs, func(lang string) bool { return slices.Contains(small[lang], word) })
}

// wordsOf are the words of a text; where a script puts no spaces between them, its characters.
func wordsOf(s string) (words []word) {
	for from := 0; from < len(s); {
		chunk := strings.IndexFunc(s[from:], unicode.IsSpace)
		if chunk < 0 {
			chunk = len(s) - from
		}
		words = append(words, wordsIn(s, from, from+chunk)...)
		from += chunk
		if from < len(s) {
			_, size := utf8.DecodeRuneInString(s[from:])
			from += size
		}
	}
	return words
}

// wordsIn are those of a part of a text without white space.
func wordsIn(s string, from, to int) (words []word) {
	isNever := isAddress(s[from:to])
	start := -1
	end := func(at int) {
		if start >= 0 {
			w := word{start, at, isNever || isCode(s[start:at])}
			words, start = append(words, w), -1
		}
	}
	for i, c := range s[from:to] {
		at := from + i
		switch {
		case !unicode.IsLetter(c) && !unicode.IsNumber(c) && !unicode.IsMark(c) && !isJoiner(c):
			end(at)
		case text.IsUnspaced(string(c)):
			end(at)
			start = at
		case start < 0:
			start = at
		}
	}
	end(to)
	return words
}

// isAddress reports whether a run of characters is somebody's: a handle, an address, a tag.
func isAddress(s string) bool {
	if strings.ContainsAny(s, "@#_\\=%~^") || strings.Contains(s, "//") {
		return true
	}
	// A dot or a slash between letters.
	for i, c := range s {
		if (c == '.' || c == '/') && i > 0 && i+1 < len(s) && isTight(s[:i], s[i+1:]) {
			return c == '.' || strings.Count(s, "/") > 2
		}
	}
	return false
}

func isTight(before, after string) bool {
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(after)
	return (unicode.IsLetter(a) || unicode.IsNumber(a)) && (unicode.IsLetter(b) || unicode.IsNumber(b))
}

// isCode reports whether a word has digits, more than an age has.
func isCode(s string) bool {
	digits := 0
	for _, c := range s {
		if unicode.IsNumber(c) {
			digits++
		}
	}
	return digits > 2 || digits > 0 && digits < utf8.RuneCountInString(s)
}
