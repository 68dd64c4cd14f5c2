package flows

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const (
	// ListFile is the name of a site's list of flows.
	ListFile = "flows.txt"
	// ConditionsFile names the conditions under which the flows of the sites beside it are played.
	ConditionsFile = "conditions.json"
)

// A Site is a folder with a list of flows (flows.txt, rules/dialogs/README.md shows the format), the templates of what
// they show (*.html), and the texts of each language (labels/LANG.json). The file [ConditionsFile] stands beside it.
type Site struct {
	Dir       string
	Name      string // of the folder
	Openings  map[string]*Opening
	Languages map[string]*Language

	address    string // that those of the openings begin with
	endings    map[string][]ListStep
	moves      []Move
	list       []*listFlow
	conditions []condition
	flows      []*Flow
	index      index
}

// A condition is a time and a place at which flows are played, and the lines that cards name first there. The first of
// the file is the usual one.
type condition struct {
	variant
	Always bool `json:"always"` // with every flow that shows a card
}

// An index says what is declared in the files of a site, "label report of labels/fr.json", and whether it is used.
type index struct {
	places map[string]string
	used   map[string]bool
}

func (x *index) declare(what, place string) error {
	_, again := x.places[what]
	x.places[what] = place
	if again {
		return fmt.Errorf("the %s is there twice", what)
	}
	return nil
}

func (x *index) use(what string) { x.used[what] = true }

func newSite(dir string) *Site {
	full, _ := filepath.Abs(dir) // it fails only where there is no working directory
	return &Site{
		Dir: dir, Name: filepath.Base(full), Openings: map[string]*Opening{}, Languages: map[string]*Language{},
		endings: map[string][]ListStep{}, index: index{map[string]string{}, map[string]bool{}},
	}
}

// ReadSite reads a site's folder and returns its flows, each followed by its variants. Errors name file and line.
func ReadSite(dir string) ([]*Flow, error) {
	s := newSite(dir)
	text, err := os.ReadFile(s.file())
	if err != nil {
		return nil, err
	}
	err = errors.Join(s.parse(string(text)), s.readConditions(),
		s.each("labels/*.json", s.readLanguage), s.each("*.html", s.readTemplates))
	if err != nil {
		return nil, err
	}
	err = s.makeFlows()
	return s.flows, err
}

func (s *Site) file() string { return filepath.Join(s.Dir, ListFile) }

func (s *Site) records() string { return filepath.Join(s.Dir, RecordsFile) }

// each reads all files of a pattern.
func (s *Site) each(pattern string, read func(file string) error) error {
	files, err := filepath.Glob(filepath.Join(s.Dir, filepath.FromSlash(pattern)))
	for _, file := range files {
		err = errors.Join(err, read(file))
	}
	return err
}

func (s *Site) readConditions() error {
	file := filepath.Join(s.Dir, "..", ConditionsFile)
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &s.conditions); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if len(s.conditions) == 0 {
		return fmt.Errorf("%s: no condition", file)
	}
	for _, c := range s.conditions {
		if c.Name == "" || c.Now == 0 || c.Timezone == "" {
			return fmt.Errorf("%s: name, now or timezone of %q is missing", file, c.Name)
		}
	}
	return nil
}

var defined = regexp.MustCompile(`{{-?\s*define\s+"([^"]+)"`)

// readTemplates reads the templates of a file for every language.
func (s *Site) readTemplates(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var problems []error
	for _, m := range defined.FindAllSubmatch(text, -1) {
		if err := s.index.declare("template "+string(m[1]), file); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", file, err))
		}
	}
	for _, l := range s.Languages {
		if _, err := l.templates.New(file).Parse(string(text)); err != nil {
			return errors.Join(append(problems, err)...)
		}
	}
	return errors.Join(problems...)
}

// IsMenu reports whether a screen is a menu: what a label of it opens stands in its place and is a dialog of its own.
func IsMenu(screen string) bool { return strings.HasPrefix(screen, "menu") }

// makeFlows makes the flows of the list, each in its languages and under its conditions.
func (s *Site) makeFlows() error {
	recorded, err := readRecords(s.records())
	problems := []error{err}
	for _, f := range s.list {
		for _, special := range f.langs {
			lang, options, _ := strings.Cut(strings.TrimSpace(special), " ")
			name := f.name + "-" + lang
			err := s.index.declare("flow "+name, f.place)
			s.index.use("flow " + name)
			if err == nil {
				err = s.makeFlow(f, lang, options, recorded)
			}
			if err != nil {
				problems = append(problems, fmt.Errorf("%s: %s: %w", f.place, name, err))
			}
		}
	}
	return errors.Join(problems...)
}
