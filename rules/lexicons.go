package rules

import (
	"encoding/json"
	"strings"
)

// The lexicons are by far the most of a detection part, and the core, whose memory is
// never given back, reads them at every start. So they are read here, without the copies
// that a parser makes on its way: what is kept is one copy of the text, and phrases that
// point into it.

// cutLexicons takes the lexicons out of a detection part, which is sound JSON: rest has
// null in their place, and value is their JSON, "" where there are none.
func cutLexicons(part []byte) (rest []byte, value string) {
	s := scanner{text: string(part)}
	if !s.enter('{') {
		return part, ""
	}
	for s.more('}') {
		key, _ := s.string()
		s.enter(':')
		from := s.at
		if value = s.value(); key == "lexicon" {
			rest = make([]byte, 0, len(part)-len(value)+len("null"))
			rest = append(append(rest, part[:from]...), "null"...)
			return append(rest, part[s.at:]...), value
		}
	}
	return part, ""
}

// parseLexicons reads a list of lexicons from sound JSON.
func parseLexicons(value string) (all []Lexicon, err error) {
	misplaced := &Error{"detection", "lexicon has what does not belong there"}
	if value == "" || value == "null" {
		return nil, nil
	}
	s := scanner{text: value}
	if !s.enter('[') {
		return nil, misplaced
	}
	texts := make([]string, 0, strings.Count(value, `"`)/2) // of all phrases, and more
	for s.more(']') {
		if !s.enter('{') {
			return nil, misplaced
		}
		var l Lexicon
		for s.more('}') {
			key, _ := s.string()
			s.enter(':')
			ok := true
			switch key {
			case "lang":
				l.Lang, ok = s.string()
			case "concepts":
				if ok = s.enter('{'); ok {
					l.Concepts, texts, err = s.concepts(texts)
				}
			default:
				s.value()
			}
			if err == nil && !ok {
				err = misplaced
			}
			if err != nil {
				return nil, err
			}
		}
		if l.Lang == "sr" {
			l.addCyrillic()
		}
		all = append(all, l)
	}
	return all, nil
}

// concepts reads an object of lists of phrases, which it appends to texts.
func (s *scanner) concepts(texts []string) (map[Concept][]string, []string, error) {
	all := make(map[Concept][]string, len(conceptIDs))
	for s.more('}') {
		id, _ := s.string()
		s.enter(':')
		c := ConceptByID(id)
		if c == None {
			return nil, nil, &Error{"detection", id + ": is an unknown concept"}
		}
		if !s.enter('[') {
			return nil, nil, &Error{"detection", id + " is no list of phrases"}
		}
		from := len(texts)
		for s.more(']') {
			phrase, ok := s.string()
			if !ok {
				return nil, nil, &Error{"detection", id + " has a phrase that is no text"}
			}
			texts = append(texts, phrase)
		}
		all[c] = texts[from:len(texts):len(texts)]
	}
	return all, texts, nil
}

// scanner goes through sound JSON.
type scanner struct {
	text string
	at   int
}

// next is the byte that what comes next begins with.
func (s *scanner) next() byte {
	for ; ; s.at++ {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\n', '\r':
		default:
			return c
		}
	}
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
