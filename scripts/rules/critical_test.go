package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"bouton3018/rules"
	"bouton3018/rules/flows"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/figures"
	"bouton3018/wasm/core"
	"bouton3018/wasm/dialog"
)

// tablesOf is where each language has its own texts: a concept, a tab, a text.
const tablesOf = "../../wasm/lexicon/testdata/languages/"

// tongue is the table of a language: its texts by concept.
type tongue struct {
	lang  string
	texts map[string][]string
}

func tongues(t *testing.T) (all []tongue) {
	t.Helper()
	files, err := filepath.Glob(tablesOf + "*.tsv")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d tables, %v", len(files), err)
	}
	for _, file := range files {
		one := tongue{strings.TrimSuffix(filepath.Base(file), ".tsv"), map[string][]string{}}
		table, err := source.ReadTable(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range table {
			one.texts[line.Means] = append(one.texts[line.Means], line.Text)
		}
		all = append(all, one)
	}
	return all
}

// of are the texts of some concepts.
func (l *tongue) of(concepts ...rules.Concept) (texts []string) {
	for _, c := range concepts {
		texts = append(texts, l.texts[c.String()]...)
	}
	return texts
}

// first is the first text of a concept.
func (l *tongue) first(c rules.Concept) string { return l.texts[c.String()][0] }

// somewhere is where and when somebody reports.
type somewhere struct {
	country, zone string
	now           time.Time
}

func (w somewhere) String() string { return w.country + " at " + w.now.Format("15:04") }

// asking is what the background asks the core.
type asking struct {
	Host     string          `json:"host"`
	Now      int64           `json:"now"`
	Zone     string          `json:"zone"`
	Lang     string          `json:"lang"`
	Page     string          `json:"page"`
	Locale   string          `json:"locale"`
	State    string          `json:"state"`
	Snapshot dialog.Snapshot `json:"snapshot"`
}

// verdict is what of an answer can be a critical error.
type verdict struct {
	Stage     string
	Harm      string
	State     string
	NoPicture bool
	View      struct{ Card struct{ First string } }
}

// critical puts dialogs to the core and counts what must never come of them.
type critical struct {
	t       *testing.T
	core    *core.Core
	measure *measure
	day     somewhere
	night   somewhere
	cases   int
	errors  int
}

func newCritical(t *testing.T) *critical {
	t.Helper()
	_, c, err := packagedCore()
	if err != nil {
		t.Fatal(err)
	}
	m, err := newMeasure()
	if err != nil {
		t.Fatal(err)
	}
	x := &critical{t: t, core: c, measure: m}
	x.day, x.night = x.at("FR", "Europe/Paris", 15), x.at("FR", "Europe/Paris", 3)
	return x
}

// at is an hour of a day on which the facts are fresh, in a zone.
func (x *critical) at(country, zone string, hour int) somewhere {
	x.t.Helper()
	clock, err := time.LoadLocation(zone)
	if err != nil {
		x.t.Fatal(err)
	}
	return somewhere{country, zone, time.Date(2026, 11, 24, hour, 0, 0, 0, clock)}
}

// ask is what the core answers.
func (x *critical) ask(where somewhere, page, state string, s dialog.Snapshot) (v verdict) {
	x.t.Helper()
	now := where.now.UnixMilli()
	request, err := json.Marshal(asking{"www.instagram.com", now, where.zone, "fr", page, page, state, s})
	if err != nil {
		x.t.Fatal(err)
	}
	x.answer(request, &v)
	return v
}

func (x *critical) answer(request []byte, v *verdict) {
	x.t.Helper()
	if err := json.Unmarshal(x.core.Decide(request), v); err != nil {
		x.t.Fatal(err)
	}
}

// must counts a case, and an error where it did not come out as it must.
func (x *critical) must(ok bool, format string, about ...any) {
	x.cases++
	if !ok {
		x.errors++
		x.t.Errorf(format, about...)
	}
}

// firsts are the lines that may lead a card on a harm in a country.
func firsts(country *rules.Country, harm rules.Concept) (lines []string) {
	for _, row := range country.Rows {
		if row.ID == rules.Harms[harm].Row {
			lines = append(lines, row.Open[0].Line, row.Closed[0].Line)
		}
	}
	return lines
}

// judge says whether an answer is right for a harm that was chosen, of which the text may name another one too.
func (x *critical) judge(v *verdict, harm rules.Concept, about ...any) {
	x.t.Helper()
	said, isCard := fmt.Sprint(about...), v.Stage == "card" || v.Stage == "after"
	if harm == rules.SelfHarm {
		x.must(isCard && v.Harm == harm.String() && v.View.Card.First == "fr-3114",
			"self-harm without its line: %s: %+v", said, *v)
	}
	if harm == rules.MinorSafety {
		x.must(isCard, "a minor in danger, and silence: %s: %+v", said, *v)
	}
	if rules.Harms[harm].NoPicture {
		x.must(v.NoPicture, "a picture is offered: %s: %+v", said, *v)
	}
}

