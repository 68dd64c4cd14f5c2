package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/figures"
)

// leastUnitTests is far below what there is: a build that loses some is noticed.
const leastUnitTests = 120

// nodeTest runs the tests that stand beside the extension's sources, without a browser.
func nodeTest(ctx context.Context, root string) outcome {
	folder := filepath.Join(root, "dist", "unit")
	if err := os.RemoveAll(folder); err != nil {
		return outcome{err: err}
	}
	files, err := assemble.UnitTests(root, folder)
	if err != nil {
		return outcome{err: err}
	}
	start := time.Now()
	// Some wait more than they work: there may be more of them than processors.
	args := append([]string{"--test", "--test-reporter=spec", "--test-concurrency=4"}, files...)
	output, err := program{dir: root, name: "node", args: args}.run(ctx)
	o := readNodeTest(output, err)
	if o.err == nil && o.passed < leastUnitTests {
		o.err = fmt.Errorf("%d unit tests ran, and there are at least %d", o.passed, leastUnitTests)
	}
	return outcome{o.passed, o.failed, o.summary, errors.Join(o.err, figures.Append(figures.Path(root), figures.Figure{
		Figure: figures.Unit,
		Value:  fmt.Sprintf("%d cases, %.1f s", o.passed, time.Since(start).Seconds()),
	}))}
}

var nodeCount = regexp.MustCompile(`(?m)^\S* ?(tests|pass|fail|cancelled|skipped|todo) (\d+)$`)

// readNodeTest counts by the runner's closing lines, which are the summary.
func readNodeTest(output []byte, runErr error) outcome {
	var o outcome
	found := nodeCount.FindAllStringSubmatch(string(output), -1)
	var lines []string
	for _, m := range found {
		lines = append(lines, m[1]+" "+m[2])
		n, _ := strconv.Atoi(m[2]) // it matched digits
		switch m[1] {
		case "pass":
			o.passed += n
		case "fail", "cancelled", "skipped", "todo":
			o.failed += n
		}
	}
	o.summary = strings.Join(lines, "\n")
	switch {
	case runErr == nil && o.failed > 0:
		runErr = fmt.Errorf("%d tests failed or were skipped", o.failed)
	case runErr == nil && o.passed == 0:
		runErr = errors.New("no test ran")
	}
	if runErr != nil {
		o.err = failure(runErr, output)
	}
	return o
}
