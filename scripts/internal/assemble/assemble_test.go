package assemble

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
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

// TestBuild builds everything into a folder of its own and looks at what came out.
func TestBuild(t *testing.T) {
	dist := t.TempDir()
	if _, err := Build(t.Context(), Options{Dist: dist}); err != nil {
		t.Fatal(err)
	}
	shipped := folder(t, filepath.Join(dist, "chromium"))
	tested := folder(t, filepath.Join(dist, "chromium-test"))

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
		module, err := wasmfile.Read(core)
		if err != nil {
			t.Fatal(err)
		}
		if len(core) > coreLimit || len(module.Imports) > 0 {
			t.Errorf("core.wasm has %d bytes (limit %d) and imports %q", len(core), coreLimit, module.Imports)
		}
		for _, name := range []string{"memory", "alloc", "configure", "directory", "decide", "verify"} {
			if !slices.Contains(module.Exports, name) {
				t.Errorf("core.wasm does not export %s", name)
			}
		}
		measured(t, figures.Core, fmt.Sprintf("%s bytes, %d imports", thousands(len(core)), len(module.Imports)))
	})
	t.Run("content script", func(t *testing.T) {
		size := len(shipped["content.js"])
		if size > contentLimit {
			t.Errorf("content.js has %d bytes, limit %d", size, contentLimit)
		}
		measured(t, figures.Content, thousands(size)+" bytes")
	})
	t.Run("without an address it looks for no newer rules", func(t *testing.T) {
		for _, name := range []string{"updates.json", "vectors.json"} {
			if _, there := shipped[name]; there {
				t.Errorf("%s is shipped", name)
			}
		}
		for _, name := range []string{"options.html", "options.css", "options.js"} {
			if len(shipped[name]) == 0 {
				t.Errorf("%s is not shipped", name)
			}
		}
		if html := string(shipped["options.html"]); !strings.Contains(html, "<title>Options</title>") {
			t.Error("the title of the options page, which the browser's history keeps, is not neutral")
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

func folder(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, entry := range entries {
		if files[entry.Name()], err = os.ReadFile(filepath.Join(dir, entry.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func measured(t *testing.T, figure, value string) {
	t.Helper()
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	if err := figures.Append(figures.Path(root), figures.Figure{Figure: figure, Value: value}); err != nil {
		t.Fatal(err)
	}
}

func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func TestManifest(t *testing.T) {
	text, err := writeManifest([]string{"https://www.tiktok.com/*", "https://www.instagram.com/*", "https://www.tiktok.com/*"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	if want := []string{"storage", "alarms"}; !slices.Equal(m.Permissions, want) {
		t.Errorf("permissions %q, want %q", m.Permissions, want)
	}
	hosts := []string{"https://www.instagram.com/*", "https://www.tiktok.com/*"}
	if !slices.Equal(m.Hosts, hosts) || !slices.Equal(m.ContentScripts[0].Matches, hosts) {
		t.Errorf("hosts %q and %q, want %q", m.Hosts, m.ContentScripts[0].Matches, hosts)
	}
	// Stores cut a longer name or description, or refuse it.
	if name, text := []rune(m.Name), []rune(m.Description); len(name) > 45 || len(text) > 132 {
		t.Errorf("the name has %d characters, the description %d", len(name), len(text))
	}
	if policy := m.Policy.ExtensionPages; !strings.Contains(policy, "connect-src 'self';") {
		t.Errorf("the extension may ask others: %s", policy)
	}
	if text, _ := writeManifest(hosts, "https://rules.example"); !strings.Contains(string(text), "connect-src 'self' https://rules.example;") {
		t.Errorf("the extension may not ask for rules: %s", text)
	}
	var all map[string]any
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"web_accessible_resources", "optional_permissions", "externally_connectable", "update_url", "key"} {
		if _, there := all[key]; there {
			t.Errorf("the manifest has %s", key)
		}
	}
}

func TestManifestRefuses(t *testing.T) {
	for _, pattern := range []string{"", "<all_urls>", "https://*/*", "http://www.tiktok.com/*", "https://www.tiktok.com/report*", "*://www.tiktok.com/*"} {
		if _, err := writeManifest([]string{pattern}, ""); err == nil {
			t.Errorf("pattern %q was taken", pattern)
		}
	}
	if _, err := writeManifest(nil, ""); err == nil {
		t.Error("a manifest without hosts was written")
	}
}

func TestIcons(t *testing.T) {
	for _, size := range iconSizes {
		content, err := icon(size)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if got := img.Bounds().Dx(); got != size {
			t.Errorf("icon of %d is %d wide", size, got)
		}
		_, _, _, corner := img.At(0, 0).RGBA()
		_, _, _, middle := img.At(size/2, size/2).RGBA()
		if corner != 0 || middle != 0xffff {
			t.Errorf("icon of %d: corner alpha %d, middle alpha %d", size, corner, middle)
		}
	}
}
