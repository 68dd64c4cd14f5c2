package core_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bouton3018/rules"
	"bouton3018/rules/source"
	"bouton3018/wasm/core"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/internal/testrules"
	"bouton3018/wasm/lexicon"
)

const tables = "../lexicon/testdata/languages/"

// table is that of a language. A reason must be read as this harm, another concept must be among those that are named,
// a report must open one, and what is none must not.
func table(t *testing.T, lang string) []source.TableText {
	t.Helper()
	lines, err := source.ReadTable(tables + lang + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// tongues are the packaged languages, and what reads a page in any of them.
func tongues(t *testing.T) (reader dialog.Reader, langs []string, words core.Words) {
	t.Helper()
	x, d := testrules.Lexicon(t)
	for _, l := range d.Lexicons {
		langs = append(langs, l.Lang)
	}
	part, _ := testrules.Parts(t)
	return dialog.Reader{Lexicon: x}, langs, wordsOf(t, configured(t).Configure(part))
}

// isReport reports whether a dialog of this name is taken for a report, opened by a button of the same name, which the
// gate takes for that opener.
func isReport(reader dialog.Reader, opener, name string, rows ...string) bool {
	s := dialog.Snapshot{Event: dialog.Opened, Headings: []string{name}, Opener: opener, Chosen: -1}
	for _, row := range rows {
		s.Rows = append(s.Rows, dialog.Row{Text: row, Kind: "button"})
	}
	return reader.Read(&s, nil, dialog.Fresh).Report
}

// TestLanguages reads the table of each language as a page in this language does. Other languages are read there too:
// the middle of a plain word must not be a harm in one of them.
func TestLanguages(t *testing.T) {
	reader, langs, words := tongues(t)
	for _, lang := range langs {
		on, counts := reader.On(lang), map[string]int{}
		for _, l := range table(t, lang) {
			counts[l.Means]++
			m, concept := on.Lexicon.MatchIn(l.Text, on.Langs), l.Concept
			switch {
			case l.Means == source.NoReport:
				if isReport(on, words.Opener(l.Text), l.Text) {
					t.Errorf("%s: %q is taken for a report", lang, l.Text)
				}
				if m.Harm != rules.None && m.Harm != rules.Other {
					t.Errorf("%s: %q is read as %q", lang, l.Text, m.Harm)
				}
			case concept == rules.Report:
				if !isReport(on, words.Opener(l.Text), l.Text) {
					t.Errorf("%s: %q is no report: opener %q, %v", lang, l.Text, words.Opener(l.Text), named(m.Set))
				}
			case concept.IsReason():
				if m.Harm != concept {
					t.Errorf("%s: %q is read as %q, not %s", lang, l.Text, m.Harm, l.Means)
				}
			case !m.Set.Has(concept):
				t.Errorf("%s: %q does not name %s, but %v", lang, l.Text, l.Means, named(m.Set))
			}
		}
		for means, least := range map[string]int{
			"report": 8, source.NoReport: 16, "question": 3, "done": 2, "harassment": 5,
		} {
			if counts[means] < least {
				t.Errorf("%s.tsv has %d texts for %s; %d are the least", lang, counts[means], means, least)
			}
		}
		for c := range rules.Concept(rules.MaxConcepts) {
			if c.IsReason() && counts[c.String()] == 0 {
				t.Errorf("%s.tsv has no text for %s", lang, c)
			}
		}
	}
}

// TestLanguagesApart reads what is no report in one language as a page in each other language does, and as a page whose
// language is not known: a text alone, and with four others below it.
func TestLanguagesApart(t *testing.T) {
	reader, langs, words := tongues(t)
	for _, lang := range langs {
		var none, openers []string
		for _, l := range table(t, lang) {
			if l.Means == source.NoReport {
				none, openers = append(none, l.Text), append(openers, words.Opener(l.Text))
			}
		}
		for _, other := range append(langs, "") {
			on := reader.On(other)
			for i, text := range none {
				rows := slices.Concat(none[i+1:], none[:i])
				if isReport(on, openers[i], text) || isReport(on, openers[i], text, rows[:min(4, len(rows))]...) {
					t.Errorf("%q of %s is a report on a page in %q", text, lang, other)
				}
			}
		}
	}
}

// TestNothingTwice finds words of phrases that another word of the same concept says already: a part has no bytes for
// them.
func TestNothingTwice(t *testing.T) {
	_, d := testrules.Lexicon(t)
	for _, l := range d.Lexicons {
		for concept, phrases := range l.Concepts {
			for i, p := range phrases {
				terms, isExcept := termsOf(p)
				alone := wordsAlone(slices.Concat(phrases[:i], phrases[i+1:]))
				for _, term := range terms {
					said := 0
					for j, word := range term {
						beside := slices.Concat(term[:j], term[j+1:])
						if slices.ContainsFunc(beside, func(other string) bool { return says(other, word) }) {
							t.Errorf("%s, %v: %q in %q is said beside it", l.Lang, concept, word, p)
						}
						if slices.ContainsFunc(alone, func(other string) bool { return says(other, word) }) {
							said++
						}
					}
					if said == len(term) || said > 0 && len(terms) == 1 && !isExcept {
						t.Errorf("%s, %v: %q is said without it", l.Lang, concept, p)
					}
				}
			}
		}
	}
}

// TestNothingThatIsReadAnyway finds what French or English says already, which are read on every page: another language
// need not say it again.
func TestNothingThatIsReadAnyway(t *testing.T) {
	_, d := testrules.Lexicon(t)
	read := map[rules.Concept][]string{}
	for _, l := range d.Lexicons {
		for concept, phrases := range l.Concepts {
			if lexicon.IsAlways(l.Lang) {
				read[concept] = append(read[concept], phrases...)
			}
		}
	}
	for _, l := range d.Lexicons {
		if lexicon.IsAlways(l.Lang) || l.Lang == "sr" { // what is Serbian stands for its Cyrillic, too
			continue
		}
		for concept, phrases := range l.Concepts {
			alone := wordsAlone(read[concept])
			isSaid := func(word string) bool {
				return slices.ContainsFunc(alone, func(other string) bool { return says(other, word) })
			}
			for _, p := range phrases {
				terms, isExcept := termsOf(p)
				if slices.Contains(read[concept], p) || slices.ContainsFunc(terms, func(term []string) bool {
					return !slices.ContainsFunc(term, func(word string) bool { return !isSaid(word) })
				}) {
					t.Errorf("%s, %v: %q", l.Lang, concept, p)
				} else if len(terms) == 1 && !isExcept {
					for _, word := range terms[0] {
						if isSaid(word) {
							t.Errorf("%s, %v: %q in %q", l.Lang, concept, word, p)
						}
					}
				}
			}
		}
	}
}

// termsOf are the terms of a phrase, each the words of which one must be there; none of a whole text.
func termsOf(phrase string) (terms [][]string, isExcept bool) {
	if phrase[0] == '=' {
		return nil, false
	}
	all, _, isExcept := strings.Cut(phrase, " !")
	for term := range strings.FieldsSeq(all) {
		terms = append(terms, strings.Split(term, "|"))
	}
	return terms, isExcept
}

// wordsAlone are those that fit a phrase whatever stands beside them.
func wordsAlone(phrases []string) (words []string) {
	for _, p := range phrases {
		if terms, isExcept := termsOf(p); len(terms) == 1 && !isExcept {
			words = append(words, terms[0]...)
		}
	}
	return words
}

// says reports whether a word of a phrase is in every text in which the other is.
func says(word, other string) bool {
	return word[0] != '=' && strings.Contains(lexicon.WithSpaces(other), lexicon.WithSpaces(word))
}

// TestEveryTableIsUsed asks for a lexicon for each table.
func TestEveryTableIsUsed(t *testing.T) {
	_, langs, _ := tongues(t)
	files, _ := filepath.Glob(tables + "*.tsv")
	for _, file := range files {
		if lang := strings.TrimSuffix(filepath.Base(file), ".tsv"); !slices.Contains(langs, lang) {
			t.Errorf("%s is of no packaged language", file)
		}
	}
}

// named are the ids of concepts.
func named(set rules.Set) (ids []string) {
	for c := range rules.Concept(rules.MaxConcepts) {
		if set.Has(c) {
			ids = append(ids, c.String())
		}
	}
	return ids
}
