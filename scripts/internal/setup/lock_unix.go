//go:build unix

package setup

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// locked runs something while no other process of the project installs or builds. The lock goes with the process: one
// that was killed leaves nothing to clean up.
func locked(run func() error) error {
	dir, err := cacheDir()
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		fmt.Fprintln(os.Stderr, "setup: waiting for another command of the project")
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
			return fmt.Errorf("lock %s: %w", f.Name(), err)
		}
	}
	return run()
}
