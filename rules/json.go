package rules

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// RepeatedKeys are the members that an object of a JSON value has more than once, "/concepts/scam". Parsers disagree
// on which of them counts, and some take "Scam" for "scam": then that is one as well. isJSON is false where the text
// is none. It is read once: the core does so with a whole part at every start.
func RepeatedKeys(text string) (repeated []string, isJSON bool) {
	v := validator{scanner: scanner{text: text}}
	isJSON = v.value() && v.next() == 0 && v.at == len(text)
	return v.repeated, isJSON
}

// maxNesting is how deep a value may be, as in package json.
const maxNesting = 10000

// validator goes through what may be JSON. Its methods are false where it is none.
type validator struct {
	scanner
	depth    int
	keys     []key    // of the objects around
	path     []string // to the value
	repeated []string
}

func (v *validator) value() bool {
	switch first := v.next(); first {
	case '{', '[':
		if v.depth++; v.depth > maxNesting {
			return false
		}
		ok := first == '{' && v.object() || first == '[' && v.array()
		v.depth--
		return ok
	case '"':
		return v.quoted()
	case 't':
		return v.word("true")
	case 'f':
		return v.word("false")
	case 'n':
		return v.word("null")
	}
	return v.number()
}

func (v *validator) object() bool {
	v.at++
	from := len(v.keys)
	for first := true; v.next() != '}'; first = false {
		if !first && !v.enter(',') || v.next() != '"' {
			return false
		}
		start := v.at
		if !v.quoted() {
			return false
		}
		k := keyOf(v.text[start:v.at])
		v.keys, v.path = append(v.keys, k), append(v.path, k.name)
		if !v.enter(':') || !v.value() {
			return false
		}
		v.path = v.path[:len(v.path)-1]
	}
	v.at++
	keys := v.keys[from:]
	slices.SortStableFunc(keys, func(a, b key) int { return strings.Compare(a.folded, b.folded) })
	for i := range keys {
		if i > 0 && keys[i].folded == keys[i-1].folded {
			v.repeated = append(v.repeated, "/"+strings.Join(append(v.path, keys[i].name), "/"))
		}
	}
	v.keys = v.keys[:from]
	return true
}

func (v *validator) array() bool {
	v.at++
	for first := true; v.next() != ']'; first = false {
		if !first && !v.enter(',') || !v.value() {
			return false
		}
	}
	v.at++
	return true
}

func (v *validator) quoted() bool {
	for v.at++; v.at < len(v.text); v.at++ {
		switch c := v.text[v.at]; {
		case c == '"':
			v.at++
			return true
		case c < ' ':
			return false
		case c != '\\':
		default:
			if v.at++; v.at == len(v.text) {
				return false
			}
			if v.text[v.at] == 'u' {
				for range 4 {
					if v.at++; v.at == len(v.text) || strings.IndexByte("0123456789abcdefABCDEF", v.text[v.at]) < 0 {
						return false
					}
				}
			} else if strings.IndexByte(`"\/bfnrt`, v.text[v.at]) < 0 {
				return false
			}
		}
	}
	return false
}

func (v *validator) word(w string) bool {
	ok := strings.HasPrefix(v.text[v.at:], w)
	v.at += len(w)
	return ok
}

func (v *validator) number() bool {
	v.skip('-')
	if !v.skip('0') && !v.digits() {
		return false
	}
	if v.skip('.') && !v.digits() {
		return false
	}
	if v.skip('e') || v.skip('E') {
		_ = v.skip('+') || v.skip('-')
		return v.digits()
	}
	return true
}

// skip goes behind a byte, where it stands here.
func (v *validator) skip(c byte) bool {
	if v.at == len(v.text) || v.text[v.at] != c {
		return false
	}
	v.at++
	return true
}

func (v *validator) digits() bool {
	start := v.at
	for v.at < len(v.text) && v.text[v.at] >= '0' && v.text[v.at] <= '9' {
		v.at++
	}
	return v.at > start
}

// key is one of an object, and how a parser compares it that is careless of case: both ways, for the Kelvin sign and
// the long s.
type key struct{ name, folded string }

// keyOf reads a key in quotes. One that is folded already is not copied.
func keyOf(quoted string) key {
	name := quoted[1 : len(quoted)-1]
	for i := range len(name) {
		if c := name[i]; c == '\\' || c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			json.Unmarshal([]byte(quoted), &name)
			return key{name, strings.ToLower(strings.ToUpper(name))}
		}
	}
	return key{name, name}
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
	return value, json.Unmarshal([]byte(raw), &value) == nil
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
