package main

import (
	"os"
	"runtime"
)

const noDisplay = `demo: there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so nobody could click.
demo: the check is played instead, in a browser without a window, as "go run ./scripts/demo -check" does.
demo: to click through yourself, run the command on a desktop or through a connection that brings a display (ssh -X).`

// hasDisplay reports whether a window could be seen. Systems other than Linux always have one.
func hasDisplay() bool {
	return runtime.GOOS != "linux" || os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}
