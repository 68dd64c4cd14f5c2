package jsonw

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestString(t *testing.T) {
	for in, want := range map[string]string{
		"":             `""`,
		"a\"b\\c":      `"a\"b\\c"`,
		"é 3018 · œ":   `"é 3018 · œ"`,
		"a\x00\n\x7f":  `"a\u0000\n\u007f"`,
		"\xff":         `"` + "\uFFFD" + `"`,
		"\xed\xa0\x80": `"` + strings.Repeat("\uFFFD", 3) + `"`,
		"\u2028x":      `"\u2028x"`,
	} {
		if got := string(String(nil, in)); got != want {
			t.Errorf("String(%q) = %s, want %s", in, got, want)
		}
	}
}

func FuzzString(f *testing.F) {
	for _, s := range []string{"", "a", "\x00\x1f\"\\", "\xed\xa0\x80\xff", "\u2028\u2029", "😀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := String(nil, s)
		if !utf8.Valid(got) {
			t.Fatalf("not UTF-8: %q", got)
		}
		var back string
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatalf("%q: %v", got, err)
		}
		if want := string([]rune(s)); back != want {
			t.Fatalf("%q came back as %q", s, back)
		}
	})
}

func TestInt(t *testing.T) {
	for _, n := range []int64{0, 1, -1, 10, 1764021600000, math.MaxInt64, math.MinInt64} {
		want, _ := json.Marshal(n)
		if got := Int(nil, n); string(got) != string(want) {
			t.Errorf("Int(%d) = %s", n, got)
		}
	}
}

func TestObject(t *testing.T) {
	b := []byte{'{'}
	b = Key(b, "a")
	b = Int(b, 1)
	b = Key(b, "b")
	b = append(b, '[')
	for _, s := range []string{"x", "y"} {
		b = Comma(b)
		b = String(b, s)
	}
	b = append(b, ']')
	b = Key(b, "c")
	b = Bool(b, true)
	b = append(b, '}')
	if got, want := string(b), `{"a":1,"b":["x","y"],"c":true}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
