package flows

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

// ConditionsFile names the conditions under which the flows of the sites beside it are played.
const ConditionsFile = "conditions.txt"

// A condition is a time and a place at which a flow is played, and the line that a card names first there. The first of
// the file is the usual one.
type condition struct {
	name      string
	always    bool // played with every flow that shows a card
	now, zone string
	first     map[string]string // by harm; "" stands for any that is not named
	nothing   bool              // nothing is shown here
}

// readConditions reads lines "NAME NOW ZONE LINE, HARM LINE, …" or "NAME NOW ZONE nothing"; a * ends the name of one
// that is always played.
func readConditions(file string) ([]condition, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []condition
	var problems []error
	for _, entry := range entries(string(text)) {
		c, err := readCondition(&reader{words: entry, line: entry[0].line})
		if err != nil {
			err = fmt.Errorf("%s:%w", file, err)
		}
		all, problems = append(all, c), append(problems, err)
	}
	if len(all) == 0 {
		problems = append(problems, fmt.Errorf("%s: no condition", file))
	}
	return all, errors.Join(problems...)
}

func readCondition(r *reader) (c condition, err error) {
	c.first = map[string]string{}
	for _, field := range []struct {
		what string
		to   *string
	}{{"a name", &c.name}, {"a time", &c.now}, {"a time zone", &c.zone}} {
		if *field.to, err = r.name(field.what); err != nil {
			return c, err
		}
	}
	c.name, c.always = strings.CutSuffix(c.name, "*")
	if r.take("nothing") {
		c.nothing = true
	} else if err := r.lines(c.first); err != nil {
		return c, err
	}
	if r.more() {
		return c, r.wrong("nothing more was expected at %s", r.peek())
	}
	return c, nil
}

// lines reads "LINE, HARM LINE, HARM LINE".
func (r *reader) lines(first map[string]string) (err error) {
	if first[""], err = r.name("a line"); err != nil {
		return err
	}
	for r.take(",") {
		harm, err := r.name("a harm")
		if err != nil {
			return err
		}
		if first[harm], err = r.name("a line"); err != nil {
			return err
		}
	}
	return nil
}

// line is the one that a card names first for a harm.
func (c condition) line(harm string) string { return or(c.first[harm], c.first[""]) }

// seen is what is expected at a step under this condition, of a step that usually shows e. A card names the line of
// the condition, unless e names one and the condition is the usual one.
func (c condition) seen(e *Expect, usual bool) *Expect {
	switch {
	case e == nil:
		return nil
	case c.nothing:
		return &Expect{Stage: Stages[0]}
	case !e.Card():
		return e
	case usual && e.First != "":
		return e
	}
	return &Expect{Stage: e.Stage, Harm: e.Harm, First: c.line(e.Harm)}
}
