package rules

import (
	"github.com/tidwall/gjson"
)

// A Directory is what a person can be shown: the second of the two parts that
// the core is given. It holds facts and words only; what is shown when is
// decided by package referral.
type Directory struct {
	Version   int64
	Helplines []Helpline
	Referral  Referral
	Prompts   []Prompts
}

// A Helpline is one service with the ways to reach it. A fact that no source
// gives is left out, never guessed.
type Helpline struct {
	ID      string // "fr-3018"
	Country string // ISO 3166, "FR"
	Zone    string // IANA zone of the hours of its ways
	Ways    []Way
	// AsOf is the date of the newest source: "2025-11-07", "2025-11", "2025" or
	// "" where no source has a date. Hours are stated for 12 months from it.
	AsOf       string
	Confidence string // "high", "medium" or "low"
	Free       bool   // stated by a source
	Core       bool   // one key cannot withdraw it
	Sources    []string
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

// A Referral is the table that says which helplines a card names.
type Referral struct {
	Main     string // the helpline whose hours choose between Open and Closed
	Mainland []string
	Overseas []string
	// WayOrder is the order of a line's ways by id; WayOrderOverseas the same
	// where reach by phone is not confirmed.
	WayOrder         []string
	WayOrderOverseas []string
	Rows             []Row
	Needs            []Need
}

// A Row lists the entries of the card for one harm, or for "general" and
// "home". The four lists are for the main line open or closed, in a mainland
// or an overseas zone.
type Row struct {
	ID             string
	Open           []Pick
	Closed         []Pick
	OpenOverseas   []Pick
	ClosedOverseas []Pick
}

// A Pick names a helpline, by its index in [Directory.Helplines], and, where
// Way is not empty, the only one of its ways that is offered.
type Pick struct {
	Line int
	Way  string
}

// A Need is one item of the folded list "another need".
type Need struct {
	ID    string // "danger"; its title is the prompt "need.danger"
	Lines []Pick
}

// Prompts are the words of one language by id.
type Prompts struct {
	Lang  string // "fr"
	Label string // "Français"
	Dir   string // "ltr" or "rtl"
	IDs   []string
	Texts []string
}

// Text returns the text with the given id, "" if there is none.
func (p *Prompts) Text(id string) string {
	for i, known := range p.IDs {
		if known == id {
			return p.Texts[i]
		}
	}
	return ""
}

// Helpline returns the index of the helpline with the given id, or -1.
func (d *Directory) Helpline(id string) int {
	for i := range d.Helplines {
		if d.Helplines[i].ID == id {
			return i
		}
	}
	return -1
}

// RowIDs are the rows a referral table must have: every harm that leads to a
// card of its own, "general" for the others, and "home" for harm by an adult at home.
var RowIDs = []string{
	"general", "harassment", "hate", "threats", "intimate_images", "minor_safety",
	"impersonation", "privacy", "hacked", "self_harm", "home",
}

// ParseDirectory reads a directory part:
//
//	{"part":"directory","version":1,"helplines":[…],"referral":{…},"prompts":[…]}
//
// Size, UTF-8 and nesting depth of b must have been checked before. The result
// keeps no reference to b. Hours are not parsed here: package referral does.
func ParseDirectory(b []byte) (*Directory, error) {
	p := &directoryParser{}
	text := string(b)
	if !gjson.Valid(text) {
		p.fail("", "the directory is not valid JSON")
		return nil, p.err
	}
	root := gjson.Parse(text)
	if part := root.Get("part").String(); part != "directory" {
		p.fail("part", quoted(part)+` is not "directory"`)
	}
	d := &Directory{Version: root.Get("version").Int()}
	if d.Version < 1 {
		p.fail("version", root.Get("version").Raw+" is not a positive number")
	}
	p.list(root.Get("helplines"), "helplines", 1, 64, func(path string, v gjson.Result) {
		h := p.helpline(path, v)
		if d.Helpline(h.ID) >= 0 {
			p.fail(path+".id", quoted(h.ID)+" is there twice")
		}
		d.Helplines = append(d.Helplines, h)
	})
	p.referral(d, root.Get("referral"))
	p.list(root.Get("prompts"), "prompts", 1, 64, func(path string, v gjson.Result) {
		words := p.prompts(path, v)
		for i := range d.Prompts {
			if d.Prompts[i].Lang == words.Lang {
				p.fail(path+".lang", quoted(words.Lang)+" is there twice")
			}
		}
		d.Prompts = append(d.Prompts, words)
	})
	if p.err != nil {
		return nil, p.err
	}
	return d, nil
}

// directoryParser keeps the first error, so that the reading code stays flat.
type directoryParser struct{ err error }

func (p *directoryParser) fail(path, reason string) {
	if p.err == nil {
		p.err = &Error{path, reason}
	}
}

// list calls f for each element of an array that must have min to max elements.
func (p *directoryParser) list(v gjson.Result, path string, min, max int, f func(path string, v gjson.Result)) {
	if !v.IsArray() {
		p.fail(path, "a list is missing here")
		return
	}
	n := 0
	v.ForEach(func(_, item gjson.Result) bool {
		if n == max {
			p.fail(path, "has more than "+decimal(max)+" elements")
			return false
		}
		f(path+"["+decimal(n)+"]", item)
		n++
		return p.err == nil
	})
	if n < min {
		p.fail(path, "has fewer than "+decimal(min)+" elements")
	}
}

// text reads a string of at most max bytes; a missing one is "".
func (p *directoryParser) text(v gjson.Result, path string, max int) string {
	if !v.Exists() || v.Type == gjson.Null {
		return ""
	}
	if v.Type != gjson.String {
		p.fail(path, v.Raw+" is not a text")
		return ""
	}
	if len(v.Str) > max {
		p.fail(path, "is longer than "+decimal(max)+" bytes")
		return ""
	}
	return v.Str
}

// id reads a string that must look like an id: small letters, digits, and after
// the first also '-', '_' and '.'.
func (p *directoryParser) id(v gjson.Result, path string) string {
	s := p.text(v, path, 64)
	if !isID(s) {
		p.fail(path, quoted(s)+" is not an id")
	}
	return s
}

// oneOf reads a string that must be one of the given.
func (p *directoryParser) oneOf(v gjson.Result, path string, allowed ...string) string {
	s := p.text(v, path, 64)
	for _, a := range allowed {
		if s == a {
			return s
		}
	}
	p.fail(path, quoted(s)+" is not known here")
	return ""
}

func (p *directoryParser) flag(v gjson.Result, path string) bool {
	if v.Exists() && v.Type != gjson.True && v.Type != gjson.False {
		p.fail(path, v.Raw+" is not true or false")
	}
	return v.Type == gjson.True
}

func (p *directoryParser) helpline(path string, v gjson.Result) Helpline {
	h := Helpline{
		ID:         p.id(v.Get("id"), path+".id"),
		Country:    p.text(v.Get("country"), path+".country", 2),
		Zone:       p.text(v.Get("zone"), path+".zone", 64),
		AsOf:       p.text(v.Get("as_of"), path+".as_of", 10),
		Confidence: p.oneOf(v.Get("confidence"), path+".confidence", "high", "medium", "low"),
		Free:       p.flag(v.Get("free"), path+".free"),
		Core:       p.flag(v.Get("core"), path+".core"),
	}
	if !isCountry(h.Country) {
		p.fail(path+".country", quoted(h.Country)+" is not a country code")
	}
	if h.AsOf != "" && !isDate(h.AsOf) {
		p.fail(path+".as_of", quoted(h.AsOf)+" is not a date")
	}
	p.list(v.Get("source"), path+".source", 1, 16, func(path string, v gjson.Result) {
		s := p.text(v, path, 400)
		if !isHTTPS(s) {
			p.fail(path, quoted(s)+" is not an https address")
		}
		h.Sources = append(h.Sources, s)
	})
	p.list(v.Get("ways"), path+".ways", 1, 8, func(path string, v gjson.Result) {
		w := p.way(path, v)
		for i := range h.Ways {
			if h.Ways[i].ID == w.ID {
				p.fail(path+".id", quoted(w.ID)+" is there twice")
			}
		}
		h.Ways = append(h.Ways, w)
	})
	return h
}

func (p *directoryParser) way(path string, v gjson.Result) Way {
	w := Way{
		ID:        p.oneOf(v.Get("id"), path+".id", "phone", "chat", "site", "sms"),
		Kind:      p.oneOf(v.Get("kind"), path+".kind", "call", "write", "web"),
		Href:      p.text(v.Get("href"), path+".href", 400),
		Number:    p.text(v.Get("number"), path+".number", 24),
		Hours:     p.text(v.Get("hours"), path+".hours", 200),
		Anonymous: p.flag(v.Get("anonymous"), path+".anonymous"),
	}
	switch {
	case p.err != nil:
	case w.ID == "phone":
		if w.Kind != "call" || len(w.Href) < 6 || w.Href[:4] != "tel:" || w.Href[4:] != digits(w.Number) {
			p.fail(path+".href", quoted(w.Href)+" is not a tel link to the number "+quoted(w.Number))
		}
	case w.Number != "" || w.Kind == "call":
		p.fail(path+".number", "only the way \"phone\" is a call with a number")
	case w.ID == "sms":
		if w.Kind != "write" || len(w.Href) < 6 || w.Href[:4] != "sms:" || w.Href[4:] != digits(w.Href[4:]) {
			p.fail(path+".href", quoted(w.Href)+" is not an sms link")
		}
	case !isHTTPS(w.Href):
		p.fail(path+".href", quoted(w.Href)+" is not an https address")
	}
	return w
}

func (p *directoryParser) referral(d *Directory, v gjson.Result) {
	r := &d.Referral
	r.Main = p.id(v.Get("main"), "referral.main")
	if p.err == nil && d.Helpline(r.Main) < 0 {
		p.fail("referral.main", quoted(r.Main)+" is not a known helpline")
	}
	names := func(v gjson.Result, path string) (out []string) {
		p.list(v, path, 1, 64, func(path string, v gjson.Result) {
			s := p.text(v, path, 64)
			for _, known := range out {
				if known == s {
					p.fail(path, quoted(s)+" is there twice")
				}
			}
			out = append(out, s)
		})
		return out
	}
	r.Mainland = names(v.Get("zones.mainland"), "referral.zones.mainland")
	r.Overseas = names(v.Get("zones.overseas"), "referral.zones.overseas")
	r.WayOrder = names(v.Get("ways.mainland"), "referral.ways.mainland")
	r.WayOrderOverseas = names(v.Get("ways.overseas"), "referral.ways.overseas")
	p.list(v.Get("rows"), "referral.rows", len(RowIDs), len(RowIDs), func(path string, v gjson.Result) {
		row := Row{ID: p.oneOf(v.Get("id"), path+".id", RowIDs...)}
		for i := range r.Rows {
			if r.Rows[i].ID == row.ID {
				p.fail(path+".id", quoted(row.ID)+" is there twice")
			}
		}
		row.Open = p.entries(d, v.Get("open.mainland"), path+".open.mainland")
		row.OpenOverseas = p.entries(d, v.Get("open.overseas"), path+".open.overseas")
		row.Closed = p.entries(d, v.Get("closed.mainland"), path+".closed.mainland")
		row.ClosedOverseas = p.entries(d, v.Get("closed.overseas"), path+".closed.overseas")
		r.Rows = append(r.Rows, row)
	})
	p.list(v.Get("needs"), "referral.needs", 1, 16, func(path string, v gjson.Result) {
		n := Need{ID: p.id(v.Get("id"), path+".id")}
		n.Lines = p.entries(d, v.Get("lines"), path+".lines")
		r.Needs = append(r.Needs, n)
	})
}

// entries reads a list of helpline ids, each with an optional ":way".
func (p *directoryParser) entries(d *Directory, v gjson.Result, path string) (out []Pick) {
	p.list(v, path, 1, 4, func(path string, v gjson.Result) {
		s := p.text(v, path, 80)
		id, way := s, ""
		for i := 0; i < len(s); i++ {
			if s[i] == ':' {
				id, way = s[:i], s[i+1:]
				break
			}
		}
		e := Pick{Line: d.Helpline(id), Way: way}
		if e.Line < 0 {
			p.fail(path, quoted(id)+" is not a known helpline")
			return
		}
		found := way == "" && id == s
		for i := range d.Helplines[e.Line].Ways {
			found = found || d.Helplines[e.Line].Ways[i].ID == way
		}
		if !found {
			p.fail(path, quoted(s)+" names a way that the helpline does not have")
		}
		out = append(out, e)
	})
	return out
}

func (p *directoryParser) prompts(path string, v gjson.Result) Prompts {
	words := Prompts{
		Lang:  p.id(v.Get("lang"), path+".lang"),
		Label: p.text(v.Get("label"), path+".label", 40),
		Dir:   p.oneOf(v.Get("dir"), path+".dir", "ltr", "rtl"),
	}
	texts := v.Get("texts")
	if !texts.IsObject() {
		p.fail(path+".texts", "the texts are missing")
	}
	texts.ForEach(func(key, value gjson.Result) bool {
		id := p.id(key, path+".texts")
		if words.Text(id) != "" {
			p.fail(path+".texts."+id, "is there twice")
		}
		words.IDs = append(words.IDs, id)
		words.Texts = append(words.Texts, p.text(value, path+".texts."+id, 600))
		return p.err == nil && len(words.IDs) <= 400
	})
	if len(words.IDs) > 400 {
		p.fail(path+".texts", "has more than 400 texts")
	}
	return words
}

func isID(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
		if !letter && (i == 0 || c != '-' && c != '_' && c != '.') {
			return false
		}
	}
	return s != ""
}

