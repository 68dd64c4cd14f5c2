package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/replay"
)

// table prints flows as they end, one line for each judged step.
type table struct {
	out   io.Writer
	flows map[string]*flows.Flow
	seen  map[string][]flows.Judged // of the flows that are not printed yet
	steps int
	wrong int
}

func newTable(out io.Writer, list []*flows.Flow) *table {
	t := &table{out: out, flows: map[string]*flows.Flow{}, seen: map[string][]flows.Judged{}}
	for _, f := range list {
		t.flows[f.ID] = f
		t.seen[f.ID] = nil
	}
	return t
}

// judged remembers a step until its flow has ended.
func (t *table) judged(s replay.Step) { t.seen[s.Flow] = append(t.seen[s.Flow], s.Judged) }

// finished prints a flow; a crash may leave steps that nobody has judged.
func (t *table) finished(flow string) {
	f := t.flows[flow]
	phone := ""
	if f.Touch {
		phone = ", phone"
	}
	fmt.Fprintf(t.out, "%s%s\n", f.ID, phone)
	for _, j := range append(t.seen[flow], flows.Missing([]*flows.Flow{f}, t.seen[flow])...) {
		t.step(f, j)
	}
	delete(t.seen, flow)
	fmt.Fprintln(t.out)
}

// rest prints what has not been printed yet.
func (t *table) rest() {
	for _, flow := range slices.Sorted(maps.Keys(t.seen)) {
		t.finished(flow)
	}
}

func (t *table) step(f *flows.Flow, j flows.Judged) {
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
	line := fmt.Sprintf("  %d %-46s %-40s %4s  %s", j.Step, action(f, j.Step), shown(j.Seen), milliseconds(j), wrong)
	fmt.Fprintln(t.out, strings.TrimRight(line, " "))
}

// summary counts in one sentence.
func (t *table) summary() string {
	if t.wrong > 0 {
		return fmt.Sprintf("%d of %d steps of %d flows NOT as expected", t.wrong, t.steps, len(t.flows))
	}
	return fmt.Sprintf("%d steps of %d flows, all as expected", t.steps, len(t.flows))
}

// action says what is done in a step, in at most 44 characters.
func action(f *flows.Flow, step int) string {
	if step == 0 {
		return "scroll through the page"
	}
	s := f.Steps[step-1]
	text := "dialog opens"
	switch named := cmp.Or(s.Click, s.Check); {
	case s.Press != nil && s.Press.On != nil:
		text = s.Press.Key + " on “" + *s.Press.On + "”"
	case s.Press != nil:
		text = "press " + s.Press.Key
	case named != nil:
		text = "“" + *named + "”"
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
	if ms := cmp.Or(j.Latency, j.Reached); ms != nil && j.Seen.Stage != "none" {
		return fmt.Sprintf("%.0f", *ms)
	}
	return ""
}
