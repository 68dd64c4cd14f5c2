package main

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"bouton3018/rules"
	"bouton3018/rules/flows"
	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
	"bouton3018/wasm/core"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/lexicon"
)

// explain prints, for each recorded step of the flows, the signals that fired,
// what they added up to, and what came of it.
func explain(args []string) error {
	dirs, err := parse(newFlags("explain"), args, 1, -1)
	if err != nil {
		return err
	}
	all, err := flows.ReadAll(dirs...)
	if err != nil {
		return err
	}
	s, c, err := packagedCore()
	if err != nil {
		return err
	}
	m, err := newMeanings(s)
	if err != nil {
		return err
	}
	for _, f := range all {
		if f.Variant != "" {
			continue
		}
		if err := m.explainFlow(c, f); err != nil {
			return err
		}
	}
	return nil
}

// explainFlow prints a flow step by step.
func (m *meanings) explainFlow(c *core.Core, f *flows.Flow) error {
	if len(f.Recorded) == 0 {
		return fmt.Errorf("%s is not recorded: go run ./scripts/rules eval -record %s", f.ID, f.ID)
	}
	fmt.Println(f.ID)
	for i, step := range f.Steps {
		fmt.Printf("  step %d%s\n", i+1, doing(step))
		m.explain(f.URL, f.Locale, step)
		request, asked := f.Recorded[i+1]
		if !asked {
			fmt.Println("    nothing was asked of the core: no box passed the gate, or the step is not judged")
			continue
		}
		d, problem := c.Explain(request)
		if problem != "" {
			fmt.Println("    error", problem)
			continue
		}
		explainStep(d)
	}
	return nil
}

// packagedCore is a core with the packaged rules, and their source.
func packagedCore() (*source.Source, *core.Core, error) {
	s, err := source.Load(packaged.Files)
	if err != nil {
		return nil, nil, err
	}
	c, err := configured(s.Detection(), s.Directory())
	return s, c, err
}

// doing says what is done in a step.
func doing(s flows.Step) string {
	out := ""
	if s.Click != nil {
		out += fmt.Sprintf(": click %q", *s.Click)
	}
	if s.Check != nil {
		out += fmt.Sprintf(": check %q", *s.Check)
	}
	if s.File != "" {
		out += ", shows " + s.File
	}
	return out
}

// meanings is what texts mean by themselves.
type meanings struct {
	lexicon   *lexicon.Lexicon
	platforms []rules.Platform
}

func newMeanings(s *source.Source) (*meanings, error) {
	d, err := rules.ParseDetection(s.Detection())
	if err != nil {
		return nil, err
	}
	x, err := lexicon.Compile(d.Lexicons)
	return &meanings{x, d.Platforms}, err
}

// explain prints what the text that a step clicks means: by a label of the site,
// by the words on a page in its language, or not at all, which is where a new phrase is missing.
func (m *meanings) explain(address, locale string, s flows.Step) {
	name := cmp.Or(s.Click, s.Check)
	if name == nil {
		return
	}
	found := m.lexicon.MatchIn(*name, m.lexicon.Langs(locale))
	harm, by := found.Harm, "by its words"
	host, _ := url.Parse(address)
	for _, p := range m.platforms {
		for _, l := range p.Labels {
			if host != nil && slices.Contains(p.Hosts, host.Hostname()) && m.lexicon.Match(l.Text).Hash == found.Hash {
				harm, by = l.Concept, "by a label of "+p.ID
			}
		}
	}
	if harm != rules.None {
		fmt.Printf("           %q means %s, %s\n", *name, harm, by)
		return
	}
	var named []string
	for c := rules.None + 1; c < rules.MaxConcepts; c++ {
		if found.Set.Has(c) {
			named = append(named, c.String())
		}
	}
	fmt.Printf("           %q is no reason that is known; it names %s\n", *name, cmp.Or(strings.Join(named, ", "), "nothing"))
}

func explainStep(d core.Decision) {
	for _, signal := range d.Flow.Reading.Signals {
		fmt.Printf("    %+5d  %s\n", signal.Weight, signal.ID)
	}
	verdict := "not a report dialog"
	if d.Flow.Reading.Report {
		verdict = "a report dialog"
	}
	fmt.Printf("    %5d  of %d: %s\n", d.Flow.Reading.Score, dialog.Threshold, verdict)
	if d.Flow.Chosen != "" {
		fmt.Printf("           a choice was seen by %s\n", d.Flow.Chosen)
	}
	fmt.Printf("           stage %s, harm %s", d.Flow.Stage, d.Flow.Harm)
	if d.Referral != nil {
		for _, l := range d.Referral.Lines {
			fmt.Printf(", %s (%s)", l.ID, l.Open)
		}
	}
	if d.Silent {
		fmt.Print(", nothing is shown here")
	}
	fmt.Println()
}
