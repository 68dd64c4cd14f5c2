// Package text answers one question: are these two pieces of text the same to a
// reader? Sites write one label with different apostrophes, spaces, direction
// marks, accents and Unicode forms; [Normal] makes them equal.
package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normal is the form in which texts are compared: compatibility-decomposed,
// without combining marks and invisible characters, in lower case, with every
// apostrophe as ', and every other run of what is not a letter or a digit as one
// space. Invalid UTF-8 is read as spaces. The result has no space at its ends.
//
// The content script computes the same form (extension/src/shared/normal.ts); the
// shared cases are in testdata/normal.json.
func Normal(s string) string {
	return string(AppendNormal(make([]byte, 0, len(s)+8), s))
}

// AppendNormal appends the normal form of s to dst. It allocates nothing beyond
// dst: the core's collector never gives memory back.
func AppendNormal(dst []byte, s string) []byte {
	w := writer{dst: dst, start: len(dst)}
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			w.add(rune(c))
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(s[i:])
		// Marks are dropped, so their order does not matter and each character can
		// be decomposed by itself.
		if d := norm.NFKD.PropertiesString(s[i:]).Decomposition(); d != nil {
			for len(d) > 0 {
				c, n := utf8.DecodeRune(d)
				w.add(c)
				d = d[n:]
			}
		} else {
			w.add(c)
		}
		i += n
	}
	return w.dst
}

// writer holds normal text that is being written, and whether a gap comes before
// the next character.
type writer struct {
	dst   []byte
	start int
	gap   bool
}

func (w *writer) add(c rune) {
	switch {
	case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
	case c >= 'A' && c <= 'Z':
		c += 'a' - 'A'
	case c == '\'' || c == '’' || c == '‘' || c == 'ʼ' || c == '′':
		c = '\''
	case c < utf8.RuneSelf:
		w.gap = true
		return
	case invisible(c) || unicode.Is(unicode.Mn, c):
		return
	case c == utf8.RuneError || !(unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.Is(unicode.Mc, c)):
		w.gap = true
		return
	default:
		c = unicode.ToLower(c)
	}
	if w.gap && len(w.dst) > w.start {
		w.dst = append(w.dst, ' ')
	}
	w.gap = false
	w.dst = utf8.AppendRune(w.dst, c)
}

// invisible is what sites put into labels to steer direction or line breaks.
func invisible(c rune) bool {
	return c >= 0x200b && c <= 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0xad || c == 0xfeff
}

// NextWord finds the first word of normal text at or after from: the bytes
// normal[start:end]. Spaces and apostrophes separate words. start is -1 when no
// word is left.
func NextWord(normal []byte, from int) (start, end int) {
	for from < len(normal) && (normal[from] == ' ' || normal[from] == '\'') {
		from++
	}
	if from >= len(normal) {
		return -1, -1
	}
	for end = from; end < len(normal) && normal[end] != ' ' && normal[end] != '\''; end++ {
	}
	return from, end
}
