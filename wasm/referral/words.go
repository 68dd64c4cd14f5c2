package referral

import (
	"strings"

	"bouton3018/rules"
)

// A phrase is one text with the number of words that a reader sees.
type phrase struct {
	text  string
	words int
}

// A template is a phrase with one place for a time.
type template struct {
	before, after string
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
}

// lang is one language made ready: every text looked up once.
type lang struct {
	prompts *rules.Prompts
	view    View   // what is the same in every decision
	hint    string // of the pill where blackmail is likely
	lines   []lineWords
	rows    []rowWords
	needs   []phrase
	days    [7]phrase

	continuing, dismiss, close, copy, scan       phrase
	questions, needsLabel                        phrase
	call, writeShort, web                        phrase
	always, shut, check                          phrase
	open, tonight, tomorrow, reopens, reopensDay template
	speak, write, both, abroad                   template
	hour, minutes, noon, midnight, am, pm        string
	others                                       int // words of the buttons that change the language
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

// row returns the texts of a row.
func (l *lang) row(id string) *rowWords {
	for i := range l.rows {
		if l.rows[i].id == id {
			return &l.rows[i]
		}
	}
	return &l.rows[0]
}

// A lookup finds the texts of one language. A missing one is an error, so that a
// directory that lacks a word is refused as a whole.
type lookup struct {
	prompts *rules.Prompts
	last    int // index of the last text found
	err     error
}

// find returns a text, or "". The texts stand in the file in about the order in which
// they are asked for: looking on from the last one found makes waking up faster.
func (x *lookup) find(id string) string {
	p := x.prompts
	for n := range p.IDs {
		if i := (x.last + n) % len(p.IDs); p.IDs[i] == id {
			x.last = i
			return p.Texts[i]
		}
	}
	return ""
}

func (x *lookup) fail(reason string) {
	if x.err == nil {
		x.err = &rules.Error{Path: "prompts." + x.prompts.Lang, Reason: reason}
	}
}

func (x *lookup) optional(id string) phrase {
	text := x.find(id)
	return phrase{text, countWords(text)}
}

func (x *lookup) need(id string) phrase {
	t := x.optional(id)
	if t.text == "" {
		x.fail(`the text "` + id + `" is missing`)
	}
	return t
}

func (x *lookup) timed(id string) template {
	before, after, ok := strings.Cut(x.need(id).text, timeMark)
	if !ok {
		x.fail(`the text "` + id + `" has no place for ` + timeMark)
	}
	return template{before, after}
}

// card returns the texts of a row at a stage; those that it has not are the general ones.
func (x *lookup) card(stage, row string) cardWords {
	get := func(part string) phrase {
		if t := x.optional(stage + "." + row + "." + part); t.text != "" {
			return t
		}
		return x.need(stage + ".general." + part)
	}
	return cardWords{get("title"), get("body"), get("closed")}
}

func (x *lookup) line(h *rules.Helpline) lineWords {
	w := lineWords{
		name: x.need("line." + h.ID),
		role: x.optional("role." + h.ID),
		soft: x.optional("role." + h.ID + ".soft"),
	}
	if w.soft.text == "" {
		w.soft = w.role
	}
	if h.Free {
		w.free, w.anonymous = x.need("note.free"), x.need("note.anonymous")
	}
	for _, way := range h.Ways {
		w.ways = append(w.ways, x.need("way."+h.ID+"."+way.ID))
	}
	return w
}

// newLang looks up every text.
func (c *Chooser) newLang(p *rules.Prompts) (lang, error) {
	x := lookup{prompts: p}
	l := lang{prompts: p}
	for _, id := range rules.RowIDs() {
		l.rows = append(l.rows, rowWords{id, x.card("card", id), x.card("after", id)})
	}
	for i := range c.lines {
		l.lines = append(l.lines, x.line(c.lines[i].Helpline))
	}
	for _, n := range c.country.Needs {
		l.needs = append(l.needs, x.need("need."+n.ID))
	}
	for i := range l.days {
		l.days[i] = x.need("day." + string(rune('0'+i)))
	}
	l.continuing, l.dismiss, l.close = x.need("ui.continue"), x.need("ui.dismiss"), x.need("ui.close")
	l.copy, l.scan = x.need("ui.copy"), x.need("ui.scan")
	l.questions, l.needsLabel = x.need("ui.questions"), x.need("ui.needs")
	l.call, l.writeShort, l.web = x.need("short.call"), x.need("short.write"), x.need("short.web")
	l.always, l.shut, l.check = x.need("status.always"), x.need("status.shut"), x.need("notice.check")
	l.open, l.tonight, l.tomorrow = x.timed("status.open"), x.timed("status.tonight"), x.timed("status.tomorrow")
	l.reopens, l.reopensDay = x.timed("status.closed"), x.timed("status.closed.day")
	l.speak, l.write, l.both = x.timed("notice.speak"), x.timed("notice.write"), x.timed("notice.both")
	l.abroad = x.timed("time.abroad")
	l.hour, l.minutes = x.need("time.hour").text, x.need("time.minutes").text
	l.noon, l.midnight = x.need("time.noon").text, x.need("time.midnight").text
	l.am, l.pm = x.find("time.am"), x.find("time.pm")
	l.hint = x.need("pill.blackmail").text
	l.view = l.constantView(&x)
	return l, x.err
}

// constantView is the view without what a decision adds.
func (l *lang) constantView(x *lookup) View {
	v := View{
		Lang:  l.prompts.Lang,
		Dir:   l.prompts.Dir,
		Other: []Language{},
		Pill: Pill{
			Label: x.need("pill.label").text,
			Only:  x.need("pill.only").text,
			Close: x.need("pill.close").text,
		},
		Card: Card{
			Name:      x.need("card.name").text,
			Close:     l.close.text,
			Copy:      l.copy.text,
			Copied:    x.need("ui.copied").text,
			Scan:      l.scan.text,
			More:      x.need("ui.more").text,
			Questions: Questions{Label: l.questions.text},
			Needs:     Needs{Label: l.needsLabel.text},
		},
	}
	for _, id := range questionIDs {
		question := Question{x.need("question." + id + ".q").text, x.need("question." + id + ".a").text}
		v.Card.Questions.Items = append(v.Card.Questions.Items, question)
	}
	return v
}

// questionIDs are the folded questions in order.
var questionIDs = [...]string{"parents", "serious", "next", "trace"}

// offerOthers adds the buttons that change to the other languages.
func (l *lang) offerOthers(all []lang) {
	for i := range all {
		if o := all[i].prompts; o.Lang != l.prompts.Lang {
			l.view.Other = append(l.view.Other, Language{o.Lang, o.Label})
			l.others += countWords(o.Label)
		}
	}
}

// countWords returns how many words a reader sees in s: runs without a space that
// have a letter or a digit. A no-break space parts words too.
func countWords(s string) int {
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
