package source

import (
	"bytes"
	"encoding/json"
	"strings"
)

// repeatedKeys are the members that an object of a JSON value has more than once,
// "/concepts/scam". Parsers disagree on which of them counts: ours drop all but the
// last.
func repeatedKeys(raw []byte) []string {
	s := keyScanner{dec: json.NewDecoder(bytes.NewReader(raw))}
	s.value(nil)
	return s.repeated
}

type keyScanner struct {
	dec      *json.Decoder
	repeated []string
}

// value reads one value; the JSON is known to be sound.
func (s *keyScanner) value(path []string) {
	start, err := s.dec.Token()
	if _, nested := start.(json.Delim); err != nil || !nested {
		return
	}
	seen := map[string]bool{}
	for s.dec.More() {
		inner := path
		if start == json.Delim('{') {
			token, err := s.dec.Token()
			key, _ := token.(string)
			if err != nil {
				return
			}
			inner = append(path[:len(path):len(path)], key)
			if seen[key] {
				s.repeated = append(s.repeated, "/"+strings.Join(inner, "/"))
			}
			seen[key] = true
		}
		s.value(inner)
	}
	_, _ = s.dec.Token() // the end
}
