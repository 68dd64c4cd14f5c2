package main

import (
	"html"
	"strings"
	"testing"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/setup"
)

func recorded(t *testing.T) []*flows.Flow {
	t.Helper()
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	all, err := readFlows(root)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// flow makes a flow whose steps are "from what is open: label → file", the last one closing where the file is "".
func flow(id string, steps ...[2]string) *flows.Flow {
	f := &flows.Flow{ID: id, Dir: "rules/dialogs/" + id, URL: "https://www.example.com/" + id, Page: "<p>page"}
	for _, s := range steps {
		step := flows.Step{Click: &s[0], How: "swap", File: "../pages/en/" + s[1], Close: s[1] == "", Expect: &flows.Expect{Stage: "card"}}
		switch {
		case strings.HasPrefix(s[1], "menu"):
			step.Expect.Stage = "none"
		case strings.HasPrefix(s[1], "reasons"), strings.HasPrefix(s[1], "why"):
			step.Expect.Stage = "early"
		case strings.HasPrefix(s[1], "thanks"):
			step.Expect.Stage = "after"
		}
		if s[1] != "" {
			content := "<button>" + strings.Join(contents[s[1]], "</button><button>") + "</button>"
			step.Show = &content
		}
		f.Steps = append(f.Steps, step)
	}
	return f
}

var contents = map[string][]string{
	"menu.html":        {"Report", "Share"},
	"reasons.html":     {"Bullying", "Spam"},
	"reasons-all.html": {"Bullying", "Spam", "Someone under 18"},
}

func TestGraph(t *testing.T) {
	all := []*flows.Flow{
		flow("site/post-a-en", [2]string{"More", "menu.html"}, [2]string{"Report", "reasons.html"}, [2]string{"Bullying", "sub.html"},
			[2]string{"Threats", "confirm.html"}, [2]string{"Send", "thanks.html"}, [2]string{"Done", ""}),
		flow("site/post-b-en", [2]string{"More", "menu.html"}, [2]string{"Report", "reasons.html"}, [2]string{"Spam", "confirm.html"}),
		flow("site/post-c-en", [2]string{"More", "menu.html"}, [2]string{"Report", "reasons-all.html"}, [2]string{"Someone under 18", "confirm.html"}),
		flow("site/account-a-en", [2]string{"Options", "menu.html"}, [2]string{"Report", "why.html"}, [2]string{"Bullying", "elsewhere.html"},
			[2]string{"Back", "why.html"}),
		flow("site/variant-x-en", [2]string{"More", "strange.html"}),
		flow("site/post-a-fr", [2]string{"Plus", "menu.html"}),
	}
	post := newGraph(all, "site", "en", "post")
	file := func(name string) string { return "site/pages/en/" + name }
	for _, want := range []struct{ from, label, to string }{
		{"", "More", "menu.html"},
		// Two flows take the shorter list, but on the longer one more rows lead on.
		{"menu.html", "Report", "reasons-all.html"},
		{"reasons.html", "Bullying", "sub.html"},
		{"confirm.html", "Send", "thanks.html"},
	} {
		from := want.from
		if from != "" {
			from = file(from)
		}
		if got := post.Moves[from][want.label].To; got != file(want.to) {
			t.Errorf("%s: %s leads to %q, want %q", want.from, want.label, got, want.to)
		}
	}
	if !post.Moves[file("thanks.html")]["Done"].Close {
		t.Error("Done does not close")
	}
	if len(post.Moves[""]) != 1 {
		t.Errorf("the page of a post opens %v", post.Moves[""])
	}
	// No flow clicks "Bullying" on the longer list; it means the same there.
	if got := post.Anywhere["Bullying"].To; got != file("sub.html") {
		t.Errorf("Bullying leads to %q on a list where no flow has clicked it", got)
	}
	if got := post.Next[file("sub.html")]; got != file("confirm.html") {
		t.Errorf("a row that no flow clicks leads to %q", got)
	}
	if next, ok := post.Next[file("menu.html")]; ok {
		t.Errorf("any row of the menu leads to %q", next)
	}
	if _, ok := post.Files["site/strange.html"]; ok || len(post.Files) == 0 {
		t.Errorf("files %d", len(post.Files))
	}

	account := newGraph(all, "site", "en", "account")
	if got := account.Moves[file("menu.html")]["Report"].To; got != file("why.html") {
		t.Errorf("for an account Report leads to %q", got)
	}
	if _, ok := account.Moves[file("elsewhere.html")]["Back"]; ok {
		t.Error("Back was recorded: it leads to the step before, whichever that was")
	}
}

// TestEntries asserts that the start page has every site in both languages, that every file can be shown, and that a
// person can get from each page to a card and through to its end.
func TestEntries(t *testing.T) {
	list, err := entries(recorded(t))
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
			for label, m := range e.Graph.Anywhere {
				if strings.Contains(html.UnescapeString(e.Graph.Files[file]), ">"+label+"<") && m.To != "" {
					walk(m.To)
				}
			}
			for _, m := range e.Graph.Moves[file] {
				closes = closes || m.Close
				if m.To != "" {
					walk(m.To)
				}
			}
		}
		walk("")
		if len(seen) < 6 || !closes {
			t.Errorf("%s: %d steps can be reached, one of them closes: %v", id, len(seen)-1, closes)
		}
	}
	for _, site := range []string{"instagram", "messenger", "tiktok"} {
		for _, lang := range []string{"fr", "en"} {
			for _, kind := range kinds {
				if id := site + " " + lang + " " + kind; !have[id] {
					t.Errorf("the start page lacks %s", id)
				}
			}
		}
	}
}
