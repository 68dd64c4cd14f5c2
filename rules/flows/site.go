package flows

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ListFile is the name of a site's list of flows.
const ListFile = "flows.txt"

// A Site is a folder with a [List] of flows, the templates of what they show (*.html), and the texts of each language
// (labels/LANG.json). The file [ConditionsFile] stands beside it.
type Site struct {
	Dir  string
	Name string // of the folder
	*List

	labels     map[string]*labels  // by language
	screens    map[string]*screens // by language
	conditions []condition
	flows      []*Flow
}

// ReadSite reads a site's folder and makes its flows. Errors name file and line.
func ReadSite(dir string) (*Site, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s := &Site{Dir: dir, Name: filepath.Base(full), screens: map[string]*screens{}}
	text, err := os.ReadFile(s.file())
	if err != nil {
		return nil, err
	}
	var problems [4]error
	if s.List, err = ParseList(string(text)); err != nil {
		problems[0] = s.at(err)
	}
	s.conditions, problems[1] = readConditions(filepath.Join(full, "..", ConditionsFile))
	s.labels, problems[2] = readLabels(dir)
	templates, err := readTemplates(dir)
	problems[3] = err
	if err := errors.Join(problems[:]...); err != nil {
		return nil, err
	}
	for lang, l := range s.labels {
		s.screens[lang] = newScreens(l, lang)
		if err := s.screens[lang].addAll(templates); err != nil {
			return nil, err
		}
	}
	return s, s.makeFlows()
}

func (s *Site) file() string { return filepath.Join(s.Dir, ListFile) }

// at puts the file before each of joined errors, which begin with the line.
func (s *Site) at(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, one := range joined.Unwrap() {
			all = append(all, s.at(one))
		}
		return errors.Join(all...)
	}
	return fmt.Errorf("%s:%w", s.file(), err)
}

// Flows returns the flows of the site with their variants, sorted by name.
func (s *Site) Flows() []*Flow { return s.flows }

// Langs returns the languages of the site, sorted.
func (s *Site) Langs() []string { return slices.Sorted(maps.Keys(s.labels)) }

// Locale returns the locale of a language, such as fr-FR.
func (s *Site) Locale(lang string) string { return s.labels[lang].Locale }

// Text returns the text of a label in a language.
func (s *Site) Text(lang, label string) (string, error) { return s.labels[lang].text(label) }

// Screen returns the HTML of a template in a language.
func (s *Site) Screen(lang, name string) (string, error) { return s.screens[lang].screen(name) }

// Address returns the whole address of an opening.
func (s *Site) Address(o *Opening) string {
	if strings.HasPrefix(o.Address, "/") {
		return s.Site + o.Address
	}
	return o.Address
}

// IsMenu reports whether a screen is a menu: what a label of it opens stands in its place and is a dialog of its own.
func IsMenu(screen string) bool { return strings.HasPrefix(screen, "menu") }

// makeFlows makes the flows of the list, each in its languages and under its conditions.
func (s *Site) makeFlows() error {
	recorded, err := readRecords(s.records())
	if err != nil {
		return err
	}
	var problems []error
	names := map[string]bool{}
	for _, f := range s.List.Flows {
		for _, l := range f.Langs {
			made, err := s.makeFlow(f, l)
			if err == nil && names[made[0].ID] {
				err = errors.New("is there twice")
			}
			if err != nil {
				problems = append(problems, fmt.Errorf("%s:%d: %s-%s: %w", s.file(), f.Line, f.Name, l.Lang, err))
				continue
			}
			names[made[0].ID] = true
			for _, one := range made {
				one.Recorded = map[int]json.RawMessage{}
				if one.shows() || !made[0].shows() {
					one.Recorded = recorded.of(f.Name+"-"+l.Lang, made[0])
				}
			}
			s.flows = append(s.flows, made...)
		}
	}
	slices.SortStableFunc(s.flows, func(a, b *Flow) int {
		return strings.Compare(strings.Split(a.ID, "@")[0], strings.Split(b.ID, "@")[0])
	})
	return errors.Join(problems...)
}

// makeFlow makes a flow in one language, followed by its variants.
func (s *Site) makeFlow(f *ListFlow, l ListLang) ([]*Flow, error) {
	screens := s.screens[l.Lang]
	if screens == nil {
		return nil, fmt.Errorf("there is no labels/%s.json", l.Lang)
	}
	w, chosen, err := s.write(f, l)
	if err != nil {
		return nil, err
	}
	var all []*Flow
	for i, c := range chosen {
		one, err := w.under(c, i == 0).flow(s.Dir, screens.screen)
		if err != nil {
			return nil, err
		}
		one.ID = s.Name + "/" + f.Name + "-" + l.Lang
		one.Seed = Seed(one.ID)
		one.Records = s.records()
		one.site = s
		if i > 0 {
			one.Variant = c.name
			one.ID += "@" + c.name
		}
		all = append(all, one)
	}
	return all, nil
}

// under returns what is written as a condition changes it; own says that it is the flow's own condition.
func (w written) under(c condition, own bool) written {
	w.Now = c.now
	if !own || w.Timezone == "" {
		w.Timezone = c.zone
	}
	w.Expect = c.seen(w.Expect, own)
	w.Steps = slices.Clone(w.Steps)
	for i := range w.Steps {
		w.Steps[i].Expect = c.seen(w.Steps[i].Expect, own)
	}
	return w
}
