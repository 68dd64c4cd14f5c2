//go:build unix

package setup

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
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
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := takeLock(ctx, f); err != nil {
		return err
	}
	// Emptied before it is released: a name in the file is that of a process that holds it, or was killed.
	defer f.Truncate(0)
	if err := nameHolder(f); err != nil {
		return err
	}
	return run()
}

// takeLock waits until no other process holds the lock.
func takeLock(ctx context.Context, f *os.File) error {
	start := time.Now()
	said := start
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch now := time.Now(); {
		case err == nil:
			return nil
		case err != syscall.EWOULDBLOCK && err != syscall.EINTR:
			return fmt.Errorf("lock %s: %w", f.Name(), err)
		case said == start:
			fmt.Fprintf(os.Stderr, "setup: waiting for %s, which installs or builds\n", holder(f))
			said = now
		case now.Sub(said) >= remind:
			fmt.Fprintf(os.Stderr, "setup: waiting for %s, since %.0f s\n", holder(f), now.Sub(start).Seconds())
			said = now
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// nameHolder writes this command and its process into the lock file.
func nameHolder(f *os.File) error {
	words := append([]string{filepath.Base(os.Args[0])}, os.Args[1:]...)
	text := fmt.Sprintf("%s (process %d)\n", strings.Join(words, " "), os.Getpid())
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt([]byte(text), 0)
	return err
}

// holder reads who holds the lock.
func holder(f *os.File) string {
	text, _ := os.ReadFile(f.Name())
	if name := strings.TrimSpace(string(text)); name != "" {
		return name
	}
	return "another command of the project" // it has not written its name yet
}
