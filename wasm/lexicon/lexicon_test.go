package lexicon_test

import (
	"encoding/json"
	"os"
	"testing"

	"bouton3018/rules"
	"bouton3018/wasm/internal/testrules"
	"bouton3018/wasm/lexicon"
)

type labelled struct{ Lang, Label, Harm, Site, Evidence string }

func labels(t testing.TB, name string) []labelled {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestLabels reads labels that were seen on real sites. They are recognised by
// what they mean: none of them stands in the lexicon as it is.
func TestLabels(t *testing.T) {
	x, _ := testrules.Lexicon(t)
	for _, l := range labels(t, "labels.json") {
		if got := x.MatchIn(l.Label, x.Langs(l.Lang)).Harm.String(); got != l.Harm {
			t.Errorf("%s %q: got %q, want %q (%s, %s)", l.Lang, l.Label, got, l.Harm, l.Site, l.Evidence)
		}
	}
}

// TestParaphrases reads other wordings of the same meanings: labels drift, and
// most French ones are not known.
func TestParaphrases(t *testing.T) {
	x, _ := testrules.Lexicon(t)
	for _, l := range labels(t, "paraphrases.json") {
		if got := x.MatchIn(l.Label, x.Langs(l.Lang)).Harm.String(); got != l.Harm {
			t.Errorf("%s %q: got %q, want %q", l.Lang, l.Label, got, l.Harm)
		}
	}
}

// TestAtHome reads who is hurt by an adult, and who is only uneasy with one: they are given other lines.
func TestAtHome(t *testing.T) {
	x, _ := testrules.Lexicon(t)
	for text, want := range map[string]bool{
		"Un adulte me fait mal":                             true,
		"Un adulte me parle et ça me met mal à l’aise":      false,
		"Un adulte me frappe à la maison":                   true,
		"Un adulte m’écrit et je suis mal à l’aise avec ça": false,
	} {
		m := x.MatchIn(text, x.Langs("fr"))
		if m.Harm != rules.MinorSafety || m.Set.Has(rules.AtHome) != want {
			t.Errorf("%q: got %s, at home %v", text, m.Harm, m.Set.Has(rules.AtHome))
		}
	}
}

// TestPhrases shows what the pattern language means.
func TestPhrases(t *testing.T) {
	for _, c := range []struct {
		phrase string
		yes    []string
		no     []string
	}{
		{"harcel*", []string{"Harcèlement", "je suis harcelée"}, []string{"har", "parcelle"}},
		{"partag* intim*", []string{"images intimes partagées", "partager de l’intime"}, []string{"partager", "intime"}},
		{"nu|nue photo*", []string{"photo de moi nue"}, []string{"nuage photo", "nue"}},
		{"faux compte !bot*", []string{"un faux compte"}, []string{"bot ou faux compte"}},
		{"=autre", []string{"Autre", " autre… "}, []string{"autre chose", "une autre"}},
		{"=j'ai compris", []string{"J’ai compris"}, []string{"compris j’ai", "j'ai tout compris"}},
		{"*gewalt", []string{"Häusliche Gewalt", "Polizeigewalt!"}, []string{"gewalttätig", "Gewalten"}},
		{"*mobbing*", []string{"Cybermobbingfall", "mobbing", "Er ist ein Mobbingopfer"}, []string{"mob", "mobbin g"}},
		{"log_in|sign_in", []string{"Log in to report", "please sign in"}, []string{"in log", "log me in", "catalog in"}},
		{"l'un|l'autre", []string{"l’autre", "ou l'un"}, []string{"un", "autre", "l"}},
		{"báo_cáo", []string{"Báo cáo bài viết"}, []string{"cáo báo", "báo"}},
		{"举报 用户", []string{"举报用户", "举报该用户", "用户 举报"}, []string{"举报", "用户"}},
		{"รายงาน", []string{"ส่งรายงานแล้ว"}, []string{"ราย"}},
		{"=举报", []string{"举报", " 举报… "}, []string{"举报用户"}},
		{"カ", []string{"カラス"}, []string{"ガラス"}},
		{"신고*", []string{"신고하기"}, []string{"미신고"}},
		{"=log in now|sign in", []string{"Log in now", "Sign in"}, []string{"now log in", "log in", "sign in now"}},
		{"don't like", []string{"I don’t like it"}, []string{"I like it"}},
	} {
		x, err := lexicon.Compile([]rules.Lexicon{{Lang: "xx", Concepts: map[rules.Concept][]string{rules.Hate: []string{c.phrase}}}})
		if err != nil {
			t.Errorf("%q: %v", c.phrase, err)
			continue
		}
		for _, s := range c.yes {
			if x.Match(s).Harm != rules.Hate {
				t.Errorf("%q does not match %q", c.phrase, s)
			}
		}
		for _, s := range c.no {
			if x.Match(s).Harm != rules.None {
				t.Errorf("%q matches %q", c.phrase, s)
			}
		}
	}
}

func TestBadPhrases(t *testing.T) {
	for _, phrase := range []string{
		"", "=", "*", "a*", "!nu", "=oui !non", "*nu", "*nu*", "=a*", "a b c d e f g h i j k l m n o p q",
	} {
		_, err := lexicon.Compile([]rules.Lexicon{{Lang: "xx", Concepts: map[rules.Concept][]string{rules.Hate: []string{phrase}}}})
		if err == nil {
			t.Errorf("%q compiles", phrase)
		}
	}
}

func FuzzMatch(f *testing.F) {
	x, _ := testrules.Lexicon(f)
	f.Add("Menacer de partager ou partager des photos de nu")
	f.Add("\xff harcel harcelement " + string(rune(0x202e)))
	f.Fuzz(func(t *testing.T, s string) {
		if a, b := x.Match(s), x.Match(s); a != b {
			t.Fatalf("%q reads %v, then %v", s, a, b)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	x, _ := testrules.Lexicon(b)
	for b.Loop() {
		x.Match("Menacer de partager ou partager des photos de nu")
	}
}
