package referral

import (
	"cmp"
	"slices"
	"strings"

	"bouton3018/rules"
)

// timeMark stands in a text where a time is filled in.
const timeMark = "{time}"

// lineMark stands for the number or the name of the main line.
const lineMark = "{line}"

// generalTitle is right on every card.
const generalTitle = "card.general.title"

// needed are the texts that every language must have, beside those of lines, needs, days and questions.
var needed = []string{
	"card.general.title", "card.general.body", "card.general.closed",
	"after.general.title", "after.general.body", "after.general.closed",
	"pill.label", "pill.only", "pill.close", "pill.blackmail", "card.name", "ui.languages",
	"card.elsewhere", "pill.elsewhere", "card.danger", "card.tonight", "card.meanwhile",
	"card.prepare", "card.prepare.1", "card.prepare.2", "card.prepare.3",
	"advice." + rules.GeneralRow, "question.advice.q", "note.free.role", "note.anonymous.role", "status.usual.always",
	"ui.continue", "ui.dismiss", "ui.close", "ui.copy", "ui.copied", "ui.scan", "ui.more", "ui.questions", "ui.needs",
	"school.notice", "school.contact", "school.lines",
	"short.call", "short.write", "short.web", "short.sms", "note.free", "note.anonymous",
	"status.always", "status.shut", "time.hour", "time.minutes", "time.noon", "time.midnight",
}

// timed are those with a place for a time.
var timed = []string{
	"status.open", "status.tonight", "status.tomorrow", "status.closed", "status.closed.day",
	"status.usual",
}

// ofLines are those that a country with lines for young people has of its own.
var ofLines = []string{"pill.line", "notice.check", "time.abroad", "question.parents.a", "question.here.a"}

// questions are the folded questions in order, below what to do.
var questions = []string{"friend", "author", "parents", "serious", "here", "next", "trace"}

// checkWords asks that every language says all that a decision may want to say. The words of one row, in whose place
// the general ones may stand, and what a line is for need not be there: a new one need not wait for forty translators.
func (c *Chooser) checkWords() error {
	ids := slices.Concat(needed, timed)
	if !c.country.Unknown {
		ids = append(ids, ofLines...)
	}
	for _, h := range c.country.Helplines {
		ids = append(ids, "line."+h.ID)
		for _, w := range h.Ways {
			ids = append(ids, "way."+h.ID+"."+w.ID)
		}
	}
	for _, n := range c.country.Needs {
		ids = append(ids, "need."+n.ID)
	}
	for day := range 7 {
		ids = append(ids, dayText(day))
	}
	for _, id := range questions {
		ids = append(ids, "question."+id+".q")
		if answer := "question." + id + ".a"; !slices.Contains(ofLines, answer) {
			ids = append(ids, answer)
		}
	}
	complete := 0
	for i := range c.country.Prompts {
		p, ids := &c.country.Prompts[i], ids
		if p.Partial {
			ids = rules.CoreTexts
		} else {
			complete++
		}
		for _, id := range ids {
			text, mark := p.Texts[id], ""
			if slices.Contains(timed, id) || id == "time.abroad" {
				mark = timeMark
			} else if id == "pill.label" {
				mark = lineMark
			}
			switch {
			case text == "":
				return &rules.Error{Path: "prompts." + p.Lang, Reason: `the text "` + id + `" is missing`}
			case !strings.Contains(text, mark):
				return &rules.Error{Path: "prompts." + p.Lang, Reason: `the text "` + id + `" has no place for ` + mark}
			}
		}
	}
	if complete == 0 {
		return c.unusable(".prompts", "no language has all texts")
	}
	if _, rest := c.prompts(c.country.Lang); len(c.lines) > 0 && rest.Lang != c.country.Lang {
		return c.unusable(".lang", `there are no prompts in "`+c.country.Lang+`"`)
	}
	return nil
}

// dayText is the text of a day of the week, 0 for Monday.
func dayText(day int) string { return "day." + string(rune('0'+day)) }

// prompts are those in a language: the same, the same before the first dash, the language of the lines, or the first
// that has all texts. The rest is what a partial language does not say.
func (c *Chooser) prompts(tag string) (p, rest *rules.Prompts) {
	base := tag
	if end := strings.IndexAny(tag, "-_"); end >= 0 {
		base = tag[:end]
	}
	if rest = c.find(func(p *rules.Prompts) bool { return !p.Partial && p.Lang == c.country.Lang }); rest == nil {
		rest = c.find(func(p *rules.Prompts) bool { return !p.Partial })
	}
	for _, want := range [...]string{tag, base} {
		if p = c.find(func(p *rules.Prompts) bool { return p.Lang == want }); p == nil {
			continue
		}
		if !p.Partial {
			rest = p
		}
		return p, rest
	}
	return rest, rest
}

func (c *Chooser) find(is func(p *rules.Prompts) bool) *rules.Prompts {
	for i := range c.country.Prompts {
		if p := &c.country.Prompts[i]; is(p) {
			return p
		}
	}
	return nil
}

// keep remembers how what is said in a partial language begins: enough to know it by.
func (r *Referral) keep(p *rules.Prompts, text string) string {
	if p.Partial {
		signs := []rune(text)
		r.keepWhole(p, string(signs[:min(len(signs), 10)]))
	}
	return text
}

func (r *Referral) keepWhole(p *rules.Prompts, text string) {
	if p.Partial && text != "" && !slices.Contains(r.own, text) {
		r.own = append(r.own, text)
	}
}

// voice is in what language a text is said: a text is never half of one and half of another.
func (r *Referral) voice(id string) *rules.Prompts {
	if r.prompts.Texts[id] == "" {
		return r.rest
	}
	return r.prompts
}

// text is one of the texts of the language, "" where it has none.
func (r *Referral) text(id string) string {
	p := r.voice(id)
	return r.keep(p, p.Texts[id])
}

// say is a text with a name filled into it, which others can begin with.
func (r *Referral) say(id, mark, name string) string {
	p := r.voice(id)
	text := strings.Replace(p.Texts[id], mark, name, 1)
	r.keepWhole(p, text)
	return text
}

// first is the first of these texts that the language has.
func (r *Referral) first(ids ...string) string {
	for _, p := range [...]*rules.Prompts{r.prompts, r.rest} {
		for _, id := range ids {
			if text := p.Texts[id]; text != "" {
				return r.keep(p, text)
			}
		}
	}
	return ""
}

// rowText is a text of the row at the stage, the general one where it has none.
func (r *Referral) rowText(part string) string {
	stage := "card."
	if r.Stage == "after" {
		stage = "after."
	}
	row := r.row.ID
	if r.c.country.Unknown {
		if row = rules.GeneralRow; part != "title" {
			return r.text("card.elsewhere")
		}
	}
	return r.first(stage+row+"."+part, stage+rules.GeneralRow+"."+part, "card."+rules.GeneralRow+"."+part)
}

// advice is what to do for the row, and what not.
func (r *Referral) advice() string {
	return cmp.Or(r.text("advice."+r.row.ID), r.text("advice."+rules.GeneralRow))
}
