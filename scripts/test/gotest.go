package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// goTest runs Go tests: packages, after flags of go test. Nothing comes from the test cache: the tests write the
// figures. The stage before has run go vet. Go's own limit for each package is kept for what hangs: it says where.
func goTest(ctx context.Context, root string, env []string, which ...string) outcome {
	args := append([]string{"test", "-json", "-count=1", "-vet=off", "-timeout=45m"}, which...)
	output, err := program{dir: root, env: env, name: "go", args: args}.run(ctx)
	return readGoTest(output, err)
}

// event is one line of go test -json.
type event struct {
	Action     string
	Package    string
	ImportPath string // instead of Package, of what does not compile
	Test       string
	Output     string
}

// readGoTest counts the tests of a go test -json run, subtests with their parents. The error has the output of what
// failed; the summary is the line of each package.
func readGoTest(output []byte, runErr error) outcome {
	var o outcome
	var summary, failed strings.Builder
	text := map[string]*strings.Builder{} // what a test, a package or a failed compilation wrote
	for line := range bytes.Lines(output) {
		var e event
		if json.Unmarshal(line, &e) != nil {
			failed.Write(line) // go itself complains
			continue
		}
		name := e.Package + e.ImportPath + " " + e.Test
		if text[name] == nil {
			text[name] = &strings.Builder{}
		}
		switch e.Action {
		case "output", "build-output":
			switch {
			case strings.HasPrefix(e.Output, "=== "): // a test begins, pauses or goes on
			case e.Test == "" && (strings.HasPrefix(e.Output, "ok  ") || strings.HasPrefix(e.Output, "FAIL\t")):
				summary.WriteString(e.Output)
			default:
				text[name].WriteString(e.Output)
			}
		case "build-fail":
			failed.WriteString(text[name].String())
		case "pass":
			if e.Test != "" && !strings.Contains(e.Test, "/") {
				o.passed++
			}
		case "fail", "skip":
			// A test that is skipped proves nothing, so it counts as failed.
			if e.Test == "" && e.Action == "skip" {
				break // a package without tests
			}
			if e.Test != "" && !strings.Contains(e.Test, "/") {
				o.failed++
			}
			failed.WriteString(text[name].String())
		}
	}
	o.summary = summary.String()
	if runErr != nil || o.failed > 0 {
		if runErr == nil {
			runErr = fmt.Errorf("%d tests failed or were skipped", o.failed)
		}
		o.err = failure(runErr, []byte(failed.String()))
	} else if o.passed == 0 {
		o.err = errors.New("no Go test ran")
	}
	return o
}
