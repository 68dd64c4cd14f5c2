package rules

import (
	"encoding/json"
	"strings"
)

// RepeatedKeys are the members that an object of a JSON value has more than once, "/concepts/scam". Parsers disagree
// on which of them counts, and some take "Scam" for "scam": then that is one as well. The JSON must be sound; it may be
// as deep as it likes.
func RepeatedKeys(text string) (repeated []string) {
	type value struct { // an object or an array
		keys map[string]bool
		key  string // the last one
	}
	var around []value
	for s := (scanner{text: text}); s.next() != 0; {
		switch s.next() {
		case '{', '[':
			around = append(around, value{})
			s.at++
		case '}', ']':
			around = around[:len(around)-1]
			s.at++
		case '"':
			key, _ := s.string()
			if s.next() != ':' {
				continue
			}
			object := &around[len(around)-1]
			object.key = key
			if object.keys == nil {
				object.keys = map[string]bool{}
			}
			if folded := foldKey(key); !object.keys[folded] {
				object.keys[folded] = true
				continue
			}
			path := ""
			for _, v := range around {
				if v.keys != nil {
					path += "/" + v.key
				}
			}
			repeated = append(repeated, path)
		default:
			s.at++
		}
	}
	return repeated
}

// foldKey is the key as a parser compares it that is careless of case: both ways, for the Kelvin sign and the long s.
func foldKey(key string) string { return strings.ToLower(strings.ToUpper(key)) }

// scanner goes through sound JSON.
type scanner struct {
	text string
	at   int
}

// next is the byte that what comes next begins with, 0 at the end.
func (s *scanner) next() byte {
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
	return 0
}

// enter goes behind a byte, where it comes next.
func (s *scanner) enter(c byte) bool {
	if s.next() != c {
		return false
	}
	s.at++
	return true
}

// more goes to the next element of a list or an object, or behind its end.
func (s *scanner) more(end byte) bool {
	if s.enter(end) {
		return false
	}
	s.enter(',')
	return true
}

// string reads a string, where one comes next; without an escape it points into the text.
func (s *scanner) string() (value string, ok bool) {
	if s.next() != '"' {
		return "", false
	}
	raw := s.value()
	if strings.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1], true
	}
	err := json.Unmarshal([]byte(raw), &value) // before the return: compilers differ on which of its operands is read first
	return value, err == nil
}

// value is the JSON of a value of any kind.
func (s *scanner) value() string {
	s.next()
	from, depth := s.at, 0
	for ; s.at < len(s.text); s.at++ {
		switch s.text[s.at] {
		case '"':
			for s.at++; s.text[s.at] != '"'; s.at++ {
				if s.text[s.at] == '\\' {
					s.at++
				}
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 { // of what it stands in
				return s.text[from:s.at]
			}
			depth--
		case ',', ':', ' ', '\t', '\n', '\r':
			if depth == 0 {
				return s.text[from:s.at]
			}
		}
	}
	return s.text[from:]
}
