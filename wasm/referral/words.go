package referral

import (
	"bouton3018/rules"
	"bouton3018/wasm/jsonw"
)

// A phrase is one text with its id, the number of words that a reader sees, and
// the text as JSON.
type phrase struct {
	id, s string
	n     int
	json  string
}

func newPhrase(id, s string) phrase {
	return phrase{id, s, count(s), string(jsonw.String(make([]byte, 0, len(s)+16), s))}
}

// A template is a phrase with one place for a time.
type template struct {
	id, before, after string
}

// rowWords are the texts of one row.
type rowWords struct {
	id          string
	card, after cardWords
}

type cardWords struct{ title, body, closed phrase }

// lineWords are the texts of one helpline.
type lineWords struct {
	name, role, soft phrase
	free, anonymous  phrase
	ways             []phrase
	head             string // JSON of a line up to its name
	full, short      []wayJSON
}

// wayJSON is a way as it is drawn, for a fine and for a coarse pointer.
type wayJSON [2]string

// lang is one language made ready: every text looked up once, and the parts of
// the view that never change written once.
type lang struct {
	prompts *rules.Prompts
	lines   []lineWords
	rows    []rowWords
	needs   []phrase
	days    [7]phrase

	name, cont, dismiss, close, copy, copied, scan, more phrase
	questions, needsLabel                                phrase
	call, writeShort, web                                phrase
	always, shut, check                                  phrase
	open, tonight, tomorrow, reopens, reopensDay         template
	speak, write, both, abroad                           template
	hour, minutes, noon, midnight, am, pm                string
	others                                               int // words of the buttons that change the language

	head, headHint, tail string // pre-written JSON
}

// lang returns the language for a tag: the same, the same before the first
// dash, the language of the lines, or the first of the country.
func (c *Chooser) lang(tag string) *lang {
	base := tag
	for i := 0; i < len(tag); i++ {
		if tag[i] == '-' || tag[i] == '_' {
			base = tag[:i]
			break
		}
	}
	for _, want := range [...]string{tag, base, c.country.Lang} {
		for i := range c.langs {
			if c.langs[i].prompts.Lang == want {
				return &c.langs[i]
			}
		}
	}
	return &c.langs[0]
}

func (l *lang) row(id string) *rowWords {
	for i := range l.rows {
		if l.rows[i].id == id {
			return &l.rows[i]
		}
	}
	return &l.rows[0]
}

// newLang looks up every text. A missing one is an error, so that a directory
// that lacks a word is refused as a whole.
func (c *Chooser) newLang(p *rules.Prompts) (lang, error) {
	var err error
	// The texts stand in the file in about the order in which they are asked for:
	// looking on from the last one found makes waking up faster.
	last := 0
	find := func(id string) string {
		for n := range p.IDs {
			if i := (last + n) % len(p.IDs); p.IDs[i] == id {
				last = i
				return p.Texts[i]
			}
		}
		return ""
	}
	optional := func(id string) phrase { return newPhrase(id, find(id)) }
	need := func(id string) phrase {
		t := optional(id)
		if t.s == "" && err == nil {
			err = &rules.Error{Path: "prompts." + p.Lang, Reason: `the text "` + id + `" is missing`}
		}
		return t
	}
	timed := func(id, mark string) template {
		s := need(id).s
		for i := 0; i+len(mark) <= len(s); i++ {
			if s[i:i+len(mark)] == mark {
				return template{id, s[:i], s[i+len(mark):]}
			}
		}
		if err == nil {
			err = &rules.Error{Path: "prompts." + p.Lang, Reason: `the text "` + id + `" has no place for ` + mark}
		}
		return template{}
	}
	// Texts of a row fall back to those of the general one.
	group := func(stage, id string) cardWords {
		get := func(part string) phrase {
			if t := optional(stage + "." + id + "." + part); t.s != "" {
				return t
			}
			return optional(stage + ".general." + part)
		}
		return cardWords{get("title"), get("body"), get("closed")}
	}
	l := lang{prompts: p}
	for _, id := range rules.RowIDs() {
		l.rows = append(l.rows, rowWords{id, group("card", id), group("after", id)})
	}
	for _, id := range []string{"card.general.title", "card.general.body", "card.general.closed", "after.general.title", "after.general.body", "after.general.closed"} {
		need(id)
	}
	for i := range c.lines {
		h := c.lines[i].Helpline
		w := lineWords{name: need("line." + h.ID), role: optional("role." + h.ID), soft: optional("role." + h.ID + ".soft")}
		if w.soft.s == "" {
			w.soft = w.role
		}
		if h.Free {
			w.free, w.anonymous = need("note.free"), need("note.anonymous")
		}
		for _, way := range h.Ways {
			w.ways = append(w.ways, need("way."+h.ID+"."+way.ID))
		}
		l.lines = append(l.lines, w)
	}
	for _, n := range c.country.Needs {
		l.needs = append(l.needs, need("need."+n.ID))
	}
	for i := range l.days {
		l.days[i] = need("day." + string(rune('0'+i)))
	}
	l.name, l.cont, l.dismiss, l.close = need("card.name"), need("ui.continue"), need("ui.dismiss"), need("ui.close")
	l.copy, l.copied, l.scan, l.more = need("ui.copy"), need("ui.copied"), need("ui.scan"), need("ui.more")
	l.questions, l.needsLabel = need("ui.questions"), need("ui.needs")
	l.call, l.writeShort, l.web = need("short.call"), need("short.write"), need("short.web")
	l.renderLines(c)
	l.always, l.shut, l.check = need("status.always"), need("status.shut"), need("notice.check")
	l.open, l.tonight, l.tomorrow = timed("status.open", "{time}"), timed("status.tonight", "{time}"), timed("status.tomorrow", "{time}")
	l.reopens, l.reopensDay = timed("status.closed", "{time}"), timed("status.closed.day", "{time}")
	l.speak, l.write, l.both = timed("notice.speak", "{time}"), timed("notice.write", "{time}"), timed("notice.both", "{time}")
	l.abroad = timed("time.abroad", "{time}")
	l.hour, l.minutes = need("time.hour").s, need("time.minutes").s
	l.noon, l.midnight = need("time.noon").s, need("time.midnight").s
	l.am, l.pm = find("time.am"), find("time.pm")
	for _, id := range []string{"pill.label", "pill.blackmail", "pill.only", "pill.close"} {
		need(id)
	}
	for _, id := range questionIDs {
		need("question." + id + ".q")
		need("question." + id + ".a")
	}
	return l, err
}

