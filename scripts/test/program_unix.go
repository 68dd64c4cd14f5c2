//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// stopWhole gives the program a process group of its own, which is asked to end as a whole: a test runner that is
// killed outright leaves its browser behind.
func stopWhole(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
}
