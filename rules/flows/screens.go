package flows

import (
	"errors"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

// screens are the templates of a site, drawn in one language. The syntax is that of text/template, with four functions:
//
//   - t KEY is the text of a label; of a text in double quotes, that text;
//   - draw NAME SLOT VALUE … draws a template whose {{.SLOT}} are filled;
//   - each NAME "KEY | KEY" draws a template for each label, which is its {{.}};
//   - lang is the language.
type screens struct {
	templates *template.Template
	labels    *labels
	drawn     map[string]string
}

// readTemplates reads the *.html of a site. Every template has a name of its own.
func readTemplates(dir string) (*template.Template, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil {
		return nil, err
	}
	all := newScreens(nil, "").templates
	var problems []error
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		one, err := newScreens(nil, "").templates.New(file).Parse(string(text))
		if err != nil {
			problems = append(problems, err)
			continue
		}
		for _, t := range one.Templates() {
			switch {
			case t.Name() == file || t.Name() == "":
				continue
			case all.Lookup(t.Name()) != nil:
				err = fmt.Errorf("%s: the template %s is there twice", file, t.Name())
			default:
				_, err = all.AddParseTree(t.Name(), t.Tree)
			}
			problems = append(problems, err)
		}
	}
	return all, errors.Join(problems...)
}

// newScreens binds templates, which may be nil, to a language.
func newScreens(l *labels, lang string) *screens {
	s := &screens{labels: l, drawn: map[string]string{}}
	s.templates = template.New("").Option("missingkey=zero").Funcs(template.FuncMap{
		"t": s.text, "draw": s.draw, "each": s.each, "lang": func() string { return lang },
	})
	return s
}

// addAll takes over parsed templates.
func (s *screens) addAll(all *template.Template) error {
	for _, t := range all.Templates() {
		if _, err := s.templates.AddParseTree(t.Name(), t.Tree); err != nil {
			return err
		}
	}
	return nil
}

// screen returns the HTML of a template.
func (s *screens) screen(name string) (string, error) {
	if text, ok := s.drawn[name]; ok {
		return text, nil
	}
	text, err := s.execute(name, map[string]string{})
	s.drawn[name] = text
	return text, err
}

func (s *screens) execute(name string, slots any) (string, error) {
	t := s.templates.Lookup(name)
	if t == nil {
		return "", fmt.Errorf("no template %s", name)
	}
	var out strings.Builder
	err := t.Execute(&out, slots)
	return strings.TrimSpace(out.String()) + "\n", err
}

func (s *screens) text(label string) (string, error) {
	text, err := s.labels.text(label)
	return html.EscapeString(text), err
}

func (s *screens) draw(name string, slots ...string) (string, error) {
	if len(slots)%2 != 0 {
		return "", fmt.Errorf("draw %s: the slot %s has no value", name, slots[len(slots)-1])
	}
	filled := map[string]string{}
	for i := 0; i < len(slots); i += 2 {
		filled[slots[i]] = slots[i+1]
	}
	return s.execute(name, filled)
}

func (s *screens) each(name, labels string) (string, error) {
	var out strings.Builder
	for label := range strings.SplitSeq(labels, "|") {
		text, err := s.execute(name, strings.TrimSpace(label))
		if err != nil {
			return "", err
		}
		out.WriteString(text)
	}
	return out.String(), nil
}
