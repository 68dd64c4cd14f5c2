package flows

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Check reads flows as [ReadAll] does, and looks further at the sites among them: every label, template, opening,
// ending and record is used, and every move leads somewhere.
func Check(paths ...string) ([]*Flow, error) {
	all, err := ReadAll(paths...)
	if err != nil {
		return nil, err
	}
	var wrong []string
	for _, site := range Sites(all) {
		wrong = append(wrong, site.check()...)
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		err = errors.New(strings.Join(slices.Compact(wrong), "\n"))
	}
	return all, err
}

// check returns what is wrong with a site.
func (s *Site) check() (wrong []string) {
	add := func(place, format string, args ...any) {
		wrong = append(wrong, place+": "+fmt.Sprintf(format, args...))
	}
	for what, place := range s.index.places {
		if !s.index.used[what] {
			add(place, "no flow uses the %s", what)
		}
	}
	for _, m := range s.moves {
		if !s.hasTemplate(m.of) {
			add(m.place, "there is no template %s", m.Screen)
		}
		if m.To != Closes && m.To != Stays && !s.hasTemplate(func(name string) bool { return name == m.To }) {
			add(m.place, "%s leads to %s, which is no template", m.Label, m.To)
		}
		if m.Label != AnyLabel && m.Label[0] != '(' && !s.hasLabel(m.Label) {
			add(m.place, "no language has a label %s", m.Label)
		}
	}
	for name := range s.endings {
		if s.hasLabel(name) {
			add(s.index.places["ending "+name], "the ending %s has the name of a label", name)
		}
	}
	recorded, _ := readRecords(s.records()) // it was read before
	for _, r := range recorded {
		if _, listed := s.index.places["flow "+r.Flow]; !listed {
			add(s.records(), "the list has no flow %s", r.Flow)
		}
	}
	return wrong
}

func (s *Site) hasTemplate(is func(name string) bool) bool {
	for what := range s.index.places {
		if name, ok := strings.CutPrefix(what, "template "); ok && is(name) {
			return true
		}
	}
	return false
}

func (s *Site) hasLabel(label string) bool {
	for _, l := range s.Languages {
		if _, err := l.Text(label); err == nil {
			return true
		}
	}
	return false
}
