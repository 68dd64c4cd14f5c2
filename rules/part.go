package rules

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Error is a rule that cannot be used: where it stands and why.
type Error struct {
	Path   string
	Reason string
}

func (e *Error) Error() string { return e.Path + ": " + e.Reason }

// wellFormed asks for JSON that no two parsers read in two ways, and returns it as a string. Every error is an [*Error].
func wellFormed(name string, text []byte) (string, error) {
	if !json.Valid(text) {
		return "", &Error{name, "is not valid JSON"}
	}
	whole := string(text)
	if repeated := RepeatedKey(whole); repeated != "" {
		return "", &Error{name, "has the key " + repeated + " twice"}
	}
	return whole, nil
}

// readPart reads one of the two parts, which is well-formed, into what has its fields. Every error is an [*Error].
func readPart(name string, text []byte, into any) error {
	var head struct {
		Part               string
		Version, MinEngine int64
	}
	if err := decode(name, text, &head); err != nil {
		return err
	}
	switch {
	case head.Part != name:
		return &Error{name + ".part", fmt.Sprintf("%q is not %q", head.Part, name)}
	case head.MinEngine > Engine:
		return &Error{name + ".minEngine", NewerEngine}
	case head.Version < 1:
		return &Error{name + ".version", "is not a positive number"}
	}
	return decode(name, text, into)
}

// decode reads JSON that stands at a place of a part.
func decode(where string, text []byte, into any) error {
	err := json.Unmarshal(text, into)
	if wrong, ok := err.(*json.UnmarshalTypeError); ok {
		return &Error{where, strings.ToLower(wrong.Field) + " is a " + wrong.Value + ", which does not belong there"}
	}
	if err != nil {
		return &Error{where, err.Error()}
	}
	return nil
}

// DecodeStrict reads JSON of which every key is known, and stands there once: nobody shall believe to have said
// something that was passed over.
func DecodeStrict(text []byte, into any) error {
	if !json.Valid(text) {
		return errors.New("it is not JSON")
	}
	if repeated := RepeatedKey(string(text)); repeated != "" {
		return fmt.Errorf("it has the key %q twice", repeated)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// VersionOf is the version that a part says it has, 0 where it says none.
func VersionOf(part []byte) int64 {
	var head struct{ Version int64 }
	if json.Unmarshal(part, &head) != nil {
		return 0
	}
	return head.Version
}

// ParseDate reads "2025-11-07", and "2025-11" and "2025" as their first day; times are UTC.
func ParseDate(s string) (day time.Time, ok bool) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return day, false
	}
	day, err := time.Parse(time.DateOnly[:len(s)], s)
	return day, err == nil
}

// checker keeps the first thing that is wrong with a part, so that the checks stay flat.
type checker struct {
	err  error
	seen map[string]bool
}

// check asks that something holds of what stands at a path.
func (p *checker) check(ok bool, path, reason string, values ...any) {
	if !ok && p.err == nil {
		p.err = &Error{path, fmt.Sprintf(reason, values...)}
	}
}

// count asks that a list has from least to most elements.
func (p *checker) count(path string, n, least, most int) {
	p.check(n >= least, path, "has fewer than %d elements", least)
	p.check(n <= most, path, "has more than %d elements", most)
}

// once asks that no two elements of a list have one id.
func (p *checker) once(list, path, id string) {
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	key := list + " " + id
	p.check(!p.seen[key], path, "%.80q is there twice", id)
	p.seen[key] = true
}
