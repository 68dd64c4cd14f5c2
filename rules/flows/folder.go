package flows

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // flows name zones, and a small machine may have none
	"unicode/utf8"
)

// Stages, Mounts, Hows and CSPs list what the fields of a flow may hold; the first is the default.
var (
	Stages = []string{"none", "early", "card", "after"}
	Mounts = []string{"light", "open-shadow", "closed-shadow", "show-modal", "popover", "iframe", "inert-siblings"}
	Hows   = []string{"insert", "swap", "unhide", "unhide-opacity", "unhide-transform"}
	CSPs   = []string{"strict", "none"}
)

// FolderFile is the name of the file of a flow in a folder of its own.
const FolderFile = "flow.json"

// written is flow.json as it is written.
type written struct {
	URL      string        `json:"url"`
	Locale   string        `json:"locale"`
	Timezone string        `json:"timezone"`
	Country  string        `json:"country"`
	Now      string        `json:"now"`
	CSP      string        `json:"csp"`
	Viewport string        `json:"viewport"`
	Page     string        `json:"page"`
	Mount    string        `json:"mount"`
	Source   string        `json:"source"`
	Note     string        `json:"note"`
	Steps    []writtenStep `json:"steps"`
	Expect   *Expect       `json:"expect"`
	Also     []variant     `json:"also"`
}

type writtenStep struct {
	Click  *string         `json:"click"`
	Check  *string         `json:"check"`
	Press  json.RawMessage `json:"press"`
	Delay  int             `json:"delay"`
	Show   string          `json:"show"`
	How    string          `json:"how"`
	Wait   *int            `json:"wait"`
	Close  bool            `json:"close"`
	Expect *Expect         `json:"expect"`
	Note   string          `json:"note"`
}

// Read reads the flow of one folder, followed by its variants. Errors name the file and the value that was wrong.
func Read(dir string) ([]*Flow, error) {
	name := filepath.Join(dir, FolderFile)
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("%s: not UTF-8", name)
	}
	var w written
	if err := json.Unmarshal(text, &w); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	recorded, err := readRecords(filepath.Join(dir, RecordsFile))
	if err != nil {
		return nil, err
	}
	read := reading(func(name string) (string, error) { return htmlFile(dir, name) })
	var all []*Flow
	names := map[string]bool{}
	for i, v := range append([]variant{{}}, w.Also...) {
		f, err := w.with(v).flow(dir, read)
		if err != nil {
			return nil, fmt.Errorf("%s: %s%w", name, v.where(i), err)
		}
		if i > 0 {
			f.Variant = v.name(i)
			f.ID += "@" + f.Variant
		}
		if names[f.ID] {
			return nil, fmt.Errorf("%s: two variants are named %q", name, f.Variant)
		}
		names[f.ID] = true
		f.Unknown = unknown(text)
		f.Records = filepath.Join(dir, RecordsFile)
		all = append(all, f)
		f.Recorded = recorded.of("", all[0])
	}
	return all, nil
}

// flow checks what is written, fills in the defaults, and reads the page and what the steps show.
func (w written) flow(dir string, read reading) (*Flow, error) {
	f := &Flow{
		ID: path.Clean(filepath.ToSlash(dir)), URL: w.URL, Locale: or(w.Locale, "fr-FR"),
		Timezone: or(w.Timezone, "Europe/Paris"), Country: w.Country, Mount: or(w.Mount, Mounts[0]),
		CSP: or(w.CSP, CSPs[0]), Steps: []Step{}, Expect: w.Expect,
	}
	f.Seed = Seed(strings.Join(lastTwo(f.ID), "/"))
	if err := w.surroundings(f); err != nil {
		return nil, err
	}
	var err error
	if f.Page, err = read.named(w.Page); err != nil {
		return nil, err
	}
	for i, s := range w.Steps {
		step, err := s.step(read)
		if err != nil {
			return nil, fmt.Errorf("step %d: %w", i+1, err)
		}
		f.Steps = append(f.Steps, step)
	}
	if len(f.Steps) == 0 && f.Expect == nil {
		return nil, errors.New("neither steps nor expect: there is nothing to judge")
	}
	return f, f.Expect.check()
}

// surroundings checks and reads address, zone, clock, size and mount.
func (w written) surroundings(f *Flow) error {
	if u, err := url.Parse(w.URL); err != nil || u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("url %q is not an https address", w.URL)
	}
	if _, err := time.LoadLocation(f.Timezone); err != nil {
		return fmt.Errorf("timezone %q is not known", f.Timezone)
	}
	if w.Now != "" {
		at, err := time.Parse(time.RFC3339, w.Now)
		if err != nil {
			return fmt.Errorf("now %q is not a time such as 2026-11-24T18:30:00+01:00", w.Now)
		}
		f.Now = at.UnixMilli()
	}
	n, err := fmt.Sscanf(or(w.Viewport, "1280x800"), "%dx%d", &f.Width, &f.Height)
	if n != 2 || err != nil || f.Width < 200 || f.Height < 200 {
		return fmt.Errorf("viewport %q is not a size such as 1280x800", w.Viewport)
	}
	f.Touch = f.Width <= 480
	return errors.Join(oneOf("mount", f.Mount, Mounts), oneOf("csp", f.CSP, CSPs))
}

