// Package rules says what a rule is: the types of the two files that make up
// what the product knows, and how to read them.
//
// The detection part holds the platforms (hosts, stable hooks, exact labels) and
// the lexicon (what phrases mean, per language). The directory part holds the
// helplines and every word that a child reads.
//
// The package is compiled into the core, so it reads JSON with gjson and imports
// nothing else. Callers check size, UTF-8 and nesting before they parse; the
// package bouton3018/rules/source checks files against their schemas.
package rules

import (
	"slices"

	"github.com/tidwall/gjson"
)

// Engine is the version of the rule format that this code understands. A part
// with a higher minEngine is refused as a whole; a platform is skipped, so that an
// old client loses one site's hooks instead of failing. With 2 the directory came
// to list countries.
const Engine = 2

// NewerEngine is why a part is refused that needs a newer one.
const NewerEngine = "is newer than this engine"

// Detection is the part that recognises report flows.
type Detection struct {
	Version   int64
	Platforms []Platform
	Lexicons  []Lexicon
	Skipped   []Platform // those that need a newer engine, with id and hosts only
	Disabled  []Pause
	// Withdrawn are helplines ("fr-17cyber") and ways ("fr-17cyber:chat") that are
	// taken off the directory. They stand here because one key signs this part: a
	// line that has gone wrong must be off in an hour. Core lines stay all the same.
	Withdrawn []string
}

// Platform is the one with an id, nil where there is none.
func (d *Detection) Platform(id string) *Platform { return platformIn(d.Platforms, id) }

// SkippedPlatform is the one with an id that needs a newer engine, nil where there is none.
func (d *Detection) SkippedPlatform(id string) *Platform { return platformIn(d.Skipped, id) }

