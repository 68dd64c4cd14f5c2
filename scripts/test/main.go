// Command test is what a change must pass: set-up, build, every test in Go and in the browser, and the recorded flows.
//
// A stage that fails does not hide the later ones, unless they need what it makes. At the end stand the figures to reach,
// the runners' own summaries, and one line "N passed, N failed" that counts Go tests, browser tests, flows, and each
// failed stage that counts nothing. It exits 1 when anything failed.
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
	"slices"
	"strings"
	"time"

	"bouton3018/scripts/internal/figures"
	"bouton3018/scripts/internal/setup"
)

func main() {
	root, err := setup.Root()
	if err != nil {
		fmt.Fprintln(os.Stderr, "test:", err)
		os.Exit(1)
	}
	if err := os.Remove(figures.Path(root)); err != nil && !errors.Is(err, os.ErrNotExist) {
		fmt.Fprintln(os.Stderr, "test:", err)
		os.Exit(1)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if !run(ctx, named(stages(root), os.Args[1:]), root) {
		os.Exit(1)
	}
}

// stage is one part of the test run.
type stage struct {
	name  string
	limit time.Duration // it is stopped and failed after that
	run   func(ctx context.Context) outcome
}

// named returns the stages whose names hold one of the words, or all without a word.
func named(all []stage, words []string) []stage {
	if len(words) == 0 {
		return all
	}
	return slices.DeleteFunc(all, func(s stage) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s.name, w) })
	})
}

// outcome is what a stage found. A stage fails when it has an error or a failed test.
type outcome struct {
	passed, failed int
	summary        string // the runner's own, printed at the end
	err            error
}

func (o outcome) ok() bool { return o.err == nil && o.failed == 0 }

// run runs the stages in order, prints the report and reports whether all passed.
func run(ctx context.Context, stages []stage, root string) bool {
	start := time.Now()
	var passed, failed int
	var summaries []string
	for _, s := range stages {
		if ctx.Err() != nil {
			break
		}
		o := runStage(ctx, s)
		passed += o.passed
		failed += o.failed
		if o.err != nil && o.failed == 0 {
			failed++
		}
		if o.summary != "" {
			summaries = append(summaries, s.name+"\n"+indent(o.summary))
		}
	}
	if ctx.Err() != nil {
		fmt.Println("interrupted")
		failed++
	}
	fmt.Println("\nFigures")
	measured, err := figures.Read(figures.Path(root))
	if err != nil {
		fmt.Println(err)
		failed++
	}
	figures.Print(os.Stdout, measured)
	for _, summary := range summaries {
		fmt.Println("\n" + summary)
	}
	fmt.Printf("\n%.0f s\n%d passed, %d failed\n", time.Since(start).Seconds(), passed, failed)
	return failed == 0
}

func runStage(ctx context.Context, s stage) outcome {
	ctx, cancel := context.WithTimeout(ctx, s.limit)
	defer cancel()
	fmt.Println("test:", s.name)
	start := time.Now()
	o := s.run(ctx)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		o.err = fmt.Errorf("stopped after %v: %w", s.limit, errors.Join(o.err))
	}
	word := "ok"
	if !o.ok() {
		word = "FAILED"
		if o.err != nil {
			fmt.Println(indent(o.err.Error()))
		}
	}
	counted := ""
	if o.passed+o.failed > 0 {
		counted = fmt.Sprintf(", %d passed, %d failed", o.passed, o.failed)
	}
	fmt.Printf("  %s, %.0f s%s\n", word, time.Since(start).Seconds(), counted)
	return o
}
