package source

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"bouton3018/rules"
	"bouton3018/wasm/text"
)

// families has the languages beside those that they share words with: so the detection part compresses to 3 kB less.
// Others come last.
const families = "en fr ca es pt it ro mt de nl nb da sv fi et lv lt tr ga id vi cs sk pl sl hr hu sr bg ru uk " +
	"el he ar fa hi th ko ja zh"

// published brings the lexicons into the form in which they are published: in the order of [families], the phrases of a
// concept as one text, their alternatives in the order of the alphabet (0.5 kB), and without what the core does not
// compare by (accents, capitals), which are 8 kB of the compressed part. Those of Serbian keep their accents: they tell
// how a word is written in Cyrillic.
func published(lexicons []any) []any {
	place := func(one any) int {
		lang, _ := one.(map[string]any)["lang"].(string)
		if at := strings.Index(families, lang); lang != "" && at >= 0 {
			return at
		}
		return len(families)
	}
	slices.SortStableFunc(lexicons, func(a, b any) int { return cmp.Compare(place(a), place(b)) })
	for _, one := range lexicons {
		one, _ := one.(map[string]any)
		concepts, _ := one["concepts"].(map[string]any)
		for id, list := range concepts {
			phrases, _ := list.([]any)
			var all []string
			for _, phrase := range phrases {
				phrase, _ := phrase.(string)
				if one["lang"] != "sr" {
					phrase = compared(phrase)
				}
				all = append(all, ordered(phrase))
			}
			concepts[id] = []any{strings.Join(all, rules.PhraseEnd)}
		}
	}
	return lexicons
}

// ordered is a phrase with the alternatives of each term in the order of the alphabet. A term with a = in its middle, where
// it means nothing, stays as it is: in front it would mean the whole text.
func ordered(phrase string) string {
	if strings.HasPrefix(phrase, "=") { // its alternatives are of several words
		return phrase
	}
	terms := strings.Split(phrase, " ")
	for i, term := range terms {
		if strings.Contains(term, "=") {
			continue
		}
		word, isVeto := strings.CutPrefix(term, "!")
		words := strings.Split(word, "|")
		slices.Sort(words)
		terms[i] = strings.Join(words, "|")
		if isVeto {
			terms[i] = "!" + terms[i]
		}
	}
	return strings.Join(terms, " ")
}

// compared is a phrase with each of its words in normal form.
func compared(phrase string) string {
	var out strings.Builder
	for phrase != "" {
		isWord := func(c rune) bool { return unicode.In(c, unicode.L, unicode.M, unicode.N) }
		end := strings.IndexFunc(phrase, func(c rune) bool { return !isWord(c) })
		if end < 0 {
			end = len(phrase)
		}
		word := norm.NFC.String(text.Normal(phrase[:end]))
		if len(word) > end { // of Thai, where two characters are one
			word = phrase[:end]
		}
		out.WriteString(word)
		rest := phrase[end:]
		next := strings.IndexFunc(rest, isWord)
		if next < 0 {
			next = len(rest)
		}
		out.WriteString(rest[:next])
		phrase = rest[next:]
	}
	return out.String()
}
