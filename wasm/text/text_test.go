package text_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"bouton3018/wasm/text"
)

// cases are pairs of a text and its normal form. extension/src/shared/normal.test.ts
// tries the same.
func cases(t testing.TB) (list [][2]string) {
	t.Helper()
	b, err := os.ReadFile("testdata/normal.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestNormal(t *testing.T) {
	for _, c := range cases(t) {
		if got := text.Normal(c[0]); got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
}

// TestEveryScript has at least five cases for each script of the languages that
// dialogs are read in.
func TestEveryScript(t *testing.T) {
	for _, script := range []string{
		"Arabic", "Cyrillic", "Devanagari", "Greek", "Han", "Hangul", "Hebrew", "Hiragana", "Katakana", "Latin", "Thai",
	} {
		n := 0
		for _, c := range cases(t) {
			if strings.ContainsFunc(c[1], func(r rune) bool { return unicode.Is(unicode.Scripts[script], r) }) {
				n++
			}
		}
		if n < 5 {
			t.Errorf("%s has %d cases", script, n)
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

// TestAppendNormal leaves alone what stands before the text.
func TestAppendNormal(t *testing.T) {
	before := "A\u0301 ᄀ\u0301"
	if got := string(text.AppendNormal([]byte(before), "ᅡ É")); got != before+"ᅡ e" {
		t.Errorf("got %q", got)
	}
}

func FuzzNormal(f *testing.F) {
	for _, c := range cases(f) {
		f.Add(c[0])
	}
	f.Add("\xff\xfe\xed\xa0\x80\u202e abc")
	f.Fuzz(func(t *testing.T, s string) {
		n := text.Normal(s)
		if !utf8.ValidString(n) {
			t.Fatalf("%q gives invalid UTF-8 %q", s, n)
		}
		if strings.HasPrefix(n, " ") || strings.HasSuffix(n, " ") || strings.Contains(n, "  ") {
			t.Fatalf("%q gives loose spaces %q", s, n)
		}
		if again := text.Normal(n); again != n {
			t.Fatalf("%q gives %q, which gives %q", s, n, again)
		}
	})
}

func BenchmarkNormal(b *testing.B) {
	for _, s := range []string{"Intimidation ou harcèlement", "धमकाना या परेशान करना", "게시물 신고하기"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			var buf []byte
			for b.Loop() {
				buf = text.AppendNormal(buf[:0], s)
			}
		})
	}
}

// TestWriterRemembers writes every character between others, twice, with a writer that remembers and one that does not.
func TestWriterRemembers(t *testing.T) {
	w := text.NewWriter()
	for range 2 {
		for c := rune(0x80); c < 0x20000; c++ {
			if c > 0x3400 && c < 0xA000 && c%97 != 0 || c > 0xAC60 && c < 0xD7A0 && c%29 != 0 {
				continue // Chinese characters, and Hangul syllables
			}
			for _, s := range []string{
				string(c), "a" + string(c) + "b", "क" + string(c) + "́", "가" + string(c), " " + string(c),
			} {
				if got, want := string(w.Append(nil, s)), text.Normal(s); got != want {
					t.Fatalf("%q becomes %q, and is %q", s, got, want)
				}
			}
		}
	}
}
