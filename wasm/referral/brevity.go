package referral

// maxWords is how many words a card shows before anything is unfolded.
const maxWords = 45

// The levels of brevity of a card, each with less on it than the one before.
const (
	full      = iota // long labels, all notes
	short            // short labels
	fewNotes         // notes on the first line and where nothing else explains a line
	bare             // no note on the first line either
	oneStatus        // "day and night" on the first line only
	brief            // the body that is meant for more lines
	noBody
)

// fit chooses the longest form of the card that keeps to maxWords. With the
// packaged directory it never comes to noBody: a test asserts that.
func (r *Referral) fit() {
	for r.level = full; r.level < noBody && r.countVisible() > maxWords; r.level++ {
		if r.level+1 == brief && r.brief.text != "" {
			r.body = r.brief
		}
	}
}

// countVisible returns the words visible before unfolding: all that the view has,
// without what stands in for an icon (close) or appears on use (copied, more).
func (r *Referral) countVisible() int {
	l := r.lang
	n := r.title.words + countWords(r.notice) + l.questions.words + l.needsLabel.words + l.others
	if r.level < noBody {
		n += r.body.words
	}
	if r.Stage == "after" {
		n += l.close.words
	} else {
		n += l.continuing.words + l.dismiss.words
	}
	scan := 0
	for i := range r.cards {
		s := &r.cards[i]
		w := &l.lines[s.line]
		n += w.name.words + countWords(r.cardStatus(i)) + r.cardNote(i).words
		for _, way := range s.ways[:s.count] {
			n += r.label(s.line, way, r.level >= short).words
			if number := r.c.lines[s.line].Ways[way].Number; number != "" && !r.dev.Touch {
				n += l.copy.words
				scan = l.scan.words
				if number != w.name.text {
					n += countWords(number)
				}
			}
		}
	}
	return n + scan
}

// silence is the note of a line that has none.
var silence phrase

// cardStatus returns what card line i says about hours at the chosen level.
func (r *Referral) cardStatus(i int) string {
	s := &r.cards[i]
	if i > 0 && r.level >= oneStatus && s.status == r.lang.always.text {
		return ""
	}
	return s.status
}

// cardNote returns the note of card line i at the chosen level. It stays where
// it says what to do (a line that can only be reported to) and where hours, which
// are never told, cannot stand for it.
func (r *Referral) cardNote(i int) *phrase {
	s := &r.cards[i]
	l := &r.c.lines[s.line]
	web := s.count > 0
	for _, way := range s.ways[:s.count] {
		web = web && l.Ways[way].Kind == "web"
	}
	if web || l.expiry == 0 || r.level < fewNotes || r.level == fewNotes && i == 0 {
		return r.note(s)
	}
	return &silence
}

// note returns the role of a line, or that it is free, and anonymous where
// a source says so of every way on offer.
func (r *Referral) note(s *shown) *phrase {
	w := &r.lang.lines[s.line]
	switch {
	case s.count == 0:
		return &silence
	case w.role.text != "" && r.soft:
		return &w.soft
	case w.role.text != "":
		return &w.role
	}
	for _, way := range s.ways[:s.count] {
		if !r.c.lines[s.line].Ways[way].Anonymous {
			return &w.free
		}
	}
	return &w.anonymous
}

func (r *Referral) label(line int, way int8, short bool) *phrase {
	if !short {
		return &r.lang.lines[line].ways[way]
	}
	switch r.c.lines[line].Ways[way].Kind {
	case "call":
		return &r.lang.call
	case "write":
		return &r.lang.writeShort
	}
	return &r.lang.web
}

// needNote is a line's note below "another need", where it never says what a
// number is against: the list is the same under every card.
func (r *Referral) needNote(s *shown) *phrase {
	if w := &r.lang.lines[s.line]; s.count > 0 && w.soft.text != "" {
		return &w.soft
	}
	return r.note(s)
}