// step checks a step and reads what it shows.
func (s writtenStep) step(read reading) (Step, error) {
	step := Step{
		Click: s.Click, Check: s.Check, Delay: s.Delay, How: or(s.How, Hows[0]), Wait: 1500, Close: s.Close,
		Expect: s.Expect, File: s.Show,
	}
	if s.Wait != nil {
		step.Wait = *s.Wait
	}
	if s.Delay < 0 || step.Wait < 0 {
		return step, fmt.Errorf("delay %d and wait %d must not be negative", s.Delay, step.Wait)
	}
	if s.Click != nil && s.Check != nil {
		return step, errors.New("both click and check")
	}
	if err := oneOf("how", step.How, Hows); err != nil {
		return step, err
	}
	var err error
	if step.Press, err = s.press(); err != nil {
		return step, err
	}
	if s.Show != "" {
		text, err := read.named(s.Show)
		if err != nil {
			return step, err
		}
		step.Show = &text
	}
	return step, s.Expect.check()
}

// press is the key of a step, nil where there is none: beside a click or a check, on what they name.
func (s writtenStep) press() (*Press, error) {
	if len(s.Press) == 0 {
		return nil, nil
	}
	press, err := readPress(s.Press)
	if err != nil {
		return nil, err
	}
	named := s.Click
	if named == nil {
		named = s.Check
	}
	if named != nil && press.On != nil {
		return nil, fmt.Errorf("press %s beside click or check must be a key", s.Press)
	}
	if named != nil {
		press.On = named
	}
	return press, nil
}

var keys = []string{
	"Enter", "Space", " ", "Tab", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End",
	"Backspace", "Delete", "PageUp", "PageDown",
}

func readPress(raw json.RawMessage) (*Press, error) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		if slices.Contains(keys, text) || utf8.RuneCountInString(text) == 1 {
			return &Press{Key: text}, nil
		}
		return &Press{On: &text, Key: "Enter"}, nil
	}
	var press Press
	if err := json.Unmarshal(raw, &press); err != nil {
		return nil, fmt.Errorf("press %s is neither a key, nor an element, nor {on, key}", raw)
	}
	press.Key = or(press.Key, "Enter")
	return &press, nil
}

func (e *Expect) check() error {
	if e == nil {
		return nil
	}
	if err := oneOf("stage", e.Stage, Stages); err != nil {
		return err
	}
	if e.Stage == "none" && (e.Harm != "" || e.First != "") {
		return errors.New("stage none cannot have a harm or a line")
	}
	return nil
}

// A reading returns the HTML that a page or a step names.
type reading func(name string) (string, error)

// named reads what is named; "" gives "".
func (read reading) named(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	return read(name)
}

// htmlFile reads a file named in flow.json.
func htmlFile(dir, name string) (string, error) {
	if path.IsAbs(name) || strings.ContainsRune(name, '\\') || !strings.HasSuffix(name, ".html") {
		return "", fmt.Errorf("%q is not an HTML file relative to the flow", name)
	}
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return "", err
	}
	if !utf8.Valid(text) {
		return "", fmt.Errorf("%q is not UTF-8", name)
	}
	return string(text), nil
}

// unknown returns the fields of a flow.json that no field of written has.
func unknown(text []byte) []string {
	var all struct {
		Steps []map[string]json.RawMessage `json:"steps"`
	}
	var top map[string]json.RawMessage
	if json.Unmarshal(text, &top) != nil || json.Unmarshal(text, &all) != nil {
		return nil
	}
	found := strange("", top, reflect.TypeFor[written]())
	for i, step := range all.Steps {
		found = append(found, strange(fmt.Sprintf("steps[%d].", i), step, reflect.TypeFor[writtenStep]())...)
	}
	slices.Sort(found)
	return found
}

// strange returns the names that no field of a struct has.
func strange(before string, fields map[string]json.RawMessage, of reflect.Type) (found []string) {
	for name := range fields {
		known := func(field reflect.StructField) bool { return field.Tag.Get("json") == name }
		if !slices.ContainsFunc(reflect.VisibleFields(of), known) {
			found = append(found, before+name)
		}
	}
	return found
}

func oneOf(field, value string, values []string) error {
	if slices.Contains(values, value) {
		return nil
	}
	return fmt.Errorf("%s %q is none of %s", field, value, strings.Join(values, ", "))
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}

func lastTwo(id string) []string {
	parts := strings.Split(id, "/")
	return parts[max(0, len(parts)-2):]
}
