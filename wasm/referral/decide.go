package referral

import (
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/hours"
)

// A Referral is a decision. It is valid until the next call of [Chooser.Decide].
type Referral struct {
	// Stage is the stage of the case, or "none" where no line may be shown, or
	// "early" where the card is not for the case.
	Stage string
	Lines []Line

	c      *Chooser
	at     place
	dev    Device
	hint   bool
	soft   bool // no line says what its number is against
	lang   *lang
	words  *rowWords
	main   hours.State // told state of the main line
	change int64       // its next change
	closed bool
	cards  []shown
	body   phrase
	brief  phrase
	title  phrase
	notice string
	level  int
}

// maxShown is how many lines a card or a need can have.
const maxShown = 4

// shown is one line as it is drawn, in a card or in a need.
type shown struct {
	line   int
	status string
	ways   [4]int8
	count  int
}

// Decide chooses lines and words for a case on a device. The result is reused
// by the next call.
func (c *Chooser) Decide(cs Case, dev Device) *Referral {
	r := &c.out
	*r = Referral{Stage: "none", Lines: r.Lines[:0], cards: r.cards[:0], c: c, dev: dev}
	at, ok := c.place(&dev)
	if !ok || cs.Stage != "early" && cs.Stage != "card" && cs.Stage != "after" {
		return r
	}
	r.Stage, r.at, r.lang = cs.Stage, at, c.lang(dev.Lang)
	if cs.Brand {
		r.Stage = "early"
	}
	harm := cs.Harm
	switch {
	case r.Stage == "early":
		harm = "general"
	case cs.AtHome:
		harm = "home"
	}
	row := c.row(harm)
	r.hint = cs.Blackmail || cs.Message && cs.Harm == "scam"
	r.soft = cs.Eating || row.ID != "self_harm"

	known, change, told := c.state(c.main, 0, dev.Now)
	r.closed = known == hours.Closed
	if told {
		r.main, r.change = known, change
	}
	picks := r.picks(row)
	for i := range picks {
		r.cards, r.Lines = append(r.cards, shown{}), append(r.Lines, Line{})
		r.show(&picks[i], &r.cards[i], &r.Lines[i])
	}
	r.words = r.lang.row(row.ID)
	r.choose()
	r.fit()
	return r
}

// picks returns the entries of a row for the main line's state and the place.
func (r *Referral) picks(row *rules.Row) []rules.Pick {
	switch {
	case r.closed && r.at.overseas:
		return row.ClosedOverseas
	case r.closed:
		return row.Closed
	case r.at.overseas:
		return row.OpenOverseas
	}
	return row.Open
}

// show works out which ways of an entry are offered and what is said of its
// hours. A way that is known to be closed is not offered, nor, while the line
// is closed, one to be heard on whose hours are unknown.
func (r *Referral) show(pick *rules.Pick, s *shown, out *Line) {
	c, l := r.c, &r.c.lines[pick.Line]
	*s = shown{line: pick.Line}
	*out = Line{ID: l.ID}
	// The line's hours are those of its first way, in the file, that has any.
	for w := range l.Ways {
		if !r.offered(pick, &l.Ways[w]) {
			continue
		}
		if state, change, told := c.state(pick.Line, w, r.dev.Now); told {
			out.Open, out.Change = state, change
			break
		}
	}
	order := l.order
	if r.at.overseas {
		order = l.orderOverseas
	}
	for _, w := range order {
		way := &l.Ways[w]
		state, _, told := c.state(pick.Line, int(w), r.dev.Now)
		closed := told && state == hours.Closed || !told && out.Open == hours.Closed && way.Kind != "web"
		if !r.offered(pick, way) || closed || s.count == len(s.ways) {
			continue
		}
		s.ways[s.count] = w
		s.count++
	}
	s.status = r.status(out)
}

// offered reports whether an entry offers a way on this device.
func (r *Referral) offered(pick *rules.Pick, way *rules.Way) bool {
	return (pick.Way == "" || way.ID == pick.Way) && (way.ID != "sms" || r.dev.Touch)
}

// choose picks title, body and notice.
func (r *Referral) choose() {
	w := r.words
	text := &w.card
	if r.Stage == "after" {
		text = &w.after
	}
	r.title, r.body, r.brief = text.title, text.body, text.closed
	if r.closed && text.closed.text != "" {
		r.body = text.closed
	}

	// What is missing now, and whether the card's own lines say until when.
	spoken, written, said := false, false, false
	for i := range r.cards {
		s := &r.cards[i]
		for _, w := range s.ways[:s.count] {
			state, _, told := r.c.state(s.line, int(w), r.dev.Now)
			open := told && state == hours.Opened
			kind := r.c.lines[s.line].Ways[w].Kind
			spoken = spoken || open && kind == "call"
			written = written || open && kind == "write"
		}
		said = said || s.line == r.c.main && r.Lines[i].Open == hours.Closed
	}
	near := r.change > r.dev.Now && r.change-r.dev.Now < 24*3600*1000
	switch {
	case r.main != hours.Unknown && (spoken && written || said):
	case r.main == hours.Closed && near && spoken:
		r.tell(&r.lang.write)
	case r.main == hours.Closed && near && written:
		r.tell(&r.lang.speak)
	case r.main == hours.Closed && near:
		r.tell(&r.lang.both)
	default:
		r.notice = r.lang.check.text
	}
}

// tell makes a notice of when the main line opens again.
func (r *Referral) tell(t *template) {
	r.notice = r.fill(t, r.change)
}

// Links returns the https addresses of all ways by "<line>/<way>": what the
// background may open.
func (c *Chooser) Links() map[string]string {
	links := map[string]string{}
	for i := range c.lines {
		for _, w := range c.lines[i].Ways {
			if strings.HasPrefix(w.Href, "https://") {
				links[c.lines[i].ID+"/"+w.ID] = w.Href
			}
		}
	}
	return links
}
