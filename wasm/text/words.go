package text

import "unicode/utf8"

// CountWords returns how many words a reader sees in some texts: runs without a space that
// have a letter or a digit. A no-break space parts words too. Chinese has no spaces:
// two of its signs are a word.
func CountWords(texts ...string) (n int) {
	for _, text := range texts {
		word, half := false, false
		for _, r := range text {
			isSign := r >= 0x3400 && r < 0xa000
			if half = isSign && !half; half {
				n++
			}
			switch {
			case r == ' ' || r == '\u00a0' || r == '\u202f':
				word = false
			case !word && (r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xc0 && r < 0x2000):
				word = true
				n++
			}
		}
	}
	return n
}

// WordCount is about how many words stand in a run of normal text without spaces: one,
// and of an unspaced script one for three characters.
func WordCount(run []byte) int {
	characters, unspaced := 0, false
	for len(run) > 0 {
		c, n := utf8.DecodeRune(run)
		unspaced = unspaced || isUnspaced(c)
		characters++
		run = run[n:]
	}
	if !unspaced {
		return 1
	}
	return (characters + 2) / 3
}
