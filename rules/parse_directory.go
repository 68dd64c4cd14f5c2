package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// ParseDirectory reads a directory part:
//
//	{"part":"directory","version":1,"minEngine":2,"countries":[{"code":"FR","lang":"fr","zones":[…],"holidays":{…},
//	 "helplines":[…],"referral":{…},"prompts":[…]}],"prompts":[…]}
//
// The prompts of a country are added to those of the part in the same language. A partial language and a variant need
// none in a country: see [Prompts].
// Size, UTF-8 and nesting depth must have been checked before. The result
// keeps no reference to the text. Hours are not parsed here: package referral does.
func ParseDirectory(text []byte) (*Directory, error) {
	var part struct {
		Directory
		Prompts []Prompts // that are the same in all countries
	}
	if _, err := wellFormed("directory", text); err != nil {
		return nil, err
	}
	if err := readPart("directory", text, &part); err != nil {
		return nil, err
	}
	p, d := &checker{}, &part.Directory
	p.languages("prompts", part.Prompts)
	for _, words := range part.Prompts {
		p.check(words.Dir != "", "prompts", "%q does not say which way it is written", words.Lang)
	}
	p.count("countries", len(d.Countries), 1, 64)
	for i := range d.Countries {
		path, c := fmt.Sprintf("countries[%d]", i), &d.Countries[i]
		p.once("countries", path+".code", c.Code)
		p.country(path, c)
		c.Prompts = p.join(path+".prompts.", c.Prompts, part.Prompts)
	}
	// Where nothing is known of a country, most people read English.
	d.Elsewhere = Country{Unknown: true, Lang: "en"}
	var none []Prompts
	for _, words := range part.Prompts {
		none = append(none, Prompts{Lang: words.Lang})
	}
	d.Elsewhere.Prompts = p.join("prompts.", none, part.Prompts)
	if p.err != nil {
		return nil, p.err
	}
	return d, nil
}

