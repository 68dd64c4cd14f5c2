package rules_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"bouton3018/rules"
)

// TestRepeatedKeysIsJSON asks the parser of Go of every text that is one byte away from JSON of all kinds.
func TestRepeatedKeysIsJSON(t *testing.T) {
	const text = ` {"a" : [ 1,-0.5e+7 ,"\u00e9\n\\é", true,false,null,{} , [ ] ], "b":{"c":"","d":120E-3}} `
	same := func(text string) {
		t.Helper()
		if _, isJSON := rules.RepeatedKeys(text); isJSON != json.Valid([]byte(text)) {
			t.Errorf("%q: JSON %v, in Go %v", text, isJSON, !isJSON)
		}
	}
	same(text)
	for i := range text {
		same(text[:i])
		same(text[:i] + text[i+1:])
		for c := range 256 {
			same(text[:i] + string([]byte{byte(c)}) + text[i+1:])
			same(text[:i] + string([]byte{byte(c)}) + text[i:])
		}
	}
	for _, number := range []string{"0", "-0", "00", "01", "-", "+1", "1.", ".5", "1e", "1e+", "1E5", "0e0", "1.5e-9", "0x1", "1_0", "٣"} {
		same(number)
	}
	for _, depth := range []int{9_999, 10_000, 10_001, 1_000_000} {
		same(strings.Repeat("[", depth) + strings.Repeat("]", depth))
		same(strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth))
	}
}

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
		if got, isJSON := rules.RepeatedKeys(text); !isJSON || !slices.Equal(got, want) {
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
		repeated, isJSON := rules.RepeatedKeys(text)
		if isJSON != json.Valid([]byte(text)) {
			t.Fatalf("%q: JSON %v", text, isJSON)
		}
		if isJSON && len(repeated) != repeatedIn(json.NewDecoder(strings.NewReader(text))) {
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
