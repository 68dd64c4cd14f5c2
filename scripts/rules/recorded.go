package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"bouton3018/rules/flows"
	"bouton3018/wasm/core"
)

// A miss is a recorded step that is decided otherwise than its flow expects.
type miss struct {
	how  string // "silences", "fires on" or "fails"
	step string // "tiktok/post-hate-fr step 3"
	text string
}

// replayRecorded asks a core with these parts every recorded question of the
// flows, and says how the answers differ from what each flow expects. Before is
// a core with the parts that are in use, nil when there are none.
func replayRecorded(all []*flows.Flow, c, before *core.Core) (steps int, out []miss, err error) {
	former := before
	if former == nil {
		former = c
	}
	for _, f := range all {
		r := replayer{flow: f, now: c, former: former}
		for step := 0; step <= len(f.Steps); step++ {
			got, had, asked := r.step(step)
			want, judged := f.Judged()[step]
			switch {
			case !judged:
				continue
			case !asked && want.Stage != "none":
				const unknown = "step %d of %s is not recorded: go run ./scripts/rules eval -record %s"
				return steps, out, fmt.Errorf(unknown, step, f.ID, f.ID)
			case !asked:
				continue // the gate kept everybody asleep; the browser replays that
			}
			steps++
			if met(want, got) {
				continue
			}
			m := miss{"fails", fmt.Sprintf("%s step %d", f.ID, step), fmt.Sprintf("expected %s, decided %s", want, got)}
			switch {
			case want.Stage == "none":
				m.how = "fires on"
			case before != nil && met(want, had):
				m.how = "silences"
			}
			out = append(out, m)
		}
	}
	return steps, out, nil
}

// A replayer takes two cores through one flow. What is recorded of a step is the last question
// before it was judged, and the state in it comes from the rules of that day. So
// the click that led there is asked anew, and each core goes on with its own state,
// as long as the former one goes where it went when it was recorded.
type replayer struct {
	flow        *flows.Flow
	now, former *core.Core
	mine, its   string // the states of both
	last        json.RawMessage
}

// step asks both cores what is recorded of a step; asked is false where nothing is.
func (r *replayer) step(step int) (got, had flows.Expect, asked bool) {
	request, asked := r.flow.Recorded[step]
	if !asked {
		return got, had, false
	}
	recorded := gjson.GetBytes(request, "state").String()
	click, clicked := r.click(step)
	afterClick := ""
	if clicked {
		_, afterClick = decided(r.former, with(click, "state", r.its))
	}
	switch {
	case clicked && afterClick == recorded:
		_, r.mine = decided(r.now, with(click, "state", r.mine))
	case recorded != r.its:
		r.mine = recorded
	}
	got, r.mine = decided(r.now, with(request, "state", r.mine))
	had, r.its = decided(r.former, request)
	r.last = request
	return got, had, true
}

// click is the question that the click of a step asked: about the dialog as it was, with
// the row that was chosen.
func (r *replayer) click(step int) (json.RawMessage, bool) {
	if step == 0 || r.last == nil {
		return nil, false
	}
	name := cmp.Or(r.flow.Steps[step-1].Click, r.flow.Steps[step-1].Check)
	if name == nil {
		return nil, false
	}
	for i, row := range gjson.GetBytes(r.last, "snapshot.rows").Array() {
		if row.Get("t").String() == *name {
			return with(with(r.last, "snapshot.event", "chosen"), "snapshot.chosen", i), true
		}
	}
	return nil, false
}

// with is a request with another value in one of its fields.
func with(request json.RawMessage, path string, value any) json.RawMessage {
	field := gjson.GetBytes(request, path)
	text, err := json.Marshal(value)
	if err != nil || field.Index == 0 {
		return request
	}
	return slices.Concat(request[:field.Index], text, request[field.Index+len(field.Raw):])
}

// decided is what a core answers, as a flow would expect it, and its new state.
func decided(c *core.Core, request []byte) (flows.Expect, string) {
	d, problem := c.Explain(request)
	if problem != "" {
		return flows.Expect{Stage: "error " + problem}, ""
	}
	seen := flows.Expect{Stage: d.Stage(), Harm: d.Flow.Harm.String()}
	if seen.Stage != "none" {
		seen.First = d.Referral.View().Card.First
	}
	return seen, d.State
}

// met reports whether an answer is what is expected; a harm behind stage none does
// not show.
func met(want, got flows.Expect) bool {
	return want.Stage == got.Stage &&
		(want.Harm == "" || want.Harm == got.Harm) && (want.First == "" || want.First == got.First)
}

// checkRecorded replays the flows and prints what it did; the error lists the misses. Where what was wrong is rolled
// back, the flows that came with it are no reason to keep it: they are counted.
func (s *session) checkRecorded(w io.Writer, c, before *core.Core, restored bool) error {
	c.EndPauses() // a site that is switched off is judged as if it were not, as browsers do it
	if before != nil {
		before.EndPauses()
	}
	begun := time.Now()
	all, err := s.flows()
	if err != nil {
		return err
	}
	steps, misses, err := replayRecorded(all, c, before)
	if err != nil {
		return err
	}
	if len(misses) > 0 && restored {
		fmt.Fprintf(w, "%d of %d recorded steps are decided otherwise than their flows expect, as before they were "+
			"written: take the flows back too, %s is one\n",
			len(misses), steps, misses[0].step)
		return nil
	}
	if len(misses) > 0 {
		return tooManyMisses(misses)
	}
	fmt.Fprintf(w, "%d recorded steps are decided as their flows expect, %.1f s\n", steps, time.Since(begun).Seconds())
	return nil
}

func tooManyMisses(misses []miss) error {
	var b strings.Builder
	fmt.Fprintf(&b, "this part would decide %d recorded steps wrongly:", len(misses))
	const shown = 12
	for i, m := range misses {
		if i == shown {
			fmt.Fprintf(&b, "\n  … and %d more", len(misses)-shown)
			break
		}
		fmt.Fprintf(&b, "\n  %s %s: %s", m.how, m.step, m.text)
	}
	b.WriteString("\nrules explain FLOW says which signals led to it; nothing was signed")
	return fmt.Errorf("%s", b.String())
}
