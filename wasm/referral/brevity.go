package referral

import "cmp"

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
		if r.level+1 == brief {
			r.body = r.rowText("closed")
		}
	}
}

// countVisible returns the words visible before unfolding: all that the view has,
// without what stands in for an icon (close) or appears on use (copied, more).
func (r *Referral) countVisible() int {
	n := countWords(r.title) + countWords(r.notice)
	visible := []string{"ui.questions", "ui.needs", "ui.continue", "ui.dismiss"}
	if r.Stage == "after" {
		visible = []string{"ui.questions", "ui.needs", "ui.close"}
	}
	for _, other := range r.others() {
		n += countWords(other.Label)
	}
	if r.level < noBody {
		n += countWords(r.body)
	}
	canScan := false
	for i := range r.cards {
		s := &r.cards[i]
		name := r.text("line." + r.c.lines[s.line].ID)
		n += countWords(name) + countWords(r.cardStatus(i)) + countWords(r.cardNote(i))
		for _, w := range s.ways[:s.count] {
			n += countWords(r.label(s.line, w, r.level >= short))
			if number := r.c.lines[s.line].Ways[w].Number; number != "" && !r.dev.Touch {
				visible = append(visible, "ui.copy")
				canScan = true
				if number != name {
					n += countWords(number)
				}
			}
		}
	}
	if canScan {
		visible = append(visible, "ui.scan")
	}
	for _, id := range visible {
		n += countWords(r.text(id))
	}
	return n
}

// cardStatus returns what card line i says about hours at the chosen level.
func (r *Referral) cardStatus(i int) string {
	s := &r.cards[i]
	if i > 0 && r.level >= oneStatus && s.status == r.text("status.always") {
		return ""
	}
	return s.status
}

// cardNote returns the note of card line i at the chosen level. It stays where
// it says what to do (a line that can only be reported to) and where hours, which
// are never told, cannot stand for it.
func (r *Referral) cardNote(i int) string {
	s := &r.cards[i]
	l := &r.c.lines[s.line]
	web := s.count > 0
	for _, way := range s.ways[:s.count] {
		web = web && l.Ways[way].Kind == "web"
	}
	if web || l.expiry == 0 || r.level < fewNotes || r.level == fewNotes && i == 0 {
		return r.note(s)
	}
	return ""
}

// note returns the role of a line, or that it is free, and anonymous where
// a source says so of every way on offer.
func (r *Referral) note(s *shown) string {
	l := &r.c.lines[s.line]
	role := r.text("role." + l.ID)
	if role != "" && r.soft {
		role = r.softRole(l.ID)
	}
	switch {
	case s.count == 0:
		return ""
	case role != "" || !l.Free:
		return role
	}
	for _, way := range s.ways[:s.count] {
		if !l.Ways[way].Anonymous {
			return r.text("note.free")
		}
	}
	return r.text("note.anonymous")
}

func (r *Referral) label(line int, way int8, short bool) string {
	l := &r.c.lines[line]
	if short {
		return r.text("short." + l.Ways[way].Kind)
	}
	return r.text("way." + l.ID + "." + l.Ways[way].ID)
}

// needNote is a line's note below "another need", where it never says what a
// number is against: the list is the same under every card.
func (r *Referral) needNote(s *shown) string {
	if role := r.softRole(r.c.lines[s.line].ID); s.count > 0 && role != "" {
		return role
	}
	return r.note(s)
}

func (r *Referral) softRole(line string) string {
	return cmp.Or(r.text("role."+line+".soft"), r.text("role."+line))
}
