package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/replay"
	"bouton3018/scripts/internal/setup"
)

type evalOptions struct {
	replay.Options
	json           string
	once           bool // see [flows.Once]
	verbose, brief bool // brief: no table
	timeout        time.Duration
}

// eval replays every flow below the folders, or with these names, and fails when a step failed.
func eval(args []string) error {
	var o evalOptions
	set := newFlags("eval")
	set.StringVar(&o.json, "json", "", "write the figures to `FILE`")
	set.BoolVar(&o.Record, "record", false, "write the snapshots of every judged step beside the flow")
	set.StringVar(&o.Extension, "extension", "", "use the built extension in `DIR` instead of building one")
	set.StringVar(&o.Screenshots, "screenshots", "", "write a picture of each judged step into `DIR`")
	set.IntVar(&o.Pages, "pages", 16, "flows played at once")
	set.BoolVar(&o.once, "once", false, "of the times and places of flows, play the first of each kind at every site only")
	set.BoolVar(&o.verbose, "v", false, "print every judged step")
	set.DurationVar(&o.timeout, "timeout", 20*time.Minute, "give up after this time")
	paths, err := parse(set, args, 1, -1)
	if err != nil {
		return err
	}
	for _, folder := range []*string{&o.Extension, &o.Screenshots} {
		if *folder != "" {
			if *folder, err = filepath.Abs(*folder); err != nil {
				return err
			}
		}
	}
	all, err := flows.ReadAll(paths...)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("no flow.json or %s below %s", flows.ListFile, strings.Join(paths, ", "))
	}
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	failed, err := o.run(ctx, all)
	if err == nil && failed > 0 {
		err = errTold
	}
	return err
}

// run returns how many steps failed.
func (o evalOptions) run(ctx context.Context, all []*flows.Flow) (failed int, err error) {
	ctx, cancel := context.WithTimeout(ctx, o.timeout)
	defer cancel()
	for _, f := range all {
		if f.Unknown != "" && f.Variant == "" {
			fmt.Fprintf(os.Stderr, "%s: %s\n", f.ID, f.Unknown)
		}
	}
	if o.Record { // variants give the same snapshots
		all = slices.DeleteFunc(all, func(f *flows.Flow) bool { return f.Variant != "" })
	}
	if o.once {
		all = flows.Once(all)
	}
	begun := time.Now()
	e := evaluation{options: o, recorded: map[string]map[int]json.RawMessage{}, progress: progress{all: len(all)}}
	if err := e.play(ctx, all); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("not done after %v: %d steps judged", o.timeout, len(e.judged))
		}
		return 0, err
	}
	for _, j := range flows.Missing(all, e.judged) {
		flows.WriteFailure(os.Stdout, j)
		e.judged = append(e.judged, j)
	}

	tally := flows.Count(len(all), e.judged)
	if !o.brief {
		tally.WriteTable(os.Stdout)
	}
	fmt.Printf("%d flows, %d judged steps, %d failed, %.0f s\n",
		tally.Flows, tally.Steps, len(tally.Failed), time.Since(begun).Seconds())
	if o.Record {
		if err := flows.Record(all, e.recorded); err != nil {
			return 0, err
		}
	}
	if o.json != "" {
		text, err := json.MarshalIndent(tally.Data(), "", "  ")
		if err != nil {
			return 0, err
		}
		if err := os.WriteFile(o.json, append(text, '\n'), 0o644); err != nil {
			return 0, err
		}
	}
	return len(tally.Failed), nil
}

// An evaluation gathers what is judged.
type evaluation struct {
	options  evalOptions
	progress progress
	judged   []flows.Judged
	recorded map[string]map[int]json.RawMessage // requests by flow and step
	why      func(request json.RawMessage) []string
}

// play replays the flows in a browser.
func (e *evaluation) play(ctx context.Context, all []*flows.Flow) error {
	o := e.options
	root, err := setup.Root()
	if err != nil {
		return err
	}
	if o.Chromium, err = setup.Chromium(ctx); err != nil {
		return err
	}
	if o.Extension == "" {
		dist := filepath.Join(root, "dist")
		if _, err := assemble.Build(ctx, assemble.Options{Dist: dist}); err != nil {
			return err
		}
		o.Extension = filepath.Join(dist, "chromium-test")
	}
	if e.why, err = reasoning(); err != nil {
		return err
	}
	defer e.progress.clear()
	return replay.Run(ctx, root, o.Options, all, e.step, func(string) { e.progress.one() })
}

// step takes one judged step.
func (e *evaluation) step(s replay.Step) {
	if !s.OK {
		s.Reasons = e.why(s.Request)
		e.progress.clear()
		flows.WriteFailure(os.Stdout, s.Judged)
	} else if e.options.verbose {
		e.progress.clear()
		fmt.Printf("ok   %s step %d: %s %s, %.0f ms\n", s.Flow, s.Step, s.Expected, s.Seen.View, s.MS)
	}
	e.judged = append(e.judged, s.Judged)
	if len(s.Request) == 0 {
		return
	}
	if e.recorded[s.Flow] == nil {
		e.recorded[s.Flow] = map[int]json.RawMessage{}
	}
	e.recorded[s.Flow][s.Step] = s.Request
}

// reasoning returns a function that says why the packaged rules answer a request as they do: the signals that fired,
// and how a choice was seen.
func reasoning() (func(request json.RawMessage) []string, error) {
	_, c, err := packagedCore()
	return func(request json.RawMessage) []string {
		reasons := []string{}
		if len(request) == 0 {
			return reasons
		}
		d, problem := c.Explain(request)
		if problem != "" {
			return []string{"error " + problem}
		}
		for _, s := range d.Flow.Reading.Signals {
			reasons = append(reasons, s.ID)
		}
		if d.Flow.Chosen != "" {
			reasons = append(reasons, fmt.Sprintf("chosen by %s:%s", d.Flow.Chosen, d.Flow.Harm))
		}
		return reasons
	}, err
}
