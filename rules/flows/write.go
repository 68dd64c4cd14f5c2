package flows

import (
	"fmt"
	"slices"
	"strings"
)

// write puts a flow of the list in one language into the words of a flow.json, whose `show` names a template, and
// returns the conditions under which it is played, its own first.
func (s *Site) write(f *ListFlow, l ListLang) (w written, chosen []condition, err error) {
	o := s.Openings[f.Opening]
	if o == nil {
		return w, nil, fmt.Errorf("there is no opening %s", f.Opening)
	}
	special, err := s.read(l.Options)
	if err != nil {
		return w, nil, err
	}
	w = special.written
	w.URL = or(w.URL, s.Address(o))
	w.Page, w.Locale, w.Expect = o.Page, s.labels[l.Lang].Locale, f.Expect
	w.Timezone = special.zone
	at := walk{site: s, lang: l.Lang, how: special.how, screen: o.Page, expect: Expect{Stage: Stages[0]}}
	card := false
	for _, step := range s.spread(o.Steps, f.Steps) {
		one, err := at.step(step)
		if err == nil {
			err = special.apply(&one, step.Label)
		}
		if err != nil {
			return w, nil, fmt.Errorf("%s: %w", step.Label, err)
		}
		card = card || one.Expect != nil && one.Expect.Card()
		w.Steps = append(w.Steps, one)
	}
	if err := special.unmet(); err != nil {
		return w, nil, err
	}
	return w, special.conditions(s.conditions, card), nil
}

// spread puts the steps of a flow after those of its opening, and those of an ending in place of its name.
func (s *Site) spread(opening, steps []ListStep) []ListStep {
	all := slices.Clone(opening)
	for _, step := range steps {
		if ending := s.Endings[step.Label]; ending != nil {
			all = append(all, ending...)
		} else {
			all = append(all, step)
		}
	}
	return all
}

// A walk goes through the screens of a flow.
type walk struct {
	site   *Site
	lang   string
	how    string // in which the first dialog that is no menu comes
	screen string // what is open, or the page
	opened bool   // a dialog that is no menu has been open
	expect Expect // of the step before
}

// step writes a step of the list as one of a flow.json.
func (a *walk) step(step ListStep) (w writtenStep, err error) {
	to := step.To
	switch {
	case step.Label == closesItself:
		to = Closes
	case step.Label != showsItself:
		text, err := a.site.Text(a.lang, step.Label)
		if err != nil {
			return w, err
		}
		switch {
		case step.Check: // it changes itself
			w.Check = &text
			to = or(to, Stays)
		default:
			w.Click = &text
			to = or(to, a.site.Leads(a.screen, step.Label))
		}
	}
	switch to {
	case "":
		return w, fmt.Errorf("from %q it leads nowhere: name a screen behind it, or in [moves]", a.screen)
	case Stays:
	case Closes:
		w.Close = true
	default:
		w.Show, w.How = to, a.comes(to)
		a.screen = to
	}
	w.Expect = a.expected(step.Expect)
	return w, nil
}

// comes says how a screen comes: as a new dialog from a page or a menu, else in the one that is open.
func (a *walk) comes(to string) string {
	switch {
	case IsMenu(to):
		return Hows[0]
	case a.opened:
		return "swap"
	}
	a.opened = true
	return or(a.how, Hows[0])
}

// expected is what a step expects: what is written, or what the step before did; after a report the harm stays.
func (a *walk) expected(e *Expect) *Expect {
	if e != nil {
		now := *e
		if now.Stage == "after" && now.Harm == "" {
			now.Harm, now.First = a.expect.Harm, a.expect.First
		}
		a.expect = now
	}
	now := a.expect
	return &now
}

// special is what is special about a flow in one language.
type special struct {
	written written
	how     string
	zone    string
	at      string
	also    []string
	not     []string
	steps   []Option // for steps with certain labels
	met     map[string]bool
}

// read sorts options: "phone", "show-modal", "swap", "reunion", "not night", "at night", "country FR",
// "zone Europe/Brussels", "url https://…"; and for steps "Enter on LABEL LABEL", "2500 ms on LABEL", "insert on LABEL".
func (s *Site) read(options []Option) (*special, error) {
	sp := &special{met: map[string]bool{}}
	for _, o := range options {
		if len(o.On) > 0 {
			sp.steps = append(sp.steps, o)
			continue
		}
		name := o.Words[0]
		known := func(c condition) bool { return c.name == name }
		switch {
		case len(o.Words) == 2:
			if err := sp.pair(name, o.Words[1]); err != nil {
				return nil, err
			}
		case len(o.Words) > 2:
			return nil, unknownOption(o)
		case name == "phone":
			sp.written.Viewport = "360x740"
		case slices.Contains(Mounts, name):
			sp.written.Mount = name
		case slices.Contains(Hows, name):
			sp.how = name
		case slices.ContainsFunc(s.conditions, known):
			sp.also = append(sp.also, name)
		default:
			return nil, unknownOption(o)
		}
	}
	for _, name := range slices.Concat(sp.not, []string{or(sp.at, s.conditions[0].name)}) {
		if !slices.ContainsFunc(s.conditions, func(c condition) bool { return c.name == name }) {
			return nil, fmt.Errorf("%s has no condition %s", ConditionsFile, name)
		}
	}
	return sp, nil
}

// pair reads an option of two words.
func (sp *special) pair(name, value string) error {
	switch name {
	case "not":
		sp.not = append(sp.not, value)
	case "at":
		sp.at = value
	case "country":
		sp.written.Country = value
	case "zone":
		sp.zone = value
	case "url":
		sp.written.URL = value
	default:
		return unknownOption(Option{Words: []string{name, value}})
	}
	return nil
}

func unknownOption(o Option) error {
	return fmt.Errorf("the option %q means nothing", strings.Join(o.Words, " "))
}

// apply changes a step as the options for its label say.
func (sp *special) apply(w *writtenStep, label string) error {
	for _, o := range sp.steps {
		if !slices.Contains(o.On, label) {
			continue
		}
		sp.met[label] = true
		name := o.Words[0]
		if ms, ok := o.milliseconds(); ok {
			w.Delay = ms
			continue
		}
		switch {
		case len(o.Words) > 1:
			return unknownOption(o)
		case slices.Contains(keys, name):
			w.Press = []byte(`"` + name + `"`)
		case slices.Contains(Hows, name):
			w.How = name
		default:
			return unknownOption(o)
		}
	}
	return nil
}

// unmet names a label of an option that no step has.
func (sp *special) unmet() error {
	for _, o := range sp.steps {
		for _, label := range o.On {
			if !sp.met[label] {
				return fmt.Errorf("the option %q is for a step %s, which is not there", strings.Join(o.Words, " "), label)
			}
		}
	}
	return nil
}

// conditions returns those under which a flow is played, its own first.
func (sp *special) conditions(all []condition, card bool) (chosen []condition) {
	own := or(sp.at, all[0].name)
	for _, c := range all {
		if c.name == own {
			chosen = append(chosen, c)
		}
	}
	for _, c := range all {
		wanted := slices.Contains(sp.also, c.name) || c.always && card
		if wanted && c.name != own && !slices.Contains(sp.not, c.name) {
			chosen = append(chosen, c)
		}
	}
	return chosen
}
