package flows

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
)

// A Cell of a confusion matrix is what was expected and what was seen, on a site in a language.
type Cell struct{ Site, Lang, Expected, Seen string }

// Confusion is how often each came about.
type Confusion map[Cell]int

// A place is a site in a language; the zero value stands for all.
type place struct{ site, lang string }

// row is what was seen instead of what was expected at a place, and how often.
func (c Confusion) row(at place, expected string) (seen map[string]int, all int) {
	seen = map[string]int{}
	for cell, n := range c {
		if cell.Expected == expected && (at == place{} || at == place{cell.Site, cell.Lang}) {
			seen[cell.Seen] += n
			all += n
		}
	}
	return seen, all
}

// Write prints what was seen wrongly: a matrix of all sites and languages, of those rows that have anything wrong, and
// then a line for each site and language. Where nothing was, it prints nothing.
func (c Confusion) Write(w io.Writer) {
	var rows, columns []string
	places := map[place][]string{}
	for cell := range c {
		if cell.Seen != cell.Expected {
			rows, columns = append(rows, cell.Expected), append(columns, cell.Seen)
			at := place{cell.Site, cell.Lang}
			places[at] = append(places[at], cell.Expected)
		}
	}
	if len(rows) == 0 {
		return
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	columns = sorted(columns)
	fmt.Fprintf(table, "expected \\ seen\tright\t%s\tof\t\n", strings.Join(columns, "\t"))
	for _, expected := range sorted(rows) {
		seen, all := c.row(place{}, expected)
		fmt.Fprintf(table, "%s\t%d\t", expected, seen[expected])
		for _, column := range columns {
			if n := seen[column]; n > 0 && column != expected {
				fmt.Fprint(table, n)
			}
			fmt.Fprint(table, "\t")
		}
		fmt.Fprintf(table, "%d\t\n", all)
	}
	table.Flush()
	for _, at := range slices.SortedFunc(maps.Keys(places), place.compare) {
		for _, expected := range sorted(places[at]) {
			seen, all := c.row(at, expected)
			delete(seen, expected)
			var instead []string
			for _, what := range slices.Sorted(maps.Keys(seen)) {
				instead = append(instead, fmt.Sprintf("%s %d", what, seen[what]))
			}
			where := strings.TrimSpace(at.site + " " + at.lang)
			fmt.Fprintf(w, "  %s: %s seen as %s, of %d\n", where, expected, strings.Join(instead, ", "), all)
		}
	}
}

func (p place) compare(q place) int {
	return cmp.Or(strings.Compare(p.site, q.site), strings.Compare(p.lang, q.lang))
}

// sorted are texts, each once.
func sorted(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}

// listedID is the name of a flow of a list: its site and its language.
var listedID = regexp.MustCompile(`^(.+)/[^/]+-([a-z]{2,3})(?:@[^/]*)?$`)

// cell is where a judged step stands in a confusion matrix, by what a person sees of it: a card's harm, the pill, or
// nothing. A flow in a folder of its own has no language.
func (j Judged) cell() Cell {
	c := Cell{Site: j.Flow, Seen: shownAs(j.Seen.Stage, j.Seen.Harm)}
	if m := listedID.FindStringSubmatch(j.Flow); m != nil {
		c.Site, c.Lang = m[1], m[2]
	}
	c.Expected = shownAs(j.Expected.Stage, cmp.Or(j.Expected.Harm, j.Seen.Harm))
	return c
}

func shownAs(stage, harm string) string {
	switch stage {
	case "none":
		return "nothing"
	case "early":
		return strings.TrimSpace("pill " + harm)
	}
	return harm
}
