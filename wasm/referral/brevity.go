package referral

import (
	"cmp"
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/text"
)

// maxWords is how many words a card shows before anything is unfolded.
const maxWords = 45

// The levels of brevity of a card, each with less on it than the one before.
const (
	full      = iota // all notes
	oneStatus        // "day and night" on the first line only
	fewNotes         // notes on the first line and where nothing else explains a line
	brief            // the body that is meant for more lines
	noBody           // while the main line is closed and others stand in for it
	bare             // nor a note on the first line: with hours of elsewhere, or that have to be looked up
)

// fit chooses the longest form of the card that keeps to maxWords.
func (r *Referral) fit() {
	fixed := r.countFixed()
	for r.level = full; r.level < bare && fixed+r.countByLevel() > maxWords; r.level++ {
		if r.level+1 == brief {
			r.body = r.rowText("closed")
		}
	}
}

// countFixed counts the words that are the same at every level of brevity.
func (r *Referral) countFixed() int {
	n := text.CountWords(r.title, r.notice, r.text("ui.questions"), r.text("ui.needs"), r.schoolNotice())
	for i := range r.near {
		n += text.CountWords(r.near[i].Label)
	}
	if r.Stage == "after" {
		n += text.CountWords(r.text("ui.close"))
	} else {
		n += text.CountWords(r.text("ui.continue"), r.text("ui.dismiss"))
	}
	n += text.CountWords(r.text("ui.languages"))
	if r.prompts.Partial {
		n += text.CountWords(r.rest.Label)
	}
	if r.isWaiting() {
		n += text.CountWords(r.text("card.prepare"), r.aside())
	}
	for i := range r.cards {
		s := &r.cards[i]
		l := &r.c.lines[s.line]
		n += text.CountWords(r.text("line." + l.ID))
		for nth := range s.count {
			n += text.CountWords(r.label(r.kind(s, nth), i == 0))
		}
	}
	if len(r.row.Danger) > 0 {
		n += text.CountWords(r.text("card.danger"))
	}
	for i := range r.row.Danger {
		n += text.CountWords(r.dangerLabel(&r.row.Danger[i]))
	}
	return n
}

// countByLevel counts the words that the level of brevity chooses.
func (r *Referral) countByLevel() (n int) {
	if r.level < noBody {
		n = text.CountWords(r.body)
	}
	for i := range r.cards {
		n += text.CountWords(r.cardStatus(i), r.cardNote(i))
	}
	return n
}

// label is what the button of a way says. A number to call from a computer unfolds in
// the first line and is copied in the others.
func (r *Referral) label(kind string, first bool) string {
	if kind == "call" && !r.dev.Touch && !first {
		return r.text("ui.copy")
	}
	return r.text("short." + kind)
}

// dangerLabel is what stands for a line that is for danger now: it is called by its
// number, and written to by what says how.
func (r *Referral) dangerLabel(pick *rules.Pick) string {
	var s shown
	r.describe(pick, &s, new(Line))
	l := &r.c.lines[s.line]
	if s.count == 0 || r.kind(&s, 0) == "call" {
		return r.text("line." + l.ID)
	}
	kind := r.kind(&s, 0)
	return cmp.Or(r.wayName(l.ID, l.Ways[s.ways[0]].ID, kind), r.label(kind, false)+": "+r.text("line."+l.ID))
}

// cardStatus returns what card line i says about hours at the chosen level.
func (r *Referral) cardStatus(i int) string {
	s := &r.cards[i]
	isAlways := s.status == r.text("status.always") || s.status == r.text("status.usual.always")
	if i > 0 && r.level >= oneStatus && isAlways {
		return ""
	}
	return s.status
}

// cardNote returns the note of card line i at the chosen level. It stays on the first
// line, on one that is named by its number, where it says what to do (a line that can
// only be reported to), and where hours, which are never told, cannot stand for it.
func (r *Referral) cardNote(i int) string {
	s := &r.cards[i]
	l := &r.c.lines[s.line]
	web := s.count > 0
	for _, way := range s.ways[:s.count] {
		web = web && l.Ways[way].Kind == "web"
	}
	isNumber := strings.Trim(r.text("line."+l.ID), "0123456789 ") == ""
	switch {
	case i == 0 && r.level == bare:
		return ""
	case i == 0 && !web:
		return r.headNote(s)
	case web || isNumber || l.stated == 0 || r.level < fewNotes:
		return r.note(s)
	}
	return ""
}

// headNote says of the first line what it is, that it is free, and anonymous.
func (r *Referral) headNote(s *shown) string {
	l := &r.c.lines[s.line]
	role := r.role(l.ID)
	if role == "" || s.count == 0 || !l.Free {
		return r.note(s)
	}
	price := r.price(s)
	if r.prompts.Partial && r.prompts.Texts[price] != "" {
		return r.text(price) // what it is for is not said in the language
	}
	return r.say(price+".role", "{role}", role)
}

// note returns the role of a line, or that it is free, and anonymous.
func (r *Referral) note(s *shown) string {
	l := &r.c.lines[s.line]
	if role := r.role(l.ID); role != "" || s.count == 0 || !l.Free {
		return role
	}
	return r.text(r.price(s))
}

// price is the text of a free line: it is anonymous where a source says so of every way
// on offer.
func (r *Referral) price(s *shown) string {
	for _, way := range s.ways[:s.count] {
		if !r.c.lines[s.line].Ways[way].Anonymous {
			return "note.free"
		}
	}
	return "note.anonymous"
}

// role returns what a line is for, in softer words where no line says what its number
// is against.
func (r *Referral) role(line string) string {
	if r.soft {
		return r.softRole(line)
	}
	return r.text("role." + line)
}

// needNote is a line's note below "another need", where it never says what a
// number is against: the list is the same under every card.
func (r *Referral) needNote(s *shown) string {
	return cmp.Or(r.softRole(r.c.lines[s.line].ID), r.note(s))
}

func (r *Referral) softRole(line string) string {
	return cmp.Or(r.text("role."+line+".soft"), r.text("role."+line))
}
