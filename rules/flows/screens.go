package flows

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/tidwall/gjson"
)

// A Language is the texts of a site in one language, and the screens that are drawn with them: templates in the syntax
// of text/template, with four functions:
//
//   - t KEY is the text of a label; of a text in double quotes, that text;
//   - draw NAME SLOT VALUE … draws a template whose {{.SLOT}} are filled;
//   - each NAME "KEY | KEY" draws a template for each label, which is its {{.}};
//   - lang is the language.
type Language struct {
	Locale string // such as fr-FR

	file      string            // where the labels stand
	texts     map[string]string // by label
	templates *template.Template
	screens   map[string]*Screen
	labels    map[string]bool // those of the screen that is being drawn
	index     *index
}

// A Screen is a template as it is drawn in a language, and the labels that stand on it.
type Screen struct {
	HTML   string
	Labels map[string]bool
}

// Evidence lists how a label may be known: seen so on the site, told by somebody who saw it, or seen by nobody. A label
// that is a plain text is inferred.
var Evidence = []string{"verbatim", "secondary", "inferred"}

// readLanguage reads a file labels/LANG.json.
func (s *Site) readLanguage(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	lang := strings.TrimSuffix(filepath.Base(file), ".json")
	l := &Language{file: file, texts: map[string]string{}, screens: map[string]*Screen{}, index: &s.index}
	s.Languages[lang] = l
	l.templates = template.New("").Option("missingkey=zero").Funcs(template.FuncMap{
		"t": l.escaped, "draw": l.draw, "each": l.each, "lang": func() string { return lang },
	})
	if err := json.Unmarshal(text, l); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	var problems []error
	gjson.GetBytes(text, "labels").ForEach(func(key, label gjson.Result) bool {
		known := label.String()
		evidence := "inferred"
		if label.IsObject() {
			known, evidence = label.Get("text").String(), label.Get("evidence").String()
		}
		l.texts[key.String()] = known
		err := cmp.Or(s.index.declare(l.key(key.String()), file), oneOf("evidence", evidence, Evidence))
		if known == "" {
			err = errors.New("there is no text")
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %s: %w", file, key, err))
		}
		return true
	})
	if l.Locale == "" {
		problems = append(problems, fmt.Errorf("%s: locale is missing", file))
	}
	return errors.Join(problems...)
}

// Text returns the text of a label: that of a key, or what stands in quotes.
func (l *Language) Text(label string) (string, error) {
	if strings.HasPrefix(label, `"`) {
		return strings.Trim(label, `"`), nil
	}
	text, ok := l.texts[label]
	if !ok {
		return "", fmt.Errorf("%s has no label %s", l.file, label)
	}
	return text, nil
}

// key is how the index names a label.
func (l *Language) key(label string) string {
	return fmt.Sprintf("label %s of %s", label, filepath.Base(l.file))
}

// Screen draws a template.
func (l *Language) Screen(name string) (*Screen, error) {
	if known := l.screens[name]; known != nil {
		return known, nil
	}
	l.labels = map[string]bool{}
	text, err := l.execute(name, map[string]string{})
	drawn := &Screen{text, l.labels}
	if err == nil {
		l.screens[name] = drawn
	}
	return drawn, err
}

// stands says where a label is not on a screen: nobody finds it there.
func (l *Language) stands(label, name string) error {
	if label[0] == '(' || name == "" {
		return nil
	}
	screen, err := l.Screen(name)
	if err == nil && !screen.Labels[label] {
		err = fmt.Errorf("%s does not stand on %s", label, name)
	}
	return err
}

func (l *Language) execute(name string, slots any) (string, error) {
	t := l.templates.Lookup(name)
	if t == nil {
		return "", fmt.Errorf("no template %s", name)
	}
	l.index.use("template " + name)
	var out strings.Builder
	err := t.Execute(&out, slots)
	return strings.TrimSpace(out.String()) + "\n", err
}

func (l *Language) escaped(label string) (string, error) {
	l.index.use(l.key(label))
	l.labels[label] = true
	text, err := l.Text(label)
	return html.EscapeString(text), err
}

func (l *Language) draw(name string, slots ...string) (string, error) {
	if len(slots)%2 != 0 {
		return "", fmt.Errorf("draw %s: the slot %s has no value", name, slots[len(slots)-1])
	}
	filled := map[string]string{}
	for i := 0; i < len(slots); i += 2 {
		filled[slots[i]] = slots[i+1]
	}
	return l.execute(name, filled)
}

func (l *Language) each(name, labels string) (string, error) {
	var out strings.Builder
	for label := range strings.SplitSeq(labels, "|") {
		text, err := l.execute(name, strings.TrimSpace(label))
		if err != nil {
			return "", err
		}
		out.WriteString(text)
	}
	return out.String(), nil
}