// report is a report dialog of a language with some rows, of which none is chosen.
func (x *critical) report(l *tongue, kind string, rows ...string) dialog.Snapshot {
	word := l.first(rules.Report)
	s := dialog.Snapshot{Event: dialog.Opened, Opener: x.measure.words.Opener(word), Chosen: -1}
	s.Headings = []string{word, l.first(rules.Question)}
	for _, row := range rows {
		s.Rows = append(s.Rows, dialog.Row{Text: firstUnits(row, dialog.MaxText), Kind: kind})
	}
	return s
}

// chosen is a dialog in which a row was just activated.
func chosen(s dialog.Snapshot, row int) dialog.Snapshot {
	s.Event, s.Chosen = dialog.Chosen, row
	return s
}

// checked is a dialog in which some rows are seen to be checked.
func checked(s dialog.Snapshot, rows ...int) dialog.Snapshot {
	s.Event, s.Rows = dialog.Changed, slices.Clone(s.Rows)
	for _, row := range rows {
		s.Rows[row].Checked = true
	}
	return s
}

// others are rows as they stand beside a reason in a report dialog.
func (l *tongue) others() []string {
	return []string{l.first(rules.Spam), l.first(rules.Harassment), l.first(rules.Violence), l.first(rules.Hate),
		l.first(rules.Scam), l.first(rules.RegulatedGoods), l.first(rules.Other)}
}

// written are the ways in which a site may write a reason.
func (l *tongue) written(text string) []string {
	word := l.first(rules.Report)
	return []string{
		text, strings.ToUpper(text), norm.NFD.String(text), norm.NFKC.String(text),
		word + ": " + text, word + " : " + text,
		text + ": " + l.first(rules.Harassment) + ", " + l.first(rules.Hate),
		text + " – " + l.first(rules.Spam) + ", " + l.first(rules.Scam) + ", " + l.first(rules.Other),
	}
}

// TestCritical chooses every text of the tables that is of self-harm, of a minor in danger or of what nobody may
// keep a picture of, in report dialogs of its language. Each is a critical error where it comes out wrong: self-harm
// without the line for it, a minor in danger and nothing shown, intimate images with a picture offered.
func TestCritical(t *testing.T) {
	x := newCritical(t)
	all := tongues(t)
	for i := range all {
		x.language(&all[i])
		x.countries(&all[i])
	}
	x.flows(all)
	if err := figures.Keep(figures.Critical, fmt.Sprintf("%d of %d cases", x.errors, x.cases)); err != nil {
		t.Error(err)
	}
}

// language chooses each text in each way that it is written, and in dialogs in which something else was chosen before.
func (x *critical) language(l *tongue) {
	for _, harm := range []rules.Concept{rules.SelfHarm, rules.MinorSafety, rules.IntimateImages, rules.Sexual} {
		for _, text := range l.texts[harm.String()] {
			for i, written := range l.written(text) {
				where, kind, page := x.day, "button", l.lang
				if i%2 == 1 {
					where, kind = x.night, "radio"
				}
				if i == 0 {
					page = "" // the dialog alone tells its language
				}
				rows := slices.Insert(l.others(), i%7, written)
				v := x.ask(where, page, "", chosen(x.report(l, kind, rows...), i%7))
				x.judge(&v, harm, l.lang, " ", where, ": ", written)
			}
			x.sequences(l, harm, text)
		}
	}
}

// sequences choose a text after another row.
func (x *critical) sequences(l *tongue, harm rules.Concept, text string) {
	const spam, mine = 0, 2
	rows := slices.Insert(l.others(), mine, text)
	s := x.report(l, "radio", rows...)
	opened := x.ask(x.day, l.lang, "", s)

	other := x.ask(x.day, l.lang, opened.State, chosen(s, spam))
	v := x.ask(x.day, l.lang, other.State, chosen(s, mine))
	x.judge(&v, harm, l.lang, ": after spam: ", text)

	seen := x.ask(x.day, l.lang, other.State, checked(s, mine))
	x.judge(&seen, harm, l.lang, ": seen to be checked instead of spam: ", text)

	deeper := x.report(l, "button", l.first(rules.Harassment), l.first(rules.Other))
	deeper.Event = dialog.Changed
	further := x.ask(x.day, l.lang, other.State, deeper)
	s.Event = dialog.Changed
	back := x.ask(x.day, l.lang, further.State, s)
	v = x.ask(x.day, l.lang, back.State, chosen(s, mine))
	x.judge(&v, harm, l.lang, ": after a way back: ", text)

	thanks := dialog.Snapshot{Event: dialog.Changed, Headings: []string{l.first(rules.Done)}, Chosen: -1}
	sent := x.ask(x.night, l.lang, v.State, thanks)
	x.judge(&sent, harm, l.lang, ": once it is sent: ", text)

	titled := x.report(l, "button", l.first(rules.Harassment), l.first(rules.Other))
	titled.Event, titled.Headings = dialog.Changed, []string{text}
	v = x.ask(x.day, l.lang, opened.State, titled)
	x.judge(&v, harm, l.lang, ": named by the next title: ", text)

	boxes := x.report(l, "checkbox", rows...)
	one := x.ask(x.day, l.lang, opened.State, checked(boxes, spam))
	v = x.ask(x.day, l.lang, one.State, checked(boxes, spam, mine))
	x.judge(&v, harm, l.lang, ": checked beside spam: ", text)

	if harm == rules.SelfHarm {
		x.beside(l, text)
	}
}

