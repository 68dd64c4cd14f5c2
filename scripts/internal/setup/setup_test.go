//go:build unix

package setup

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// machine makes a machine of the test's own: an empty cache, and no programs but a shell and the given scripts.
func machine(t *testing.T, scripts map[string]string) (bin string) {
	t.Helper()
	bin = t.TempDir()
	for _, name := range []string{"sh", "env", "cat", "chmod", "mkdir"} {
		if err := os.Symlink(filepath.Join("/bin", name), filepath.Join(bin, name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, script := range scripts {
		program(t, filepath.Join(bin, name), script)
	}
	t.Setenv("PATH", bin)
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("CHROME_PATH", "")
	aptUpdate = sync.Once{}
	return bin
}

func program(t *testing.T, path, script string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
}

// apt is a package manager that installs one program, which says what it was asked for.
func apt(name string) map[string]string {
	return map[string]string{
		"dpkg-query": "exit 1",
		"sudo":       `shift; exec "$@"`,
		"apt-get": fmt.Sprintf(`dir=${0%%/*}; shift 7; echo "$DEBIAN_FRONTEND $*" >> $dir/log
if [ "$1" = install ]; then printf '#!/bin/sh\necho installed 1' > $dir/%[1]s; chmod +x $dir/%[1]s; fi`, name),
		"fc-list": "echo a font",
	}
}

func TestChromiumIsInstalled(t *testing.T) {
	bin := machine(t, apt("chromium"))
	for range 2 {
		path, err := Chromium(t.Context())
		if err != nil || path != filepath.Join(bin, "chromium") {
			t.Fatalf("%q, %v", path, err)
		}
	}
	log, _ := os.ReadFile(filepath.Join(bin, "log"))
	want := "noninteractive update\nnoninteractive install -y --no-install-recommends chromium\n"
	if string(log) != want {
		t.Errorf("apt-get was called with\n%swant\n%s", log, want)
	}
}

func TestFontIsInstalledWhereThereIsNone(t *testing.T) {
	bin := machine(t, apt("some-font"))
	program(t, filepath.Join(bin, "chromium"), "echo Chromium 156")
	program(t, filepath.Join(bin, "fc-list"), "true")
	if _, err := Chromium(t.Context()); err != nil {
		t.Fatal(err)
	}
	log, _ := os.ReadFile(filepath.Join(bin, "log"))
	if !strings.Contains(string(log), "fonts-dejavu-core") {
		t.Errorf("apt-get was called with %q", log)
	}
}

func TestChromePathWins(t *testing.T) {
	bin := machine(t, map[string]string{"mine": "echo 1", "chromium": "echo 2", "fc-list": "echo a font"})
	mine := filepath.Join(bin, "mine")
	t.Setenv("CHROME_PATH", mine)
	if path, err := Chromium(t.Context()); err != nil || path != mine {
		t.Errorf("%q, %v", path, err)
	}
	t.Setenv("CHROME_PATH", filepath.Join(bin, "absent"))
	if _, err := Chromium(t.Context()); err == nil || !strings.Contains(err.Error(), "CHROME_PATH") {
		t.Errorf("error %v", err)
	}
}

func TestSnapIsNoChromium(t *testing.T) {
	bin := machine(t, map[string]string{"chromium-browser": "exec /snap/bin/chromium \"$@\""})
	if path, ok := chromiumOnPath(t.Context()); ok {
		t.Errorf("%s was taken", path)
	}
	if !isSnap(filepath.Join(bin, "chromium-browser")) {
		t.Error("the script that starts a snap was not recognised")
	}
}

// TestClearSentence asserts what a person reads where nothing can be installed.
func TestClearSentence(t *testing.T) {
	machine(t, nil)
	_, chromium := Chromium(t.Context())
	for sentence, err := range map[string]error{
		chromiumByHand: chromium,
		tinygoByHand:   TinyGo(t.Context()),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), sentence) || strings.Contains(err.Error(), "\n") {
			t.Errorf("error %v, want one line that begins with %q", err, sentence)
		}
	}
}

func TestInstalledTinyGo(t *testing.T) {
	for version, taken := range map[string]bool{
		"tinygo version 0.41.1 linux/amd64 (using go version go1.26.8 and LLVM version 20.1.1)": true,
		"tinygo version 0.45.0 linux/amd64":                                                     true,
		"tinygo version 1.0.0 linux/amd64":                                                      true,
		"tinygo version 0.40.9 linux/amd64":                                                     false,
		"something else":                                                                        false,
	} {
		bin := machine(t, nil)
		program(t, filepath.Join(bin, "tinygo"), "echo '"+version+"'")
		if got := tinygoOnPath(t.Context()) != ""; got != taken {
			t.Errorf("%q: taken %v, want %v", version, got, taken)
		}
	}
}

func TestNPM(t *testing.T) {
	bin := machine(t, map[string]string{
		"node": "echo v20.1.0",
		"npm":  `if [ "$1" = ci ]; then echo ci >> ${0%/*}/log; mkdir -p node_modules; fi`,
	})
	root := t.TempDir()
	lock := filepath.Join(root, "extension", "package-lock.json")
	if err := os.Mkdir(filepath.Dir(lock), 0o755); err != nil {
		t.Fatal(err)
	}
	installs := func(content string) int {
		t.Helper()
		if err := os.WriteFile(lock, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := npm(t.Context(), root, "extension"); err != nil {
			t.Fatal(err)
		}
		log, _ := os.ReadFile(filepath.Join(bin, "log"))
		return strings.Count(string(log), "ci")
	}
	for i, step := range []struct {
		lock string
		want int
	}{{"one", 1}, {"one", 1}, {"two", 2}} {
		if got := installs(step.lock); got != step.want {
			t.Errorf("step %d: installed %d times, want %d", i, got, step.want)
		}
	}
	program(t, filepath.Join(bin, "node"), "echo v18.19.0")
	os.WriteFile(lock, []byte("three"), 0o644)
	if err := npm(t.Context(), root, "extension"); err == nil ||
		!strings.Contains(err.Error(), "Node v18.19.0 is too old") {
		t.Errorf("error %v", err)
	}
}

// TestNPMBlocked has a registry that takes the connection and says nothing, as a firewall does.
func TestNPMBlocked(t *testing.T) {
	npmScript := `dir=${0%/*}
case "$1" in
config) echo http://127.0.0.1:9/ ;;
view) exec sleep 60 ;;
ci) echo "$*" >> $dir/log; test -e $dir/kept && mkdir -p node_modules ;;
esac`
	bin := machine(t, map[string]string{"node": "echo v20.1.0", "npm": npmScript})
	if err := os.Symlink("/bin/sleep", filepath.Join(bin, "sleep")); err != nil {
		t.Fatal(err)
	}
	lower(t, &reach, 100*time.Millisecond)
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "extension"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "extension", "package-lock.json"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	err := npm(t.Context(), root, "extension")
	for _, want := range []string{
		"the npm packages cannot be installed", "the npm registry http://127.0.0.1:9/ cannot be reached", "npm config set", "nothing within 100ms",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in error %v", want, err)
		}
	}
	// What npm has kept is enough.
	if err := os.WriteFile(filepath.Join(bin, "kept"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := npm(t.Context(), root, "extension"); err != nil {
		t.Error(err)
	}
	log, _ := os.ReadFile(filepath.Join(bin, "log"))
	if got := strings.Count(string(log), "--offline"); got != 2 || strings.Count(string(log), "\n") != 2 {
		t.Errorf("npm was called with\n%s", log)
	}
}

// TestModulesBlocked has a Go that finds no module proxy.
func TestModulesBlocked(t *testing.T) {
	bin := machine(t, map[string]string{"go": `case "$1" in
env) echo http://127.0.0.1:9 ;;
*) exec sleep 60 ;;
esac`})
	if err := os.Symlink("/bin/sleep", filepath.Join(bin, "sleep")); err != nil {
		t.Fatal(err)
	}
	lower(t, &reach, 100*time.Millisecond)
	err := reachModules(t.Context(), place{dir: t.TempDir()}, "example.org/module@v1.0.0")
	if err == nil || !strings.Contains(err.Error(), "the Go module proxy (http://127.0.0.1:9) cannot be reached") {
		t.Errorf("error %v", err)
	}
}

func lower(t *testing.T, limit *time.Duration, to time.Duration) {
	before := *limit
	*limit = to
	t.Cleanup(func() { *limit = before })
}
