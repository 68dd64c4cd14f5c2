package rules

import (
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// ParseDirectory reads a directory part:
//
//	{"part":"directory","version":1,"minEngine":2,"countries":[{"code":"FR","lang":"fr","zones":[…],"holidays":{…},
//	 "helplines":[…],"referral":{…},"prompts":[…]}],"prompts":[…]}
//
// The prompts of a country are added to those of the part in the same language.
// Size, UTF-8 and nesting depth of b must have been checked before. The result
// keeps no reference to b. Hours are not parsed here: package referral does.
func ParseDirectory(b []byte) (*Directory, error) {
	p := &directoryParser{}
	text := string(b)
	if !gjson.Valid(text) {
		p.fail("", "the directory is not valid JSON")
		return nil, p.err
	}
	if err := refuseRepeated("directory", b); err != nil {
		return nil, err
	}
	root := gjson.Parse(text)
	if part := root.Get("part").String(); part != "directory" {
		p.fail("part", quoted(part)+` is not "directory"`)
	}
	if root.Get("minEngine").Int() > Engine {
		p.fail("directory.minEngine", NewerEngine)
	}
	d := &Directory{Version: root.Get("version").Int()}
	if d.Version < 1 {
		p.fail("version", root.Get("version").Raw+" is not a positive number")
	}
	shared := p.languages(root.Get("prompts"), "prompts")
	for _, words := range shared {
		if words.Dir == "" {
			p.fail("prompts", quoted(words.Lang)+" does not say which way it is written")
		}
	}
	p.list(root.Get("countries"), "countries", 1, 64, func(path string, v gjson.Result) {
		c := p.country(path, v, shared)
		for i := range d.Countries {
			if d.Countries[i].Code == c.Code {
				p.fail(path+".code", quoted(c.Code)+" is there twice")
			}
		}
		d.Countries = append(d.Countries, c)
	})
	if p.err != nil {
		return nil, p.err
	}
	return d, nil
}

func (p *directoryParser) country(path string, v gjson.Result, shared []Prompts) Country {
	c := Country{Code: p.text(v.Get("code"), path+".code", 2), Lang: p.id(v.Get("lang"), path+".lang")}
	if !isCountry(c.Code) {
		p.fail(path+".code", quoted(c.Code)+" is not a country code")
	}
	p.list(v.Get("zones"), path+".zones", 1, 64, func(path string, v gjson.Result) {
		z := p.zone(path, v)
		if c.Zone(z.ID) != nil {
			p.fail(path+".id", quoted(z.ID)+" is there twice")
		}
		c.Zones = append(c.Zones, z)
	})
	c.Holidays = p.holidays(path+".holidays", v.Get("holidays"))
	p.list(v.Get("helplines"), path+".helplines", 1, 64, func(path string, v gjson.Result) {
		h := p.helpline(path, v)
		if !strings.HasPrefix(h.ID, strings.ToLower(c.Code)+"-") {
			p.fail(path+".id", quoted(h.ID)+" does not begin with its country")
		}
		if c.Helpline(h.ID) >= 0 {
			p.fail(path+".id", quoted(h.ID)+" is there twice")
		}
		c.Helplines = append(c.Helplines, h)
	})
	p.referral(&c, path+".referral", v.Get("referral"))
	for _, own := range p.languages(v.Get("prompts"), path+".prompts") {
		c.Prompts = append(c.Prompts, p.joined(path+".prompts."+own.Lang, own, shared))
	}
	return c
}

// zone reads {"id":"America/Miquelon","offset":"-03:00","summer":"america","remote":true}.
func (p *directoryParser) zone(path string, v gjson.Result) Zone {
	z := Zone{
		ID:     p.text(v.Get("id"), path+".id", 64),
		Summer: p.text(v.Get("summer"), path+".summer", 16),
		Remote: p.flag(v.Get("remote"), path+".remote"),
	}
	if z.ID == "" {
		p.fail(path+".id", "is missing")
	}
	offset := p.text(v.Get("offset"), path+".offset", 6)
	var ok bool
	if z.Offset, ok = minutes(offset); !ok {
		p.fail(path+".offset", quoted(offset)+" is not an offset like +01:00")
	}
	return z
}

// minutes reads an offset from UTC, "-09:30".
func minutes(s string) (int32, bool) {
	if len(s) != 6 || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return 0, false
	}
	hour, ok := number(s[1:3])
	minute, right := number(s[4:6])
	n := hour*60 + minute
	if s[0] == '-' {
		n = -n
	}
	return n, ok && right && hour <= 14 && minute < 60
}