func (p *checker) country(path string, c *Country) {
	isCode := len(c.Code) == 2 && strings.Trim(c.Code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	p.check(isCode, path+".code", "%.80q is not a country code", c.Code)
	p.id(path+".lang", c.Lang)
	p.count(path+".zones", len(c.Zones), 1, 64)
	for i, z := range c.Zones {
		at := fmt.Sprintf("%s.zones[%d].id", path, i)
		p.check(z.ID != "", at, "is missing")
		p.size(at, z.ID, 64)
		p.once(path+".zones", at, z.ID)
	}
	p.count(path+".regions", len(c.Regions), 1, 64)
	for i, s := range c.Holidays.Dates {
		_, ok := ParseDate("2000-" + s)
		p.check(ok && len(s) == 5, fmt.Sprintf("%s.holidays.dates[%d]", path, i), "%.80q is not a month and a day", s)
	}
	for i, n := range c.Holidays.Easter {
		at := fmt.Sprintf("%s.holidays.easter[%d]", path, i)
		p.check(n >= -100 && n <= 100, at, "%d is not a number of days after Easter", n)
	}
	p.count(path+".helplines", len(c.Helplines), 1, 64)
	for i := range c.Helplines {
		at, h := fmt.Sprintf("%s.helplines[%d]", path, i), &c.Helplines[i]
		p.helpline(at, h)
		p.once(path+".helplines", at+".id", h.ID)
		p.check(strings.HasPrefix(h.ID, strings.ToLower(c.Code)+"-"), at+".id", "%q does not begin with its country", h.ID)
	}
	p.referral(path+".referral", c)
	p.languages(path+".prompts", c.Prompts)
}

func (p *checker) helpline(path string, h *Helpline) {
	p.id(path+".id", h.ID)
	_, ok := ParseDate(h.AsOf)
	p.check(ok || h.AsOf == "", path+".as_of", "%.80q is not a date", h.AsOf)
	p.count(path+".ways", len(h.Ways), 1, 8)
	for i, w := range h.Ways {
		at := fmt.Sprintf("%s.ways[%d]", path, i)
		p.once(path, at+".id", w.ID)
		p.oneOf(at+".id", w.ID, "phone", "chat", "site", "sms")
		p.oneOf(at+".kind", w.Kind, "call", "write", "web")
		p.size(at+".href", w.Href, 400)
		p.size(at+".number", w.Number, 24)
		p.size(at+".hours", w.Hours, 200)
		p.way(at, &w)
	}
}

// way asks that a link does what the kind of a way says, and nothing else.
func (p *checker) way(path string, w *Way) {
	scheme, to, _ := strings.Cut(w.Href, ":")
	isNumber := len(to) > 1 && strings.Trim(to, "0123456789") == ""
	if w.ID == "phone" {
		ok := w.Kind == "call" && scheme == "tel" && isNumber && to == strings.ReplaceAll(w.Number, " ", "")
		p.check(ok, path+".href", "%.80q is not a tel link to the number %q", w.Href, w.Number)
		return
	}
	p.check(w.Number == "" && w.Kind != "call", path+".number", `only the way "phone" is a call with a number`)
	if w.ID == "sms" {
		p.check(w.Kind == "write" && scheme == "sms" && isNumber, path+".href", "%.80q is not an sms link", w.Href)
		return
	}
	p.check(isHTTPS(w.Href), path+".href", "%.80q is not an https address", w.Href)
}

func (p *checker) referral(path string, c *Country) {
	p.check(c.Helpline(c.Main) >= 0, path+".main", "%.80q is not a known helpline", c.Main)
	for name, ways := range map[string][]string{".ways": c.WayOrder, ".remoteWays": c.RemoteWayOrder} {
		p.count(path+name, len(ways), 1, 64)
		for _, way := range ways {
			p.once(path+name, path+name, way)
		}
	}
	ids := RowIDs()
	p.count(path+".rows", len(c.Rows), len(ids), len(ids))
	for i, row := range c.Rows {
		at := fmt.Sprintf("%s.rows[%d]", path, i)
		p.oneOf(at+".id", row.ID, ids...)
		p.once(path+".rows", at+".id", row.ID)
		p.picks(at+".open", c, row.Open)
		p.picks(at+".closed", c, row.Closed)
		if len(row.Danger) > 0 {
			p.picks(at+".danger", c, row.Danger)
		}
	}
	p.count(path+".needs", len(c.Needs), 1, 16)
	for i, need := range c.Needs {
		at := fmt.Sprintf("%s.needs[%d]", path, i)
		p.id(at+".id", need.ID)
		p.picks(at+".lines", c, need.Lines)
	}
}

func (p *checker) picks(path string, c *Country, picks []Pick) {
	p.count(path, len(picks), 1, 4)
	for i, pick := range picks {
		at, line := fmt.Sprintf("%s[%d]", path, i), c.Helpline(pick.Line)
		p.check(line >= 0, at, "%.80q is not a known helpline", pick.Line)
		hasWay := line >= 0 && (pick.Way == "" || c.Helplines[line].hasWay(pick.Way))
		p.check(hasWay, at, "%q names a way that the helpline does not have", pick.Line+":"+pick.Way)
	}
}

// languages checks prompts, each of which is in another language.
func (p *checker) languages(path string, all []Prompts) {
	p.count(path, len(all), 1, 64)
	for i, words := range all {
		at := fmt.Sprintf("%s[%d]", path, i)
		p.id(at+".lang", words.Lang)
		p.once(path, at+".lang", words.Lang)
		p.size(at+".label", words.Label, 40)
		p.oneOf(at+".dir", words.Dir, "", "ltr", "rtl")
		p.count(at+".texts", len(words.Texts), 1, 400)
		bad := words.Texts.First(func(id, text string) bool { return !isID(id) || len(text) > 600 })
		p.check(bad == "", at+".texts."+bad, "is not an id, or its text has more than 600 bytes")
	}
}

// join adds the prompts that are the same everywhere to those of a country. A text stands in one of the two.
func (p *checker) join(path string, own, shared []Prompts) (all []Prompts) {
	for _, words := range own {
		p.check(find(shared, words.Lang) != nil, path+words.Lang, "is a language that the part has no prompts in")
	}
	for i := range shared {
		words := shared[i]
		mine, base := find(own, words.Lang), find(own, words.Base())
		if mine == nil && base == nil && !words.Partial {
			continue // the country does not speak it
		}
		texts := Texts{}
		if base != nil {
			maps.Copy(texts, find(shared, base.Lang).Texts)
			maps.Copy(texts, base.Texts)
		}
		maps.Copy(texts, words.Texts)
		if mine != nil {
			twice := mine.Texts.First(func(id, _ string) bool { return words.Texts[id] != "" })
			p.check(twice == "", path+words.Lang+"."+twice, "is there twice")
			maps.Copy(texts, mine.Texts)
		}
		words.Texts = texts
		all = append(all, words)
	}
	return all
}

// find returns the prompts in a language, nil where there are none.
func find(all []Prompts, lang string) *Prompts {
	if i := slices.IndexFunc(all, func(p Prompts) bool { return p.Lang == lang }); i >= 0 {
		return &all[i]
	}
	return nil
}

func (p *checker) size(path, text string, most int) {
	p.check(len(text) <= most, path, "is longer than %d bytes", most)
}

func (p *checker) oneOf(path, text string, allowed ...string) {
	p.check(slices.Contains(allowed, text), path, "%.80q is not known here", text)
}

func (p *checker) id(path, text string) { p.check(isID(text), path, "%.80q is not an id", text) }

// isID: small letters, digits, and after the first also '-', '_' and '.'; at most 64.
func isID(s string) bool {
	const first = "abcdefghijklmnopqrstuvwxyz0123456789"
	return s != "" && len(s) <= 64 && strings.Contains(first, s[:1]) && strings.Trim(s, first+"-_.") == ""
}

// isHTTPS accepts an absolute https address of printable ASCII without the
// characters that could end an attribute or hide a host.
func isHTTPS(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	odd := func(c rune) bool { return c <= ' ' || c >= 0x7f || strings.ContainsRune("\"'<>\\@`", c) }
	return ok && len(rest) > 3 && rest[0] != '/' && rest[0] != '.' && !strings.ContainsFunc(rest, odd)
}
