package source

import (
	"embed"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"bouton3018/rules"
	"bouton3018/wasm/text"
)

const (
	longest     = 12 // words of a sentence
	longestEasy = 8  // of one that has one idea
)

// childWords are the words that a child of ten reads in the language that all others are translations of, which is in
// the file's name: whoever wants to say another one, puts it there.
//
//go:embed words.*.txt
var childWords embed.FS

// original is that language, and its words.
var original = sync.OnceValues(func() (lang string, known []string) {
	files, err := childWords.ReadDir(".")
	if err != nil || len(files) != 1 {
		panic("one list of words is embedded")
	}
	text, err := childWords.ReadFile(files[0].Name())
	if err != nil {
		panic(err)
	}
	return strings.Split(files[0].Name(), ".")[1], strings.Fields(string(text))
})

// words is one file of prompts.
type words struct {
	rules.Prompts
	Back rules.Texts // what a partial language says, in French
	file string
}

// checkWords holds all that is said to a child to the same measures: every language says the same things, in short
// sentences, and French in the words of a child of ten.
func (l *loader) checkWords() {
	shared := l.prompts("prompts")
	for _, file := range l.find("countries/*/country.json") {
		own := l.prompts(path.Dir(file) + "/prompts")
		for _, w := range shared {
			if !w.Partial && w.Base() == "" && find(own, w.Lang) == nil {
				l.problem(path.Dir(file)+"/prompts", fmt.Errorf("has no words in %q", w.Lang))
			}
		}
		l.compare(own)
	}
	l.compare(shared)
}

// prompts reads a folder of prompts.
func (l *loader) prompts(folder string) (all []words) {
	for _, file := range l.find(folder + "/*.json") {
		w := words{file: file}
		l.into(file, &w)
		all = append(all, w)
	}
	return all
}

func find(all []words, lang string) *words {
	if i := slices.IndexFunc(all, func(w words) bool { return w.Lang == lang }); i >= 0 {
		return &all[i]
	}
	return nil
}

// compare holds the files of one folder against the French one.
func (l *loader) compare(all []words) {
	lang, _ := original()
	french := find(all, lang)
	if french == nil {
		return // it is said that it is missing
	}
	for _, w := range all {
		switch base := find(all, w.Base()); {
		case w.Partial:
			core := rules.Texts{}
			for _, id := range rules.CoreTexts {
				core[id] = french.Texts[id]
			}
			l.same(w.file, w.Texts, core)
			l.same(w.file+": back", w.Back, w.Texts)
			l.say(w.file+": back", lang, w.Back, french.Texts, 2*longest)
		case w.Base() == "":
			l.same(w.file, w.Texts, french.Texts)
		case base == nil:
			l.problem(w.file, fmt.Errorf("has no %q to be a variant of", w.Base()))
			continue
		default:
			l.easy(&w, base)
		}
		l.say(w.file, w.Lang, w.Texts, french.Texts, longest)
	}
}

// same asks for the texts that another language has, no more and no less.
func (l *loader) same(where string, texts, want rules.Texts) {
	for id := range want {
		if texts[id] == "" && !strings.HasPrefix(id, "time.") {
			l.problem(where, fmt.Errorf("does not say %s", id))
		}
	}
	for id := range texts {
		if _, known := want[id]; !known {
			l.problem(where, fmt.Errorf("says %s, which is not among the texts that it can have", id))
		}
	}
}

// easy asks that a variant, with what it takes from its language, has one idea a sentence.
func (l *loader) easy(w, base *words) {
	for id := range w.Texts {
		if _, known := base.Texts[id]; !known {
			l.problem(w.file, fmt.Errorf("says %s, which %s does not", id, base.Lang))
		}
	}
	for id, text := range base.Texts {
		if own := w.Texts[id]; own != "" {
			text = own
		}
		if !isName(id) && strings.ContainsAny(text, ",;:") {
			l.problem(w.file, fmt.Errorf("%s: %q is more than one idea", id, text))
		}
		l.short(w.file, id, text, longestEasy)
	}
}

var (
	place = regexp.MustCompile(`\{[a-z]+\}`)
	// plain is French without a no-break space or with a typewriter's apostrophe.
	plain    = regexp.MustCompile(`[^\x{202f}][?!;]|[^\x{a0}]:|«[^\x{a0}]|[^\x{a0}]»|[0-9}] h\b|'`)
	sentence = regexp.MustCompile(`[.?!؟](?:\s|$)|[。？！]`)
)

// say checks each text by itself, and that it has the places that the French one has.
func (l *loader) say(where, lang string, texts, french rules.Texts, most int) {
	first, known := original()
	base, _, _ := strings.Cut(lang, "-x-")
	isFrench := base == first
	for id, text := range texts {
		wrong := func(what string, values ...any) { l.problem(where, fmt.Errorf(id+": "+what, values...)) }
		l.short(where, id, text, most)
		if !strings.HasPrefix(id, "time.") && !slices.Equal(places(text), places(french[id])) {
			wrong("has the places %v, French has %v", places(text), places(french[id]))
		}
		if isFrench && plain.MatchString(text) {
			wrong("a no-break space or an apostrophe is missing in %q", text)
		}
		lower := strings.ToLower(text)
		if strings.Contains(lower, "anonym") && !strings.HasPrefix(id, "note.anonymous") && id != "question.parents.a" {
			wrong("%q: only what has a source for it is called anonymous", text)
		}
		_, hasSofter := french[id+".soft"]
		if strings.Contains(lower, "suicid") && !hasSofter {
			wrong("%q: a card does not say that to a child", text)
		}
		for _, word := range wordsIn(place.ReplaceAllString(lower, "")) {
			if isFrench && !isName(id) && !slices.Contains(known, word) {
				wrong("%q is not among the words that a child of ten reads (rules/source/words.fr.txt)", word)
			}
		}
	}
}

// isName holds for texts that are names, or have one in them.
func isName(id string) bool {
	return strings.HasPrefix(id, "line.") || strings.HasPrefix(id, "way.") || id == "pill.line" || id == "notice.check"
}

// short asks that no sentence of a text has more words than that.
func (l *loader) short(where, id, said string, most int) {
	for _, s := range sentence.Split(strings.ReplaceAll(said, "\u202f", ""), -1) {
		if n := text.CountWords(s); n > most {
			l.problem(where, fmt.Errorf("%s: %q has %d words, at most %d are read in one breath", id, s, n, most))
		}
	}
}

func places(text string) []string {
	all := place.FindAllString(text, -1)
	slices.Sort(all)
	return all
}

// wordsIn are the words of a French text without figures: what stands before an apostrophe is one.
func wordsIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
}
