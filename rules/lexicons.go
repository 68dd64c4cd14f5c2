package rules

import "strings"

// PhraseEnd stands between phrases that are written as one text: so the lexicons are published, because the quotes
// around each would be 1.8 kB of the compressed part.
const PhraseEnd = ","

// Letters turn phrases as they are published into what they mean. Of languages that are not written in Latin letters,
// each letter is published as one of ASCII, mostly the one that sounds like it ("suicid*" and "суицид*" begin alike then):
// 3.9 kB of the compressed part. letters has them in pairs: what is published, and what it stands for. "" changes nothing.
func Letters(letters string) (func(string) string, error) {
	if letters == "" {
		return func(s string) string { return s }, nil
	}
	pairs := strings.Split(letters, "")
	if len(pairs)%2 != 0 {
		return nil, &Error{"detection", "lexicon has letters that are not in pairs"}
	}
	return strings.NewReplacer(pairs...).Replace, nil
}

// respell brings phrases that are published in other letters into their own.
func (l *Lexicon) respell() error {
	meant, err := Letters(l.letters)
	if err != nil || l.letters == "" {
		return err
	}
	for c, phrases := range l.Concepts {
		// As one text, for the sake of memory.
		l.Concepts[c] = strings.Split(meant(strings.Join(phrases, PhraseEnd)), PhraseEnd)
	}
	return nil
}

// The lexicons are by far the most of a detection part, and the core, whose memory is
// never given back, reads them at every start. So they are read here, without the copies
// that a parser makes on its way: what is kept is one copy of the text, and phrases that
// point into it.

// cutLexicons takes the lexicons out of a detection part, which is sound JSON: rest has
// null in their place, and value is their JSON, "" where there are none.
func cutLexicons(part string) (rest []byte, value string) {
	s := scanner{text: part}
	if !s.enter('{') {
		return []byte(part), ""
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
	return []byte(part), ""
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
	texts := make([]string, 0, len(value)/16) // of all phrases, and mostly more
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
			case "letters":
				l.letters, ok = s.string()
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
		if err := l.respell(); err != nil {
			return nil, err
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
			some, ok := s.string()
			if !ok {
				return nil, nil, &Error{"detection", id + " has a phrase that is no text"}
			}
			for phrase := range strings.SplitSeq(some, PhraseEnd) {
				texts = append(texts, phrase)
			}
		}
		all[c] = texts[from:len(texts):len(texts)]
	}
	return all, texts, nil
}
