package flows

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// An Opening is the page on which flows begin, and the steps with which they do.
type Opening struct {
	Page    string // a template, "" for the empty feed
	Address string // whole
	Steps   []ListStep
}

// A Move says where a label of a screen leads: to another screen, or [Closes] or [Stays]. Screen may hold *, which
// stands for anything.
type Move struct {
	Screen, Label, To string

	place string
}

// Where a label may lead beside to a screen: the dialog goes away, or nothing changes.
const (
	Closes = "close"
	Stays  = "stay"
)

// AnyLabel stands in moves for any label of a screen that is not named.
const AnyLabel = "*"

// A ListStep is one step as it is written, or the name of an ending. Label is a key of the labels, a text in quotes, or
// in parentheses what happens without anybody.
type ListStep struct {
	Label  string
	Check  bool   // it is a radio or a checkbox
	To     string // where the label leads here, "" for where the moves say
	Expect *Expect
}

// A listFlow is one entry of the list: one flow in each of its languages.
type listFlow struct {
	place, name, opening string

	expect *Expect // of a page without steps
	steps  []ListStep
	langs  []string // each with what is special in it: "fr phone, 2500 ms on report"
}

// A section is a part of a list: the shape of its entries, and what takes what stands in one.
type section struct {
	shape string
	form  *regexp.Regexp
	take  func(s *Site, place string, parts []string) error
}

// sections are those of a list by their heading; the first has none.
var sections = map[string]section{
	"": {"site ADDRESS", regexp.MustCompile(`^site (\S+)$`), (*Site).takeAddress},
	"[openings]": {"NAME PAGE ADDRESS > STEP > STEP",
		regexp.MustCompile(`^(\S+) (\S+) (\S+)(?: > (.+))?$`), (*Site).takeOpening},
	"[endings]": {"NAME STEP > STEP", regexp.MustCompile(`^(\S+) (.+)$`), (*Site).takeEnding},
	"[moves]":   {"SCREEN LABEL: SCREEN, LABEL: SCREEN", regexp.MustCompile(`^(\S+) (.+)$`), (*Site).takeMoves},
	"[flows]": {"NAME OPENING = STAGE > STEP > STEP | LANG OPTION, OPTION | LANG",
		regexp.MustCompile(`^(\S+) (\S+)(?: = (\S+))?(?: > ([^|]+))? \| (.+)$`), (*Site).takeFlow},
}

var (
	stepForm = regexp.MustCompile(`^(check )?("[^"]+"|[^\s"]\S*?)(?:: (\S+))?(?: = (\S+)(?: (\S+))?(?: (\S+))?)?$`)
	moveForm = regexp.MustCompile(`^("[^"]+"|[^\s"]\S*): (\S+)$`)
	comment  = regexp.MustCompile(`(^|\s)#.*`)
	blanks   = regexp.MustCompile(`\s+`) // not the no-break ones
)

// parse reads a flows.txt. Its errors begin with file and line.
func (s *Site) parse(text string) error {
	var problems []error
	now := sections[""]
	for _, e := range entries(text) {
		place := fmt.Sprintf("%s:%d", s.file(), e.line)
		if next, is := sections[e.text]; is {
			now = next
			continue
		}
		var err error
		if parts := now.form.FindStringSubmatch(e.text); parts == nil {
			err = fmt.Errorf("%q is not %s", e.text, now.shape)
		} else {
			err = now.take(s, place, parts[1:])
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", place, err))
		}
	}
	return errors.Join(problems...)
}

// An entry is a line with those below it that begin with a blank, without comments, one blank between two words.
type entry struct {
	line int
	text string
}

func entries(text string) (all []entry) {
	for i, line := range strings.Split(text, "\n") {
		words := strings.TrimSpace(blanks.ReplaceAllString(comment.ReplaceAllString(line, ""), " "))
		switch {
		case words == "":
		case len(all) > 0 && strings.TrimLeft(line, " \t") != line:
			all[len(all)-1].text += " " + words
		default:
			all = append(all, entry{i + 1, words})
		}
	}
	return all
}

func (s *Site) takeAddress(_ string, parts []string) error {
	s.address = parts[0]
	return nil
}

func (s *Site) takeOpening(place string, parts []string) (err error) {
	o := &Opening{Page: parts[1], Address: parts[2]}
	if o.Page == "-" {
		o.Page = ""
	}
	if strings.HasPrefix(o.Address, "/") {
		o.Address = s.address + o.Address
	}
	s.Openings[parts[0]] = o
	o.Steps, err = parseSteps(parts[3])
	return cmp.Or(err, s.index.declare("opening "+parts[0], place))
}

func (s *Site) takeEnding(place string, parts []string) (err error) {
	s.endings[parts[0]], err = parseSteps(parts[1])
	return cmp.Or(err, s.index.declare("ending "+parts[0], place))
}

func (s *Site) takeMoves(place string, parts []string) error {
	for move := range strings.SplitSeq(parts[1], ", ") {
		m := moveForm.FindStringSubmatch(move)
		if m == nil {
			return fmt.Errorf("%q is not LABEL: SCREEN", move)
		}
		s.moves = append(s.moves, Move{parts[0], m[1], m[2], place})
	}
	return nil
}

func (s *Site) takeFlow(place string, parts []string) (err error) {
	f := &listFlow{place: place, name: parts[0], opening: parts[1], langs: strings.Split(parts[4], "|")}
	if parts[2] != "" {
		f.expect = &Expect{Stage: parts[2]}
	}
	f.steps, err = parseSteps(strings.TrimSpace(parts[3]))
	s.list = append(s.list, f)
	return err
}

// parseSteps reads steps "LABEL: SCREEN = STAGE HARM LINE", of which only the label must be there.
func parseSteps(text string) (all []ListStep, err error) {
	if text == "" {
		return nil, nil
	}
	for step := range strings.SplitSeq(text, " > ") {
		m := stepForm.FindStringSubmatch(step)
		if m == nil {
			return nil, fmt.Errorf("%q is not LABEL: SCREEN = STAGE HARM LINE", step)
		}
		s := ListStep{Check: m[1] != "", Label: m[2], To: m[3]}
		if m[4] != "" {
			s.Expect = &Expect{m[4], m[5], m[6]}
		}
		all = append(all, s)
	}
	return all, nil
}

// Ways returns where the labels of a screen lead, as the moves say of it by name, then as they say of all screens.
func (s *Site) Ways(screen string) []Move {
	var own, everywhere []Move
	for _, m := range s.moves {
		if m.Screen == "*" {
			everywhere = append(everywhere, m)
		} else if m.of(screen) {
			own = append(own, m)
		}
	}
	return append(own, everywhere...)
}

func (m Move) of(screen string) bool {
	is, _ := path.Match(m.Screen, screen)
	return is
}

// Leads returns where a label of a screen leads, by its name or as any label does; "" where nothing is said.
func (s *Site) Leads(screen, label string) string {
	ways := s.Ways(screen)
	for _, known := range []string{label, AnyLabel} {
		if i := slices.IndexFunc(ways, func(m Move) bool { return m.Label == known }); i >= 0 {
			return ways[i].To
		}
	}
	return ""
}
