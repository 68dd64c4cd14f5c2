package flows

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
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

// A figure is a share with its name in the table and, where it is one of the whole, in the JSON.
type figure struct {
	title, key string
	share      Share
}

// figures are those of the table, in its order.
func (t Tally) figures() []figure {
	all := []figure{
		{"exact", "exact", t.Exact},
		{"card precision", "card_precision", t.CardRight},
		{"card recall", "card_recall", t.CardFound},
	}
	for _, id := range slices.Sorted(maps.Keys(t.Harms)) {
		h, name := t.Harms[id], "  "+cmp.Or(id, "(no harm)")
		all = append(all, figure{name + " precision", "", h.Precision}, figure{name + " recall", "", h.Recall})
	}
	return append(all,
		figure{"false alarms per negative step", "false_alarms", t.FalseAlarm},
		figure{"flows without a failed step", "flows_whole", t.Whole},
		figure{"anything shown: precision", "precision", t.Precision},
		figure{"anything shown: recall", "recall", t.Recall})
}

// WriteTable prints the figures, each with its count and a bound: the lower one, or the upper one where less is better;
// and what was seen wrongly.
func (t Tally) WriteTable(w io.Writer) {
	const row = "%-34s %7s %11s   %s\n"
	fmt.Fprintf(w, row, "", "value", "count", "95 % bound")
	for _, f := range t.figures() {
		low, high := f.share.Wilson()
		value, bound := fmt.Sprintf("%.3f", f.share.Value()), fmt.Sprintf("≥ %.3f", low)
		switch {
		case f.share.Of == 0:
			value, bound = "–", "–"
		case f.key == "false_alarms":
			bound = fmt.Sprintf("≤ %.3f", high)
		}
		fmt.Fprintf(w, row, f.title, value, fmt.Sprintf("%d/%d", f.share.Count, f.share.Of), bound)
	}
	fmt.Fprintf(w, "%-34s median %.0f ms, p95 %.0f ms, of %d\n",
		"dialog's to overlay's first frame", t.Percentile(0.5), t.Percentile(0.95), len(t.Latencies))
	t.Confusion.Write(w)
}

// Data returns the figures as they are written with -json.
func (t Tally) Data() map[string]any {
	bounds := map[string]Share{}
	out := map[string]any{
		"flows": t.Flows, "steps": t.Steps, "failed": len(t.Failed), "failures": t.Failed, "negatives": t.FalseAlarm.Of,
		"p50_ms": t.Percentile(0.5), "p95_ms": t.Percentile(0.95), "bounds": bounds, "harms": t.Harms,
	}
	for _, f := range t.figures() {
		if f.key != "" {
			out[f.key], bounds[f.key] = f.share.Value(), f.share
		}
	}
	out["false_alarms"], out["flows_whole"] = t.FalseAlarm.Count, t.Whole.Count
	return out
}
