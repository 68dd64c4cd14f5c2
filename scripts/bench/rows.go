package main

import (
	"fmt"
	"math"
	"slices"
)

// row is one line of the table. Its name is that of a row in extension/test/bench/rows.ts, which says what happens.
type row struct {
	name   string
	of     func(measured) float64
	sum    func([]float64) float64 // of several times
	unit   unit
	result func(taken map[string][]float64) string
	goal   string
}

type unit struct {
	name    string
	divisor float64
}

var (
	ms = unit{"ms", 1}
	mb = unit{"MB", 1e6}
)

func (u unit) text(value float64) string { return fmt.Sprintf("%.2f %s", value/u.divisor, u.name) }

func taskTime(m measured) float64   { return m.Task }
func scriptTime(m measured) float64 { return m.Script }
func heapSize(m measured) float64   { return m.Heap }
func clockTime(m measured) float64  { return m.Clock }
func memorySize(m measured) float64 { return m.Memory }

// median is the middle of the values, the upper one of two.
func median(values []float64) float64 { return at(values, 0.5) }

// p95 is the value below which 95 % of them lie.
func p95(values []float64) float64 { return at(values, 0.95) }

func at(values []float64, part float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)-1, int(math.Ceil(part*float64(len(sorted))+0.01))-1)]
}

// over is what ours costs over the page without us.
func over(name string, of func(measured) float64, u unit, goal string) row {
	return row{name, of, median, u, func(taken map[string][]float64) string {
		return u.text(median(taken["ours"])-median(taken["without"])) + " over"
	}, goal}
}

// beside is what ours costs over the page without us, as a part of what autoconsent does.
func beside(name, goal string) row {
	return row{name, scriptTime, median, ms, func(taken map[string][]float64) string {
		without := median(taken["without"])
		return fmt.Sprintf("%.2f ×", (median(taken["ours"])-without)/(median(taken["autoconsent"])-without))
	}, goal}
}

// late is how long after the report ours comes.
func late(name, goal string) row {
	return row{name, clockTime, p95, ms, func(taken map[string][]float64) string {
		return fmt.Sprintf("median %s", ms.text(median(taken["ours"])))
	}, goal}
}

var rows = []row{
	over("click in a dialog of 0 rows", taskTime, ms, "≤ 2 ms over"),
	over("click in a dialog of 100 rows", taskTime, ms, "≤ 2 ms over"),
	over("click in a dialog of 1000 rows", taskTime, ms, "≤ 2 ms over"),
	over("click in a dialog of 10000 rows", taskTime, ms, "≤ 2 ms over"),
	over("first click on a page, in a dialog of 100 rows", taskTime, ms, ""),
	over("click among 50,000 nodes", taskTime, ms, "≤ 3 ms over"),
	over("the first dialog of a page opens", scriptTime, ms, ""),
	over("a later dialog opens, with 64 kB of English", scriptTime, ms, "≤ 5 ms over"),
	over("a later dialog opens, with 64 kB of Thai", scriptTime, ms, "≤ 5 ms over"),
	over("a later dialog opens, with 64 kB of Korean", scriptTime, ms, "≤ 5 ms over"),
	over("a later dialog opens, with 64 kB of Arabic", scriptTime, ms, "≤ 5 ms over"),
	over("a later dialog opens, with 64 kB of mixed", scriptTime, ms, "≤ 5 ms over"),
	over("100 nested frames", taskTime, ms, "≤ 50 ms over"),
	beside("200 dialogs, opened and closed by the page", "≤ 0.5 × autoconsent"),
	beside("200 dialogs, each opened and closed by a click", ""),
	over("feed of 100,000 mutations", scriptTime, ms, "≤ 1 ms over"),
	over("quiet page for 10 s", scriptTime, ms, "0"),
	late("report, background warm", "p95 ≤ 50 ms"),
	late("report, background killed", "p95 ≤ 200 ms"),
	over("heap after a click", heapSize, mb, "≤ 0.4 MB over"),
	over("memory of a browser with an idle page, background awake", memorySize, mb, "≤ 12 MB over"),
	over("memory of a browser with an idle page, background ended", memorySize, mb, "≤ 12 MB over"),
}
