package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// stage is one part of the test run.
type stage struct {
	name string
	run  func(ctx context.Context) outcome
}

// group is some stages that do not need each other and run at the same time. One that measures times is alone.
type group struct {
	always  bool // also where stages are named: the others need it
	browser bool
	stages  []stage
}

// named keeps the stages whose names hold one of the words, and those that the others need; all without a word.
func named(all []group, words []string) []group {
	if len(words) == 0 {
		return all
	}
	for i := range all {
		if all[i].always {
			continue
		}
		all[i].stages = slices.DeleteFunc(all[i].stages, func(s stage) bool {
			return !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s.name, w) })
		})
	}
	return all
}

// outcome is what a stage found. A stage fails when it has an error or a failed test.
type outcome struct {
	passed, failed int
	summary        string // the runner's own, printed at the end
	err            error
}

func (o outcome) ok() bool { return o.err == nil && o.failed == 0 }

// report adds up what the stages found.
type report struct {
	passed, failed int
	summaries      []string
}

// runGroup runs the stages of a group at the same time, and says of each at once what it found.
func (r *report) runGroup(ctx context.Context, g group) {
	var group sync.WaitGroup
	var one sync.Mutex
	for _, s := range g.stages {
		fmt.Println("test:", s.name)
		group.Go(func() {
			start := time.Now()
			o := s.run(ctx)
			one.Lock()
			defer one.Unlock()
			r.add(s.name, o, time.Since(start))
		})
	}
	group.Wait()
}

// add prints what a stage found, and counts it.
func (r *report) add(name string, o outcome, took time.Duration) {
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
	fmt.Printf("  %s: %s, %.0f s%s\n", name, word, took.Seconds(), counted)
	r.passed += o.passed
	r.failed += o.failed
	if o.err != nil && o.failed == 0 {
		r.failed++
	}
	if o.summary != "" {
		r.summaries = append(r.summaries, name+"\n"+indent(o.summary))
	}
}
