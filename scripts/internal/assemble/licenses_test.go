package assemble

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bouton3018/scripts/internal/setup"
)

// testLicenses looks for the whole licence of every package that the sources of the extension import, of those that
// these bring, and of what the core is compiled with.
func testLicenses(t *testing.T, text string) {
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	const npm = "extension/node_modules/"
	for _, name := range []string{
		npm + "preact/LICENSE", npm + "@preact/signals/LICENSE", npm + "@preact/signals-core/LICENSE",
		npm + "fflate/LICENSE", npm + "lean-qr/LICENSE", npm + "pdf-lib/LICENSE.md", npm + "@pdf-lib/upng/LICENSE",
		npm + "@pdf-lib/standard-fonts/LICENSE.md", npm + "pako/LICENSE", npm + "tslib/LICENSE.txt",
		".github/licenses/Go", ".github/licenses/TinyGo",
	} {
		license, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil || !strings.Contains(text, strings.TrimSpace(string(license))) {
			t.Errorf("LICENSES.txt lacks %s (%v)", name, err)
		}
	}
}

// TestLicenses: what esbuild puts into a bundle has a licence there, or nothing is built.
func TestLicenses(t *testing.T) {
	in := packages{}
	const made = `{"outputs":{"a.js":{"inputs":{"extension/src/a.ts":{"bytesInOutput":9},
		"extension/node_modules/@a/b/dist/c.js":{"bytesInOutput":1},"extension/node_modules/d/e.js":{"bytesInOutput":0}}}}}`
	if err := in.add(made); err != nil || len(in) != 1 || !in["extension/node_modules/@a/b"] {
		t.Fatalf("%v, %v", in, err)
	}
	root := t.TempDir()
	if _, err := in.licenses(root); err == nil || !strings.Contains(err.Error(), "@a/b has 0 licences") {
		t.Error(err)
	}
	for _, name := range []string{
		"extension/node_modules/@a/b/LICENSE.md", ".github/licenses/Go", ".github/licenses/TinyGo",
	} {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("the words of "+name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := in.licenses(root)
	if err != nil ||
		!strings.Contains(string(text), "== @a/b ==\n\nthe words of extension/node_modules/@a/b/LICENSE.md\n") {
		t.Errorf("%q, %v", text, err)
	}
}
