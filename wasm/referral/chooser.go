// Package referral decides which helplines are shown to a person who is
// reporting something, and with which words.
//
// What it knows is in the directory (package rules): helplines with their
// sources and dates, a table of rows per harm, and the words of each language. The
// order of lines follows the table and the last known hours. What is *said*
// about hours follows stricter rules: facts older than twelve months are not
// repeated, and a line whose sources have no date never has hours.
package referral

import (
	"bouton3018/rules"
	"bouton3018/wasm/hours"
)

// A Case is what the flow found out about one report.
type Case struct {
	Stage string // "none", "early", "card" or "after"
	Harm  string // harm id, "" if none is understood
	// AtHome: an adult hurts the person, at home. The 119 comes first, whatever the harm.
	AtHome bool
	// Eating: the chosen row also covers eating disorders, so the word suicide is not printed.
	Eating bool
	// Blackmail: a scam on a message or an account; the pill asks about blackmail.
	Blackmail bool
	// Brand: a brand or a celebrity is impersonated; the card is not for that, the pill stays.
	Brand bool
	// Message: the report is about a message. A scam there has the blackmail line too.
	Message bool
}

// A Device is what the browser says about itself, and the user's settings.
type Device struct {
	Zone    string // IANA name
	Country string // "FR" when the user has set it; another country has no lines yet; "" when not set
	Lang    string // "fr", "en-GB"; what is not translated becomes French
	Touch   bool   // the main pointer is coarse: calls are links, SMS exists
	Now     int64  // milliseconds since 1970
}

// A Line is a helpline of the decision, with what may be said about its hours.
type Line struct {
	ID     string
	Open   hours.State
	Change int64 // milliseconds since 1970; 0 when unknown or never
}

// A Chooser is a directory made ready. It is not safe for concurrent use: it keeps
// the last answers about hours, and its decision is used again.
type Chooser struct {
	dir   *rules.Directory
	lines []line
	main  int
	rows  []rules.Row
	langs []lang
	out   Referral
}

// A line is a helpline with its hours parsed.
type line struct {
	*rules.Helpline
	zone   hours.Zone
	specs  []*hours.Spec // of each way, nil where unknown
	memo   []moment      // of each way, the last answer
	expiry int64         // hours are stated before this instant; 0: never
	// The orders in which its ways are offered.
	order, orderOverseas []int8
}

// A moment is the state of a way at an instant: one decision asks several times.
type moment struct {
	now, change int64
	state       hours.State
	known       bool
}

// An Error is a directory that cannot be used: the place and the reason.
type Error struct {
	Path   string
	Reason string
}

func (e *Error) Error() string { return e.Path + ": " + e.Reason }

// New makes a directory ready. It fails when hours do not parse, a zone is not
// known, a row is missing, or a language lacks a text.
func New(d *rules.Directory) (*Chooser, error) {
	c := &Chooser{dir: d, main: d.Helpline(d.Referral.Main)}
	for i := range d.Helplines {
		l, err := newLine(&d.Helplines[i], &d.Referral)
		if err != nil {
			return nil, err
		}
		c.lines = append(c.lines, l)
	}
	if c.main < 0 || c.lines[c.main].specs[0] == nil {
		return nil, &Error{"referral.main", `the hours of "` + d.Referral.Main + `" are unknown`}
	}
	for _, list := range [][]string{d.Referral.Mainland, d.Referral.Overseas} {
		for _, zone := range list {
			if !hours.Find(zone).Known() {
				return nil, &Error{"referral.zones", `"` + zone + `" is not a known zone`}
			}
		}
	}
	for _, id := range rules.RowIDs {
		found := false
		for _, row := range d.Referral.Rows {
			if row.ID == id {
				c.rows = append(c.rows, row)
				found = true
			}
		}
		if !found {
			return nil, &Error{"referral.rows", `the row "` + id + `" is missing`}
		}
	}
	for i := range d.Prompts {
		l, err := c.newLang(&d.Prompts[i])
		if err != nil {
			return nil, err
		}
		c.langs = append(c.langs, l)
	}
	for i := range c.langs {
		c.langs[i].offerOthers(c.langs)
	}
	return c, nil
}

