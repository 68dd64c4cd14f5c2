package flows

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // flows name zones, and a small machine may have none
	"unicode/utf8"
)

// FolderFile is the name of the file of a flow in a folder of its own.
const FolderFile = "flow.json"

// usual is the setting of a flow that says nothing of it.
var usual = Setting{
	Locale: "fr-FR", Timezone: "Europe/Paris", CSP: CSPs[0], Viewport: "1280x800", Mount: Mounts[0],
}

// Read reads the flow of one folder, followed by its variants. Errors name the file and the value that was wrong.
func Read(dir string) ([]*Flow, error) {
	name := filepath.Join(dir, FolderFile)
	text, err := readText(name)
	if err != nil {
		return nil, err
	}
	var written struct {
		Flow
		Source, Note string // for people
		Also         []variant
	}
	if err := json.Unmarshal(text, &written); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	f := written.Flow
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&written); err != nil {
		f.Unknown = strings.TrimPrefix(err.Error(), "json: ")
	}
	f.ID = path.Clean(filepath.ToSlash(dir))
	parts := strings.Split(f.ID, "/")
	f.Seed = Seed(strings.Join(parts[max(0, len(parts)-2):], "/"))
	f.Records = filepath.Join(dir, RecordsFile)
	recorded, err := readRecords(f.Records)
	if err != nil {
		return nil, err
	}
	all, err := f.all(written.Also, recorded, func(name string) (string, error) { return htmlFile(dir, name) })
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return all, err
}

// htmlFile reads a file named in flow.json.
func htmlFile(dir, name string) (string, error) {
	if path.IsAbs(name) || strings.ContainsRune(name, '\\') || !strings.HasSuffix(name, ".html") {
		return "", fmt.Errorf("%q is not an HTML file relative to the flow", name)
	}
	text, err := readText(filepath.Join(dir, filepath.FromSlash(name)))
	return string(text), err
}

func readText(name string) ([]byte, error) {
	text, err := os.ReadFile(name)
	if err == nil && !utf8.Valid(text) {
		err = fmt.Errorf("%s: not UTF-8", name)
	}
	return text, err
}

// A variant is the same flow under other conditions: what it names replaces what the flow says.
type variant struct {
	Name string `json:"name"` // also-1, also-2, … where it has none
	Setting
	Stage string            `json:"stage"`
	Harm  string            `json:"harm"`
	First string            `json:"first"`
	Lines map[string]string `json:"lines"` // by harm, or by the line that the flow names; "" stands for all others
}

func (v variant) expect(e *Expect) *Expect {
	switch {
	case e == nil:
		return nil
	case v.Stage == "none":
		return &Expect{Stage: "none"}
	case !e.Card():
		return e
	}
	harm, first := cmp.Or(v.Harm, e.Harm), v.First
	if e.First != "" {
		first = cmp.Or(first, v.Lines[e.First])
	}
	return &Expect{cmp.Or(v.Stage, e.Stage), harm, cmp.Or(first, v.Lines[harm], v.Lines[""], e.First)}
}

// over returns the setting with what it leaves out as another has it.
func (s Setting) over(other Setting) Setting {
	return Setting{
		Locale: cmp.Or(s.Locale, other.Locale), Timezone: cmp.Or(s.Timezone, other.Timezone),
		Country: cmp.Or(s.Country, other.Country), Now: cmp.Or(s.Now, other.Now), CSP: cmp.Or(s.CSP, other.CSP),
		Viewport: cmp.Or(s.Viewport, other.Viewport), Mount: cmp.Or(s.Mount, other.Mount),
	}
}

// A reading returns the HTML that a page or a step names.
type reading func(name string) (string, error)

// all completes a flow as it is written, and its variants, which follow it.
func (f Flow) all(also []variant, recorded []record, read reading) (all []*Flow, err error) {
	for i, v := range append([]variant{{}}, also...) {
		one := f
		where := ""
		if i > 0 {
			one.Variant = cmp.Or(v.Name, fmt.Sprintf("also-%d", i))
			one.ID += "@" + one.Variant
			where = fmt.Sprintf("also %q: ", one.Variant)
		}
		if slices.ContainsFunc(all, func(other *Flow) bool { return other.ID == one.ID }) {
			return nil, fmt.Errorf("two variants are named %q", one.Variant)
		}
		one.Setting = v.Setting.over(f.Setting).over(usual)
		one.Expect = v.expect(f.Expect)
		one.Steps = append([]Step{}, f.Steps...)
		for i := range one.Steps {
			one.Steps[i].Expect = v.expect(f.Steps[i].Expect)
		}
		if err := one.complete(read); err != nil {
			return nil, fmt.Errorf("%s%w", where, err)
		}
		all = append(all, &one)
		one.Recorded = map[int]json.RawMessage{}
		// A variant that shows nothing, where the flow itself does, may end its reading earlier than what is recorded.
		if one.Shows() || !all[0].Shows() {
			one.Recorded = one.recorded(recorded)
		}
	}
	return all, nil
}

