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
	"strings"
	"syscall"
	"time"

	"bouton3018/rules/flows"

	"github.com/evanw/esbuild/pkg/api"
)

// Options say how to play.
type Options struct {
	Chromium  string // the browser's program
	Extension string // folder of the unpacked extension with the test hook
	Pages     int    // how many flows are played at once
	// Record waits for rest after each judged step, so that the request that comes with it is the step's last.
	Record bool
	// Screenshots is a folder for one PNG a judged step, named by [Picture]; "" for none.
	Screenshots string
}

// Step is one judged step, and the last request to the core before it was judged: with Options.Record only where it is
// to be recorded.
type Step struct {
	flows.Judged
	Request json.RawMessage `json:"request"`
}

// Picture returns the name of the file with the picture of a judged step.
func Picture(flow string, step int) string {
	return fmt.Sprintf("%s-%d.png", strings.ReplaceAll(flow, "/", "__"), step)
}

// Bundle compiles the runner into dist/test/runner.mjs below the module's root and returns its path.
func Bundle(root string) (string, error) {
	return Compile(root, "extension/test/runner/main.ts", "runner.mjs")
}

// Compile compiles a script for Node, entry with slashes below the module's root, into the file name in dist/test and
// returns its path.
func Compile(root, entry, name string) (string, error) {
	out := filepath.Join(root, "dist", "test", name)
	result := api.Build(api.BuildOptions{
		AbsWorkingDir: root,
		EntryPoints:   []string{filepath.Join(root, filepath.FromSlash(entry))},
		Outfile:       out,
		Bundle:        true,
		Write:         true,
		Format:        api.FormatESModule,
		Platform:      api.PlatformNode,
		Target:        api.ES2022,
		LogLevel:      api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		return "", errors.New(strings.TrimSpace(strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), "")))
	}
	return out, nil
}

// Run plays the flows and calls judged for each judged step and finished for each flow, in the order in which they end.
// A flow that crashes or takes too long gives failed steps; the error is for a runner that cannot work at all.
// When ctx ends, so do the runner and the browser.
func Run(ctx context.Context, root string, o Options, all []*flows.Flow, judged func(Step), finished func(flow string, ms float64)) error {
	runner, err := Bundle(root)
	if err != nil {
		return err
	}
	input, err := json.Marshal(map[string]any{
		"chromium": o.Chromium, "extension": o.Extension, "pages": o.Pages, "record": o.Record, "screenshots": o.Screenshots, "flows": all,
	})
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "node", runner)
	cmd.Stdin = bytes.NewReader(input)
	var said bytes.Buffer
	cmd.Stderr = &said
	output, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	// The runner ends its browser when it is asked to end; it is not killed at once.
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("node does not start: %w", err)
	}
	lines := bufio.NewScanner(output)
	lines.Buffer(nil, 16<<20)
	var bad error
	for lines.Scan() {
		var line struct {
			Step
			Finished bool `json:"finished"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			bad = fmt.Errorf("the runner said %.200q: %w", lines.Bytes(), err)
			continue
		}
		if line.Finished {
			finished(line.Flow, line.MS)
		} else {
			judged(line.Step)
		}
	}
	if err := cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("the runner failed: %w\n%s", err, strings.TrimSpace(said.String()))
	}
	os.Stderr.Write(said.Bytes())
	return errors.Join(bad, lines.Err())
}
