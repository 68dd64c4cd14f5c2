package assemble

import (
	"bytes"
	"fmt"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bouton3018/scripts/internal/figures"
	"bouton3018/scripts/internal/setup"
	"bouton3018/scripts/internal/wasmfile"
)

const (
	coreLimit    = 600_000 // bytes
	contentLimit = 40_000  // bytes
)

// titles are those of the pages of the extension.
var titles = map[string]string{
	"capture": "Capture", "check": "Options", "evidence": "Capture", "help": "Infos", "options": "Options",
	"popup": "Infos", "try": "Essai", "welcome": "Bienvenue",
}

// TestBuild builds everything into a folder of its own and looks at what came out.
func TestBuild(t *testing.T) {
	dist := t.TempDir()
	if _, err := Build(t.Context(), Options{Dist: dist}); err != nil {
		t.Fatal(err)
	}
	shipped := readFolder(t, filepath.Join(dist, "chromium"))
	tested := readFolder(t, filepath.Join(dist, "chromium-test"))

	t.Run("the tested build is the shipped one and one file", func(t *testing.T) {
		if len(tested["test-hook.js"]) == 0 {
			t.Error("chromium-test has no test-hook.js")
		}
		delete(tested, "test-hook.js")
		if len(tested) != len(shipped) {
			t.Errorf("%d other files in chromium-test, %d in chromium", len(tested), len(shipped))
		}
		for name, content := range shipped {
			if !bytes.Equal(content, tested[name]) {
				t.Errorf("%s differs", name)
			}
		}
	})
	t.Run("core", func(t *testing.T) {
		core := shipped["core.wasm"]
		imports, exports, err := wasmfile.Read(core)
		if err != nil {
			t.Fatal(err)
		}
		if len(core) > coreLimit || len(imports) > 0 {
			t.Errorf("core.wasm has %d bytes (limit %d) and imports %q", len(core), coreLimit, imports)
		}
		for _, name := range []string{"memory", "alloc", "configure", "directory", "decide", "mask", "verify"} {
			if !slices.Contains(exports, name) {
				t.Errorf("core.wasm does not export %s", name)
			}
		}
		if err := figures.Keep(figures.Core, fmt.Sprintf("%s bytes, %d imports", thousands(len(core)), len(imports))); err != nil {
			t.Error(err)
		}
	})
	t.Run("content script", func(t *testing.T) {
		size := len(shipped["content.js"])
		if size > contentLimit {
			t.Errorf("content.js has %d bytes, limit %d", size, contentLimit)
		}
		// Of anything else the browser keeps two bytes a character, and reads it later.
		if at := bytes.IndexFunc(shipped["content.js"], func(r rune) bool { return r > 0x7f }); at >= 0 {
			t.Errorf("content.js is not of ASCII alone: …%.60q", shipped["content.js"][max(0, at-20):])
		}
		if err := figures.Keep(figures.Content, thousands(size)+" bytes"); err != nil {
			t.Error(err)
		}
	})
	t.Run("exactly these files, and without an address none for newer rules", func(t *testing.T) {
		want := []string{
			"LICENSE", "LICENSES.txt", "background.js", "content.js", "core.wasm", "detection.json", "directory.json",
			"icon-128.png", "icon-16.png", "icon-32.png", "icon-48.png", "managed.json", "manifest.json", "mark.svg",
			"outline.js",
		}
		for page := range titles {
			want = append(want, page+".css", page+".html", page+".js")
		}
		slices.Sort(want)
		if got := slices.Sorted(maps.Keys(shipped)); !slices.Equal(got, want) {
			t.Errorf("shipped are %q, want %q", got, want)
		}
		if !strings.Contains(string(shipped["LICENSE"]), "the Bouton 3018 authors") {
			t.Error("LICENSE does not name the authors")
		}
	})
	t.Run("licences of others", func(t *testing.T) { testLicenses(t, string(shipped["LICENSES.txt"])) })
	t.Run("pages", func(t *testing.T) {
		for page, title := range titles {
			if html := string(shipped[page+".html"]); !strings.Contains(html, "<title>"+title+"</title>") {
				t.Errorf("the title of %s.html, which the browser's history keeps, is not neutral", page)
			}
		}
	})
	t.Run("manifest", func(t *testing.T) { testManifest(t, shipped) })
	t.Run("every property that a style sheet reads is set in it", func(t *testing.T) {
		read, set := regexp.MustCompile(`var\((--[\w-]+)\)`), regexp.MustCompile(`(--[\w-]+):`)
		for name, sheet := range shipped {
			if filepath.Ext(name) != ".css" {
				continue
			}
			known := map[string]bool{}
			for _, m := range set.FindAllSubmatch(sheet, -1) {
				known[string(m[1])] = true
			}
			for _, m := range read.FindAllSubmatch(sheet, -1) {
				if !known[string(m[1])] {
					t.Errorf("%s reads %s", name, m[1])
				}
			}
		}
	})
	t.Run("one mark", func(t *testing.T) {
		path := regexp.MustCompile(` d="([^"]+)"`).FindSubmatch(shipped["mark.svg"])
		scripts := slices.Concat(shipped["content.js"], shipped["background.js"])
		if path == nil || !bytes.Contains(scripts, path[1]) {
			t.Errorf("the card does not draw the path of extension/icons/mark.svg: %q", path)
		}
		for size, name := range parseManifest(t, shipped["manifest.json"]).Icons {
			icon, err := png.DecodeConfig(bytes.NewReader(shipped[name]))
			if err != nil || fmt.Sprint(icon.Width) != size || icon.Height != icon.Width {
				t.Errorf("%s has %dx%d pixels (%v)", name, icon.Width, icon.Height, err)
			}
		}
	})
	t.Run("nothing that only we need is shipped", func(t *testing.T) {
		root, err := setup.Root()
		if err != nil {
			t.Fatal(err)
		}
		for name, content := range shipped {
			if bytes.Contains(content, []byte(root)) || bytes.Contains(content, []byte("sourceMappingURL")) {
				t.Errorf("%s names a path of this machine or a source map", name)
			}
		}
	})
}

func readFolder(t *testing.T, dir string) Package {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := Package{}
	for _, entry := range entries {
		if files[entry.Name()], err = os.ReadFile(filepath.Join(dir, entry.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