// questionIDs are the folded questions in order.
var questionIDs = [...]string{"parents", "serious", "next", "trace"}

// render writes the parts of the view that are the same in every decision.
func (l *lang) render(all []lang) {
	p := l.prompts
	text := func(b []byte, key, id string) []byte { return jsonw.String(jsonw.Key(b, key), p.Text(id)) }
	b := append(make([]byte, 0, 4096), '{')
	b = jsonw.String(jsonw.Key(b, "lang"), p.Lang)
	b = jsonw.String(jsonw.Key(b, "dir"), p.Dir)
	b = append(jsonw.Key(b, "other"), '[')
	l.others = 0
	for i := range all {
		if o := all[i].prompts; o.Lang != p.Lang {
			b = append(jsonw.Comma(b), '{')
			b = jsonw.String(jsonw.Key(b, "lang"), o.Lang)
			b = jsonw.String(jsonw.Key(b, "label"), o.Label)
			b = append(b, '}')
			l.others += count(o.Label)
		}
	}
	b = append(b, ']')
	pill := func(hint string) string {
		b := append([]byte(nil), b...)
		b = append(jsonw.Key(b, "pill"), '{')
		b = text(b, "label", "pill.label")
		b = jsonw.String(jsonw.Key(b, "hint"), hint)
		b = text(b, "only", "pill.only")
		b = text(b, "close", "pill.close")
		b = append(b, '}')
		b = append(jsonw.Key(b, "card"), '{')
		return string(jsonw.String(jsonw.Key(b, "name"), l.name.s))
	}
	l.head, l.headHint = pill(""), pill(p.Text("pill.blackmail"))

	b = []byte(`,"close":`)
	b = jsonw.String(b, l.close.s)
	b = jsonw.String(jsonw.Key(b, "copy"), l.copy.s)
	b = jsonw.String(jsonw.Key(b, "copied"), l.copied.s)
	b = jsonw.String(jsonw.Key(b, "scan"), l.scan.s)
	b = jsonw.String(jsonw.Key(b, "more"), l.more.s)
	b = append(jsonw.Key(b, "questions"), '{')
	b = jsonw.String(jsonw.Key(b, "label"), l.questions.s)
	b = append(jsonw.Key(b, "items"), '[')
	for _, id := range questionIDs {
		b = append(jsonw.Comma(b), '{')
		b = text(b, "q", "question."+id+".q")
		b = text(b, "a", "question."+id+".a")
		b = append(b, '}')
	}
	b = append(b, "]}"...)
	b = append(jsonw.Key(b, "needs"), '{')
	b = jsonw.String(jsonw.Key(b, "label"), l.needsLabel.s)
	b = append(jsonw.Key(b, "items"), '[')
	l.tail = string(b)
}

// renderLines writes the lines and their ways, with long and with short labels.
func (l *lang) renderLines(c *Chooser) {
	for i := range l.lines {
		w, h := &l.lines[i], c.lines[i].Helpline
		b := jsonw.String(jsonw.Key([]byte{'{'}, "id"), h.ID)
		w.head = string(jsonw.String(jsonw.Key(b, "name"), w.name.s))
		for k := range h.Ways {
			way := &h.Ways[k]
			label := &l.web
			switch way.Kind {
			case "call":
				label = &l.call
			case "write":
				label = &l.writeShort
			}
			w.full = append(w.full, wayJSON{renderWay(way, w.ways[k].s, "", false), renderWay(way, w.ways[k].s, "", true)})
			w.short = append(w.short, wayJSON{renderWay(way, label.s, w.ways[k].s, false), renderWay(way, label.s, w.ways[k].s, true)})
		}
	}
}

func renderWay(way *rules.Way, label, name string, touch bool) string {
	b := append(make([]byte, 0, 256), '{')
	b = jsonw.String(jsonw.Key(b, "id"), way.ID)
	b = jsonw.String(jsonw.Key(b, "kind"), way.Kind)
	b = jsonw.String(jsonw.Key(b, "label"), label)
	if name != "" {
		b = jsonw.String(jsonw.Key(b, "name"), name)
	}
	b = jsonw.String(jsonw.Key(b, "href"), way.Href)
	if way.Number != "" && !touch {
		b = jsonw.String(jsonw.Key(b, "number"), way.Number)
	}
	return string(append(b, '}'))
}

// count returns how many words a reader sees in s: runs without a space that
// have a letter or a digit. A no-break space parts words too.
func count(s string) int {
	n, word := 0, false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\u00a0' || r == '\u202f':
			word = false
		case !word && (r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xc0 && r < 0x2000):
			word = true
			n++
		}
	}
	return n
}
