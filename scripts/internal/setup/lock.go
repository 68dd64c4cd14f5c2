package setup

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// remind is how long a command waits for another one before it says so again.
var remind = 10 * time.Second

// locked runs something while no other process of the project installs or builds. The lock goes with the process: one
// that was killed leaves nothing to clean up. Who waits says for whom, by what the holder wrote into the lock file.
func locked(ctx context.Context, run func() error) error {
	dir, err := cacheDir()
	if err != nil {
		return err
	}
	f, err := takeLock(ctx, filepath.Join(dir, "lock"))
	if err != nil {
		return err
	}
	defer f.Close()
	// Emptied before it is released: a name in the file is that of a process that holds it, or was killed.
	defer f.Truncate(0)
	words := append([]string{filepath.Base(os.Args[0])}, os.Args[1:]...)
	if err := f.Truncate(0); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(f, "%s (process %d)\n", strings.Join(words, " "), os.Getpid()); err != nil {
		return err
	}
	return run()
}

// takeLock waits until no other process holds the lock.
func takeLock(ctx context.Context, name string) (*lockedfile.File, error) {
	type lock struct {
		file *lockedfile.File
		err  error
	}
	taken := make(chan lock)
	go func() {
		f, err := lockedfile.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
		select {
		case taken <- lock{f, err}:
		case <-ctx.Done(): // nobody waits any more
			if err == nil {
				f.Close()
			}
		}
	}()
	start, wait, how := time.Now(), 100*time.Millisecond, "which installs or builds"
	for {
		select {
		case l := <-taken:
			return l.file, l.err
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(wait):
			fmt.Fprintf(os.Stderr, "setup: waiting for %s, %s\n", holder(name), how)
			wait, how = remind, fmt.Sprintf("since %.0f s", (time.Since(start)+remind).Seconds())
		}
	}
}

// holder reads who holds the lock.
func holder(lock string) string {
	text, _ := os.ReadFile(lock)
	if name := strings.TrimSpace(string(text)); name != "" {
		return name
	}
	return "another command of the project" // it has not written its name yet
}
