// Package text answers one question: are these two pieces of text the same to a
// reader? Sites write one label with different apostrophes, spaces, direction
// marks, accents and Unicode forms; [Normal] makes them equal.
package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normal is the form in which texts are compared. In this order:
//
//   - characters are taken apart as Unicode's NFKD does: full width, ligatures and
//     Arabic presentation forms become plain letters, and a kana or an Indic letter
//     is followed by its marks;
//   - what cannot be seen goes: format characters (class Cf) and the others that
//     are to be ignored by default (fillers, variation selectors), and the tatweel,
//     which only stretches a word;
//   - every apostrophe is ';
//   - marks go on letters of Latin, Greek, Cyrillic, Arabic and Hebrew, where they
//     are accents or points that people leave out, and where no letter stands
//     before them. In every other script they are part of the word and stay, unless
//     a letter has more than eight, which is no writing;
//   - case is folded, ß is ss, and ı and ς are i and σ; the Persian ye and kaf are the
//     Arabic ones, for which keyboards take them;
//   - every run of what is no letter, mark, number or apostrophe is one space, and
//     there is none at the ends;
//   - a Hangul syllable is one character: as letters, 곡 would begin with 고.
//
// Invalid UTF-8 is read as spaces. A normal text is its own normal text.
//
// The content script computes the same form (extension/src/shared/normal.ts); the
// shared cases are in testdata. A browser may know a newer Unicode than this program,
// to which characters that do not exist yet are spaces: no word of the rules holds one,
// so a word that is found in a text here is found there.
func Normal(s string) string {
	return string(AppendNormal(make([]byte, 0, len(s)+8), s))
}

// AppendNormal appends the normal form of s to dst.
func AppendNormal(dst []byte, s string) []byte { return new(Writer).Append(dst, s) }

// Append appends the normal form of s to dst. It allocates nothing beyond dst.
func (w *Writer) Append(dst []byte, s string) []byte {
	*w = Writer{dst: dst, start: len(dst), memory: w.memory}
	for i := 0; i < len(s); {
		if !w.gap && w.letter == 0 {
			run := i
			for i < len(s) && s[i] >= 'a' && s[i] <= 'z' {
				i++
			}
			if i > run {
				w.dst = append(w.dst, s[run:i]...)
				continue
			}
		}
		if c := s[i]; c < utf8.RuneSelf {
			w.add(rune(c))
			i++
			continue
		}
		c, n := utf8.DecodeRuneInString(s[i:])
		switch k := w.know(c, s[i:i+n]); k.kind {
		case plain:
			w.put(k.to)
		case marked:
			w.put(k.to)
			w.letter = k.to
		case onLetter:
			w.addMark(k.to, k.class)
		default:
			w.addApart(c, s[i:])
		}
		i += n
	}
	w.endLetter()
	dst, w.dst = w.dst, nil
	return dst
}

// addApart takes a character that the rest of a text begins with.
func (w *Writer) addApart(c rune, rest string) {
	d := norm.NFKD.PropertiesString(rest).Decomposition()
	if d == nil {
		w.add(c)
	}
	for len(d) > 0 {
		c, n := utf8.DecodeRune(d)
		w.add(c)
		d = d[n:]
	}
}

// A kind is what a character becomes.
type kind uint8

const (
	several  kind = iota // what only taking it apart tells
	plain                // one letter, on which marks go
	marked               // one letter, on which marks stay
	onLetter             // a mark
)

// known is a character with what it becomes whatever stands around it.
type known struct {
	char, to rune
	kind     kind
	class    uint8 // of a mark
}

// know tells what a character becomes. A writer for many texts keeps it.
func (w *Writer) know(c rune, char string) known {
	if w.memory == nil {
		return known{}
	}
	k := &w.memory.known[c%rune(len(w.memory.known))]
	if k.char != c {
		*k = findOut(c, char, w.memory.room[:0])
	}
	return *k
}

// findOut writes the character behind another into some room. What may change what stands before it, a mark or a part
// of a Hangul syllable, does not become the same everywhere.
func findOut(c rune, char string, room []byte) known {
	first, d := c, norm.NFKD.PropertiesString(char).Decomposition()
	if d != nil {
		first, _ = utf8.DecodeRune(d)
	}
	switch {
	case unicode.Is(unicode.M, first) && d == nil && !isIgnored(c):
		return known{c, c, onLetter, classOf(c)}
	case unicode.Is(unicode.M, first), first >= 0x1160 && first < 0x1200:
		return known{char: c}
	}
	alone := Writer{dst: append(room, 'x')} // after which a space shows
	alone.addApart(c, char)
	out := alone.dst[1:]
	to, n := utf8.DecodeRune(out)
	switch {
	case alone.gap || alone.count > 0 || n == 0 || n < len(out):
		return known{char: c}
	case alone.letter == 0:
		return known{char: c, to: to, kind: plain}
	}
	return known{char: c, to: to, kind: marked}
}

// memory holds characters that were met, by their last bits.
type memory struct {
	known [1024]known
	room  [16]byte
}

// NewWriter is a writer that remembers characters, for many texts.
func NewWriter() *Writer { return &Writer{memory: new(memory)} }

// maxMarks is how many marks a letter may have.
const maxMarks = 8

// Writer writes normal text, one after the other. The zero value is ready. The compiled core, which gives no memory
// back, has one for good.
type Writer struct {
	dst   []byte
	start int
	gap   bool // a space comes before the next letter

	// Of the last letter, where nothing came after it:
	letter rune // 0 where marks on it go
	marks  [maxMarks]mark
	count  int // of its marks, those that are too many included

	memory *memory
}

