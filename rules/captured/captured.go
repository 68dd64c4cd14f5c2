// Package captured reads the outline of a dialog that the extension saves for a person who met one that was not
// recognised; README.md describes the file. It comes from anybody, so it is read strictly: what is no outline, or
// may name somebody, is refused with the place where it stands.
package captured

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bouton3018/rules/flows"
)

// Format is what a file says it is.
const Format = "bouton3018/dialog/1"

// Limits of a file. The extension takes no more nodes and texts (extension/src/content/outline/copy.ts).
const (
	MaxBytes = 512 << 10
	maxNodes = 800
	maxDepth = 42  // elements around each other
	maxText  = 420 // UTF-16 units of one text are at most as many characters
)

// Outline is one box of a page.
type Outline struct {
	Host   string
	Lang   string // of the page, "" where it does not say
	Mount  string // one of [flows.Mounts]
	Cut    bool   // there was more than was taken
	Dialog *Node
}

// Node is one element.
type Node struct {
	Tag        string
	Attributes map[string]string
	Block      bool // it begins a line
	Pointer    bool // the pointer over it is that of something to press
	Unseen     bool // there, and not seen: a choice that something else is drawn for
	Size       int  // of its text in pixels, 0 for that around it
	Root       string
	Children   []Child
}

// Child is an element, or a text where that is nil.
type Child struct {
	*Node
	Text string
}

// Attributes that a capture has, by what their values are.
var (
	words = strings.Fields("role type popover contenteditable aria-checked aria-current aria-disabled aria-expanded " +
		"aria-haspopup aria-hidden aria-invalid aria-live aria-modal aria-multiselectable aria-orientation aria-pressed " +
		"aria-required aria-selected")
	numbers = strings.Fields("tabindex aria-level aria-posinset aria-setsize")
	flags   = strings.Fields("open checked disabled selected inert multiple required")
	marks   = strings.Fields("name data-testid data-test-id data-test data-e2e data-qa data-cy data-hook data-component " +
		"data-role data-automation-id")
	texts = strings.Fields("aria-label alt title")
	ids   = strings.Fields("for id")
)

var (
	wordForm   = regexp.MustCompile(`^[a-z]{0,20}([ -][a-z]{1,20}){0,2}$`)
	numberForm = regexp.MustCompile(`^-?[0-9]{1,3}$`)
	markForm   = regexp.MustCompile(`^(?i)[a-z]{1,20}[0-9]{0,2}([-_.:/]([a-z]{1,20}[0-9]{0,2}|[0-9]{1,2})){0,6}$`)
	idForm     = regexp.MustCompile(`^n[0-9]{1,3}$`)
	tagForm    = regexp.MustCompile(`^[a-z][a-z0-9-]{0,40}$`)
	hostForm   = regexp.MustCompile(`^([a-z0-9-]{1,63}\.)*[a-z0-9-]{1,63}$`)
	langForm   = regexp.MustCompile(`^([a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2})?$`)
)

// active are elements that do something or bring something from elsewhere.
var active = strings.Fields("script style link meta base object embed applet template noscript video audio source " +
	"track frame frameset portal math use image foreignobject animate set")

// Parse reads a file. An error names the place: "dialog.children[2].attributes.onclick is …".
func Parse(b []byte) (*Outline, error) {
	if len(b) > MaxBytes {
		return nil, fmt.Errorf("has %d bytes, and %d are the most", len(b), MaxBytes)
	}
	if !utf8.Valid(b) {
		return nil, errors.New("is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	p := parser{json: d}
	top, err := p.value(0)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.New("has something behind the outline")
		}
	}
	if err != nil {
		return nil, err
	}
	fields, isObject := top.(object)
	if !isObject {
		return nil, errors.New("is no object")
	}
	return p.outline(fields)
}

// object is one of JSON, in the order of the file. The standard decoder takes a key twice and the later value.
type object []field

type field struct {
	key   string
	value any // object, list, string, json.Number, bool or nil
}

type list []any

type parser struct {
	json  *json.Decoder
	nodes int
}

