package rules

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// RepeatedKey is a key that an object of a JSON value has more than once, "/concepts/scam"; "" where none has. Parsers
// disagree on which of them counts, and some take "Scam" for "scam": then that is one as well. The JSON must be sound;
// it may be as deep as it likes.
func RepeatedKey(text string) string {
	type key struct{ name, folded string }
	type value struct { // an object or an array
		first int // of its keys
		end   int // behind the last of them; 0 in an array
	}
	var keys []key // of all values around
	var around []value
	for s := (scanner{text: text}); s.next() != 0; {
		switch s.next() {
		case '{', '[':
			around = append(around, value{first: len(keys)})
			s.at++
		case '"':
			name, _ := s.string()
			if s.next() == ':' {
				keys = append(keys, key{name, foldKey(name)})
				around[len(around)-1].end = len(keys)
			}
		case '}', ']':
			inner := around[len(around)-1]
			around = around[:len(around)-1]
			mine := keys[inner.first:]
			slices.SortStableFunc(mine, func(a, b key) int { return strings.Compare(a.folded, b.folded) })
			for i := 1; i < len(mine); i++ {
				if mine[i].folded != mine[i-1].folded {
					continue
				}
				path := ""
				for _, outer := range around {
					if outer.end > 0 {
						path += "/" + keys[outer.end-1].name
					}
				}
				return path + "/" + mine[i].name
			}
			keys = keys[:inner.first]
			s.at++
		default:
			s.at++
		}
	}
	return ""
}

// foldKey is the key as a parser compares it that is careless of case: both ways, for the Kelvin sign and the long s.
func foldKey(key string) string {
	for i := range len(key) {
		if c := key[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return strings.ToLower(strings.ToUpper(key))
		}
	}
	return key // as nearly all are
}

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
