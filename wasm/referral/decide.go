package referral

import (
	"slices"
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/hours"
)

// A Referral is a decision. It is valid until the next call of [Chooser.Decide].
type Referral struct {
	// Stage is the stage of the case, or "none" where no line may be shown.
	Stage string
	Lines []Line

	c       *Chooser
	at      standpoint
	dev     Device
	soft    bool // no line says what its number is against
	prompts *rules.Prompts
	rest    *rules.Prompts // what a partial language does not say
	own     []string       // how what was said in a partial language begins
	row     *rules.Row
	closed  bool // the main line, by its last known hours
	cards   []shown
	level   int
	near    []Near

	hint, title, body, notice string // what is drawn of texts that depend on the case
}

// shown is one line as it is drawn, in a card or in a need.
type shown struct {
	line   int
	status string
	ways   [4]int8
	count  int
}

// Decide chooses lines and words for a case on a device in the country. The
// result is reused by the next call.
func (c *Chooser) Decide(cs Case, dev Device) *Referral {
	r := &c.out
	*r = Referral{Stage: "none", Lines: r.Lines[:0], cards: r.cards[:0], c: c, dev: dev}
	r.prompts, r.rest = c.prompts(dev.Lang)
	if cs.Stage != "early" && cs.Stage != "card" && cs.Stage != "after" {
		return r
	}
	r.Stage, r.at = cs.Stage, c.standpoint(dev.Zone)
	harm := &rules.Harms[cs.Harm]
	if slices.Contains(harm.BlackmailOn, cs.Surface) {
		r.hint = r.text("pill.blackmail")
	}
	r.row, r.soft = c.row(rules.GeneralRow), true
	if cs.Stage != "early" {
		r.row, r.soft = c.row(harm.RowID(cs.Set)), harm.Soft(cs.Set)
	}
	r.closed = c.main >= 0 && c.answerOf(c.main, 0, dev.Now).state == hours.Closed
	picks := r.row.Open
	if r.closed {
		picks = r.row.Closed
	}
	for i := range picks {
		r.cards, r.Lines = append(r.cards, shown{}), append(r.Lines, Line{})
		r.describe(&picks[i], &r.cards[i], &r.Lines[i])
	}
	r.chooseWords()
	r.near = r.nearby(harm, cs)
	r.fit()
	return r
}

// describe works out which ways of an entry are offered and what is said of its
// hours. A way that is known to be closed is not offered, nor, while the line
// is closed, one to be heard on whose hours are unknown.
func (r *Referral) describe(pick *rules.Pick, s *shown, out *Line) {
	c, line := r.c, r.c.country.Helpline(pick.Line)
	l := &c.lines[line]
	*s = shown{line: line}
	*out = Line{ID: l.ID}
	// The line's hours are those of its first way, in the file, that has any.
	for w := range l.Ways {
		if !r.offers(pick, &l.Ways[w]) {
			continue
		}
		if a := c.answerOf(line, w, r.dev.Now); a.stated {
			out.Open, out.Change = a.state, a.change
			break
		}
	}
	order := l.order
	if r.at.remote || r.dev.Managed {
		order = l.remoteOrder
	}
	for _, w := range order {
		way := &l.Ways[w]
		a := c.answerOf(line, int(w), r.dev.Now)
		closed := a.stated && a.state == hours.Closed || !a.stated && out.Open == hours.Closed && way.Kind != "web"
		if !r.offers(pick, way) || closed || s.count == len(s.ways) {
			continue
		}
		s.ways[s.count] = w
		s.count++
	}
	s.status = r.status(out)
	for w := 0; s.status == "" && out.Open == hours.Unknown && w < len(l.Ways); w++ {
		if r.offers(pick, &l.Ways[w]) {
			s.status = r.usualStatus(l, w)
		}
	}
}

// offers reports whether an entry offers a way on this device.
func (r *Referral) offers(pick *rules.Pick, way *rules.Way) bool {
	return (pick.Way == "" || way.ID == pick.Way) && (way.ID != "sms" || r.dev.Touch)
}

// chooseWords picks title, body and notice.
func (r *Referral) chooseWords() {
	r.title, r.body = r.rowText("title"), r.rowText("body")
	if r.closed {
		r.body = r.rowText("closed")
	}
	// Where to look up hours is said of the line that leads the card and of no other.
	if r.leads() && !r.c.country.Unknown && !r.c.answerOf(r.c.main, 0, r.dev.Now).stated {
		r.notice = r.text("notice.check")
	}
}

// leads reports whether the main line is the first of the card.
func (r *Referral) leads() bool { return len(r.cards) > 0 && r.cards[0].line == r.c.main }

// isWaiting reports whether the main line leads the card and has to be waited for.
func (r *Referral) isWaiting() bool { return r.leads() && r.Lines[0].Open == hours.Closed }

// Links returns the https addresses of all ways of all countries by "<line>/<way>":
// what the background may open.
func (all *Choosers) Links() map[string]string {
	links := map[string]string{}
	for i := range all.dir.Countries {
		for _, h := range all.dir.Countries[i].Helplines {
			for _, w := range h.Ways {
				if isHTTPS(w.Href) {
					links[h.ID+"/"+w.ID] = w.Href
				}
			}
		}
	}
	return links
}

func isHTTPS(href string) bool { return strings.HasPrefix(href, "https://") }
