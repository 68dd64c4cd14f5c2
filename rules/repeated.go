package rules

import (
	"strings"

	"github.com/tidwall/gjson"
)

// RepeatedKeys are the members that an object of a JSON value has more than once, "/concepts/scam". Parsers disagree
// on which of them counts, and some take "Scam" for "scam": then that is one as well. The JSON must be sound.
func RepeatedKeys(json []byte) (out []string) {
	return appendRepeated(nil, "", gjson.ParseBytes(json))
}

func appendRepeated(out []string, path string, v gjson.Result) []string {
	if !v.IsObject() && !v.IsArray() {
		return out
	}
	seen := map[string]bool{}
	isObject := v.IsObject()
	v.ForEach(func(k, v gjson.Result) bool {
		inner := path
		if isObject {
			inner += "/" + k.String()
			folded := foldKey(k.String())
			if seen[folded] {
				out = append(out, inner)
			}
			seen[folded] = true
		}
		out = appendRepeated(out, inner, v)
		return true
	})
	return out
}

// foldKey is the key as a parser that is careless of case compares it with names of ASCII letters.
func foldKey(key string) string {
	b := []byte(key)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(string(b), "\u017f", "s"), "\u212a", "k") // long s, Kelvin sign
}

// refuseRepeated refuses a part of which parsers would read different things.
func refuseRepeated(part string, json []byte) error {
	if repeated := RepeatedKeys(json); len(repeated) > 0 {
		return &Error{part, "has the key " + repeated[0] + " twice"}
	}
	return nil
}
