package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"bouton3018/rules/flows"
)

// played is one flow of the check and what is known about it.
type played struct {
	name name
	flow *flows.Flow
	seen []flows.Judged
	done bool
}

// table prints one line for each judged step, in the order of the flows, whichever ends first.
type table struct {
	out   io.Writer
	order []string
	flows map[string]played
	width [4]int // of site, language, report and step
	shown int    // width of what is expected to be shown
	steps int
	wrong int
}

func newTable(out io.Writer, list []*flows.Flow) *table {
	t := &table{out: out, flows: map[string]played{}, shown: len("shown")}
	for i, title := range titles {
		t.width[i] = utf8.RuneCountInString(title)
	}
	for _, f := range list {
		p := played{name: nameOf(f), flow: f}
		t.order = append(t.order, f.ID)
		t.flows[f.ID] = p
		for step, expected := range f.Judged() {
			// The widest form: there may be no room for more than a strip.
			seen := flows.Seen{Stage: expected.Stage, Harm: expected.Harm, First: expected.First, View: "strip"}
			t.shown = max(t.shown, utf8.RuneCountInString(shown(seen)))
			for i, cell := range p.cells(step) {
				t.width[i] = max(t.width[i], utf8.RuneCountInString(cell))
			}
		}
	}
	return t
}

var titles = [4]string{"site", "lang", "report", "step"}

func (t *table) heading() { t.row(titles, "shown", "ms", "") }

func (t *table) row(cells [4]string, shown, ms, wrong string) {
	var line strings.Builder
	for i, cell := range cells {
		line.WriteString(pad(cell, t.width[i]) + "  ")
	}
	fmt.Fprintf(&line, "%s  %4s  %s", pad(shown, t.shown), ms, wrong)
	fmt.Fprintln(t.out, strings.TrimRight(line.String(), " "))
}

func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}

// judged remembers a step until its flow's turn comes.
func (t *table) judged(j flows.Judged) {
	p := t.flows[j.Flow]
	p.seen = append(p.seen, j)
	t.flows[j.Flow] = p
}

// finished prints the flow, and those after it that waited for it, unless an earlier one is still being played.
func (t *table) finished(flow string) {
	p := t.flows[flow]
	p.done = true
	t.flows[flow] = p
	for len(t.order) > 0 && t.flows[t.order[0]].done {
		t.print(t.flows[t.order[0]])
		t.order = t.order[1:]
	}
}

// rest prints what has not been printed yet.
func (t *table) rest() {
	for _, id := range t.order {
		t.print(t.flows[id])
	}
	t.order = nil
}

func (t *table) print(p played) {
	judged := p.flow.Judged()
	for _, j := range p.seen {
		delete(judged, j.Step)
		t.step(p, j)
	}
	for step, expected := range judged { // a crash may leave some
		t.step(p, flows.Judged{Flow: p.flow.ID, Step: step, Expected: expected, Seen: flows.Seen{Stage: "none"}, Problems: []string{"was not judged"}})
	}
}

func (t *table) step(p played, j flows.Judged) {
	t.steps++
	wrong := ""
	if !j.OK {
		t.wrong++
		wrong = "NOT AS EXPECTED: expected " + j.Expected.String()
		for _, problem := range j.Problems {
			problem, _, _ = strings.Cut(problem, "\n") // of an exception the first line says what
			wrong += "; " + problem
		}
	}
	t.row(p.cells(j.Step), shown(j.Seen), milliseconds(j), wrong)
}

// summary counts in one sentence.
func (t *table) summary() string {
	if t.wrong > 0 {
		return fmt.Sprintf("%d of %d steps of %d flows NOT as expected", t.wrong, t.steps, len(t.flows))
	}
	return fmt.Sprintf("%d steps of %d flows, all as expected", t.steps, len(t.flows))
}

// cells are the columns that are known before the flow is played.
func (p played) cells(step int) [4]string {
	report := p.name.kind + " " + strings.ReplaceAll(p.name.topic, "-", " ")
	if p.name.variant != "" {
		report += ", " + p.name.variant
	}
	if p.flow.Touch {
		report += ", phone"
	}
	return [4]string{p.name.site, p.name.lang, report, fmt.Sprintf("%d %s", step, action(p.flow, step))}
}

// picture is the name of the PNG of a step: "instagram-fr-post-harassment-night-3-card.png".
func (p played) picture(j flows.Judged) string {
	parts := []string{p.name.site, p.name.lang, p.name.kind, p.name.topic, p.name.variant, fmt.Sprint(j.Step), j.Seen.Stage}
	var text []string
	for _, part := range parts {
		if part != "" {
			text = append(text, part)
		}
	}
	return strings.Join(text, "-") + ".png"
}

// action says what is done in a step, in at most 44 characters.
func action(f *flows.Flow, step int) string {
	if step == 0 {
		return "scroll through the page"
	}
	s := f.Steps[step-1]
	text := "dialog opens"
	switch {
	case s.Press != nil && s.Press.On != nil:
		text = s.Press.Key + " on “" + *s.Press.On + "”"
	case s.Press != nil:
		text = "press " + s.Press.Key
	case s.Check != nil:
		text = "“" + *s.Check + "”"
	case s.Click != nil:
		text = "“" + *s.Click + "”"
	case s.Close:
		text = "dialog closes"
	}
	if runes := []rune(text); len(runes) > 44 {
		text = strings.TrimRight(string(runes[:42]), " ,") + "…”"
	}
	return text
}

// shown says what a person saw.
func shown(s flows.Seen) string {
	text := "nothing"
	switch s.Stage {
	case "early":
		text = cmp.Or(s.View, "pill") // or, once dismissed, a dot
	case "card":
		text = cmp.Or(s.View, "card") // or, where there is no room, a strip
	case "after":
		text = cmp.Or(s.View, "card") + " once sent"
	}
	for _, more := range []string{s.Harm, s.First} {
		if more != "" {
			text += ", " + more
		}
	}
	return text
}

// milliseconds are those from the first frame of the site's dialog to the first frame with ours; "" where the step
// brought nothing.
func milliseconds(j flows.Judged) string {
	for _, ms := range []*float64{j.Latency, j.Reached} {
		if ms != nil && j.Seen.Stage != "none" {
			return fmt.Sprintf("%.0f", *ms)
		}
	}
	return ""
}
