package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Directory is what a person can be shown: the second of the two parts that
// the core is given. It holds facts and words only; what is shown when is
// decided by package referral.
type Directory struct {
	Version   int64
	Countries []Country
	// Elsewhere stands for every country that is not here: it has words and no lines.
	Elsewhere Country `json:"-"`
}

// A Country is where a person is, as far as it matters: whom they can call, when
// those answer, and what is said of them.
type Country struct {
	Code string // ISO 3166, "FR"; "EU" for the rest of the Union
	// Unknown: no line for young people is known here, and the cards say so.
	Unknown bool
	// Lang is the language of its lines: what is shown where a device's own is
	// not among the prompts.
	Lang string
	// Zones are those of the country alone. The first is the one in which it is
	// told, to a device that is elsewhere, when a line answers.
	Zones []Zone
	// Regions are the regions of language tags that mean the country: "FR", "RE".
	Regions  []string
	Holidays Holidays

	Helplines []Helpline
	Referral  `json:"referral"`
	// Prompts are the words in each language that the country has: those that are
	// the same everywhere and its own.
	Prompts []Prompts
}

// A Referral says which helplines of a country a card names.
type Referral struct {
	Main string // the helpline whose hours choose between Open and Closed
	// WayOrder is the order of a line's ways by id; RemoteWayOrder the same where
	// reach by phone is not confirmed.
	WayOrder       []string `json:"ways"`
	RemoteWayOrder []string `json:"remoteWays"`
	Rows           []Row
	Needs          []Need
}

// A Zone is a time zone of a country. Which one has which clock is data, because
// the core has no zone data.
type Zone struct {
	ID     string // IANA name, "Europe/Paris"
	Offset Offset // in winter
	Summer string // the rule of its summer time, as package hours names it; "" for none
	// Also are names under which some systems report this zone and which are those of
	// other countries as well: Windows says "Indian/Mauritius" on the island of Réunion.
	Also []string
	// Remote: that the lines can be reached by phone from here is not confirmed, so
	// writing comes first.
	Remote bool
}

// An Offset is minutes east of UTC. It is written "-09:30".
type Offset int32

// UnmarshalText reads an offset.
func (o *Offset) UnmarshalText(text []byte) error {
	sign, clock := string(text[:min(1, len(text))]), string(text[min(1, len(text)):])
	east, err := time.Parse("15:04", clock)
	if err != nil || len(text) != len("+01:00") || east.Hour() > 14 || sign != "+" && sign != "-" {
		return fmt.Errorf("%q is not an offset like +01:00", text)
	}
	if *o = Offset(east.Hour()*60 + east.Minute()); sign == "-" {
		*o = -*o
	}
	return nil
}

// Holidays are the public holidays of a country, which opening hours name "PH".
type Holidays struct {
	Dates  []string // "07-14" is the 14th of July
	Easter []int    // days after Easter Sunday
}

// A Helpline is one service with the ways to reach it. A fact that no source
// gives is left out, never guessed. The rule files say more of it, for people.
type Helpline struct {
	ID       string // "fr-3018": it begins with its country
	FullName string `json:"full_name"`
	Zone     string // IANA zone of the hours of its ways
	Ways     []Way
	// AsOf is the date of the newest source: "2025-11-07", "2025-11", "2025" or
	// "" where no source has a date. Hours are stated for 12 months from it,
	// and told as usual ones for 36.
	AsOf string `json:"as_of"`
	Free bool   // stated by a source
	Core bool   // one key cannot withdraw it
}

// A Way is one channel of a helpline.
type Way struct {
	ID     string // "phone", "chat", "site" or "sms"
	Kind   string // "call", "write" or "web"
	Href   string // "tel:3018", "sms:114" or an https address
	Number string // as it is printed, for a call: "0 800 235 236"
	// Hours is in the opening_hours subset of package hours, "" where unknown.
	Hours     string
	Anonymous bool // stated by a source for this channel
}

// A Row lists the entries of the card for one harm, while the main line is open
// and while it is closed. See [RowIDs].
type Row struct {
	ID     string
	Open   []Pick
	Closed []Pick
	Danger []Pick // in danger now, beside either
}

// A Pick names a helpline and, where Way is not empty, the only one of its ways that is
// offered. It is written "fr-3018" or "fr-3018:chat".
type Pick struct{ Line, Way string }

