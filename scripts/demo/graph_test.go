package main

import (
	"html"
	"strings"
	"testing"

	"bouton3018/rules/flows"
)

func dialogs(t *testing.T, folder string) []*flows.Flow {
	t.Helper()
	all, err := flows.ReadAll(folder)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestGraph asserts that the graph holds what a list says, for one kind of report.
func TestGraph(t *testing.T) {
	site := flows.Sites(dialogs(t, "../../rules/flows/testdata/dialogs/example"))[0]
	g, err := newGraph(site, site.Languages["en"], site.Openings["post"])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct {
		from, label string
		to          move
	}{
		{"", "More", move{To: "menu"}},
		{"menu", "Report", move{To: "reasons"}},
		{"reasons", "Bullying", move{To: "sub", Swap: true}},
		{"confirm", "Send", move{To: "thanks", Swap: true}},
	} {
		if got := g.Moves[want.from][want.label]; got != want.to {
			t.Errorf("%q: %s leads to %v, want %v", want.from, want.label, got, want.to)
		}
	}
	if !g.Moves["thanks"]["Done"].Close {
		t.Error("Done does not close")
	}
	if g.Next["sub"] != "confirm" || g.Next["menu"] != "" {
		t.Errorf("any other row leads to %v", g.Next)
	}
	if len(g.Files) != 5 {
		t.Errorf("%d files, want the five that can be reached", len(g.Files))
	}
}

// TestEntries asserts that the start page has every site in both languages, that every file can be shown, and that a
// person can get from each page to a card and through to its end.
func TestEntries(t *testing.T) {
	list, err := entries(flows.Sites(dialogs(t, "../../rules/dialogs")))
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	address := map[string]bool{}
	for _, e := range list {
		id := e.Site + " " + e.Lang + " " + e.Kind
		have[id] = true
		if address[e.URL] {
			t.Errorf("%s: the address %s is another's", id, e.URL)
		}
		address[e.URL] = true
		if len(e.Way) < 2 || !strings.Contains(html.UnescapeString(e.Page), e.Way[0]) {
			t.Errorf("%s: the way %q does not begin on the page", id, e.Way)
		}
		open := ""
		for _, label := range e.Way {
			m, ok := e.Graph.Moves[open][label]
			if !ok {
				t.Errorf("%s: %q leads nowhere from %q", id, label, open)
			}
			open = m.To
		}
		seen := map[string]bool{}
		closes := false
		var walk func(file string)
		walk = func(file string) {
			if seen[file] {
				return
			}
			seen[file] = true
			if file != "" && e.Graph.Files[file] == "" {
				t.Errorf("%s: %s has no content", id, file)
			}
			for _, m := range e.Graph.Moves[file] {
				closes = closes || m.Close
				if m.To != "" {
					walk(m.To)
				}
			}
		}
		walk("")
		// The page, a menu, a form and the thanks: some sites ask no more.
		if len(seen) < 4 || !closes {
			t.Errorf("%s: %d steps can be reached, one of them closes: %v", id, len(seen)-1, closes)
		}
	}
	for _, site := range []string{"instagram", "messenger", "tiktok", "discord", "twitch"} {
		for _, lang := range []string{"fr", "en"} {
			for _, kind := range kinds {
				if id := site + " " + lang + " " + kind; !have[id] {
					t.Errorf("the start page lacks %s", id)
				}
			}
		}
	}
}