// mark is a mark with its canonical combining class, by which marks are ordered.
type mark struct {
	char  rune
	class uint8
}

// add takes the next character of a text that was taken apart.
func (w *Writer) add(c rune) {
	switch {
	case c < utf8.RuneSelf:
		w.addPlain(c)
	case isIgnored(c):
	case isApostrophe(c):
		w.addPlain('\'')
	case unicode.Is(unicode.M, c):
		w.addMark(c, classOf(c))
	case unicode.IsLetter(c):
		w.addLetter(c)
	case unicode.IsNumber(c):
		w.put(c)
	default:
		w.addPlain(' ')
	}
}

// addPlain takes a character of ASCII.
func (w *Writer) addPlain(c rune) {
	switch {
	case c >= 'A' && c <= 'Z':
		w.put(c + 'a' - 'A')
	case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '\'':
		w.put(c)
	default:
		w.endLetter()
		w.gap = true
	}
}

func (w *Writer) addLetter(c rune) {
	if syllable := joinHangul(w.letter, c); syllable != 0 && len(w.kept()) == 0 {
		w.dst = w.dst[:len(w.dst)-utf8.RuneLen(w.letter)]
		c = syllable
	}
	switch c = unicode.ToLower(c); c {
	case 'ß':
		w.put('s')
		w.put('s')
	case 'ı':
		w.put('i')
	case 'ς':
		w.put('σ')
	case 'ی':
		w.put('ي')
	case 'ک':
		w.put('ك')
	default:
		w.put(c)
		if !unicode.In(c, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew) {
			w.letter = c
		}
	}
}

// put writes a character, after a space where one is due.
func (w *Writer) put(c rune) {
	w.endLetter()
	if w.gap && len(w.dst) > w.start {
		w.dst = append(w.dst, ' ')
	}
	w.gap = false
	w.dst = utf8.AppendRune(w.dst, c)
}

// addMark keeps a mark of the last letter, in canonical order.
func (w *Writer) addMark(c rune, class uint8) {
	if w.letter == 0 {
		return
	}
	if w.count++; w.count > maxMarks {
		return
	}
	m := mark{c, class}
	at := w.count - 1
	for ; at > 0 && m.class != 0 && w.marks[at-1].class > m.class; at-- {
		w.marks[at] = w.marks[at-1]
	}
	w.marks[at] = m
}

// classOf is the canonical combining class of a mark.
func classOf(c rune) uint8 {
	var encoded [utf8.UTFMax]byte
	return norm.NFD.Properties(encoded[:utf8.EncodeRune(encoded[:], c)]).CCC()
}

// kept are the marks of the last letter, unless there are too many.
func (w *Writer) kept() []mark {
	if w.count > maxMarks {
		return nil
	}
	return w.marks[:w.count]
}

// endLetter writes the marks of the last letter.
func (w *Writer) endLetter() {
	for _, m := range w.kept() {
		w.dst = utf8.AppendRune(w.dst, m.char)
	}
	w.letter, w.count = 0, 0
}

// joinHangul returns the syllable that a consonant and a vowel, or such a syllable
// and a final consonant, are together; 0 when they are none. Unicode numbers the
// syllables by their letters.
func joinHangul(a, b rune) rune {
	const (
		leads, vowels, finals = 19, 21, 28 // the first final is none
		firstLead, firstVowel = 'ᄀ', 'ᅡ'
		beforeFinals          = 'ᆨ' - 1
		first                 = '가'
	)
	lead, vowel, syllable, final := a-firstLead, b-firstVowel, a-first, b-beforeFinals
	switch {
	case lead >= 0 && lead < leads && vowel >= 0 && vowel < vowels:
		return first + (lead*vowels+vowel)*finals
	case syllable >= 0 && syllable < leads*vowels*finals && syllable%finals == 0 && final > 0 && final < finals:
		return a + final
	}
	return 0
}

// isApostrophe reports whether c is one of the characters that sites write for an
// apostrophe; the last is the Hebrew geresh.
func isApostrophe(c rune) bool {
	switch c {
	case '’', '‘', 'ʼ', '′', '׳':
		return true
	}
	return false
}

// isIgnored reports whether c is nothing to a reader: format characters and the
// others of Unicode's property Default_Ignorable_Code_Point, and the tatweel.
func isIgnored(c rune) bool {
	return c == 'ـ' ||
		unicode.In(c, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
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

// IsUnspaced reports whether a text holds letters of a script that puts no spaces
// between words.
func IsUnspaced(s string) bool {
	for i := range len(s) {
		if s[i] < 0xE0 {
			continue // what begins so is below U+0800
		}
		if c, _ := utf8.DecodeRuneInString(s[i:]); isUnspaced(c) {
			return true
		}
	}
	return false
}

func isUnspaced(c rune) bool {
	switch {
	case c < 0x0E00:
	case c < 0x0F00, // Thai, Lao
		c >= 0x1000 && c < 0x10A0, // Burmese
		c >= 0x1780 && c < 0x1800, // Khmer
		c >= 0x3040 && c < 0x3100, // kana
		c >= 0x3400 && c < 0xA000, // Chinese characters
		c >= 0x20000 && c < 0x40000:
		return true
	}
	return false
}

// BeginsWithVoicing reports whether normal text goes on with a mark that makes another
// kana of the one before it: カ is no part of ガ.
func BeginsWithVoicing(normal []byte) bool {
	c, _ := utf8.DecodeRune(normal)
	return c == 0x3099 || c == 0x309A
}
