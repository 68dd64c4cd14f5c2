package referral

import (
	"cmp"
	"slices"
	"strings"

	"bouton3018/rules"
)

// timeMark stands in a text where a time is filled in.
const timeMark = "{time}"

// needed are the texts that every language must have, beside those of lines, needs, days and questions.
var needed = []string{
	"card.general.title", "card.general.body", "card.general.closed",
	"after.general.title", "after.general.body", "after.general.closed",
	"pill.only", "pill.close", "pill.blackmail", "card.name",
	"card.elsewhere", "pill.elsewhere", "card.danger", "card.tonight", "card.meanwhile", "card.prepare", "card.prepare.1", "card.prepare.2", "card.prepare.3",
	"advice." + rules.GeneralRow, "question.advice.q", "note.free.role", "note.anonymous.role", "status.usual.always",
	"ui.continue", "ui.dismiss", "ui.close", "ui.copy", "ui.copied", "ui.scan", "ui.more", "ui.questions", "ui.needs",
	"short.call", "short.write", "short.web", "note.free", "note.anonymous",
	"status.always", "status.shut", "time.hour", "time.minutes", "time.noon", "time.midnight",
}

// timed are those with a place for a time.
var timed = []string{
	"status.open", "status.tonight", "status.tomorrow", "status.closed", "status.closed.day",
	"status.usual",
}

// ofLines are those that a country with lines for young people has of its own.
var ofLines = []string{"pill.label", "notice.check", "time.abroad", "question.parents.a", "question.here.a"}

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
	for i := range c.country.Prompts {
		p := &c.country.Prompts[i]
		for _, id := range ids {
			switch text := p.Texts[id]; {
			case text == "":
				return &rules.Error{Path: "prompts." + p.Lang, Reason: `the text "` + id + `" is missing`}
			case (slices.Contains(timed, id) || id == "time.abroad") && !strings.Contains(text, timeMark):
				return &rules.Error{Path: "prompts." + p.Lang, Reason: `the text "` + id + `" has no place for ` + timeMark}
			}
		}
	}
	if len(c.lines) > 0 && c.prompts(c.country.Lang).Lang != c.country.Lang {
		return c.unusable(".lang", `there are no prompts in "`+c.country.Lang+`"`)
	}
	return nil
}

// dayText is the text of a day of the week, 0 for Monday.
func dayText(day int) string { return "day." + string(rune('0'+day)) }

// prompts are those in a language: the same, the same before the first dash, the language of the lines, or the first
// of the country.
func (c *Chooser) prompts(tag string) *rules.Prompts {
	base := tag
	if end := strings.IndexAny(tag, "-_"); end >= 0 {
		base = tag[:end]
	}
	for _, want := range [...]string{tag, base, c.country.Lang} {
		if i := slices.IndexFunc(c.country.Prompts, func(p rules.Prompts) bool { return p.Lang == want }); i >= 0 {
			return &c.country.Prompts[i]
		}
	}
	return &c.country.Prompts[0]
}

// text is one of the texts of the language, "" where it has none.
func (r *Referral) text(id string) string { return r.prompts.Texts[id] }

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
	if own := r.text(stage + row + "." + part); own != "" {
		return own
	}
	return r.text(stage + rules.GeneralRow + "." + part)
}

// advice is what to do for the row, and what not.
func (r *Referral) advice() string {
	return cmp.Or(r.text("advice."+r.row.ID), r.text("advice."+rules.GeneralRow))
}

// countWords returns how many words a reader sees in s: runs without a space that
// have a letter or a digit. A no-break space parts words too.
func countWords(texts ...string) (n int) {
	for _, text := range texts {
		word := false
		for _, r := range text {
			switch {
			case r == ' ' || r == '\u00a0' || r == '\u202f':
				word = false
			case !word && (r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= 0xc0 && r < 0x2000):
				word = true
				n++
			}
		}
	}
	return n
}
