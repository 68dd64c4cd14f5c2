package flows

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// A Label is a text of a site with how it is known: verbatim (seen so on the site), secondary (told by somebody who saw
// it) or inferred (nobody has seen it).
type Label struct {
	Text     string `json:"text"`
	Evidence string `json:"evidence"`
	Source   string `json:"source,omitempty"`
}

// Evidence lists how a label may be known.
var Evidence = []string{"verbatim", "secondary", "inferred"}

// UnmarshalJSON reads a label, or a plain text, which is inferred.
func (l *Label) UnmarshalJSON(text []byte) error {
	if json.Unmarshal(text, &l.Text) == nil {
		l.Evidence = "inferred"
		return nil
	}
	type plain Label
	return json.Unmarshal(text, (*plain)(l))
}

// labels are the texts of a site in one language.
type labels struct {
	Locale string           `json:"locale"`
	Labels map[string]Label `json:"labels"`

	file string
	used map[string]bool // keys that a screen or a step has asked for
}

// readLabels reads the files labels/LANG.json of a site, by language.
func readLabels(dir string) (map[string]*labels, error) {
	files, err := filepath.Glob(filepath.Join(dir, "labels", "*.json"))
	if err != nil {
		return nil, err
	}
	all := map[string]*labels{}
	var problems []error
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		l := &labels{file: file, used: map[string]bool{}}
		if err := json.Unmarshal(text, l); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", file, err))
			continue
		}
		problems = append(problems, l.check(), l.twice(text))
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = l
	}
	return all, errors.Join(problems...)
}

func (l *labels) check() error {
	var problems []error
	if l.Locale == "" {
		problems = append(problems, fmt.Errorf("%s: locale is missing", l.file))
	}
	for key, label := range l.Labels {
		if label.Text == "" {
			problems = append(problems, fmt.Errorf("%s: the label %s has no text", l.file, key))
		}
		if !slices.Contains(Evidence, label.Evidence) {
			known := strings.Join(Evidence, ", ")
			problems = append(problems, fmt.Errorf("%s: the evidence %q of %s is none of %s", l.file, label.Evidence, key, known))
		}
	}
	return errors.Join(problems...)
}

// twice names the labels that a file has more than once.
func (l *labels) twice(text []byte) error {
	var problems []error
	seen := map[string]bool{}
	gjson.GetBytes(text, "labels").ForEach(func(key, _ gjson.Result) bool {
		if seen[key.String()] {
			problems = append(problems, fmt.Errorf("%s: the label %s is there twice", l.file, key))
		}
		seen[key.String()] = true
		return true
	})
	return errors.Join(problems...)
}

// text returns the text of a label: that of a key, or what stands in quotes.
func (l *labels) text(label string) (string, error) {
	if strings.HasPrefix(label, `"`) {
		return strings.Trim(label, `"`), nil
	}
	known, ok := l.Labels[label]
	if !ok {
		return "", fmt.Errorf("%s has no label %s", l.file, label)
	}
	l.used[label] = true
	return known.Text, nil
}
