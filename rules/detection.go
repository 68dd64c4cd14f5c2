// Package rules says what a rule is: the types of the two files that make up
// what the product knows, and how to read them.
//
// The detection part holds the platforms (hosts, stable hooks, exact labels) and
// the lexicon (what phrases mean, per language). The directory part holds the
// helplines and every word that a child reads.
//
// The package is compiled into the core, so it imports the standard library only.
// Callers check size, UTF-8 and nesting before they parse; the package
// bouton3018/rules/source checks files against their schemas.
package rules

import (
	"encoding/json"
	"slices"
)

// Engine is the version of the rule format that this code understands. A part
// with a higher minEngine is refused as a whole; a platform is skipped, so that an
// old client loses one site's hooks instead of failing. With 2 the directory came
// to list countries, with 3 a concept's phrases to stand in one text, with 4 to be
// written in other letters.
const Engine = 4

// NewerEngine is why a part is refused that needs a newer one.
const NewerEngine = "is newer than this engine"

// Detection is the part that recognises report flows.
type Detection struct {
	Version   int64
	Platforms []Platform
	Lexicons  []Lexicon  `json:"-"` // the member "lexicon"
	Skipped   []Platform `json:"-"` // those that need a newer engine, with id and hosts only
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
	if i := slices.IndexFunc(all, func(p Platform) bool { return p.ID == id }); i >= 0 {
		return &all[i]
	}
	return nil
}

// Lexicon is that of a language, nil where there is none.
func (d *Detection) Lexicon(lang string) *Lexicon {
	if i := slices.IndexFunc(d.Lexicons, func(l Lexicon) bool { return l.Lang == lang }); i >= 0 {
		return &d.Lexicons[i]
	}
	return nil
}

// Phrases are those of a concept in a language.
func (d *Detection) Phrases(lang string, c Concept) []string {
	if l := d.Lexicon(lang); l != nil {
		return l.Concepts[c]
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
	ID, Name  string
	MinEngine int32    // not int: the compiled core must refuse what a larger one refuses
	Hosts     []string // exact host names
	Surface   string   // what a report on this site is about when nothing says so: "", "post", "account", "message"
	Hooks     []Hook
	Content   []string // selectors of nodes that hold what people wrote: never read
	Surfaces  []Surface
	Labels    []Label
}

// Hook is a selector that does not depend on the language of the site.
type Hook struct {
	ID       string
	Selector string
	Signal   string // one of signals
}

var (
	signals  = []string{"form", "title", "option", "done", "never"}
	surfaces = []string{"post", "account", "message"}
)

// Surface maps the beginning of an address's path to what is reported there.
type Surface struct {
	Path    string
	Surface string // one of surfaces
}

// Label is the exact wording of one option on one site, where the meaning of its
// words would mislead.
type Label struct {
	Text    string
	Concept Concept
	Hash    uint32 `json:"-"` // of the normal text; set by whoever compiles the lexicon
}

// Lexicon is what phrases of one language mean.
type Lexicon struct {
	Lang string
	// Concepts have phrases in the pattern language that the package
	// bouton3018/wasm/lexicon documents.
	Concepts map[Concept][]string

	letters string // in which the phrases are published: see [Letters]
}

// ParseDetection reads a detection part. Platforms that need a newer engine are
// left out; anything else that is not understood is an [*Error].
func ParseDetection(text []byte) (*Detection, error) {
	var part struct {
		Detection
		Platforms []json.RawMessage
	}
	whole, err := wellFormed("detection", text)
	if err != nil {
		return nil, err
	}
	rest, lexicons := cutLexicons(whole)
	if err := readPart("detection", rest, &part); err != nil {
		return nil, err
	}
	d := &part.Detection
	if d.Lexicons, err = parseLexicons(lexicons); err != nil {
		return nil, err
	}
	for _, raw := range part.Platforms {
		if err := d.addPlatform(raw); err != nil {
			return nil, err
		}
	}
	return d, d.check()
}

// addPlatform reads a platform. What one that needs a newer engine has beside id and
// hosts may be of any kind.
func (d *Detection) addPlatform(raw []byte) error {
	var p Platform
	err := decode("detection.platforms", raw, &p)
	if p.MinEngine > Engine {
		d.Skipped = append(d.Skipped, Platform{ID: p.ID, MinEngine: p.MinEngine, Hosts: p.Hosts})
		return nil
	}
	d.Platforms = append(d.Platforms, p)
	return err
}
