package source

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"bouton3018/rules"
	"bouton3018/wasm/text"
)

// families has the languages beside those that they share words with: so the detection part compresses to 3 kB less.
// Others come last.
var families = strings.Fields("en fr ca es pt it ro mt de nl nb da sv fi et lv lt tr ga id vi cs sk pl sl hr hu sr bg " +
	"ru uk el he ar fa hi th ko ja zh")

// neighbours has the concepts beside those that they share words with: so the detection part compresses to 0.7 kB less.
// Others come last, by name.
var neighbours = strings.Fields("self_harm eating sexual intimate_images no_consent minor_safety minor violence " +
	"threats harassment unwanted hate trait impersonation hacked privacy scam spam misinformation ip regulated_goods " +
	"dislike other public_figure report done question other_report feedback technical unrelated menu submit next back " +
	"cancel login account settings message post share block mute")

// published brings the lexicons into the form in which they are published: in the order of [families], their concepts
// in that of [neighbours], the phrases of a concept as one text, their alternatives in the order of the alphabet
// (0.5 kB), in letters of ASCII ([respelled]), and without what the core does not compare by (accents, capitals), which
// are 8 kB of the compressed part. Those of Serbian keep their accents: they tell how a word is written in Cyrillic.
func published(lexicons []any) []any {
	place := func(one any) int {
		lang, _ := one.(map[string]any)["lang"].(string)
		return placeIn(families, lang)
	}
	slices.SortStableFunc(lexicons, func(a, b any) int { return cmp.Compare(place(a), place(b)) })
	for _, one := range lexicons {
		one, _ := one.(map[string]any)
		concepts, _ := one["concepts"].(map[string]any)
		lang, _ := one["lang"].(string)
		respell := respelled(one, lang)
		for id, list := range concepts {
			phrases, _ := list.([]any)
			var all []string
			for _, phrase := range phrases {
				phrase, _ := phrase.(string)
				if lang != "sr" {
					phrase = compared(phrase)
				}
				all = append(all, ordered(phrase))
			}
			concepts[id] = []any{respell(strings.Join(all, rules.PhraseEnd))}
		}
		if concepts != nil {
			one["concepts"] = inOrder(concepts)
		}
	}
	return lexicons
}

// ascii are the letters that others are published as. The first are those of Latin words, which become capitals.
const ascii = "abcdefghijklmnopqrstuvwxyz$%&/:;?<>[]{}^~().#@-"

// alphabets have for each of [ascii] what is published as it: mostly what sounds like it, and kindred languages have one.
var alphabets = map[string]string{
	"bg": cyrillic, "ru": cyrillic, "uk": cyrillic, "ar": arabic, "fa": arabic,
	"el": "αχδεφγηικλμνοπθρστυβωξψζ",
	"he": "אבחדעךגהיםכלמנןפקרסתושצטףזץ",
	"hi": "ंअआइईउएकखगघचछजझटडणतदधनपफबभमयरलवशषसह़ािीुूेैॉोौ्",
	"th": "กขคงจฉชซญณดตทธนบปผพฟมยรลวสหอะัาำิีืุูเแโใไ็่้๊์",
}

const (
	cyrillic = "абцдефгхижклмнопчрстувшьызщъэюяєі"
	arabic   = "ابشدعفغحيجكلمنصضقرستوطهخزذءةثظىپچژگ"
)

// respelled gives a lexicon its letters ([rules.Letters]), and returns how its phrases are published with them.
func respelled(lexicon map[string]any, lang string) func(string) string {
	var letters, back []string
	for i, letter := range []rune(alphabets[lang]) {
		letters = append(letters, ascii[i:i+1], string(letter))
		back = append(back, string(letter), ascii[i:i+1])
	}
	for i := range min(len(letters)/2, 26) {
		small, capital := ascii[i:i+1], strings.ToUpper(ascii[i:i+1])
		letters = append(letters, capital, small)
		back = append(back, small, capital)
	}
	if len(letters) > 0 {
		lexicon["letters"] = strings.Join(letters, "")
	}
	return strings.NewReplacer(back...).Replace
}

// placeIn is where a name stands in a list, which is its end if it does not.
func placeIn(list []string, name string) int {
	if at := slices.Index(list, name); at >= 0 {
		return at
	}
	return len(list)
}

// inOrder is an object with its keys in the order of [neighbours].
func inOrder(object map[string]any) json.RawMessage {
	keys := slices.SortedFunc(maps.Keys(object), func(a, b string) int {
		return cmp.Or(cmp.Compare(placeIn(neighbours, a), placeIn(neighbours, b)), cmp.Compare(a, b))
	})
	var out bytes.Buffer
	for i, key := range keys {
		out.WriteByte("{,"[min(i, 1)])
		out.Write(compact(key))
		out.WriteByte(':')
		out.Write(compact(object[key]))
	}
	if len(keys) == 0 {
		out.WriteByte('{')
	}
	out.WriteByte('}')
	return out.Bytes()
}

// ordered is a phrase with the alternatives of each term in the order of the alphabet. A term with a = in its middle,
// where it means nothing, stays as it is: in front it would mean the whole text.
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