// complete checks a flow, fills in what follows from what is written, and reads the page and what the steps show.
func (f *Flow) complete(read reading) error {
	if u, err := url.Parse(f.URL); err != nil || u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("url %q is not an https address", f.URL)
	}
	if _, err := time.LoadLocation(f.Timezone); err != nil {
		return fmt.Errorf("timezone %q is not known", f.Timezone)
	}
	n, err := fmt.Sscanf(f.Viewport, "%dx%d", &f.Width, &f.Height)
	if n != 2 || err != nil || f.Width < 200 || f.Height < 200 {
		return fmt.Errorf("viewport %q is not a size such as 1280x800", f.Viewport)
	}
	f.Touch = f.Width <= 480
	if f.Page != "" {
		if f.Page, err = read(f.Page); err != nil {
			return err
		}
	}
	for i := range f.Steps {
		if err := f.Steps[i].complete(read); err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
	}
	if len(f.Steps) == 0 && f.Expect == nil {
		return errors.New("neither steps nor expect: there is nothing to judge")
	}
	return errors.Join(oneOf("mount", f.Mount, Mounts), oneOf("csp", f.CSP, CSPs), f.Expect.check())
}

// complete does the same for a step.
func (s *Step) complete(read reading) error {
	s.How = cmp.Or(s.How, Hows[0])
	if s.Wait == nil {
		wait := 1500
		s.Wait = &wait
	}
	if s.Delay < 0 || *s.Wait < 0 {
		return fmt.Errorf("delay %d and wait %d must not be negative", s.Delay, *s.Wait)
	}
	if s.Click != nil && s.Check != nil {
		return errors.New("both click and check")
	}
	if named := cmp.Or(s.Click, s.Check); named != nil && s.Press != nil {
		if s.Press.On != nil {
			return fmt.Errorf("press on %q beside click or check must be a key", *s.Press.On)
		}
		s.Press = &Press{On: named, Key: s.Press.Key}
	}
	if s.Show != nil && *s.Show == "" {
		s.Show = nil
	}
	if s.Show != nil {
		s.File = *s.Show
		text, err := read(s.File)
		if err != nil {
			return err
		}
		s.Show = &text
	}
	return errors.Join(oneOf("how", s.How, Hows), s.Expect.check())
}

func (e *Expect) check() error {
	if e == nil {
		return nil
	}
	if e.Stage == "none" && (e.Harm != "" || e.First != "") {
		return errors.New("stage none cannot have a harm or a line")
	}
	return oneOf("stage", e.Stage, Stages)
}

func oneOf(field, value string, values []string) error {
	if slices.Contains(values, value) {
		return nil
	}
	return fmt.Errorf("%s %q is none of %s", field, value, strings.Join(values, ", "))
}

// UnmarshalJSON reads a time such as "2026-11-24T18:30:00+01:00".
func (c *Clock) UnmarshalJSON(text []byte) error {
	var at time.Time
	if string(text) == `""` {
		return nil
	}
	if at.UnmarshalJSON(text) != nil {
		return fmt.Errorf("now %s is not a time such as 2026-11-24T18:30:00+01:00", text)
	}
	*c = Clock(at.UnixMilli())
	return nil
}

var keys = []string{
	"Enter", "Space", " ", "Tab", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End",
	"Backspace", "Delete", "PageUp", "PageDown",
}

// UnmarshalJSON reads a key, an element on which Enter is pressed, or both as {"on": …, "key": …}.
func (p *Press) UnmarshalJSON(text []byte) error {
	var word string
	if json.Unmarshal(text, &word) == nil {
		*p = Press{On: &word, Key: "Enter"}
		if slices.Contains(keys, word) || utf8.RuneCountInString(word) == 1 {
			*p = Press{Key: word}
		}
		return nil
	}
	type both Press
	if json.Unmarshal(text, (*both)(p)) != nil {
		return fmt.Errorf("press %s is neither a key, nor an element, nor {on, key}", text)
	}
	p.Key = cmp.Or(p.Key, "Enter")
	return nil
}
