package published_test

import (
	"os"
	"path/filepath"
	"testing"

	"bouton3018/scripts/rules/published"
)

// TestWrite: what cannot be written whole leaves what was there.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "heads.txt")
	if err := published.Write(file, []byte("one\n")); err != nil {
		t.Fatal(err)
	}
	// What is written first cannot be: a folder has its name.
	if err := os.MkdirAll(filepath.Join(file+".new", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := published.Write(file, []byte("two\n")); err == nil {
		t.Error("it is written")
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "one\n" {
		t.Errorf("what was there is %q %v", text, err)
	}
}
