package source

import (
	"os"
	"path/filepath"
	"testing"
)

// TestReadFile: what is too large or never ends is refused.
func TestReadFile(t *testing.T) {
	big := filepath.Join(t.TempDir(), "big")
	if err := os.WriteFile(big, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(big, 3<<30); err != nil {
		t.Fatal(err)
	}
	names := []string{big}
	if _, err := os.Stat("/dev/zero"); err == nil {
		names = append(names, "/dev/zero")
	}
	for _, name := range names {
		if text, err := ReadFile(name); err == nil {
			t.Errorf("%s is read, %d bytes", name, len(text))
		}
	}
	if err := os.Truncate(big, MaxFile); err != nil {
		t.Fatal(err)
	}
	if text, err := ReadFile(big); err != nil || len(text) != MaxFile {
		t.Errorf("%d bytes, %v", len(text), err)
	}
}
