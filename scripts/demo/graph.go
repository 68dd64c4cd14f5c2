package main

import (
	"cmp"
	"html"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"bouton3018/rules/flows"
)

// move is what a click leads to. To is a file of the graph; Swap replaces the content of the dialog that is open, as
// the site does, instead of showing a new one.
type move struct {
	To    string `json:"to,omitempty"`
	Swap  bool   `json:"swap,omitempty"`
	Close bool   `json:"close,omitempty"`
}

// graph says where each button and row of a site leads, for one kind of report in one language. It is put together from
// all recorded flows of that site and language, so that a person may take any way, not only a recorded one.
type graph struct {
	// Moves are by file and label. The file "" is the page before a dialog is open.
	Moves map[string]map[string]move `json:"moves"`
	// Anywhere holds the moves of labels that mean the same in whatever file they stand.
	Anywhere map[string]move `json:"anywhere"`
	// Next is the file that follows any row of a file that no flow has clicked; a file that is absent stays open.
	Next map[string]string `json:"next"`
	// Files are the fragments of HTML by name.
	Files map[string]string `json:"files"`
}

// back are the labels that lead to the step before, wherever they stand: a flow has recorded one of them at most.
var back = []string{"Retour", "Back", "Go back"}

// edge is one recorded move with where it was recorded.
type edge struct {
	from, label string
	move        move
	kind        string
	choosing    bool // what it shows asks to choose on, and nothing is understood yet
	chosen      bool // what was clicked has told the harm
}

// newGraph puts together the flows of one site and language for one kind of report: post, account or message. Where
// flows disagree, those of the same kind count first.
func newGraph(all []*flows.Flow, site, lang, kind string) graph {
	g := graph{Moves: map[string]map[string]move{}, Anywhere: map[string]move{}, Next: map[string]string{}, Files: map[string]string{}}
	var edges []edge
	for _, f := range all {
		// A variant is the same flow at another time; a flow named variant shows another structure on purpose.
		if n := nameOf(f); n.site == site && n.lang == lang && n.kind != "variant" && n.variant == "" {
			edges = append(edges, g.read(f, n.kind)...)
		}
	}
	rich := g.richness(edges)
	for from, labels := range grouped(edges, func(e edge) string { return e.from }) {
		g.Moves[from] = map[string]move{}
		for label, same := range grouped(labels, func(e edge) string { return e.label }) {
			if from == "" && !slices.ContainsFunc(same, func(e edge) bool { return e.kind == kind }) {
				continue // this button of the page opens something else
			}
			g.Moves[from][label] = choose(same, kind, rich)
		}
	}
	for label, same := range grouped(edges, func(e edge) string { return e.label }) {
		if !slices.ContainsFunc(same, func(e edge) bool { return e.from == "" }) {
			g.Anywhere[label] = choose(same, kind, rich)
		}
	}
	if common := mostCommon(edges); common != "" {
		for _, e := range edges {
			if e.chosen && e.from != common {
				g.Next[e.from] = common
			}
		}
	}
	g.drop()
	return g
}

// read returns the moves of a flow and keeps the files it shows.
func (g graph) read(f *flows.Flow, kind string) []edge {
	var edges []edge
	open := ""
	for _, s := range f.Steps {
		label := ""
		switch {
		case s.Click != nil:
			label = *s.Click
		case s.Check != nil:
			label = *s.Check
		case s.Press != nil && s.Press.On != nil:
			label = *s.Press.On
		}
		from := open
		m := move{Close: s.Close, Swap: s.How == "swap"}
		switch {
		case s.Show != nil:
			open = path.Join(nameOf(f).site, path.Base(f.Dir), s.File)
			g.Files[open] = *s.Show
			m.To = open
		case s.Close:
			open = ""
		default:
			continue
		}
		if label == "" || slices.Contains(back, label) {
			continue
		}
		e := edge{from: from, label: label, move: m, kind: kind}
		if s.Expect != nil {
			e.choosing = s.Expect.Stage == "early" && s.Expect.Harm == ""
			e.chosen = from != "" && (s.Expect.Stage == "card" || s.Expect.Stage == "early" && s.Expect.Harm != "")
		}
		edges = append(edges, e)
	}
	return edges
}

// choose returns the move of edges with the same label: of the same kind of report if there are any, then the list of
// reasons on which most rows lead on, then the move that most flows take.
func choose(same []edge, kind string, rich map[string]int) move {
	mine := slices.DeleteFunc(slices.Clone(same), func(e edge) bool { return e.kind != kind })
	if len(mine) > 0 {
		same = mine
	}
	count := map[move]int{}
	choosing := true
	for _, e := range same {
		count[e.move]++
		choosing = choosing && e.choosing
	}
	moves := slices.SortedFunc(maps.Keys(count), func(a, b move) int {
		richer := 0
		if choosing {
			richer = rich[b.To] - rich[a.To]
		}
		return cmp.Or(richer, count[b]-count[a], strings.Compare(a.To, b.To))
	})
	return moves[0]
}

// mostCommon returns the file to which the largest number of other files lead: a site's "send it?" or "thank you".
func mostCommon(edges []edge) string {
	from := map[string]map[string]bool{}
	for _, e := range edges {
		if e.from == "" || e.move.To == "" {
			continue
		}
		if from[e.move.To] == nil {
			from[e.move.To] = map[string]bool{}
		}
		from[e.move.To][e.from] = true
	}
	best := ""
	for _, file := range slices.Sorted(maps.Keys(from)) {
		if len(from[file]) >= 3 && (best == "" || len(from[file]) > len(from[best])) {
			best = file
		}
	}
	return best
}

// text finds what a person reads or hears in a fragment: text between tags, and labels.
var text = regexp.MustCompile(`>([^<>]+)<|aria-label="([^"]*)"`)

// richness counts, for each file, the labels that stand in it and with which a flow has gone on from a list of reasons.
func (g graph) richness(edges []edge) map[string]int {
	lists := map[string]bool{}
	for _, e := range edges {
		lists[e.move.To] = lists[e.move.To] || e.choosing
	}
	labels := map[string]bool{}
	for _, e := range edges {
		if lists[e.from] {
			labels[e.label] = true
		}
	}
	rich := map[string]int{}
	for file, content := range g.Files {
		found := map[string]bool{}
		for _, match := range text.FindAllStringSubmatch(content, -1) {
			if t := strings.TrimSpace(html.UnescapeString(match[1] + match[2])); labels[t] {
				found[t] = true
			}
		}
		rich[file] = len(found)
	}
	return rich
}

// drop removes the files that no click reaches.
func (g graph) drop() {
	reached := map[string]bool{}
	for _, labels := range g.Moves {
		for _, m := range labels {
			reached[m.To] = true
		}
	}
	for _, m := range g.Anywhere {
		reached[m.To] = true
	}
	for _, file := range g.Next {
		reached[file] = true
	}
	maps.DeleteFunc(g.Files, func(file string, _ string) bool { return !reached[file] })
}

func grouped(edges []edge, by func(edge) string) map[string][]edge {
	groups := map[string][]edge{}
	for _, e := range edges {
		groups[by(e)] = append(groups[by(e)], e)
	}
	return groups
}
