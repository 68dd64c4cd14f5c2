package setup

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

// step runs something that takes long under one progress line, which ends with the seconds it took.
func step(what string, run func() error) error {
	start := time.Now()
	fmt.Fprintf(os.Stderr, "setup: %s … ", what)
	err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "failed")
		return err
	}
	fmt.Fprintf(os.Stderr, "%.0f s\n", time.Since(start).Seconds())
	return nil
}

// reach is how long something on the network may take to answer at all.
var reach = 6 * time.Second

// unreachable says what on the network is blocked, and which setting names another way to it.
func unreachable(what, setting string, asked context.Context, err error) error {
	if errors.Is(asked.Err(), context.DeadlineExceeded) {
		err = fmt.Errorf("nothing within %v", reach)
	}
	return fmt.Errorf("%s cannot be reached: let it through the firewall, or set another way with %s: %w",
		what, setting, err)
}

// place is where a program runs, and what is added to its environment there.
type place struct {
	dir string
	env []string
}

// here is where this program runs.
var here place

// run runs a program silently. Its output appears in the error alone, cut to the last lines.
func (p place) run(ctx context.Context, name string, args ...string) error {
	_, err := p.output(ctx, name, args...)
	return err
}

// output runs a program and returns what it wrote to standard output, without the space around it.
func (p place) output(ctx context.Context, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), p.env...)
	cmd.WaitDelay = 5 * time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		said := strings.Split(strings.TrimSpace(stdout.String()+stderr.String()), "\n")
		last := strings.Join(said[max(0, len(said)-15):], "\n  ")
		return "", fmt.Errorf("%s %s: %w\n  %s", name, strings.Join(args, " "), err, last)
	}
	return strings.TrimSpace(stdout.String()), nil
}
