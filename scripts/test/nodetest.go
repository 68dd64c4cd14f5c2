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

	"bouton3018/scripts/internal/assemble"
)

// nodeTest runs the tests that stand beside the extension's sources, without a browser.
func nodeTest(ctx context.Context, root string) outcome {
	folder := filepath.Join(root, "dist", "unit")
	if err := errors.Join(os.RemoveAll(folder), assemble.UnitTests(root, folder)); err != nil {
		return outcome{err: err}
	}
	output, err := program{dir: root, name: "node", args: []string{"--test", "--test-reporter=spec", folder}}.run(ctx)
	return readNodeTest(output, err)
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
