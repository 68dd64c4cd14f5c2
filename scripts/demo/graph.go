package main

import (
	"cmp"
	"errors"

	"bouton3018/rules/flows"
)

// move is what a click leads to. To is a file of the graph; Swap replaces the content of the dialog that is open, as
// the site does, instead of showing a new one.
type move struct {
	To    string `json:"to,omitempty"`
	Swap  bool   `json:"swap,omitempty"`
	Close bool   `json:"close,omitempty"`
}

// graph says where each button and row of a site leads, for one kind of report in one language, as the site's list of
// flows says: a person may take any way, not only a recorded one.
type graph struct {
	// Moves are by file and label. The file "" is the page before a dialog is open.
	Moves map[string]map[string]move `json:"moves"`
	// Next is the file that follows any other row of a file; a file that is absent stays open.
	Next map[string]string `json:"next"`
	// Files are the fragments of HTML by name, which is that of the template.
	Files map[string]string `json:"files"`

	site     *flows.Site
	language *flows.Language
}

// newGraph follows the opening of a report, and from there every label of every dialog.
func newGraph(site *flows.Site, language *flows.Language, o *flows.Opening) (graph, error) {
	g := graph{
		Moves: map[string]map[string]move{}, Next: map[string]string{}, Files: map[string]string{},
		site: site, language: language,
	}
	file, screen := "", o.Page
	for _, step := range o.Steps {
		to := step.To
		if to == "" {
			to = site.Leads(screen, step.Label)
		}
		text, err := language.Text(step.Label)
		if err != nil {
			return g, err
		}
		g.add(file, text, to)
		file, screen = to, to
	}
	return g, g.follow(g.Moves[""])
}

// newMove is the move from a file, "" for the page, to a screen of the list.
func newMove(from, to string) move {
	if to == flows.Closes {
		return move{Close: true}
	}
	return move{To: to, Swap: from != "" && !flows.IsMenu(from)}
}

// add keeps a move, unless there is one already: the opening's count first.
func (g graph) add(from, label, to string) {
	if g.Moves[from] == nil {
		g.Moves[from] = map[string]move{}
	}
	if _, ok := g.Moves[from][label]; !ok {
		g.Moves[from][label] = newMove(from, to)
	}
}

// follow reads the files to which moves lead, and those to which theirs do.
func (g graph) follow(moves map[string]move) error {
	for _, m := range moves {
		if _, ok := g.Files[m.To]; ok || m.To == "" {
			continue
		}
		screen, err := g.language.Screen(m.To)
		if err != nil {
			return err
		}
		g.Files[m.To] = screen.HTML
		g.read(m.To, screen)
		next := map[string]move{"": {To: g.Next[m.To]}}
		if err := errors.Join(g.follow(g.Moves[m.To]), g.follow(next)); err != nil {
			return err
		}
	}
	return nil
}

// read adds the moves of the labels that stand on a screen. A dialog whose texts nobody has written in this language is
// not shown.
func (g graph) read(file string, screen *flows.Screen) {
	for _, way := range g.site.Ways(file) {
		if _, err := g.language.Screen(way.To); err != nil && way.To != flows.Closes {
			continue
		}
		if way.Label == flows.AnyLabel {
			g.Next[file] = cmp.Or(g.Next[file], way.To)
		} else if screen.Labels[way.Label] {
			text, _ := g.language.Text(way.Label) // it was drawn
			g.add(file, text, way.To)
		}
	}
}
