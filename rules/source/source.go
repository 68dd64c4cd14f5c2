// Package source reads the rule files that people edit, checks them, and bundles
// them into the two parts that the core is given.
//
//	hosts.json      platforms and the addresses that the extension may run on
//	release.json    version numbers and what is switched off
//	platforms/*     one site each: hooks, exact labels
//	lexicon/*       one language each: what phrases mean
//	prompts/*       one language each: every word that is shown and names no line
//	countries/<CC>/ one country each:
//	  country.json    time zones, public holidays
//	  helplines.json  numbers, links, hours, sources
//	  referral.json   which helplines for which harm
//	  prompts/*       one language each: the words that name its lines
//
// Each file must fit the schema of its kind in packaged/schema. Whether phrases
// compile and texts fit is found out by giving the parts to the core.
package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bouton3018/rules"
)

// Source is a checked set of rule files.
type Source struct {
	Hosts                []string // that the extension may run on, in the order of hosts.json
	detection, directory []byte
}

// Detection is the part that recognises report flows: compact JSON.
func (s *Source) Detection() []byte { return s.detection }

// Directory is the part that a child reads: compact JSON.
func (s *Source) Directory() []byte { return s.directory }

// release is release.json.
type release struct {
	Detection int      `json:"detection"`
	Directory int      `json:"directory"`
	MinEngine int      `json:"minEngine"`
	Disabled  []pause  `json:"disabled"`
	Withdrawn []string `json:"withdrawn"`
}

type pause struct {
	Platform string `json:"platform"`
	Until    string `json:"until"`
}

// Load reads the rule files of a folder. The error joins one [*rules.Error] for
// each thing that is wrong, with the file and the place in it.
func Load(fsys fs.FS) (*Source, error) {
	l := loader{fsys: fsys}
	var sites struct {
		Hosts []site `json:"hosts"`
	}
	var rel release
	l.into("hosts.json", &sites)
	l.into("release.json", &rel)
	platforms, lexicons, prompts := l.folder("platforms"), l.folder("lexicon"), l.folder("prompts")
	countries := l.countries()
	hosts := l.hosts(sites.Hosts, platforms)
	l.disabled(rel.Disabled, platforms)
	l.withdrawn(rel.Withdrawn, countries)
	if err := errors.Join(l.problems...); err != nil {
		return nil, err
	}
	s := &Source{
		Hosts: hosts,
		detection: compact(map[string]any{
			"part": "detection", "version": rel.Detection, "minEngine": rel.MinEngine,
			"platforms": values(platforms), "lexicon": values(lexicons),
			"disabled": rel.Disabled, "withdrawn": rel.Withdrawn,
		}),
		directory: compact(map[string]any{
			"part": "directory", "version": rel.Directory, "minEngine": rel.MinEngine,
			"countries": values(countries), "prompts": values(prompts),
		}),
	}
	if _, err := rules.ParseDetection(s.detection); err != nil {
		l.problem("detection", err)
	}
	if _, err := rules.ParseDirectory(s.directory); err != nil {
		l.problem("directory", err)
	}
	return s, errors.Join(l.problems...)
}

// file is a rule file and its content without the reference to its schema.
type file struct {
	name  string
	value any
}

// text is a field of a file that is an object, or "".
func (f file) text(name string) string {
	object, _ := f.value.(map[string]any)
	s, _ := object[name].(string)
	return s
}

type loader struct {
	fsys     fs.FS
	problems []error
}

func (l *loader) problem(where string, err error) {
	var known *rules.Error
	if !errors.As(err, &known) {
		err = &rules.Error{Path: where, Reason: err.Error()}
	}
	l.problems = append(l.problems, err)
}

