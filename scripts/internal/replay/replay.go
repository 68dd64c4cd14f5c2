// Package replay plays recorded flows in a real Chromium with the built extension, through the runner of
// extension/test/runner, which it bundles and starts with Node.
package replay

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/assemble"
)

// Options say how to play.
type Options struct {
	Chromium  string `json:"chromium"`  // the browser's program
	Extension string `json:"extension"` // folder of the unpacked extension with the test hook
	Pages     int    `json:"pages"`     // how many flows are played at once
	// Record waits for rest after each judged step, so that the request that comes with it is the step's last.
	Record bool `json:"record"`
	// Screenshots is a folder for one PNG a judged step, "instagram__post-spam-fr-2.png"; "" for none.
	Screenshots string `json:"screenshots"`
}

// Step is one judged step, and the last request to the core before it was judged: with Options.Record only where it is
// to be recorded.
type Step struct {
	flows.Judged
	Request json.RawMessage `json:"request"`
}

// Run plays the flows and calls judged for each judged step and finished for each flow, in the order in which they end.
// A flow that crashes or takes too long gives failed steps; the error is for a runner that cannot work at all.
// When ctx ends, so do the runner and the browser.
func Run(
	ctx context.Context, root string, o Options, all []*flows.Flow, judged func(Step), finished func(flow string),
) error {
	// Long flows first: the last minute is not left to one of them.
	all = slices.SortedStableFunc(slices.Values(all), func(a, b *flows.Flow) int { return length(b) - length(a) })
	input := struct {
		Options
		Flows []*flows.Flow `json:"flows"`
	}{o, all}
	return Script(ctx, root, "extension/test/runner/main.ts", input, func(line []byte) error {
		var said struct {
			Step
			Finished bool `json:"finished"`
		}
		if err := json.Unmarshal(line, &said); err != nil {
			return fmt.Errorf("the runner said %.200q: %w", line, err)
		}
		if said.Finished {
			finished(said.Flow)
		} else {
			judged(said.Step)
		}
		return nil
	})
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

// Script compiles a script of the tree, entry with slashes, starts it with Node and the input as JSON, and calls said
// for each line that it writes. What it writes to standard error is the error where it fails. When ctx ends, it is
// asked to end its browser and itself.
func Script(ctx context.Context, root, entry string, input any, said func(line []byte) error) error {
	folder := filepath.Join(root, "dist", "test")
	if err := assemble.NodeScripts(root, folder, filepath.FromSlash(entry)); err != nil {
		return err
	}
	script := filepath.Join(folder, strings.TrimSuffix(filepath.FromSlash(entry), ".ts")+".mjs")
	text, err := json.Marshal(input)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "node", script)
	cmd.Stdin = bytes.NewReader(text)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	output, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("Node does not start: %w", err)
	}
	lines := bufio.NewScanner(output)
	lines.Buffer(nil, 16<<20)
	var wrong error
	for lines.Scan() {
		if err := said(lines.Bytes()); err != nil {
			wrong = err
		}
	}
	if err := cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if reason := strings.TrimSpace(stderr.String()); reason != "" {
			return errors.New(reason)
		}
		return fmt.Errorf("%s failed: %w", entry, err)
	}
	os.Stderr.Write(stderr.Bytes())
	return errors.Join(wrong, lines.Err())
}