// beside names self-harm in a row together with another harm, before it, behind it, and in a description.
func (x *critical) beside(l *tongue, text string) {
	for c := range rules.Concept(rules.MaxConcepts) {
		if !c.IsReason() || c == rules.SelfHarm {
			continue
		}
		other := l.first(c)
		row := []string{other + ". " + text, other + ", " + text, text + ", " + other}[c%3]
		s := x.report(l, "button", l.first(rules.Spam), row, l.first(rules.Other))
		v := x.ask(x.day, l.lang, "", chosen(s, 1))
		x.judge(&v, rules.SelfHarm, l.lang, ": ", row)
		if c == rules.IntimateImages || c == rules.MinorSafety {
			x.must(v.NoPicture, "a picture is offered: %s: %s: %+v", l.lang, row, v)
		}
	}
}

// countries chooses each text of self-harm and of a minor in danger everywhere, by day and by night.
func (x *critical) countries(l *tongue) {
	_, directory, _ := x.core.Rules()
	for _, harm := range []rules.Concept{rules.SelfHarm, rules.MinorSafety} {
		for i, text := range l.texts[harm.String()] {
			rows := slices.Insert(l.others(), 3, text)
			s := chosen(x.report(l, "button", rows...), 3)
			for j := range directory.Countries {
				country := &directory.Countries[j]
				for _, hour := range []int{3, 15} {
					zone := country.Zones[i%len(country.Zones)].ID
					where := x.at(country.Code, zone, hour)
					v := x.ask(where, l.lang, "", s)
					isFirst := slices.Contains(firsts(country, harm), v.View.Card.First)
					x.must(v.Stage == "card" && v.Harm == harm.String() && isFirst, "%s %v: %s: %+v", l.lang, where, text, v)
				}
			}
		}
	}
}

// flows puts the texts in the place of what is chosen in the recorded flows, and holds the flows that are of one of
// these harms against what they must never show.
func (x *critical) flows(all []tongue) {
	recorded, err := flows.ReadAll("../../rules/dialogs")
	if err != nil {
		x.t.Fatal(err)
	}
	turn := 0
	for _, f := range recorded {
		if f.Variant != "" {
			continue
		}
		for step, request := range f.Recorded {
			d, problem := x.core.Explain(request)
			if problem != "" {
				x.t.Fatal(problem)
			}
			// What is expected by whoever wrote the flow, not what was decided.
			if want := rules.ConceptByID(f.Judged()[step].Harm); want != rules.None && f.Judged()[step].Card() {
				x.recorded(f, step, request, want)
			}
			if r := &d.Flow.Reading; !r.Report || r.Done || r.Reasons < 2 {
				continue
			}
			for i := range d.Flow.Reading.Options {
				if o := &d.Flow.Reading.Options[i]; o.Kind != "value" && !o.Checked {
					turn++
					x.replaced(f, step, request, o.Row, &all[turn%len(all)])
					break
				}
			}
		}
	}
}

// recorded decides a step of a flow by day and by night.
func (x *critical) recorded(f *flows.Flow, step int, request []byte, harm rules.Concept) {
	for _, where := range []somewhere{x.day, x.night} {
		var v verdict
		request = with(with(request, "now", where.now.UnixMilli()), "zone", where.zone)
		x.answer(with(with(request, "country", ""), "lang", "fr"), &v)
		x.judge(&v, harm, f.ID, " step ", step, " ", where)
	}
}

// replaced puts texts of a language in the place of one that can be chosen, and chooses it.
func (x *critical) replaced(f *flows.Flow, step int, request []byte, row int, l *tongue) {
	request = with(with(request, "now", x.day.now.UnixMilli()), "zone", x.day.zone)
	request = with(with(with(request, "country", ""), "lang", l.lang), "page", l.lang)
	request = with(with(request, "snapshot.event", "chosen"), "snapshot.chosen", row)
	for _, harm := range []rules.Concept{rules.SelfHarm, rules.MinorSafety, rules.IntimateImages, rules.Sexual} {
		for _, text := range l.texts[harm.String()] {
			var v verdict
			x.answer(with(request, fmt.Sprintf("snapshot.rows.%d.t", row), text), &v)
			x.judge(&v, harm, f.ID, " step ", step, " in ", l.lang, ": ", text)
		}
	}
}
