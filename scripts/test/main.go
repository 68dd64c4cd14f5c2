// Command test is what a change must pass: set-up, build, every test in Go and in the browser, and the recorded flows.
//
// A stage that fails does not hide the later ones, unless they need what it makes. At the end stand the figures to
// reach, the runners' own summaries, and one line "N passed, N failed" that counts Go tests, browser tests, flows, and
// each failed stage that counts nothing. It exits 1 when anything failed. Nothing fails for being slow, but the whole
// is stopped after an hour: then something hangs.
//
//	test             everything
//	test go unit     the stages with one of these words in their names
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"

	"bouton3018/scripts/internal/figures"
	"bouton3018/scripts/internal/setup"
)

// hangs is when something is waited for that will not come: a machine that is five times slower than two quiet cores is
// done before.
const hangs = time.Hour

func main() {
	root, err := setup.Root()
	if err == nil {
		err = os.Remove(figures.Path(root))
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		fmt.Fprintln(os.Stderr, "test:", err)
		os.Exit(1)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeoutCause(ctx, hangs, fmt.Errorf("stopped after %v", hangs))
	defer cancel()
	if !run(ctx, named(stages(root), os.Args[1:]), root) {
		os.Exit(1)
	}
}

// run runs the groups in order, prints the report and reports whether all passed.
func run(ctx context.Context, groups []group, root string) bool {
	var r report
	start := time.Now()
	var withBrowser time.Duration
	for _, g := range groups {
		if ctx.Err() != nil {
			break
		}
		begun := time.Now()
		r.runGroup(ctx, g)
		if g.browser {
			withBrowser += time.Since(begun)
		}
	}
	if ctx.Err() != nil {
		fmt.Println(context.Cause(ctx))
		r.failed++
	}
	whole := time.Since(start)
	fmt.Printf("\n%.0f s; of it, the part without a browser: %.0f s\n", whole.Seconds(), (whole - withBrowser).Seconds())
	if err := printFigures(root, whole, whole-withBrowser); err != nil {
		fmt.Println(err)
		r.failed++
	}
	for _, summary := range r.summaries {
		fmt.Println("\n" + summary)
	}
	fmt.Printf("\n%d passed, %d failed\n", r.passed, r.failed)
	return r.failed == 0
}

// printFigures prints the table of what the stages measured, with what the run itself says about the tree and the time.
func printFigures(root string, whole, withoutBrowser time.Duration) error {
	lines, err := figures.ProductionLines(root)
	if err != nil {
		return err
	}
	files, err := figures.FilesBelow(root + "/rules/dialogs")
	if err != nil {
		return err
	}
	for _, f := range []figures.Figure{
		{Figure: figures.Lines, Value: fmt.Sprint(lines)},
		{Figure: figures.Dialogs, Value: fmt.Sprint(files)},
		{Figure: figures.Run, Value: fmt.Sprintf("%.1f min", whole.Minutes())},
		{Figure: figures.WithoutBrowser, Value: fmt.Sprintf("%.1f min", withoutBrowser.Minutes())},
	} {
		if err := figures.Append(figures.Path(root), f); err != nil {
			return err
		}
	}
	measured, err := figures.Read(figures.Path(root))
	if err != nil {
		return err
	}
	fmt.Println("\nFigures")
	return figures.Print(os.Stdout, measured)
}
