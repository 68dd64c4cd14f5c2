package setup

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const chromiumByHand = "Chromium is missing: install it (on Debian: apt-get install chromium) or set CHROME_PATH to " +
	"its program"

// Chromium returns the path of a Chromium that loads unpacked extensions, and installs one if there is none. Google's
// own Chrome builds no longer take --load-extension, so they are not looked for; CHROME_PATH overrides the search.
// It also sees to it that there is a font to draw with, which a fresh Debian lacks.
func Chromium(ctx context.Context) (string, error) {
	var path string
	err := locked(ctx, func() (err error) {
		if path, err = chromium(ctx); err != nil {
			return err
		}
		return fonts(ctx)
	})
	return path, err
}

func chromium(ctx context.Context) (string, error) {
	if path := os.Getenv("CHROME_PATH"); path != "" {
		if !runs(ctx, path) {
			return "", fmt.Errorf("CHROME_PATH names %s, which does not run: correct or unset it", path)
		}
		return path, nil
	}
	if path, ok := chromiumOnPath(ctx); ok {
		return path, nil
	}
	aptErr := aptInstall(ctx, "chromium")
	if path, ok := chromiumOnPath(ctx); ok {
		return path, nil
	}
	// Ubuntu has Chromium as a snap only, which can read neither hidden folders nor /tmp.
	path, err := chromiumOfPlaywright(ctx)
	if err != nil {
		err = cmp.Or(aptErr, err)
		return "", fmt.Errorf("%s (%w)", chromiumByHand, err)
	}
	return path, nil
}

func chromiumOnPath(ctx context.Context) (string, bool) {
	for _, name := range []string{"chromium", "chromium-browser"} {
		if path, err := exec.LookPath(name); err == nil && !isSnap(path) && runs(ctx, path) {
			return path, true
		}
	}
	return "", false
}

// isSnap reports whether a program belongs to a snap, or is the script that offers to install one.
func isSnap(path string) bool {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if path == "/usr/bin/snap" || strings.HasPrefix(path, "/snap/") {
		return true
	}
	script, err := os.ReadFile(path)
	return err == nil && len(script) < 1<<16 &&
		strings.HasPrefix(string(script), "#!") && strings.Contains(string(script), "/snap/bin/")
}

func runs(ctx context.Context, path string) bool {
	return here.run(ctx, path, "--version") == nil
}

// chromiumOfPlaywright downloads the build that the pinned Playwright brings, with the libraries that it needs.
func chromiumOfPlaywright(ctx context.Context) (string, error) {
	root, err := Root()
	if err != nil {
		return "", err
	}
	if err := npm(ctx, root, "extension"); err != nil {
		return "", err
	}
	extension := place{dir: filepath.Join(root, "extension")}
	path, err := extension.output(ctx, "node", "-e",
		`console.log(require("playwright-core").chromium.executablePath())`)
	if err != nil {
		return "", err
	}
	if runs(ctx, path) {
		return path, nil
	}
	err = step("installing Playwright's Chromium", func() error {
		args := []string{"playwright", "install", "chromium"}
		if _, err := asRoot(ctx); err == nil {
			args = []string{"playwright", "install", "--with-deps", "chromium"}
		}
		return extension.run(ctx, "npx", args...)
	})
	if err != nil {
		return "", err
	}
	if !runs(ctx, path) {
		return "", fmt.Errorf("%s does not run", path)
	}
	return path, nil
}

// fonts installs one proportional font where there is none, so that pages and screenshots show text.
func fonts(ctx context.Context) error {
	list, err := here.output(ctx, "fc-list")
	if err == nil && list != "" {
		return nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		return nil // not a Debian: fontconfig may be absent where fonts are not
	}
	if err := aptInstall(ctx, "fontconfig", "fonts-dejavu-core"); err != nil {
		return fmt.Errorf("no font is installed: install one, for instance fonts-dejavu-core (%w)", err)
	}
	return nil
}