func platformIn(all []Platform, id string) *Platform {
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

// Lexicon is that of a language, nil where there is none.
func (d *Detection) Lexicon(lang string) *Lexicon {
	for i := range d.Lexicons {
		if d.Lexicons[i].Lang == lang {
			return &d.Lexicons[i]
		}
	}
	return nil
}

// Phrases are those of a concept in a language.
func (d *Detection) Phrases(lang string, c Concept) []string {
	if l := d.Lexicon(lang); l != nil {
		for _, e := range l.Entries {
			if e.Concept == c {
				return e.Phrases
			}
		}
	}
	return nil
}

// HasLabel reports whether the platform gives a text the same meaning.
func (p *Platform) HasLabel(label Label) bool {
	return slices.ContainsFunc(p.Labels, func(l Label) bool { return l.Text == label.Text && l.Concept == label.Concept })
}

// Pause keeps a platform silent until the end of a day.
type Pause struct {
	Platform string
	Until    string // "2026-12-20"
}

// MaxPause is how many days a pause may last, so that whoever can switch a
// platform off cannot do it for ever.
const MaxPause = 30

// Platform is what is known of one site beyond the meaning of its words.
type Platform struct {
	ID       string
	Hosts    []string // exact host names
	Surface  string   // what a report on this site is about when nothing says so: "", "post", "account", "message"
	Hooks    []Hook
	Content  []string // selectors of nodes that hold what people wrote: never read
	Surfaces []Surface
	Labels   []Label
}

// Hook is a selector that does not depend on the language of the site.
type Hook struct {
	ID       string
	Selector string
	Signal   string // "form", "title", "option", "done" or "never"
}

// Surface maps the beginning of an address's path to what is reported there.
type Surface struct {
	Path    string
	Surface string // "post", "account" or "message"
}

// Label is the exact wording of one option on one site, where the meaning of its
// words would mislead.
type Label struct {
	Text    string
	Concept Concept
	Hash    uint32 // of the normal text; set by whoever compiles the lexicon
}

// Lexicon is what phrases of one language mean.
type Lexicon struct {
	Lang    string
	Entries []Entry
}

// Entry gives one concept its phrases, in the pattern language that the package
// bouton3018/wasm/lexicon documents.
type Entry struct {
	Concept Concept
	Phrases []string
}

// Error is a rule that cannot be used: where it stands and why.
type Error struct {
	Path   string
	Reason string
}

func (e *Error) Error() string { return e.Path + ": " + e.Reason }

// ParseDetection reads a detection part. Platforms that need a newer engine are
// left out; anything else that is not understood is an [*Error].
func ParseDetection(b []byte) (*Detection, error) {
	if !gjson.ValidBytes(b) {
		return nil, &Error{"detection", "is not JSON"}
	}
	if err := refuseRepeated("detection", b); err != nil {
		return nil, err
	}
	root := gjson.ParseBytes(b)
	if root.Get("part").String() != "detection" {
		return nil, &Error{"detection.part", "is not \"detection\""}
	}
	d := &Detection{Version: root.Get("version").Int()}
	if d.Version < 1 {
		return nil, &Error{"detection.version", "is not a positive number"}
	}
	if root.Get("minEngine").Int() > Engine {
		return nil, &Error{"detection.minEngine", NewerEngine}
	}
	for _, read := range [...]func(gjson.Result) error{d.readPlatforms, d.readLexicons, d.readPauses} {
		if err := read(root); err != nil {
			return nil, err
		}
	}
	d.Withdrawn = texts(root.Get("withdrawn"))
	if len(d.Platforms) == 0 || len(d.Lexicons) == 0 {
		return nil, &Error{"detection", "has no platform or no lexicon"}
	}
	if err := d.bounded(); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *Detection) readPlatforms(root gjson.Result) (err error) {
	root.Get("platforms").ForEach(func(_, p gjson.Result) bool {
		skipped := p.Get("minEngine").Int() > Engine
		one := Platform{ID: p.Get("id").String(), Hosts: texts(p.Get("hosts"))}
		if !skipped {
			one, err = parsePlatform(p)
		}
		if err == nil && len(one.Hosts) > MaxHosts {
			err = tooMany("platform "+one.ID, "hosts")
		}
		if err == nil {
			err = d.refuseHidden(&one)
		}
		switch {
		case err != nil:
		case skipped:
			d.Skipped = append(d.Skipped, one)
		default:
			d.Platforms = append(d.Platforms, one)
		}
		return err == nil
	})
	return err
}

func (d *Detection) readLexicons(root gjson.Result) (err error) {
	root.Get("lexicon").ForEach(func(_, l gjson.Result) bool {
		var one Lexicon
		if one, err = parseLexicon(l); err != nil {
			return false
		}
		if slices.ContainsFunc(d.Lexicons, func(other Lexicon) bool { return other.Lang == one.Lang }) {
			err = &Error{"lexicon " + one.Lang, "is there twice"}
			return false
		}
		d.Lexicons = append(d.Lexicons, one)
		return true
	})
	return err
}

func (d *Detection) readPauses(root gjson.Result) (err error) {
	root.Get("disabled").ForEach(func(_, p gjson.Result) bool {
		one := Pause{p.Get("platform").String(), p.Get("until").String()}
		if _, ok := ParseDate(one.Until); !ok || one.Platform == "" || len(one.Until) != 10 {
			err = &Error{"detection.disabled", "has no platform or no day until which it lasts"}
			return false
		}
		d.Disabled = append(d.Disabled, one)
		return true
	})
	return err
}

// refuseHidden refuses a platform whose id or host one before it has: the first
// would hide the second.
func (d *Detection) refuseHidden(p *Platform) error {
	for _, all := range [...][]Platform{d.Platforms, d.Skipped} {
		for i := range all {
			if all[i].ID == p.ID {
				return &Error{"platform " + p.ID, "is there twice"}
			}
			for _, h := range p.Hosts {
				if slices.Contains(all[i].Hosts, h) {
					return &Error{"platform " + p.ID, "has the host " + h + " of " + all[i].ID}
				}
			}
		}
	}
	return nil
}

func parsePlatform(p gjson.Result) (Platform, error) {
	out := Platform{
		ID:      p.Get("id").String(),
		Hosts:   texts(p.Get("hosts")),
		Surface: p.Get("surface").String(),
		Content: texts(p.Get("content")),
	}
	if out.ID == "" || len(out.Hosts) == 0 {
		return out, &Error{"platform " + out.ID, "has no id or no host"}
	}
	p.Get("hooks").ForEach(func(_, h gjson.Result) bool {
		hook := Hook{ID: h.Get("id").String(), Selector: h.Get("selector").String(), Signal: h.Get("signal").String()}
		out.Hooks = append(out.Hooks, hook)
		return true
	})
	p.Get("surfaces").ForEach(func(_, s gjson.Result) bool {
		out.Surfaces = append(out.Surfaces, Surface{s.Get("path").String(), s.Get("surface").String()})
		return true
	})
	var err error
	p.Get("labels").ForEach(func(_, l gjson.Result) bool {
		c := ConceptByID(l.Get("concept").String())
		if !c.IsReason() {
			where := "platform " + out.ID + ": label " + l.Get("text").String()
			err = &Error{where, "names the unknown harm " + l.Get("concept").String()}
			return false
		}
		out.Labels = append(out.Labels, Label{Text: l.Get("text").String(), Concept: c})
		return true
	})
	if err == nil {
		err = out.check()
	}
	return out, err
}

func parseLexicon(l gjson.Result) (Lexicon, error) {
	out := Lexicon{Lang: l.Get("lang").String()}
	if out.Lang == "" {
		return out, &Error{"lexicon", "has no lang"}
	}
	var err error
	l.Get("concepts").ForEach(func(id, phrases gjson.Result) bool {
		c := ConceptByID(id.String())
		if c == None {
			err = &Error{"lexicon " + out.Lang, "names the unknown concept " + id.String()}
			return false
		}
		one := Entry{c, texts(phrases)}
		for _, p := range one.Phrases {
			if len(p) > MaxPhrase {
				err = &Error{"lexicon " + out.Lang + ": " + id.String(), "has a phrase that is too long"}
				return false
			}
		}
		out.Entries = append(out.Entries, one)
		return true
	})
	return out, err
}

// texts is a JSON array of strings; anything that is not a string is left out.
func texts(r gjson.Result) []string {
	var out []string
	r.ForEach(func(_, v gjson.Result) bool {
		if v.Type == gjson.String {
			out = append(out, v.String())
		}
		return true
	})
	return out
}