// one reads a file and checks it against the schema of its kind.
func (l *loader) one(name string) file {
	f := file{name: name}
	raw, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.problem(name, errors.New("cannot be read: "+reason(err)))
		return f
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&f.value); err != nil {
		l.problem(name, fmt.Errorf("is not JSON: %w", err))
		return f
	}
	if dec.More() {
		l.problem(name, errors.New("has something after its JSON value"))
		return f
	}
	for _, key := range rules.RepeatedKeys(raw) {
		l.problem(name, fmt.Errorf("has the key %q twice", key))
	}
	l.problems = append(l.problems, check(name, f.value)...)
	if object, ok := f.value.(map[string]any); ok {
		delete(object, "$schema")
	}
	return f
}

// into reads a file whose content Go code uses.
func (l *loader) into(name string, v any) {
	f := l.one(name)
	if err := json.Unmarshal(compact(f.value), v); err != nil {
		l.problem(name, err)
	}
}

// folder reads every JSON file of a folder. The file's name must be its id, so
// that two files cannot say different things of one site or language.
func (l *loader) folder(name string) []file {
	names, _ := fs.Glob(l.fsys, name+"/*.json")
	if len(names) == 0 {
		l.problem(name, errors.New("has no file"))
	}
	slices.Sort(names)
	var out []file
	for _, n := range names {
		f := l.one(n)
		id := f.text("id") + f.text("lang")
		if want := strings.TrimSuffix(path.Base(n), ".json"); f.value != nil && id != want {
			l.problem(n, fmt.Errorf("names itself %q, its file name says %q", id, want))
		}
		out = append(out, f)
	}
	return out
}

// countries reads the folder of each country into one object.
func (l *loader) countries() []file {
	names, _ := fs.Glob(l.fsys, "countries/*/country.json")
	if len(names) == 0 {
		l.problem("countries", errors.New("has no folder with a country.json"))
	}
	slices.Sort(names)
	var out []file
	for _, n := range names {
		folder := path.Dir(n)
		f := l.one(n)
		if code, want := f.text("code"), path.Base(folder); f.value != nil && code != want {
			l.problem(n, fmt.Errorf("names itself %q, its folder says %q", code, want))
		}
		object, _ := f.value.(map[string]any)
		if object == nil {
			object = map[string]any{}
		}
		object["helplines"] = l.one(folder + "/helplines.json").value
		object["referral"] = l.one(folder + "/referral.json").value
		object["prompts"] = values(l.folder(folder + "/prompts"))
		out = append(out, file{n, object})
	}
	return out
}

func (l *loader) disabled(pauses []pause, platforms []file) {
	for _, one := range pauses {
		if !slices.ContainsFunc(platforms, func(f file) bool { return f.text("id") == one.Platform }) {
			l.problem("release.json", fmt.Errorf("disables the unknown platform %q", one.Platform))
		}
	}
}

// withdrawn checks that each is a line or a way that is there and not core.
func (l *loader) withdrawn(ids []string, countries []file) {
	for _, id := range ids {
		name, way, only := strings.Cut(id, ":")
		line := lineIn(countries, name)
		if line["core"] == true {
			l.problem("release.json", fmt.Errorf("withdraws %v, but %s is a core line and stays", id, name))
		}
		if line == nil || only && elementOf(line["ways"], way) == nil {
			l.problem("release.json", fmt.Errorf("withdraws %v, which no helpline is", id))
		}
	}
}

// lineIn is the helpline with an id, nil where no country has it.
func lineIn(countries []file, id string) map[string]any {
	for _, c := range countries {
		object, _ := c.value.(map[string]any)
		if line := elementOf(object["helplines"], id); line != nil {
			return line
		}
	}
	return nil
}

// elementOf is the object with an id in a list, nil where there is none.
func elementOf(list any, id string) map[string]any {
	elements, _ := list.([]any)
	for _, e := range elements {
		if object, _ := e.(map[string]any); object["id"] == id {
			return object
		}
	}
	return nil
}

func values(files []file) []any {
	out := []any{}
	for _, f := range files {
		out = append(out, f.value)
	}
	return out
}

// compact is JSON with sorted keys, so that the same files give the same bytes.
func compact(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // maps of decoded JSON always encode
	}
	return bytes.TrimSpace(b.Bytes())
}

func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
