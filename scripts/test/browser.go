package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"bouton3018/scripts/internal/figures"
)

// playwright runs a project of the browser tests of extension/test.
func playwright(ctx context.Context, root string, env []string, project string) outcome {
	report := filepath.Join(root, "dist", "browser-tests-"+project+".json")
	os.Remove(report)
	output, err := program{
		dir:  filepath.Join(root, "extension"),
		env:  append([]string{"PLAYWRIGHT_JSON_OUTPUT_NAME=" + report, "FORCE_COLOR=0", "CI=1"}, env...),
		name: filepath.Join("node_modules", ".bin", "playwright"),
		args: []string{"test", "-c", "test", "--reporter=list,json", "--project", project},
	}.run(ctx)
	var found struct {
		Stats struct{ Expected, Unexpected, Flaky, Skipped int }
	}
	if readErr := readJSON(report, &found); readErr != nil {
		return outcome{err: failure(errors.Join(err, readErr), output)}
	}
	// A test that is skipped, also because one before it failed, or that passes only when repeated, proves nothing.
	o := outcome{
		passed:  found.Stats.Expected,
		failed:  found.Stats.Unexpected + found.Stats.Flaky + found.Stats.Skipped,
		summary: lastParagraph(output),
	}
	if err == nil && o.passed+o.failed == 0 {
		err = errors.New("no browser test ran")
	}
	if err == nil && o.failed > 0 {
		err = fmt.Errorf("%d tests failed, were skipped or passed only when repeated", o.failed)
	}
	if err != nil {
		o.err = failure(err, output)
	}
	return o
}

// flows replays the recorded flows of rules/dialogs.
func flows(ctx context.Context, root string, env []string) outcome {
	report := filepath.Join(root, "dist", "flows.json")
	os.Remove(report)
	output, err := program{
		dir: root, env: env, name: "go",
		args: []string{
			"run", "./scripts/rules", "eval", "-extension", filepath.Join("dist", "chromium-test"), "-once",
			"-json", report, "-timeout", hangs.String(), "rules/dialogs",
		},
	}.run(ctx)
	var found struct {
		Flows  int
		Whole  int `json:"flows_whole"` // without a failed step
		Steps  int
		Failed int // steps
		Alarms int `json:"false_alarms"`
	}
	if readErr := readJSON(report, &found); readErr != nil {
		return outcome{err: failure(errors.Join(err, readErr), output)}
	}
	steps, table := splitTable(string(output))
	if found.Steps > 0 {
		err = errors.Join(err, figures.Append(figures.Path(root), figures.Figure{
			Figure: figures.Recorded,
			Value:  fmt.Sprintf("%d of %d exact, %d false alarms", found.Steps-found.Failed, found.Steps, found.Alarms),
		}))
	}
	o := outcome{passed: found.Whole, failed: found.Flows - found.Whole, summary: table}
	if err == nil && found.Flows == 0 {
		err = errors.New("no flow was replayed")
	}
	if err == nil && found.Failed > 0 {
		err = fmt.Errorf("%d steps failed", found.Failed)
	}
	if err != nil {
		o.err = failure(err, []byte(steps))
	}
	return o
}

// splitTable parts the lines about failed steps from the table after them, whose heading ends in "95 % bound".
func splitTable(output string) (steps, table string) {
	heading := strings.LastIndex(output, "95 % bound")
	begin := strings.LastIndex(output[:max(heading, 0)], "\n") + 1
	return output[:begin], output[begin:]
}

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// lastParagraph returns what stands after the last empty line: a list reporter's own summary.
func lastParagraph(output []byte) string {
	text := strings.TrimSpace(strings.ReplaceAll(string(output), "\r\n", "\n"))
	if i := strings.LastIndex(text, "\n\n"); i >= 0 {
		return text[i+2:]
	}
	return text
}
