package flows

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A draft is a flow of the list in one language on its way to a flow as it is written in a flow.json, whose `show`
// names a template.
type draft struct {
	Flow
	labels    []string // of the steps
	first     *Step    // the one that shows the first dialog that is no menu
	also      []string // conditions under which it is played too
	own, not  string   // its own condition, if not the usual one, and one under which it is not played
	showsCard bool
}

// makeFlow makes a flow in one language, followed by its variants.
func (s *Site) makeFlow(f *listFlow, lang, options string, recorded []record) error {
	l, o := s.Languages[lang], s.Openings[f.opening]
	s.index.use("opening " + f.opening)
	switch {
	case l == nil:
		return fmt.Errorf("there is no labels/%s.json", lang)
	case o == nil:
		return fmt.Errorf("there is no opening %s", f.opening)
	}
	d := &draft{Flow: Flow{URL: o.Address, Page: o.Page, Expect: f.expect, Records: s.records(), site: s}}
	d.record = f.name + "-" + lang
	d.ID = s.Name + "/" + d.record
	d.Seed = Seed(d.ID)
	d.Locale = l.Locale
	if err := d.walk(s, l, s.spread(o.Steps, f.steps)); err != nil {
		return err
	}
	for option := range strings.SplitSeq(options, ", ") {
		if option == "" {
			continue
		}
		if err := d.option(s, option); err != nil {
			return fmt.Errorf("the option %q %w", option, err)
		}
	}
	all, err := d.all(d.conditions(s), recorded, func(name string) (string, error) {
		screen, err := l.Screen(name)
		return screen.HTML, err
	})
	s.flows = append(s.flows, all...)
	return err
}

// spread puts the steps of a flow after those of its opening, and those of an ending in place of its name.
func (s *Site) spread(opening, steps []ListStep) []ListStep {
	all := slices.Clone(opening)
	for _, step := range steps {
		if ending := s.endings[step.Label]; ending != nil {
			s.index.use("ending " + step.Label)
			all = append(all, ending...)
		} else {
			all = append(all, step)
		}
	}
	return all
}

// walk goes through the steps and the screens that they lead to.
func (d *draft) walk(s *Site, l *Language, steps []ListStep) error {
	d.Steps = make([]Step, len(steps))
	screen, expect := d.Page, Expect{Stage: Stages[0]}
	for i, step := range steps {
		w := &d.Steps[i]
		d.labels = append(d.labels, step.Label)
		if step.Label[0] != '(' { // somebody does it
			text, err := l.Text(step.Label)
			if err != nil {
				return fmt.Errorf("%s: %w", step.Label, err)
			}
			if step.Check {
				w.Check = &text
			} else {
				w.Click = &text
			}
		}
		to := step.To
		if to == "" && step.Check { // it changes itself
			to = Stays
		}
		if to = cmp.Or(to, s.Leads(screen, step.Label)); to == "" {
			return fmt.Errorf("%s: from %q it leads nowhere: name a screen behind it, or in [moves]", step.Label, screen)
		}
		if err := l.stands(step.Label, screen); err != nil {
			return err
		}
		switch to {
		case Stays:
		case Closes:
			w.Close, screen = true, d.Page
		default:
			w.Show, screen = &to, to
			switch { // a menu, and what it opens, are dialogs of their own
			case IsMenu(to):
			case d.first != nil:
				w.How = "swap"
			default:
				d.first = w
			}
		}
		if e := step.Expect; e != nil {
			if e.Stage == "after" && e.Harm == "" { // the harm stays
				e = &Expect{e.Stage, expect.Harm, expect.First}
			}
			expect = *e
		}
		d.showsCard = d.showsCard || expect.Card()
		now := expect
		w.Expect = &now
	}
	return nil
}

// option changes a flow as an option of its language says: "phone", "show-modal", "swap", "reunion", "not night",
// "at night", "country FR", "zone Europe/Brussels", "url https://…"; and for the steps with these labels "Enter on
// LABEL LABEL", "2500 ms on LABEL", "insert on LABEL".
func (d *draft) option(s *Site, text string) error {
	what, labels, forSteps := strings.Cut(text, " on ")
	if forSteps {
		return d.stepOption(what, strings.Fields(labels))
	}
	fields := map[string]*string{
		"country": &d.Country, "zone": &d.Timezone, "url": &d.URL, "at": &d.own, "not": &d.not,
	}
	name, value, _ := strings.Cut(what, " ")
	field, known := fields[name]
	switch {
	case known && value != "":
		*field = value
		if (name == "at" || name == "not") && s.condition(value) == nil {
			return fmt.Errorf("means nothing: %s has no condition %s", ConditionsFile, value)
		}
	case what == "phone":
		d.Viewport = "360x740"
	case slices.Contains(Mounts, what):
		d.Mount = what
	case slices.Contains(Hows, what):
		if d.first != nil {
			d.first.How = what
		}
	case s.condition(what) != nil:
		d.also = append(d.also, what)
	default:
		return fmt.Errorf("means nothing")
	}
	return nil
}

// stepOption changes the steps with these labels.
func (d *draft) stepOption(what string, labels []string) error {
	for _, label := range labels {
		if !slices.Contains(d.labels, label) {
			return fmt.Errorf("is for a step %s, which is not there", label)
		}
		for i := range d.Steps {
			if d.labels[i] != label {
				continue
			}
			step := &d.Steps[i]
			digits, late := strings.CutSuffix(what, " ms")
			ms, err := strconv.Atoi(digits)
			switch {
			case late && err == nil:
				step.Delay = ms
			case slices.Contains(keys, what):
				step.Press = &Press{Key: what}
			case slices.Contains(Hows, what):
				step.How = what
			default:
				return fmt.Errorf("means nothing")
			}
		}
	}
	return nil
}

func (s *Site) condition(name string) *condition {
	i := slices.IndexFunc(s.conditions, func(c condition) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return &s.conditions[i]
}

// conditions puts the flow under its own condition, and returns the others under which it is played. A card names the
// line of the condition; under its own, one that the list says.
func (d *draft) conditions(s *Site) (others []variant) {
	own := s.condition(cmp.Or(d.own, s.conditions[0].Name))
	d.Now, d.Timezone = own.Now, cmp.Or(d.Timezone, own.Timezone)
	d.Expect = own.expect(d.Expect)
	for i, step := range d.Steps {
		if step.Expect.First == "" {
			d.Steps[i].Expect = own.expect(step.Expect)
		}
	}
	for _, c := range s.conditions {
		wanted := slices.Contains(d.also, c.Name) || c.Always && d.showsCard
		if wanted && c.Name != own.Name && c.Name != d.not {
			others = append(others, c.variant)
		}
	}
	return others
}
