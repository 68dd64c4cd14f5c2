package mask

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"bouton3018/rules/source"
	"bouton3018/wasm/internal/testrules"
)

func TestShape(t *testing.T) {
	b, err := os.ReadFile("testdata/shapes.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases [][2]string
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if got := Shape(c[0]); got != c[1] || !IsShape(got) {
			t.Errorf("%q is %q, want %q", c[0], got, c[1])
		}
		if utf8.RuneCountInString(c[0]) != utf8.RuneCountInString(c[1]) {
			t.Errorf("%q and %q differ in length", c[0], c[1])
		}
	}
	for _, s := range []string{"xx a", "Signaler", "0 1"} {
		if IsShape(s) {
			t.Errorf("%q is no shape", s)
		}
	}
}

func TestWords(t *testing.T) {
	x, _ := testrules.Lexicon(t)
	for _, c := range []struct {
		lang, text string
		isLabel    bool
		want       string
	}{
		{"fr", "Signaler cette publication", true, "Signaler cette publication"},
		{"fr", "Signaler Léa Martin", true, "Signaler Xxx Xxxxxx"},
		{"fr", "Signaler @lea_harcelement", true, "Signaler -xxx-xxxxxxxxxxx"},
		{"fr", "Signaler harcelement7", true, "Signaler xxxxxxxxxxx0"},
		{"fr", "signaler@exemple.fr", true, "xxxxxxxx-xxxxxxx.xx"},
		{"fr", "Harcèlement ou intimidation", true, "Harcèlement ou intimidation"},
		{"fr", "Harcèlement, appelle le 06 12 34 56 78", true, "Harcèlement, xxxxxxx le 00 00 00 00 00"},
		{"fr", "Il harcèle Tom au collège Jean-Moulin", true, "Xx harcèle Xxx au xxxxxxx Xxxx-Xxxxxx"},
		{"fr", "Il harcèle Tom au collège Jean-Moulin", false, "Xx xxxxxxx Xxx xx xxxxxxx Xxxx-Xxxxxx"},
		{"fr", "On me fait vivre un enfer", true, "Xx xx xxxx xxxxx xx xxxxx"},
		{"fr", "Si tu me signales encore une fois à la vie scolaire je raconte tout à Tom", true, ""},
		{"en", "Report this post", true, "Report this post"},
		{"de", "Cybermobbing gegen Anna", true, "Cybermobbing xxxxx Xxxx"},
		{"zh", "举报小明", true, "举报xx"},
	} {
		if c.want == "" {
			c.want = Shape(c.text)
		}
		if got := Words(x, c.text, x.Langs(c.lang), c.isLabel); got != c.want {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}

// TestWordsMean puts all texts of the tables of languages through: what is told of each means what it meant.
func TestWordsMean(t *testing.T) {
	x, d := testrules.Lexicon(t)
	texts, told := 0, 0
	for _, l := range d.Lexicons {
		table, err := source.ReadTable("../lexicon/testdata/languages/" + l.Lang + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		langs := x.Langs(l.Lang)
		for _, row := range table {
			got := Words(x, row.Text, langs, true)
			if utf8.RuneCountInString(got) != utf8.RuneCountInString(row.Text) {
				t.Errorf("%s: %q became %q", l.Lang, row.Text, got)
			}
			texts++
			if IsShape(got) {
				continue
			}
			told++
			before, after := x.MatchIn(row.Text, langs), x.MatchIn(got, langs)
			if before.Set != after.Set || before.Harm != after.Harm {
				t.Errorf("%s: %q became %q, which means %s instead of %s", l.Lang, row.Text, got, after.Harm, before.Harm)
			}
			if again := Words(x, got, langs, true); again != got {
				t.Errorf("%s: %q became %q, and that %q", l.Lang, row.Text, got, again)
			}
		}
	}
	if told*10 < texts*7 {
		t.Errorf("of %d texts something is told of %d", texts, told)
	}
	t.Logf("of %d texts something is told of %d", texts, told)
}

// TestShapesMeanNothing keeps phrases from being what a hidden word looks like.
func TestShapesMeanNothing(t *testing.T) {
	x, _ := testrules.Lexicon(t)
	for n := range 40 {
		for _, s := range []string{"x", "X", "0"} {
			for _, text := range []string{strings.Repeat(s, n), strings.Repeat(s+" ", n), "X" + strings.Repeat(s, n)} {
				if ids := x.Fits(text, ^x.Only(""), 0); len(ids) > 0 {
					t.Errorf("%q fits %d phrases", text, len(ids))
				}
			}
		}
	}
}
