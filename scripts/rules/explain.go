package main

import (
	"cmp"
	"fmt"
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

// explain prints, for each recorded step of the flows, the languages and phrases by which it was read, the signals that
// fired, what they added up to, what came of it, and, where that is less than a card, what would have been enough.
func explain(args []string) error {
	dirs, err := parse(newFlags("explain"), args, 1, -1)
	if err != nil {
		return err
	}
	all, err := flows.ReadAll(dirs...)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("no flow.json or flows.txt below %s", strings.Join(dirs, ", "))
	}
	_, c, err := packagedCore()
	if err != nil {
		return err
	}
	p, err := readPhrases(packaged.Files)
	if err != nil {
		return err
	}
	for _, f := range all {
		if f.Variant != "" {
			continue
		}
		if err := explainFlow(c, p, f); err != nil {
			return err
		}
	}
	return nil
}

// explainFlow prints a flow step by step.
func explainFlow(c *core.Core, p phrases, f *flows.Flow) error {
	if len(f.Recorded) == 0 {
		return fmt.Errorf("%s is not recorded: go run ./scripts/rules eval -record %s", f.ID, f.ID)
	}
	fmt.Println(f.ID)
	var last *question // what was asked of the dialog in which a step clicks
	for i, step := range f.Steps {
		fmt.Printf("  step %d%s\n", i+1, doing(step))
		if name := cmp.Or(step.Click, step.Check); name != nil {
			last = last.orOn(c, f)
			last.explainText(p, *name)
		}
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
		now, err := newQuestion(c, request)
		if err != nil {
			return fmt.Errorf("%s step %d: %w", f.ID, i+1, err)
		}
		now.explainLanguages(p)
		explainStep(d)
		if d.Flow.Stage < rules.StageCard && !d.Silent {
			explainEnough(now, last, p, cmp.Or(step.Click, step.Check))
		}
		last = now
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

// explainText prints what a text that a step clicks means: by a label of the site, by its words in the languages that
// count in its dialog, or not at all, which is where a new phrase is missing.
func (q *question) explainText(p phrases, name string) {
	langs := q.reader.Spoken(&q.snapshot)
	found := q.reader.Lexicon.MatchIn(name, langs)
	harm, by := found.Harm, "by its words"
	if o := q.option(name); o != nil {
		harm = o.Harm // of a row with a description, what stands before that
	}
	if q.platform != nil {
		for _, l := range q.platform.Labels {
			if l.Hash == found.Hash {
				harm, by = l.Concept, "by a label of "+q.platform.ID
			}
		}
	}
	if harm != rules.None {
		fmt.Printf("           %q means %s, %s\n", name, harm, by)
	} else {
		var named []string
		for c := rules.None + 1; c < rules.MaxConcepts; c++ {
			if found.Set.Has(c) {
				named = append(named, c.String())
			}
		}
		fmt.Printf("           %q is no reason that is known; it names %s\n",
			name, cmp.Or(strings.Join(named, ", "), "nothing"))
	}
	q.explainPhrases(p, name, langs, ^rules.Set(0))
}

// explainPhrases prints the phrases by which a text names some concepts.
func (q *question) explainPhrases(p phrases, text string, langs lexicon.Langs, of rules.Set) {
	for _, f := range q.reader.Lexicon.Fire(text, langs) {
		if of.Has(f.Concept) {
			fmt.Printf("             %s of lexicon/%s.json: %s\n", f.Concept, f.Lang, p.written(f))
		}
	}
}

// explainLanguages prints the languages that count in a dialog, and by which phrases its title and its texts speak of
// a report.
func (q *question) explainLanguages(p phrases) {
	x := q.reader.Lexicon
	langs, own := q.reader.Spoken(&q.snapshot), q.reader.Langs|x.Langs()
	fmt.Printf("    read in %s", strings.Join(x.Names(own), ", "))
	if heard := x.Names(langs &^ own); len(heard) > 0 {
		fmt.Printf(", and in %s, which the dialog speaks", strings.Join(heard, ", "))
	}
	fmt.Println()
	say := func(what string, of rules.Set, texts ...string) {
		for _, text := range texts {
			if x.MatchIn(text, langs).Set.Any(of) {
				fmt.Printf("           %s %q\n", what, text)
				q.explainPhrases(p, text, langs, of)
			}
		}
	}
	titles := append([]string{q.snapshot.Name}, q.snapshot.Headings...)
	slices.Sort(titles)
	say("title", ^rules.Set(0), slices.Compact(titles)...)
	say("text", rules.SetOf(rules.Report, rules.Question, rules.Done), q.snapshot.Texts...)
}

// verdictOf says what came of a score.
func verdictOf(isReport bool) string {
	if isReport {
		return "a report dialog"
	}
	return "not a report dialog"
}

func explainStep(d core.Decision) {
	for _, signal := range d.Flow.Reading.Signals {
		fmt.Printf("    %+5d  %s\n", signal.Weight, signal.ID)
	}
	fmt.Printf("    %5d  of %d: %s\n", d.Flow.Reading.Score, dialog.Threshold, verdictOf(d.Flow.Reading.Report))
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
