//go:build !unix

package main

import "os/exec"

// stopWhole does nothing where there are no process groups: the program itself is killed.
func stopWhole(*exec.Cmd) {}
