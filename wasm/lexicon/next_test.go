package lexicon_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"bouton3018/rules"
	"bouton3018/wasm/internal/testrules"
	"bouton3018/wasm/lexicon"
)

// TestNext changes lexicons at random, and holds what comes of [lexicon.Lexicon.Next] against what the same phrases
// give by themselves: also after others were made from the same one, and while the first stays in use.
func TestNext(t *testing.T) {
	x, d := testrules.Lexicon(t)
	random := rand.New(rand.NewPCG(30, 18))
	texts := []string{"hounding", "Je suis harcelé", "Report post", "un faux compte", "Nudité ou suicide"}
	for _, l := range append(labels(t, "labels.json"), labels(t, "paraphrases.json")...) {
		texts = append(texts, l.Label)
	}
	same := func(name string, got, want *lexicon.Lexicon) {
		t.Helper()
		for _, text := range texts {
			for _, langs := range [][]string{nil, {"xx"}, {"de"}} {
				a, b := got.MatchIn(text, got.Langs(langs...)), want.MatchIn(text, want.Langs(langs...))
				if a != b {
					t.Fatalf("%s: %q in %v: got %+v, want %+v", name, text, langs, a, b)
				}
			}
			if a, b := got.Match(text), want.Match(text); a != b {
				t.Fatalf("%s: %q: got %+v, want %+v", name, text, a, b)
			}
		}
	}
	for range 5 {
		ls := slices.Clone(d.Lexicons)
		for i := range ls {
			ls[i].Concepts = maps.Clone(ls[i].Concepts)
			for c, phrases := range ls[i].Concepts {
				ls[i].Concepts[c] = slices.DeleteFunc(slices.Clone(phrases), func(string) bool { return random.IntN(20) == 0 })
			}
			spam := ls[i].Concepts[rules.Spam]
			ls[i].Concepts[rules.Spam] = slices.Insert(slices.Clone(spam), random.IntN(len(spam)+1), "hounding", "faux !suicid*")
		}
		ls = append(ls, rules.Lexicon{Lang: "xx", Concepts: map[rules.Concept][]string{rules.Hate: {"harcel*", "report"}}})
		random.Shuffle(len(ls), func(i, j int) { ls[i], ls[j] = ls[j], ls[i] })
		next, err := x.Next(ls)
		if err != nil {
			t.Fatal(err)
		}
		alone, err := lexicon.Compile(ls)
		if err != nil {
			t.Fatal(err)
		}
		same("next", next, alone)
	}
	if _, err := x.Next([]rules.Lexicon{{Lang: "fr", Concepts: map[rules.Concept][]string{rules.Hate: {"hain*", "*"}}}}); err == nil ||
		err.Error() != "lexicon fr: hate: *: has an empty or too short word" {
		t.Error(err)
	}
	_, again := testrules.Lexicon(t)
	first, err := lexicon.Compile(again.Lexicons)
	if err != nil {
		t.Fatal(err)
	}
	same("the first one", x, first)
}