// UnmarshalText reads a pick.
func (p *Pick) UnmarshalText(text []byte) error {
	line, way, named := strings.Cut(string(text), ":")
	if *p = (Pick{line, way}); named && way == "" {
		return fmt.Errorf("%q names a way without an id", text)
	}
	return nil
}

// A Need is one item of the folded list "another need".
type Need struct {
	ID    string // "danger"; its title is the prompt "need.danger"
	Lines []Pick
}

// Prompts are the words of one language.
type Prompts struct {
	Lang  string // "fr"; "fr-x-facile" says some things otherwise than "fr", and all else as it does
	Label string // "Français"
	Dir   string // "ltr" or "rtl"
	// Partial: the language has the [CoreTexts] alone, and no country's lines. What else is said is
	// said in another language, a whole text at a time.
	Partial bool
	Texts   Texts
}

// CoreTexts are the texts of a language until somebody has proofread it: one sentence each.
var CoreTexts = []string{
	"card.general.title", "card.general.body", "card.general.closed", "card.elsewhere", "card.danger",
	"pill.label", "short.call", "short.write", "note.anonymous",
	"status.open", "status.closed", "status.always",
	"ui.continue", "ui.dismiss", "ui.languages",
}

// Base is the language of which this is a variant, "" where it is none.
func (p *Prompts) Base() string {
	base, _, isVariant := strings.Cut(p.Lang, "-x-")
	if !isVariant {
		return ""
	}
	return base
}

// Texts are texts by id.
type Texts map[string]string

// First is the id of a text of which something holds, the first by name: so errors are the same each time. It is ""
// where that holds of none.
func (t Texts) First(holds func(id, text string) bool) (first string) {
	for id, text := range t {
		if holds(id, text) && (first == "" || id < first) {
			first = id
		}
	}
	return first
}

// Helpline returns the index of the helpline with the given id, or -1.
func (c *Country) Helpline(id string) int {
	return slices.IndexFunc(c.Helplines, func(h Helpline) bool { return h.ID == id })
}

// Zone returns the index of the zone with an IANA name, or -1. Names that the IANA data links to those of another
// country are not known: browsers report them as they are.
func (c *Country) Zone(id string) int {
	return slices.IndexFunc(c.Zones, func(z Zone) bool { return z.ID == id })
}

// SharedZone returns the index of the zone that a system may report under a name which it
// uses for other countries too, or -1.
func (c *Country) SharedZone(id string) int {
	return slices.IndexFunc(c.Zones, func(z Zone) bool { return slices.Contains(z.Also, id) })
}

// A Place is what a device says of where it is.
type Place struct {
	Country string // the country that is set, "FR" or "fr"; "" for none
	Zone    string // IANA name of its time zone
	Region  string // region of the browser's first language, "FR"; "" where it names none
}

// IndexOf returns which of the countries a place is in: the one that is set; else the only
// one that has the device's time zone; else, where the zone is of no country or shared on
// some system, the one that the region names; else -1, which is elsewhere. A country that
// is set and not here is elsewhere, and the zone of another country is never overruled by
// a language.
func (d *Directory) IndexOf(p Place) int {
	set := strings.ToUpper(p.Country)
	for _, is := range [...]func(c *Country) bool{
		func(c *Country) bool { return set != "" && set == c.Code },
		func(c *Country) bool { return slices.Contains(c.Regions, set) },
		func(c *Country) bool { return set == "" && c.Zone(p.Zone) >= 0 },
		func(c *Country) bool {
			undecided := isOfNoCountry(p.Zone) || c.Zone(p.Zone) >= 0 || c.SharedZone(p.Zone) >= 0
			return set == "" && undecided && slices.Contains(c.Regions, p.Region)
		},
	} {
		if i := d.only(is); i >= 0 {
			return i
		}
	}
	return -1
}

// only returns the index of the only country for which is holds, or -1.
func (d *Directory) only(is func(c *Country) bool) int {
	found := -1
	for i := range d.Countries {
		if is(&d.Countries[i]) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// isOfNoCountry holds for what a device says that hides its place or was set up without
// one: "UTC", "Etc/GMT-1", "+01:00", nothing.
func isOfNoCountry(zone string) bool {
	switch zone {
	case "", "UTC", "UCT", "GMT", "Universal", "Greenwich", "Zulu", "Factory", "WET", "CET", "MET", "EET":
		return true
	}
	return strings.HasPrefix(zone, "Etc/") || zone[0] == '+' || zone[0] == '-'
}
