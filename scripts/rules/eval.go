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
	json, browser, extension, screenshots string
	record, verbose, brief                bool // brief: no table
	pages                                 int
	timeout                               time.Duration
}

// eval replays every flow below the folders and returns 1 when a step failed.
func eval(args []string) int {
	var o evalOptions
	set := newFlags("eval")
	set.StringVar(&o.json, "json", "", "write the figures to `FILE`")
	set.BoolVar(&o.record, "record", false, "write the snapshots of every judged step beside the flow")
	set.StringVar(&o.browser, "browser", "chromium", "`browser` to replay in")
	set.StringVar(&o.extension, "extension", "", "use the built extension in `DIR` instead of building one")
	set.StringVar(&o.screenshots, "screenshots", "", "write a picture of each judged step into `DIR`")
	set.IntVar(&o.pages, "pages", 12, "flows played at once")
	set.BoolVar(&o.verbose, "v", false, "print every judged step")
	set.DurationVar(&o.timeout, "timeout", 20*time.Minute, "give up after this time")
	if err := set.Parse(args); err != nil {
		return 2
	}
	if o.browser != "chromium" {
		fmt.Fprintf(os.Stderr, "rules eval: browser %q cannot be driven, only chromium can\n", o.browser)
		return 2
	}
	dirs := set.Args()
	if len(dirs) == 0 {
		set.Usage()
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, o.timeout)
	defer cancel()
	all, err := flows.ReadAll(dirs...)
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("no flow.json below %s", strings.Join(dirs, ", "))
	}
	failed := 0
	if err == nil {
		failed, err = o.run(ctx, all)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "rules eval:", err)
		return 1
	}
	if failed > 0 {
		return 1
	}
	return 0
}

// run returns how many steps failed.
func (o evalOptions) run(ctx context.Context, all []*flows.Flow) (failed int, err error) {
	for _, f := range all {
		if len(f.Unknown) > 0 && f.Variant == "" {
			fmt.Fprintf(os.Stderr, "%s: fields that mean nothing: %s\n", f.ID, strings.Join(f.Unknown, ", "))
		}
	}
	if o.record { // variants give the same snapshots
		all = slices.DeleteFunc(all, func(f *flows.Flow) bool { return f.Variant != "" })
	}
	root, err := setup.Root()
	if err != nil {
		return 0, err
	}
	chromium, err := setup.Chromium(ctx)
	if err != nil {
		return 0, err
	}
	options := replay.Options{Chromium: chromium, Pages: o.pages, Record: o.record}
	if options.Extension, err = o.build(ctx, root); err != nil {
		return 0, err
	}
	if o.screenshots != "" {
		if options.Screenshots, err = filepath.Abs(o.screenshots); err != nil {
			return 0, err
		}
	}

	// Long flows first: the last minute is not left to one of them.
	queue := slices.Clone(all)
	slices.SortStableFunc(queue, func(a, b *flows.Flow) int { return length(b) - length(a) })

	begun := time.Now()
	var judged []flows.Judged
	recorded := map[string][]flows.Recorded{}
	byID := map[string]*flows.Flow{}
	for _, f := range all {
		byID[f.ID] = f
	}
	progress := newProgress(len(all))
	err = replay.Run(ctx, root, options, queue, func(s replay.Step) {
		judged = append(judged, s.Judged)
		if f := byID[s.Flow]; len(s.Request) > 0 && f != nil {
			recorded[f.Dir] = append(recorded[f.Dir], flows.Recorded{Step: s.Step, Request: s.Request})
		}
		switch {
		case !s.OK:
			progress.clear()
			flows.WriteFailure(os.Stdout, s.Judged)
		case o.verbose:
			progress.clear()
			fmt.Printf("ok   %s step %d: %s %s, %.0f ms\n", s.Flow, s.Step, s.Expected, s.Seen.View, s.MS)
		}
	}, func(string, float64) { progress.one() })
	progress.clear()
	if err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("not done after %v: %d steps judged", o.timeout, len(judged))
		}
		return 0, err
	}
	judged = append(judged, missing(all, judged)...)

	tally := flows.Count(len(all), judged)
	if !o.brief {
		tally.WriteTable(os.Stdout)
	}
	fmt.Printf("%d flows, %d judged steps, %d failed, %.0f s\n", tally.Flows, tally.Steps, len(tally.Failed), time.Since(begun).Seconds())
	if o.record {
		for _, f := range all {
			if err := flows.WriteRecorded(f.Dir, recorded[f.Dir]); err != nil {
				return 0, err
			}
		}
	}
	return len(tally.Failed), o.write(tally)
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

// missing returns a failed step for each that nobody has judged, which a crash may leave.
func missing(all []*flows.Flow, judged []flows.Judged) []flows.Judged {
	type key struct {
		flow string
		step int
	}
	have := map[key]bool{}
	for _, j := range judged {
		have[key{j.Flow, j.Step}] = true
	}
	var out []flows.Judged
	for _, f := range all {
		for step, expect := range f.Judged() {
			if !have[key{f.ID, step}] {
				j := flows.Judged{Flow: f.ID, Step: step, Expected: expect, Seen: flows.Seen{Stage: "none"}, Problems: []string{"was not judged"}}
				flows.WriteFailure(os.Stdout, j)
				out = append(out, j)
			}
		}
	}
	return out
}