// holidays reads {"dates":["07-14"],"easter":[1]}.
func (p *directoryParser) holidays(path string, v gjson.Result) (h Holidays) {
	p.list(v.Get("dates"), path+".dates", 0, 64, func(path string, v gjson.Result) {
		s := p.text(v, path, 5)
		date, ok := ParseDate("2000-" + s)
		if !ok || len(s) != 5 {
			p.fail(path, quoted(s)+" is not a month and a day")
		}
		h.Dates = append(h.Dates, date.Month*100+date.Day)
	})
	p.list(v.Get("easter"), path+".easter", 0, 64, func(path string, v gjson.Result) {
		n := v.Int()
		if v.Type != gjson.Number || n < -100 || n > 100 {
			p.fail(path, v.Raw+" is not a number of days after Easter")
		}
		h.Easter = append(h.Easter, int32(n))
	})
	return h
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
		ID:   p.id(v.Get("id"), path+".id"),
		Zone: p.text(v.Get("zone"), path+".zone", 64),
		AsOf: p.text(v.Get("as_of"), path+".as_of", 10),
		Free: p.flag(v.Get("free"), path+".free"),
		Core: p.flag(v.Get("core"), path+".core"),
	}
	if _, ok := ParseDate(h.AsOf); !ok && h.AsOf != "" {
		p.fail(path+".as_of", quoted(h.AsOf)+" is not a date")
	}
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

// referral reads the table that says which helplines a card names.
func (p *directoryParser) referral(c *Country, path string, v gjson.Result) {
	c.Main = p.id(v.Get("main"), path+".main")
	if c.Helpline(c.Main) < 0 {
		p.fail(path+".main", quoted(c.Main)+" is not a known helpline")
	}
	c.WayOrder = p.names(v.Get("ways"), path+".ways")
	c.RemoteWayOrder = p.names(v.Get("remoteWays"), path+".remoteWays")
	ids := RowIDs()
	p.list(v.Get("rows"), path+".rows", len(ids), len(ids), func(path string, v gjson.Result) {
		row := Row{ID: p.oneOf(v.Get("id"), path+".id", ids...)}
		for i := range c.Rows {
			if c.Rows[i].ID == row.ID {
				p.fail(path+".id", quoted(row.ID)+" is there twice")
			}
		}
		row.Open = p.picks(c, v.Get("open"), path+".open")
		row.Closed = p.picks(c, v.Get("closed"), path+".closed")
		c.Rows = append(c.Rows, row)
	})
	p.list(v.Get("needs"), path+".needs", 1, 16, func(path string, v gjson.Result) {
		n := Need{ID: p.id(v.Get("id"), path+".id")}
		n.Lines = p.picks(c, v.Get("lines"), path+".lines")
		c.Needs = append(c.Needs, n)
	})
}

// names reads a list of different names.
func (p *directoryParser) names(v gjson.Result, path string) (out []string) {
	p.list(v, path, 1, 64, func(path string, v gjson.Result) {
		s := p.text(v, path, 64)
		if slices.Contains(out, s) {
			p.fail(path, quoted(s)+" is there twice")
		}
		out = append(out, s)
	})
	return out
}

// picks reads a list of helpline ids, each with an optional ":way".
func (p *directoryParser) picks(c *Country, v gjson.Result, path string) (out []Pick) {
	p.list(v, path, 1, 4, func(path string, v gjson.Result) {
		s := p.text(v, path, 80)
		id, way, named := strings.Cut(s, ":")
		pick := Pick{Line: c.Helpline(id), Way: way}
		switch {
		case pick.Line < 0:
			p.fail(path, quoted(id)+" is not a known helpline")
		case named && !hasWay(&c.Helplines[pick.Line], way):
			p.fail(path, quoted(s)+" names a way that the helpline does not have")
		}
		out = append(out, pick)
	})
	return out
}

// languages reads a list of prompts, each in another language.
func (p *directoryParser) languages(v gjson.Result, path string) (all []Prompts) {
	p.list(v, path, 1, 64, func(path string, v gjson.Result) {
		words := p.prompts(path, v)
		for i := range all {
			if all[i].Lang == words.Lang {
				p.fail(path+".lang", quoted(words.Lang)+" is there twice")
			}
		}
		all = append(all, words)
	})
	return all
}

// joined are the prompts of a country beside those that are the same everywhere. A
// text stands in one of the two.
func (p *directoryParser) joined(path string, own Prompts, shared []Prompts) Prompts {
	for i := range shared {
		all := &shared[i]
		if all.Lang != own.Lang {
			continue
		}
		for _, id := range own.IDs {
			if slices.Contains(all.IDs, id) {
				p.fail(path+"."+id, "is there twice")
			}
		}
		return Prompts{all.Lang, all.Label, all.Dir, slices.Concat(all.IDs, own.IDs), slices.Concat(all.Texts, own.Texts)}
	}
	p.fail(path, "is a language that the part has no prompts in")
	return own
}

func (p *directoryParser) prompts(path string, v gjson.Result) Prompts {
	words := Prompts{
		Lang:  p.id(v.Get("lang"), path+".lang"),
		Label: p.text(v.Get("label"), path+".label", 40),
		Dir:   p.oneOf(v.Get("dir"), path+".dir", "", "ltr", "rtl"),
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
