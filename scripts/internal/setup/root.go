// Package setup finds what the project needs on this machine, or installs it: Chromium, TinyGo and the npm packages of
// the extension and the worker.
//
// Every function can be called again at no cost once its part is there. What takes long prints one line on standard
// error while it runs; what cannot be installed gives an error of one sentence that says what to install by hand.
// Several commands may run at the same time: whatever is installed or written is guarded by one lock file.
package setup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Root returns the absolute path of the module's top folder: the nearest folder at or above the working directory whose
// go.mod names the module bouton3018.
func Root() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := start; ; {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(mod), "module bouton3018\n") {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("%s is not inside the bouton3018 source tree: run the command from there", start)
		}
		dir = up
	}
}

// cacheDir returns a folder below the user's cache folder, and creates it.
func cacheDir(name ...string) (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", errors.New("no cache folder: set HOME or XDG_CACHE_HOME")
	}
	dir := filepath.Join(append([]string{base, "bouton3018"}, name...)...)
	return dir, os.MkdirAll(dir, 0o755)
}
