package flows

import (
	"errors"
	"fmt"
	"html"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Check reads flows as [ReadAll] does, and looks further at the sites among them: every label, template, opening,
// ending and record is used, every move leads somewhere, and what a step clicks stands on what is open.
func Check(paths ...string) ([]*Flow, error) {
	all, err := ReadAll(paths...)
	if err != nil {
		return nil, err
	}
	sites := map[*Site]bool{}
	for _, f := range all {
		sites[f.site] = true
	}
	delete(sites, nil)
	var problems []error
	for site := range sites {
		problems = append(problems, site.check())
	}
	return all, errors.Join(problems...)
}

func (s *Site) check() error {
	c := &checker{Site: s}
	c.moves()
	c.clicks()
	c.list()
	c.labels()
	c.templates()
	c.records()
	slices.Sort(c.wrong)
	var problems []error
	for _, text := range slices.Compact(c.wrong) {
		problems = append(problems, errors.New(text))
	}
	return errors.Join(problems...)
}

// A checker gathers what is wrong with a site.
type checker struct {
	*Site
	wrong []string
}

func (c *checker) add(format string, args ...any) {
	c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
}

// moves checks that every move is of a template and leads to one, and that its label has a text.
func (c *checker) moves() {
	for _, m := range c.Moves {
		named := func(name string) bool { ok, _ := path.Match(m.Screen, name); return ok }
		if !slices.ContainsFunc(c.templateNames(), named) {
			c.add("%s:%d: there is no template %s", c.file(), m.Line, m.Screen)
		}
		for _, to := range m.To {
			if to.To != Closes && to.To != Stays && !slices.Contains(c.templateNames(), to.To) {
				c.add("%s:%d: %s leads to %s, which is no template", c.file(), m.Line, to.Label, to.To)
			}
			if to.Label != AnyLabel && !c.inSomeLanguage(to.Label) {
				c.add("%s:%d: no language has a label %s", c.file(), m.Line, to.Label)
			}
		}
	}
}

func (c *checker) inSomeLanguage(label string) bool {
	for _, lang := range c.Langs() {
		if _, err := c.Text(lang, label); err == nil {
			return true
		}
	}
	return false
}

// clicks checks that a person finds what a step names.
func (c *checker) clicks() {
	for _, f := range c.flows {
		open, screen := f.Page, "the page"
		for i, step := range f.Steps {
			for _, named := range []*string{step.Click, step.Check} {
				if named != nil && open != "" && f.Variant == "" && !stands(*named, open) {
					c.add("%s: %s step %d: “%s” does not stand on %s", c.file(), f.ID, i+1, *named, screen)
				}
			}
			switch {
			case step.Show != nil:
				open, screen = *step.Show, step.File
			case step.Close:
				open, screen = f.Page, "the page"
			}
		}
	}
}

var (
	unread    = regexp.MustCompile(`(?s)<style.*?</style>|<!--.*?-->`)
	tag       = regexp.MustCompile(`<[^>]*>`)
	attribute = regexp.MustCompile(`="([^"]*)"`)
	blanks    = regexp.MustCompile(`\s+`)
)

// stands reports whether a text stands in HTML, perhaps in several pieces, or is in an attribute of it.
func stands(text, page string) bool {
	page = unread.ReplaceAllString(page, "")
	read := html.UnescapeString(tag.ReplaceAllString(page, ""))
	if strings.Contains(blanks.ReplaceAllString(read, " "), text) {
		return true
	}
	return slices.ContainsFunc(attribute.FindAllStringSubmatch(page, -1), func(match []string) bool {
		return html.UnescapeString(match[1]) == text
	})
}

// list checks that every opening and every ending is used, and that no ending has the name of a label.
func (c *checker) list() {
	used := map[string]bool{}
	for _, f := range c.List.Flows {
		used["opening "+f.Opening] = true
		for _, step := range f.Steps {
			used["ending "+step.Label] = true
		}
	}
	for name, o := range c.Openings {
		if !used["opening "+name] {
			c.add("%s:%d: no flow has the opening %s", c.file(), o.Line, name)
		}
	}
	for name, steps := range c.Endings {
		line := steps[0].Line
		if !used["ending "+name] {
			c.add("%s:%d: no flow has the ending %s", c.file(), line, name)
		}
		if c.inSomeLanguage(name) {
			c.add("%s:%d: the ending %s has the name of a label", c.file(), line, name)
		}
	}
}

// labels checks that every label stands on a screen.
func (c *checker) labels() {
	for _, lang := range c.Langs() {
		used := newUses(c.Site, lang)
		for key := range c.Site.labels[lang].Labels {
			if !used[key] {
				c.add("%s: the label %s is on no page and in no dialog", c.Site.labels[lang].file, key)
			}
		}
	}
}

// newUses draws what the flows of a language show and returns the labels on it.
func newUses(s *Site, lang string) map[string]bool {
	fresh := &labels{Labels: s.labels[lang].Labels, used: map[string]bool{}}
	screens := newScreens(fresh, lang)
	screens.addAll(s.screens[lang].templates)
	for _, f := range s.List.Flows {
		if !slices.ContainsFunc(f.Langs, func(l ListLang) bool { return l.Lang == lang }) {
			continue
		}
		for name := range s.shownBy(f) {
			screens.screen(name) // it was drawn before
		}
	}
	return fresh.used
}

// shownBy returns the templates that a flow shows, its page included.
func (s *Site) shownBy(f *ListFlow) map[string]bool {
	o := s.Openings[f.Opening]
	shown, screen := map[string]bool{o.Page: o.Page != ""}, o.Page
	for _, step := range s.spread(o.Steps, f.Steps) {
		to := or(step.To, s.Leads(screen, step.Label))
		if step.Check && step.To == "" || to == Closes || to == Stays || to == "" {
			continue
		}
		shown[to], screen = true, to
	}
	maps.DeleteFunc(shown, func(_ string, is bool) bool { return !is })
	return shown
}

// templates checks that every template is shown by a flow, or drawn by another template.
func (c *checker) templates() {
	shown := map[string]bool{}
	for _, f := range c.List.Flows {
		maps.Copy(shown, c.shownBy(f))
	}
	for _, name := range c.templateNames() {
		drawn := slices.ContainsFunc(c.templateNames(), func(other string) bool {
			return other != name && strings.Contains(c.source(other), `"`+name+`"`)
		})
		if !shown[name] && !drawn {
			c.add("%s: no flow shows the template %s, and no other draws it", c.Dir, name)
		}
	}
}

// records checks that what is recorded is of flows that are there.
func (c *checker) records() {
	all, err := readRecords(c.Site.records())
	if err != nil {
		c.add("%v", err)
	}
	for _, r := range all {
		if !c.flows[0].listed(r.Flow) {
			c.add("%s: the list has no flow %s", c.Site.records(), r.Flow)
		}
	}
}

// templateNames returns the names of all templates, sorted.
func (s *Site) templateNames() []string {
	var names []string
	for _, screens := range s.screens {
		for _, t := range screens.templates.Templates() {
			names = append(names, t.Name())
		}
		break
	}
	slices.Sort(names)
	return names
}

// source returns the text of a template as it was parsed.
func (s *Site) source(name string) string {
	for _, screens := range s.screens {
		return screens.templates.Lookup(name).Root.String()
	}
	return ""
}
