package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// program is one command to run, with what differs from this process.
type program struct {
	dir  string
	env  []string // added to the environment
	name string
	args []string
}

// run runs the program and returns what it wrote, to both its outputs together. When the context ends, it is stopped
// with all that it started: a browser must not outlive its test.
func (p program) run(ctx context.Context) ([]byte, error) {
	cmd := exec.CommandContext(ctx, p.name, p.args...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), p.env...)
	cmd.WaitDelay = 10 * time.Second
	stopWhole(cmd)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if err != nil {
		err = fmt.Errorf("%s %s: %w", p.name, strings.Join(p.args, " "), err)
	}
	return out.Bytes(), err
}

// failure is an error with the end of what the program wrote.
func failure(err error, output []byte) error {
	const most = 200
	lines := strings.Split(strings.TrimSpace(string(output)), "\n")
	if len(lines) > most {
		lines = append([]string{fmt.Sprintf("(%d lines before)", len(lines)-most)}, lines[len(lines)-most:]...)
	}
	return errors.New(strings.Join(append(lines, err.Error()), "\n"))
}

func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n  ")
}
