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
	"slices"

	"bouton3018/rules"
	"bouton3018/wasm/hours"
)

// A Case is what the flow found out about one report.
type Case struct {
	Stage   string        // "none", "early", "card" or "after"
	Harm    rules.Concept // what was chosen, or None
	Set     rules.Set     // what the chosen row named beside it
	Surface string        // what is being reported: "post", "account", "message" or ""
}

// A Device is what the browser says about itself, and the user's settings.
type Device struct {
	Zone    string // IANA name
	Country string // ISO 3166, when the user has set it; "" when not
	Lang    string // "fr", "en-GB"; what is not translated becomes the language of the lines
	Touch   bool   // the main pointer is coarse: calls are links, SMS exists
	Now     int64  // milliseconds since 1970
}

// A Line is a helpline of the decision, with what may be said about its hours.
type Line struct {
	ID     string
	Open   hours.State
	Change int64 // milliseconds since 1970; 0 when unknown or never
}

// Choosers are those of a directory, one for each of its countries.
type Choosers struct {
	dir *rules.Directory
	all []*Chooser
}

// A Chooser is a country made ready. It is not safe for concurrent use: it keeps
// the last answers about hours, and its decision is used again.
type Chooser struct {
	country  *rules.Country
	zones    []hours.Zone // of the country, in its order
	holidays hours.Holidays
	lines    []line
	main     int
	out      Referral
}

// A line is a helpline with its hours parsed.
type line struct {
	*rules.Helpline
	zone   hours.Zone
	specs  []*hours.Spec // of each way, nil where unknown
	memo   []moment      // of each way, the last answer
	expiry int64         // hours are stated before this instant; 0: never
	// The orders in which its ways are offered.
	order, remoteOrder []int8
}

// A moment is the state of a way at an instant: one decision asks several times.
type moment struct {
	now, change int64
	state       hours.State
	known       bool
}

// New makes a directory ready. The error is a [*rules.Error]: hours that do not
// parse, a zone that is not known, a language that lacks a text.
func New(d *rules.Directory) (*Choosers, error) {
	out := &Choosers{dir: d}
	for i := range d.Countries {
		c, err := newChooser(&d.Countries[i])
		if err != nil {
			return nil, err
		}
		out.all = append(out.all, c)
	}
	return out, nil
}

// Decide chooses lines and words for a case on a device: those of the country in
// which it is. The result is reused by the next call.
func (all *Choosers) Decide(cs Case, dev Device) *Referral {
	if i := all.dir.IndexOf(dev.Country, dev.Zone); i >= 0 {
		return all.all[i].Decide(cs, dev)
	}
	return &Referral{Stage: "none"}
}

func newChooser(country *rules.Country) (*Chooser, error) {
	c := &Chooser{
		country:  country,
		main:     country.Helpline(country.Main),
		holidays: hours.Holidays(country.Holidays),
	}
	for _, z := range country.Zones {
		zone := hours.NewZone(int(z.Offset), z.Summer)
		if !zone.Known() {
			return nil, c.unusable(".zones."+z.ID, `"`+z.Summer+`" is not a known summer time`)
		}
		c.zones = append(c.zones, zone)
	}
	for i := range country.Helplines {
		l, err := c.newLine(&country.Helplines[i])
		if err != nil {
			return nil, err
		}
		c.lines = append(c.lines, l)
	}
	if c.lines[c.main].specs[0] == nil {
		return nil, c.unusable(".referral.main", `the hours of "`+country.Main+`" are unknown`)
	}
	return c, c.checkWords()
}

// unusable is what is wrong with the country.
func (c *Chooser) unusable(path, reason string) error {
	return &rules.Error{Path: c.country.Code + path, Reason: reason}
}

func (c *Chooser) newLine(h *rules.Helpline) (line, error) {
	l := line{Helpline: h, zone: c.zone(h.Zone), expiry: c.expiry(h.AsOf)}
	if !l.zone.Known() {
		return l, &rules.Error{Path: h.ID + ".zone", Reason: `"` + h.Zone + `" is not a zone of the country`}
	}
	for _, w := range h.Ways {
		var spec *hours.Spec
		if w.Hours != "" {
			var err error
			if spec, err = hours.Parse(w.Hours); err != nil {
				return l, &rules.Error{Path: h.ID + "." + w.ID + ".hours", Reason: err.Error()}
			}
		}
		l.specs = append(l.specs, spec)
		l.memo = append(l.memo, moment{})
	}
	l.order = wayOrder(h, c.country.WayOrder)
	l.remoteOrder = wayOrder(h, c.country.RemoteWayOrder)
	if len(l.order) != len(h.Ways) || len(l.remoteOrder) != len(h.Ways) {
		return l, c.unusable(".referral.ways", `a way of "`+h.ID+`" is not in the order of ways`)
	}
	return l, nil
}

// zone returns the clock of a zone of the country, one that is not known for others.
func (c *Chooser) zone(id string) hours.Zone {
	if i := c.country.Zone(id); i >= 0 {
		return c.zones[i]
	}
	return hours.Zone{}
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
// months: the end, in the country's main zone, of the same day of the next year. Of
// a date without day or month the earliest reading counts.
func (c *Chooser) expiry(asOf string) int64 {
	date, ok := rules.ParseDate(asOf)
	if !ok {
		return 0
	}
	return hours.End(c.zones[0], date.AddDate(1, 0, 0))
}

// picks are the entries of a row, while the main line is open or closed.
func (c *Chooser) picks(row string, closed bool) []rules.Pick {
	i := slices.IndexFunc(c.country.Rows, func(r rules.Row) bool { return r.ID == row })
	if closed {
		return c.country.Rows[i].Closed
	}
	return c.country.Rows[i].Open
}

// standpoint says where the device is, for the words about hours and ways.
type standpoint struct {
	zone    hours.Zone // in which hours are told
	remote  bool       // reach by phone is not confirmed: writing comes first
	foreign bool       // hours are told in the country's main zone, and that is said
}

// standpoint of a device whose country this is.
func (c *Chooser) standpoint(zone string) standpoint {
	if i := c.country.Zone(zone); i >= 0 {
		return standpoint{zone: c.zones[i], remote: c.country.Zones[i].Remote}
	}
	return standpoint{zone: c.zones[0], remote: true, foreign: true}
}

// An answer is the state of one way by the last known hours.
type answer struct {
	state  hours.State
	change int64 // when it changes next
	stated bool  // the facts are young enough to be said to a person
}

// answerOf returns the state of a way of a line.
func (c *Chooser) answerOf(i, way int, now int64) answer {
	l := &c.lines[i]
	m := &l.memo[way]
	if !m.known || m.now != now {
		*m = moment{now: now, known: true}
		m.state, m.change = hours.Open(l.specs[way], l.zone, &c.holidays, now)
	}
	return answer{m.state, m.change, now < l.expiry && m.state != hours.Unknown}
}
