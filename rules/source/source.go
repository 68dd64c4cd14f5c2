// Package source reads the rule files that people edit, checks them, and bundles
// them into the two parts that the core is given.
//
//	hosts.json      platforms and the addresses that the extension may run on
//	optional.json   sites known by name that somebody may add; the extension does not run there by itself
//	adult.json      sites for adults, of which no picture is taken
//	pinned.json     every number and address that a line may lead to
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

	"github.com/santhosh-tekuri/jsonschema/v6"

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

// Release is release.json.
type Release struct {
	Schema    string  `json:"$schema,omitempty"`
	Detection int64   `json:"detection"`
	Directory int64   `json:"directory"`
	MinEngine int     `json:"minEngine"`
	Disabled  []pause `json:"disabled"`
	// Withdrawn are lines and ways, see [rules.Detection].
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
	var sites struct{ Hosts []site }
	var optional struct{ Sites []optionalSite }
	var adult struct{ Hosts []string }
	var pinned struct{ Links []string }
	var release Release
	l.into("pinned.json", &pinned)
	l.into("hosts.json", &sites)
	l.into("optional.json", &optional) // these two go into no part: the extension is built with them
	l.into("adult.json", &adult)
	l.into("release.json", &release)
	platforms, lexicons, prompts := l.folder("platforms"), published(l.folder("lexicon")), l.folder("prompts")
	countries := l.countries()
	for _, one := range prompts {
		delete(one.(map[string]any), "back") // for who edits them
	}
	if err := errors.Join(l.problems...); err != nil {
		return nil, err
	}
	s := &Source{
		detection: compact(map[string]any{
			"part": "detection", "version": release.Detection, "minEngine": release.MinEngine,
			"platforms": platforms, "lexicon": lexicons,
			"disabled": release.Disabled, "withdrawn": release.Withdrawn,
		}),
		directory: compact(map[string]any{
			"part": "directory", "version": release.Directory, "minEngine": release.MinEngine,
			"countries": countries, "prompts": prompts,
		}),
	}
	detection, err := rules.ParseDetection(s.detection)
	if err != nil {
		l.problem("detection", err)
	}
	directory, err := rules.ParseDirectory(s.directory)
	if err != nil {
		l.problem("directory", err)
	}
	if len(l.problems) == 0 {
		s.Hosts = l.hosts(sites.Hosts, detection)
		l.notAdult(s.Hosts, adult.Hosts)
		l.optional(optional.Sites, s.Hosts)
		l.disabled(release.Disabled, detection)
		l.withdrawn(release.Withdrawn, directory)
		l.pinned(pinned.Links, directory)
		l.places(directory)
		l.checkWords()
	}
	return s, errors.Join(l.problems...)
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

// one reads a file and checks it against the schema of its kind. The value is without the reference to the schema, nil
// where it cannot be read.
func (l *loader) one(name string) any {
	raw, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.problem(name, errors.New("cannot be read: "+reason(err)))
		return nil
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		l.problem(name, fmt.Errorf("is not JSON: %w", err))
		return nil
	}
	if key := rules.RepeatedKey(string(raw)); key != "" {
		l.problem(name, fmt.Errorf("has the key %q twice", key))
	}
	l.problems = append(l.problems, check(name, value)...)
	if object, ok := value.(map[string]any); ok {
		delete(object, "$schema")
	}
	return value
}

// named reads a file that is an object and says itself what it is called: in a field, as its file or folder is named.
// So two files cannot say different things of one site or language.
func (l *loader) named(name, field, want string) map[string]any {
	object, _ := l.one(name).(map[string]any)
	if object == nil {
		return map[string]any{}
	}
	if object[field] != want {
		l.problem(name, fmt.Errorf("names itself %q, its folder says %q", object[field], want))
	}
	return object
}

// into reads a file whose content Go code uses.
func (l *loader) into(name string, v any) {
	if err := json.Unmarshal(compact(l.one(name)), v); err != nil {
		l.problem(name, err)
	}
}

// folder reads every JSON file of a folder.
func (l *loader) folder(name string) (all []any) {
	for _, file := range l.find(name + "/*.json") {
		field := "lang"
		if name == "platforms" {
			field = "id"
		}
		all = append(all, l.named(file, field, strings.TrimSuffix(path.Base(file), ".json")))
	}
	return all
}

// countries reads the folder of each country into one object.
func (l *loader) countries() (all []any) {
	for _, file := range l.find("countries/*/country.json") {
		folder := path.Dir(file)
		country := l.named(file, "code", path.Base(folder))
		country["helplines"] = l.one(folder + "/helplines.json")
		country["referral"] = l.one(folder + "/referral.json")
		country["prompts"] = l.folder(folder + "/prompts")
		all = append(all, country)
	}
	return all
}

// find lists files by a pattern that must fit some.
func (l *loader) find(pattern string) []string {
	names, _ := fs.Glob(l.fsys, pattern)
	if len(names) == 0 {
		l.problem(path.Dir(pattern), errors.New("has no "+path.Base(pattern)))
	}
	slices.Sort(names)
	return names
}

func (l *loader) disabled(pauses []pause, d *rules.Detection) {
	for _, one := range pauses {
		if !isSite(d, one.Platform) {
			l.problem("release.json", fmt.Errorf("disables the unknown platform %q", one.Platform))
		}
	}
}

// withdrawn checks that each is a line or a way that is there and not core.
func (l *loader) withdrawn(ids []string, d *rules.Directory) {
	for _, id := range ids {
		line, _, _ := strings.Cut(id, ":")
		switch {
		case d.Fixed(id):
			l.problem("release.json", fmt.Errorf("withdraws %v, but %s is a core line and stays", id, line))
		case !d.Has(id):
			l.problem("release.json", fmt.Errorf("withdraws %v, which no helpline is", id))
		}
	}
}

// places checks that a country which has come in is no longer among those of which no line is known: its zones and
// regions would mean both.
func (l *loader) places(d *rules.Directory) {
	countryOf := map[string]string{}
	for _, isUnknown := range []bool{false, true} {
		for _, c := range d.Countries {
			if c.Unknown != isUnknown {
				continue
			}
			names := slices.Clone(c.Regions)
			for _, z := range c.Zones {
				names = append(names, z.ID)
			}
			for _, name := range names {
				if known := countryOf[name]; isUnknown && known != "" {
					l.problem("countries/"+c.Code+"/country.json", fmt.Errorf("has %s, which is of %s", name, known))
				}
				countryOf[name] = c.Code
			}
		}
	}
}

// pinned checks that the lines lead to what is pinned and to nothing else: a slip in a number or an address would have
// to be made twice.
func (l *loader) pinned(links []string, d *rules.Directory) {
	used := map[string]bool{}
	for _, country := range d.Countries {
		for _, line := range country.Helplines {
			for _, way := range line.Ways {
				used[way.Href] = true
				if !slices.Contains(links, way.Href) {
					where := "countries/" + country.Code + "/helplines.json"
					l.problem(where, fmt.Errorf("%s:%s leads to %q, which pinned.json has not", line.ID, way.ID, way.Href))
				}
			}
		}
	}
	for _, link := range links {
		if !used[link] {
			l.problem("pinned.json", fmt.Errorf("has %q, to which no line leads", link))
		}
	}
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
