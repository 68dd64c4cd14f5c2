package text_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"bouton3018/wasm/text"
)

func TestNormal(t *testing.T) {
	b, err := os.ReadFile("testdata/normal.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases [][2]string
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if got := text.Normal(c[0]); got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
}

func TestNextWord(t *testing.T) {
	n := []byte(text.Normal("Qu’est-ce qui ne va pas ?"))
	var words []string
	for from := 0; ; {
		start, end := text.NextWord(n, from)
		if start < 0 {
			break
		}
		words = append(words, string(n[start:end]))
		from = end
	}
	if got := strings.Join(words, "|"); got != "qu|est|ce|qui|ne|va|pas" {
		t.Errorf("got %s", got)
	}
}

func FuzzNormal(f *testing.F) {
	f.Add("Intimidation ou harcèlement")
	f.Add("\xff\xfe\xed\xa0\x80‮ abc")
	f.Fuzz(func(t *testing.T, s string) {
		n := text.Normal(s)
		if !utf8.ValidString(n) {
			t.Fatalf("%q gives invalid UTF-8 %q", s, n)
		}
		if strings.HasPrefix(n, " ") || strings.HasSuffix(n, " ") || strings.Contains(n, "  ") {
			t.Fatalf("%q gives loose spaces %q", s, n)
		}
	})
}