// mostNested is how deep objects and lists stand in each other: two of them for each element, and what is around.
const mostNested = 2*maxDepth + 4

// value reads the next value.
func (p *parser) value(depth int) (any, error) {
	if depth > mostNested {
		return nil, fmt.Errorf("is nested too deep: %d elements around each other are the most", maxDepth)
	}
	token, err := p.json.Token()
	if err != nil {
		return nil, fmt.Errorf("is no JSON: %w", err)
	}
	switch token {
	case json.Delim('{'):
		var o object
		for p.json.More() {
			key, err := p.json.Token()
			if err != nil {
				return nil, fmt.Errorf("is no JSON: %w", err)
			}
			name := key.(string)
			if slices.ContainsFunc(o, func(f field) bool { return f.key == name }) {
				return nil, fmt.Errorf("has %q twice in one object", name)
			}
			v, err := p.value(depth + 1)
			if err != nil {
				return nil, err
			}
			o = append(o, field{name, v})
		}
		_, err = p.json.Token()
		return o, err
	case json.Delim('['):
		l := list{}
		for p.json.More() {
			v, err := p.value(depth + 1)
			if err != nil {
				return nil, err
			}
			l = append(l, v)
		}
		_, err = p.json.Token()
		return l, err
	}
	return token, nil
}

func (p *parser) outline(fields object) (*Outline, error) {
	o := &Outline{}
	format := ""
	err := fields.read("", map[string]func(any, string) error{
		"format": str(&format, func(s string) bool { return s == Format }),
		"host":   str(&o.Host, func(s string) bool { return len(s) <= 253 && hostForm.MatchString(s) }),
		"lang":   str(&o.Lang, langForm.MatchString),
		"mount":  str(&o.Mount, func(s string) bool { return slices.Contains(flows.Mounts, s) }),
		"cut":    yes(&o.Cut),
		"dialog": func(v any, at string) (err error) {
			o.Dialog, err = p.node(v, at, 1)
			return err
		},
	}, "format", "host", "lang", "mount", "dialog")
	return o, err
}

func (p *parser) node(v any, at string, depth int) (*Node, error) {
	fields, isObject := v.(object)
	if !isObject {
		return nil, fmt.Errorf("%s is no element", at)
	}
	if p.nodes++; p.nodes > maxNodes {
		return nil, fmt.Errorf("%s is one element too many: %d are the most", at, maxNodes)
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("%s is nested too deep: %d elements around each other are the most", at, maxDepth)
	}
	n := &Node{}
	return n, fields.read(at+".", map[string]func(any, string) error{
		"tag":     str(&n.Tag, func(s string) bool { return tagForm.MatchString(s) && !slices.Contains(active, s) }),
		"block":   yes(&n.Block),
		"pointer": yes(&n.Pointer),
		"unseen":  yes(&n.Unseen),
		"root":    str(&n.Root, func(s string) bool { return s == "shadow" || s == "frame" }),
		"size": func(v any, at string) error {
			number, _ := v.(json.Number)
			if size, err := number.Int64(); err == nil && size > 0 && size < 100 {
				n.Size = int(size)
				return nil
			}
			return fmt.Errorf("%s is no size of 1 to 99 pixels", at)
		},
		"attributes": func(v any, at string) (err error) {
			n.Attributes, err = attributes(v, at)
			return err
		},
		"children": func(v any, at string) error {
			all, isList := v.(list)
			if !isList {
				return fmt.Errorf("%s is no list", at)
			}
			for i, v := range all {
				at := fmt.Sprintf("%s[%d]", at, i)
				child := Child{}
				var err error
				if text, isText := v.(string); isText {
					child.Text, err = text, textError(text, at)
				} else {
					child.Node, err = p.node(v, at, depth+1)
				}
				if err != nil {
					return err
				}
				n.Children = append(n.Children, child)
			}
			return nil
		},
	}, "tag")
}