func newLine(h *rules.Helpline, r *rules.Referral) (line, error) {
	l := line{Helpline: h, zone: hours.Find(h.Zone), expiry: expiry(h.AsOf)}
	if !l.zone.Known() {
		return l, &Error{h.ID + ".zone", `"` + h.Zone + `" is not a known zone`}
	}
	for _, w := range h.Ways {
		var spec *hours.Spec
		if w.Hours != "" {
			var err error
			if spec, err = hours.Parse(w.Hours); err != nil {
				return l, &Error{h.ID + "." + w.ID + ".hours", err.Error()}
			}
		}
		l.specs = append(l.specs, spec)
		l.memo = append(l.memo, moment{})
	}
	l.order = wayOrder(h, r.WayOrder)
	l.orderOverseas = wayOrder(h, r.WayOrderOverseas)
	if len(l.order) != len(h.Ways) || len(l.orderOverseas) != len(h.Ways) {
		return l, &Error{"referral.ways", `a way of "` + h.ID + `" is not in the order of ways`}
	}
	return l, nil
}

func wayOrder(h *rules.Helpline, ids []string) (order []int8) {
	for _, id := range ids {
		for i := range h.Ways {
			if h.Ways[i].ID == id {
				order = append(order, int8(i))
			}
		}
	}
	return order
}

// expiry returns the instant from which a fact of a date is older than twelve
// months: the end, in Paris, of the same day of the next year. Of a date without
// day or month the earliest reading counts.
func expiry(asOf string) int64 {
	if asOf == "" {
		return 0
	}
	number := func(from, to int) int32 {
		n := int32(0)
		for _, c := range asOf[from:to] {
			n = n*10 + c - '0'
		}
		return n
	}
	year, month, day := number(0, 4), int32(1), int32(1)
	if len(asOf) >= 7 {
		month = number(5, 7)
	}
	if len(asOf) >= 10 {
		day = number(8, 10)
	}
	return hours.Start(hours.Paris, hours.Days(year+1, month, day)+1)
}

// row returns the row for a harm; "general" for one that has no row of its own.
func (c *Chooser) row(id string) *rules.Row {
	for i := range c.rows {
		if c.rows[i].ID == id {
			return &c.rows[i]
		}
	}
	return &c.rows[0]
}

// place says where the device is.
type place struct {
	zone     hours.Zone // in which hours are told
	overseas bool       // reach by phone is not confirmed: writing comes first
	foreign  bool       // hours are told in the time of Paris, and that is said
}

// place returns false where French lines are not shown: in a zone that is not
// French unless France is set, and where another country is set.
func (c *Chooser) place(dev *Device) (place, bool) {
	france := dev.Country == "FR" || dev.Country == "fr"
	if dev.Country != "" && !france {
		return place{}, false
	}
	for _, name := range c.dir.Referral.Mainland {
		if name == dev.Zone {
			return place{zone: hours.Find(name)}, true
		}
	}
	for _, name := range c.dir.Referral.Overseas {
		if name == dev.Zone {
			return place{zone: hours.Find(name), overseas: true}, true
		}
	}
	return place{zone: hours.Paris, overseas: true, foreign: true}, france
}

// state returns the state of one way by the last known hours, whether it may be
// told, and the next change.
func (c *Chooser) state(i, way int, now int64) (s hours.State, change int64, told bool) {
	l := &c.lines[i]
	m := &l.memo[way]
	if !m.known || m.now != now {
		*m = moment{now: now, known: true}
		m.state, m.change = hours.Open(l.specs[way], l.zone, now)
	}
	return m.state, m.change, now < l.expiry && m.state != hours.Unknown
}
