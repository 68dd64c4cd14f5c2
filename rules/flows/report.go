package flows

import (
	"fmt"
	"io"
	"strings"
)

// WriteFailure prints one failed step on one line.
func WriteFailure(w io.Writer, j Judged) {
	place := fmt.Sprintf("%s step %d", j.Flow, j.Step)
	if j.Step == 0 {
		place = j.Flow
	}
	seen := Expect{j.Seen.Stage, j.Seen.Harm, j.Seen.First}
	wrong := append([]string{fmt.Sprintf("expected %s, seen %s", j.Expected, seen)}, j.Problems...)
	fmt.Fprintf(w, "FAIL %s: %s [%s]\n", place, strings.Join(wrong, "; "), strings.Join(j.Reasons, " "))
}

// WriteTable prints the figures, each with its count and a bound: the lower one, or the upper one where less is better.
func (t Tally) WriteTable(w io.Writer) {
	row := func(name string, s Share, high bool) {
		low, up := s.Wilson()
		bound := fmt.Sprintf("≥ %.3f", low)
		if high {
			bound = fmt.Sprintf("≤ %.3f", up)
		}
		value := fmt.Sprintf("%.3f", s.Value())
		if s.Of == 0 {
			value, bound = "–", "–"
		}
		fmt.Fprintf(w, "%-34s %7s %11s   %s\n", name, value, fmt.Sprintf("%d/%d", s.Count, s.Of), bound)
	}
	fmt.Fprintf(w, "%-34s %7s %11s   %s\n", "", "value", "count", "95 % bound")
	row("exact", t.Exact, false)
	row("card precision", t.CardRight, false)
	row("card recall", t.CardFound, false)
	for _, h := range t.Harms {
		row("  "+or(h.ID, "(no harm)")+" precision", h.Precision, false)
		row("  "+or(h.ID, "(no harm)")+" recall", h.Recall, false)
	}
	alarms := t.FalseAlarm
	if alarms.Of == 0 {
		alarms = Share{}
	}
	row("false alarms per negative step", alarms, true)
	row("flows without a failed step", t.Whole, false)
	row("anything shown: precision", t.Precision, false)
	row("anything shown: recall", t.Recall, false)
	fmt.Fprintf(w, "%-34s median %.0f ms, p95 %.0f ms, of %d\n",
		"dialog's to overlay's first frame", t.Percentile(0.5), t.Percentile(0.95), len(t.Latencies))
}

// Data returns the figures as they are written with -json.
func (t Tally) Data() map[string]any {
	harms := map[string]any{}
	for _, h := range t.Harms {
		harms[h.ID] = map[string]any{"precision": bounded(h.Precision), "recall": bounded(h.Recall)}
	}
	failures := t.Failed
	if failures == nil {
		failures = []Judged{}
	}
	return map[string]any{
		"flows": t.Flows, "steps": t.Steps, "failed": len(t.Failed), "exact": t.Exact.Value(),
		"precision": t.Precision.Value(), "recall": t.Recall.Value(),
		"card_precision": t.CardRight.Value(), "card_recall": t.CardFound.Value(),
		"false_alarms": t.FalseAlarm.Count, "negatives": t.FalseAlarm.Of,
		"flows_whole": t.Whole.Count, "p50_ms": t.Percentile(0.5), "p95_ms": t.Percentile(0.95), "failures": failures,
		"bounds": map[string]any{
			"exact": bounded(t.Exact), "precision": bounded(t.Precision), "recall": bounded(t.Recall),
			"card_precision": bounded(t.CardRight), "card_recall": bounded(t.CardFound),
			"false_alarms": bounded(t.FalseAlarm), "flows_whole": bounded(t.Whole),
		},
		"harms": harms,
	}
}

func bounded(s Share) map[string]any {
	low, high := s.Wilson()
	return map[string]any{"count": s.Count, "of": s.Of, "value": s.Value(), "low": low, "high": high}
}
