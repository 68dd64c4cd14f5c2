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
	json, extension, screenshots string
	record, verbose, brief       bool // brief: no table
	pages                        int
	timeout                      time.Duration
}

// eval replays every flow below the folders, or with these names, and fails when a step failed.
func eval(args []string) error {
	var o evalOptions
	set := newFlags("eval")
	set.StringVar(&o.json, "json", "", "write the figures to `FILE`")
	set.BoolVar(&o.record, "record", false, "write the snapshots of every judged step beside the flow")
	set.StringVar(&o.extension, "extension", "", "use the built extension in `DIR` instead of building one")
	set.StringVar(&o.screenshots, "screenshots", "", "write a picture of each judged step into `DIR`")
	set.IntVar(&o.pages, "pages", 12, "flows played at once")
	set.BoolVar(&o.verbose, "v", false, "print every judged step")
	set.DurationVar(&o.timeout, "timeout", 20*time.Minute, "give up after this time")
	paths, err := parse(set, args, 1, -1)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	failed, err := o.runPaths(ctx, paths)
	if err == nil && failed > 0 {
		err = errTold
	}
	return err
}

func (o evalOptions) runPaths(ctx context.Context, paths []string) (failed int, err error) {
	ctx, cancel := context.WithTimeout(ctx, o.timeout)
	defer cancel()
	all, err := flows.ReadAll(paths...)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("no flow.json or %s below %s", flows.ListFile, strings.Join(paths, ", "))
	}
	if err != nil {
		return 0, err
	}
	return o.run(ctx, all)
}

// run returns how many steps failed.
func (o evalOptions) run(ctx context.Context, all []*flows.Flow) (failed int, err error) {
	for _, f := range all {
		if f.Unknown != "" && f.Variant == "" {
			fmt.Fprintf(os.Stderr, "%s: %s\n", f.ID, f.Unknown)
		}
	}
	if o.record { // variants give the same snapshots
		all = slices.DeleteFunc(all, func(f *flows.Flow) bool { return f.Variant != "" })
	}
	begun := time.Now()
	e := evaluation{options: o, recorded: map[string]map[int]json.RawMessage{}, progress: newProgress(len(all))}
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
	if o.record {
		if err := flows.Record(all, e.recorded); err != nil {
			return 0, err
		}
	}
	return len(tally.Failed), o.write(tally)
}

// An evaluation gathers what is judged.
type evaluation struct {
	options  evalOptions
	progress *progress
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
	chromium, err := setup.Chromium(ctx)
	if err != nil {
		return err
	}
	options := replay.Options{Chromium: chromium, Pages: o.pages, Record: o.record}
	if options.Extension, err = o.build(ctx, root); err != nil {
		return err
	}
	if o.screenshots != "" {
		if options.Screenshots, err = filepath.Abs(o.screenshots); err != nil {
			return err
		}
	}
	if e.why, err = reasoning(); err != nil {
		return err
	}
	// Long flows first: the last minute is not left to one of them.
	queue := slices.Clone(all)
	slices.SortStableFunc(queue, func(a, b *flows.Flow) int { return length(b) - length(a) })
	defer e.progress.clear()
	return replay.Run(ctx, root, options, queue, e.step, func(string) { e.progress.one() })
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

// build returns the folder of the extension with the test hook.
func (o evalOptions) build(ctx context.Context, root string) (string, error) {
	if o.extension != "" {
		return filepath.Abs(o.extension)
	}
	dist := filepath.Join(root, "dist")
	_, err := assemble.Build(ctx, assemble.Options{Dist: dist})
	return filepath.Join(dist, "chromium-test"), err
}

func (o evalOptions) write(t flows.Tally) error {
	if o.json == "" {
		return nil
	}
	text, err := json.MarshalIndent(t.Data(), "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(o.json, append(text, '\n'), 0o644)
}

// length is how many milliseconds a flow needs, roughly.
func length(f *flows.Flow) int {
	sum := 1000
	for _, s := range f.Steps {
		sum += s.Delay + 300
		if s.Expect != nil && s.Expect.Stage == "none" {
			sum += 3000
		}
	}
	return sum
}
