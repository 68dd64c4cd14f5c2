package rules

import "strings"

// cyrillic writes Serbian letters in Cyrillic. Two letters come before the first of them alone.
var cyrillic = strings.NewReplacer("dž", "џ", "lj", "љ", "nj", "њ", "a", "а", "b", "б", "c", "ц", "č", "ч", "ć", "ћ",
	"d", "д", "đ", "ђ", "e", "е", "f", "ф", "g", "г", "h", "х", "i", "и", "j", "ј", "k", "к", "l", "л", "m", "м", "n", "н",
	"o", "о", "p", "п", "r", "р", "s", "с", "š", "ш", "t", "т", "u", "у", "v", "в", "z", "з", "ž", "ж")

// addCyrillic adds to the phrases of Serbian, which is written in two scripts, what they are in the other one.
func (l *Lexicon) addCyrillic() {
	for c, phrases := range l.Concepts {
		both := phrases
		for _, p := range phrases {
			if twin := inCyrillic(p); twin != "" {
				both = append(both, twin)
			}
		}
		l.Concepts[c] = both
	}
}

// inCyrillic is a phrase in Cyrillic, "" where it is foreign ("bullying").
func inCyrillic(phrase string) string {
	rest, isWhole := strings.CutPrefix(phrase, "=")
	terms := strings.Split(rest, " ")
	if isWhole {
		terms = []string{rest}
	}
	out := terms[:0]
	for _, term := range terms {
		term, isVeto := strings.CutPrefix(term, "!")
		var words []string
		for word := range strings.SplitSeq(term, "|") {
			if strings.ContainsAny(word, "qwxy") {
				continue
			}
			words = append(words, cyrillic.Replace(word))
			// "nasil*" finds "nasilje" too, where the l and the j are one letter.
			if strings.HasSuffix(word, "l*") || strings.HasSuffix(word, "n*") {
				words = append(words, cyrillic.Replace(strings.TrimSuffix(word, "*")+"j*"))
			}
		}
		switch {
		case len(words) > 0 && isVeto:
			out = append(out, "!"+strings.Join(words, "|"))
		case len(words) > 0:
			out = append(out, strings.Join(words, "|"))
		case !isVeto:
			return ""
		}
	}
	if isWhole {
		return "=" + out[0]
	}
	return strings.Join(out, " ")
}
