// Package referral decides which helplines are shown to a person who is
// reporting something, and with which words.
//
// What it knows is in the directory (package rules): helplines with their
// sources and dates, a table of rows per harm, and the words of each language. The
// order of lines follows the table and the last known hours. What is *said* about
// hours goes by the age of the newest source: within twelve months what is open now,
// within thirty-six what the hours usually are, after that, or where no source has a
// date, nothing.
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
	rules.Place
	Lang  string // "fr", "en-GB"; what is not translated becomes the language of the lines
	Touch bool   // the main pointer is coarse: calls are links, SMS exists
	Now   int64  // milliseconds since 1970
	School
}

// A Line is a helpline of the decision, with what may be said about its hours.
type Line struct {
	ID     string
	Open   hours.State
	Change int64 // milliseconds since 1970; 0 when unknown or never
}

// Choosers are those of a directory, one for each of its countries.
type Choosers struct {
	dir       *rules.Directory
	all       []*Chooser
	elsewhere *Chooser
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
	memo   []answer      // of each way, the last answer
	stated int64         // until when its hours are stated; 0: never
	usual  int64         // until when they are told as usual ones; 0: never
	// The orders in which its ways are offered.
	order, remoteOrder []int8
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
	var err error
	out.elsewhere, err = newChooser(&d.Elsewhere)
	return out, err
}

// Decide chooses lines and words for a case on a device: those of the country in
// which it is. The result is reused by the next call.
func (all *Choosers) Decide(cs Case, dev Device) *Referral {
	if i := all.dir.IndexOf(dev.Place); i >= 0 {
		return all.all[i].Decide(cs, dev)
	}
	return all.elsewhere.Decide(cs, dev)
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
	return c, c.checkWords()
}

// unusable is what is wrong with the country.
func (c *Chooser) unusable(path, reason string) error {
	return &rules.Error{Path: c.country.Code + path, Reason: reason}
}

func (c *Chooser) newLine(h *rules.Helpline) (line, error) {
	l := line{Helpline: h, zone: c.zone(h.Zone), stated: c.expiry(h.AsOf, 1), usual: c.expiry(h.AsOf, 3)}
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
		l.memo = append(l.memo, answer{})
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

// expiry returns the instant from which a fact of a date is older than some years: the
// end, in the country's main zone, of the same day of that year. Of a date without day
// or month the earliest reading counts.
func (c *Chooser) expiry(asOf string, years int) int64 {
	date, ok := rules.ParseDate(asOf)
	if !ok {
		return 0
	}
	return hours.End(c.zones[0], date.AddDate(years, 0, 0))
}

// row returns the row with an id, one without lines where the country has none.
func (c *Chooser) row(id string) *rules.Row {
	i := slices.IndexFunc(c.country.Rows, func(r rules.Row) bool { return r.ID == id })
	if i < 0 {
		return &rules.Row{ID: id}
	}
	return &c.country.Rows[i]
}

// standpoint says where the device is, for the words about hours and ways.
type standpoint struct {
	zone    hours.Zone // in which hours are told
	remote  bool       // reach by phone is not confirmed: writing comes first
	foreign bool       // hours are told in the country's main zone, and that is said
}

// standpoint of a device whose country this is.
func (c *Chooser) standpoint(zone string) standpoint {
	i := c.country.Zone(zone)
	if i < 0 {
		i = c.country.SharedZone(zone)
	}
	if i >= 0 {
		return standpoint{zone: c.zones[i], remote: c.country.Zones[i].Remote}
	}
	if len(c.zones) == 0 {
		return standpoint{}
	}
	return standpoint{zone: c.zones[0], remote: true, foreign: true}
}

// An answer is the state of one way by the last known hours.
type answer struct {
	at     int64 // the instant that was asked about: one decision asks several times
	state  hours.State
	change int64 // when it changes next
	stated bool  // the facts are young enough to be said to a person
}

// answerOf returns the state of a way of a line.
func (c *Chooser) answerOf(i, way int, now int64) answer {
	l := &c.lines[i]
	a := &l.memo[way]
	if a.at != now {
		a.at = now
		a.state, a.change = hours.Open(l.specs[way], l.zone, &c.holidays, now)
		a.stated = now < l.stated && a.state != hours.Unknown
	}
	return *a
}
