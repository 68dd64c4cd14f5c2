package rules

import (
	"slices"
	"strings"
)

// A selector of a rule is plain CSS, so little of it that every browser reads it alike: compounds of
// an element name or *, #id, .class and [attribute], with the combinators of CSS between them and commas
// around them. No pseudo-class, no escape. What a page's engine cannot read would throw there at every look.
//
//	label[data-e2e="report-card-reason"], #report > [role=dialog]

// A Selector is what [ParseSelector] has read: each alternative is its compounds, the last of which is what is matched.
type Selector [][]compound

// compound is what one element must have.
type compound struct {
	element, id string // "" for any
	attributes  []attribute
}

type attribute struct{ name, value string } // value "": only that it is there

// ParseSelector reads a selector; ok is false where it is none, or longer than one may be.
func ParseSelector(s string) (_ Selector, ok bool) {
	if len(s) > MaxSelector {
		return nil, false
	}
	r := selectorReader{rest: s}
	var out Selector
	for {
		one, ok := r.alternative()
		if !ok {
			return nil, false
		}
		out = append(out, one)
		if r.rest == "" {
			return out, true
		}
		if !r.take(',') {
			return nil, false
		}
	}
}

// Specific reports whether every alternative names something of its own: an id, a custom element, or an attribute
// like data-e2e with a value. A selector that any box of any page could match is no evidence of a report.
func (s Selector) Specific() bool {
	for _, compounds := range s {
		if !compounds[len(compounds)-1].specific() {
			return false
		}
	}
	return len(s) > 0
}

func (c *compound) specific() bool {
	return len(c.id) > 2 || strings.Contains(c.element, "-") || slices.ContainsFunc(c.attributes, attribute.specific)
}

// ownAttributes are those, beside data-*, that a site gives a value of its own.
var ownAttributes = []string{
	"id", "name", "for", "action", "title", "aria-label", "aria-labelledby", "aria-describedby",
}

func (a attribute) specific() bool {
	return len(a.value) > 2 && (strings.HasPrefix(a.name, "data-") || slices.Contains(ownAttributes, a.name))
}

// selectorReader reads from the left; what is left stands in rest.
type selectorReader struct{ rest string }

// alternative reads up to a comma or the end.
func (r *selectorReader) alternative() (out []compound, ok bool) {
	for {
		r.skipSpace()
		one, ok := r.compound()
		if !ok {
			return nil, false
		}
		out = append(out, one)
		apart := r.skipSpace()
		if r.rest == "" || r.rest[0] == ',' {
			return out, true
		}
		if !r.take('>') && !r.take('+') && !r.take('~') && !apart {
			return nil, false
		}
	}
}

func (r *selectorReader) compound() (c compound, ok bool) {
	found := r.take('*')
	if !found {
		c.element, found = r.name()
	}
	for {
		ok := true
		switch {
		case r.take('#'):
			c.id, ok = r.name()
		case r.take('.'):
			_, ok = r.name()
		case r.take('['):
			var one attribute
			one, ok = r.attribute()
			c.attributes = append(c.attributes, one)
		default:
			return c, found
		}
		if !ok {
			return c, false
		}
		found = true
	}
}

// attribute reads what stands behind its opening bracket, the closing one included.
func (r *selectorReader) attribute() (a attribute, ok bool) {
	r.skipSpace()
	if a.name, ok = r.name(); !ok {
		return a, false
	}
	r.skipSpace()
	if r.take(']') {
		return a, true
	}
	if r.rest != "" && strings.IndexByte("~|^$*", r.rest[0]) >= 0 {
		r.rest = r.rest[1:]
	}
	if !r.take('=') {
		return a, false
	}
	r.skipSpace()
	if a.value, ok = r.quoted(); !ok {
		if a.value, ok = r.name(); !ok {
			return a, false
		}
	}
	r.skipSpace()
	return a, r.take(']')
}

// quoted reads a string: printable, without an escape.
func (r *selectorReader) quoted() (value string, ok bool) {
	if r.rest == "" || r.rest[0] != '"' && r.rest[0] != '\'' {
		return "", false
	}
	end := strings.IndexByte(r.rest[1:], r.rest[0])
	if end < 0 {
		return "", false
	}
	value, r.rest = r.rest[1:end+1], r.rest[end+2:]
	for i := 0; i < len(value); i++ {
		if value[i] < ' ' || value[i] == '\\' || value[i] == 0x7f {
			return "", false
		}
	}
	return value, true
}

// name reads an identifier of CSS: a letter or _ behind at most one hyphen, then letters, digits, _ and hyphens.
func (r *selectorReader) name() (string, bool) {
	n := 0
	for n < len(r.rest) && isNameByte(r.rest[n]) {
		n++
	}
	name := r.rest[:n]
	first := strings.TrimPrefix(name, "-")
	if first == "" || first[0] == '-' || first[0] >= '0' && first[0] <= '9' {
		return "", false
	}
	r.rest = r.rest[n:]
	return name, true
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

func (r *selectorReader) take(c byte) bool {
	if r.rest == "" || r.rest[0] != c {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

// skipSpace reports whether there was any.
func (r *selectorReader) skipSpace() bool {
	before := len(r.rest)
	r.rest = strings.TrimLeft(r.rest, " ")
	return len(r.rest) < before
}
