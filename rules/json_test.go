package rules_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"bouton3018/rules"
)

func TestRepeatedKey(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}`: "",
		`{"a":1,"b":2,"a":3}`:                       "/a",
		`{"a":1,"a":2,"a":3}`:                       "/a",
		`{"x":{"y":[0,{"b":1,"b":2}]},"x":3}`:       "/x/y/b",
		`{"a":1,"\u0041":2}`:                        "/A",
		`{"\u212a":1,"k":2,"ſ":3,"S":4}`:            "/k",
		`{"":1,"":2}`:                               "/",
	} {
		if got := rules.RepeatedKey(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// FuzzRepeatedKey holds it against what the parser of Go reads.
func FuzzRepeatedKey(f *testing.F) {
	for _, text := range []string{`{"a":[1,{"b":"c"}]}`, `{"a":1,"A":2}`, `[`, `"\ud800"`, `{"k":0,"K":0}`, "{\"\xff\":0}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !json.Valid([]byte(text)) {
			return
		}
		repeated := rules.RepeatedKey(text)
		if (repeated != "") != repeats(json.NewDecoder(strings.NewReader(text))) {
			t.Errorf("%q repeats %q", text, repeated)
		}
	})
}

// repeats reports whether an object of the next value has a key twice.
func repeats(d *json.Decoder) (is bool) {
	open, err := d.Token()
	if err != nil {
		return false
	}
	if _, isOpen := open.(json.Delim); !isOpen {
		return false
	}
	seen := map[string]bool{}
	for d.More() {
		if open == json.Delim('{') {
			key, _ := d.Token()
			folded := strings.ToLower(strings.ToUpper(fmt.Sprint(key)))
			is = is || seen[folded]
			seen[folded] = true
		}
		is = repeats(d) || is
	}
	d.Token()
	return is
}