func isCountry(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}

// isDate accepts "2025", "2025-11" and "2025-11-07".
func isDate(s string) bool {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if dash := i == 4 || i == 7; dash && s[i] != '-' || !dash && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	if len(s) >= 7 && (s[5:7] < "01" || s[5:7] > "12") {
		return false
	}
	return len(s) < 10 || s[8:10] >= "01" && s[8:10] <= "31"
}

// isHTTPS accepts an absolute https address of printable ASCII without the
// characters that could end an attribute or hide a host.
func isHTTPS(s string) bool {
	if len(s) < 12 || s[:8] != "https://" {
		return false
	}
	for i := 8; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ', c >= 0x7f, c == '"', c == '\'', c == '<', c == '>', c == '\\', c == '@', c == '`':
			return false
		}
	}
	return s[8] != '/' && s[8] != '.'
}

// digits returns s without its spaces if the rest is digits, else "-".
func digits(s string) string {
	out := ""
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			out += s[i : i+1]
		case s[i] != ' ':
			return "-"
		}
	}
	return out
}

// quoted puts s in quotes, cut where it is too long for a message.
func quoted(s string) string {
	if len(s) > 80 {
		s = s[:80] + "…"
	}
	return `"` + s + `"`
}

func decimal(n int) string {
	if n >= 10 {
		return decimal(n/10) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}