func attributes(v any, at string) (map[string]string, error) {
	fields, isObject := v.(object)
	if !isObject {
		return nil, fmt.Errorf("%s is no object", at)
	}
	out := map[string]string{}
	for _, f := range fields {
		at := at + "." + f.key
		value, isText := f.value.(string)
		fits, known := formOf(f.key)
		switch {
		case strings.HasPrefix(f.key, "on"):
			return nil, fmt.Errorf("%s is an attribute that does something", at)
		case !known:
			return nil, fmt.Errorf("%s is no attribute that a capture has", at)
		case !isText:
			return nil, fmt.Errorf("%s is no text", at)
		}
		if err := textError(value, at); err != nil {
			return nil, err
		}
		if !fits(value) {
			return nil, fmt.Errorf("%s is %q, which is no value for it", at, value)
		}
		out[f.key] = value
	}
	return out, nil
}

// formOf is what the values of an attribute look like.
func formOf(name string) (fits func(string) bool, known bool) {
	for _, of := range []struct {
		names []string
		fits  func(string) bool
	}{
		{words, wordForm.MatchString}, {numbers, numberForm.MatchString}, {ids, idForm.MatchString},
		{marks, func(s string) bool { return len(s) <= 60 && markForm.MatchString(s) }},
		{flags, func(s string) bool { return s == "" }},
		{texts, func(string) bool { return true }},
	} {
		if slices.Contains(of.names, name) {
			return of.fits, true
		}
	}
	return nil, false
}

// read gives each field to what reads it, which gets its place.
func (o object) read(at string, fields map[string]func(any, string) error, required ...string) error {
	for _, f := range o {
		read, known := fields[f.key]
		if !known {
			return fmt.Errorf("%s%s is no field of an outline", at, f.key)
		}
		if err := read(f.value, at+f.key); err != nil {
			return err
		}
	}
	for _, key := range required {
		if !slices.ContainsFunc(o, func(f field) bool { return f.key == key }) {
			return fmt.Errorf("%s%s is missing", at, key)
		}
	}
	return nil
}

// str reads a text that has a form.
func str(to *string, fits func(string) bool) func(any, string) error {
	return func(v any, at string) error {
		s, isText := v.(string)
		if !isText {
			return fmt.Errorf("%s is no text", at)
		}
		if err := textError(s, at); err != nil && at != "host" {
			return err
		}
		if !fits(s) {
			return fmt.Errorf("%s is %.60q, which is no value for it", at, s)
		}
		*to = s
		return nil
	}
}

// yes reads what is there only where it is true.
func yes(to *bool) func(any, string) error {
	return func(v any, at string) error {
		if v != true {
			return fmt.Errorf("%s is not true", at)
		}
		*to = true
		return nil
	}
}

var (
	phoneForm = regexp.MustCompile(`[0-9](?:[\s .()/+-]*[0-9]){4,}`)
	zeros     = regexp.MustCompile(`^[0\s .()/+-]*$`)
	mailForm  = regexp.MustCompile(`\S@\S|(?i)\bhttps?:|(?i)\bwww\.`)
)

// textError refuses what may name somebody, and what is not seen: a capture of the extension has neither.
func textError(s, at string) error {
	switch {
	case utf8.RuneCountInString(s) > maxText:
		return fmt.Errorf("%s has %d characters, and %d are the most", at, utf8.RuneCountInString(s), maxText)
	case strings.ContainsFunc(s, unicode.IsControl):
		return fmt.Errorf("%s has a control character", at)
	case strings.ContainsFunc(s, isDirection):
		return fmt.Errorf("%s has a character that changes the direction of text, or that nobody sees", at)
	case mailForm.MatchString(s):
		return fmt.Errorf("%s looks like an e-mail address or a link", at)
	}
	for _, digits := range phoneForm.FindAllString(s, -1) {
		if !zeros.MatchString(digits) {
			return fmt.Errorf("%s looks like a phone number", at)
		}
	}
	return nil
}

// isDirection reports whether a character is of a kind that is not seen, but for the joiners that words have.
func isDirection(c rune) bool {
	return unicode.In(c, unicode.Cf, unicode.Zl, unicode.Zp) && c != '\u200c' && c != '\u200d'
}
