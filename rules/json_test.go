package rules_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"bouton3018/rules"
)

func TestRepeatedKeys(t *testing.T) {
	for text, want := range map[string][]string{
		`{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}`: nil,
		`{"a":1,"b":2,"a":3}`:                       {"/a"},
		`{"a":1,"a":2,"a":3}`:                       {"/a", "/a"},
		`{"x":{"y":[0,{"b":1,"b":2}]},"x":3}`:       {"/x/y/b", "/x"},
		`{"a":1,"\u0041":2}`:                        {"/A"},
		`{"\u212a":1,"k":2,"ſ":3,"S":4}`:            {"/k", "/S"},
		`{"":1,"":2}`:                               {"/"},
	} {
		if got := rules.RepeatedKeys(text); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// FuzzRepeatedKeys holds it against what the parser of Go reads.
func FuzzRepeatedKeys(f *testing.F) {
	for _, text := range []string{`{"a":[1,{"b":"c"}]}`, `{"a":1,"A":2}`, `[`, `"\ud800"`, `{"k":0,"K":0}`, "{\"\xff\":0}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) {
			t.Skip()
		}
		repeated := rules.RepeatedKeys(text)
		if len(repeated) != repeatedIn(json.NewDecoder(strings.NewReader(text))) {
			t.Errorf("%q repeats %q", text, repeated)
		}
	})
}

// repeatedIn counts the keys of the next value that its object has already.
func repeatedIn(d *json.Decoder) (n int) {
	open, err := d.Token()
	if err != nil {
		return 0
	}
	if _, isOpen := open.(json.Delim); !isOpen {
		return 0
	}
	seen := map[string]bool{}
	for d.More() {
		if open == json.Delim('{') {
			key, _ := d.Token()
			folded := strings.ToLower(strings.ToUpper(fmt.Sprint(key)))
			if seen[folded] {
				n++
			}
			seen[folded] = true
		}
		n += repeatedIn(d)
	}
	d.Token()
	return n
}
