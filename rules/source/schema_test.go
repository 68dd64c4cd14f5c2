package source

import (
	"os"
	"path/filepath"
	"testing"
)

// Homes and project folders have spaces and accents.
func TestAnyFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "é à #1 %20")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	all := compileSchemas()
	for _, kind := range []string{"country", "country-prompts", "helplines", "platform", "prompts", "referral"} {
		if all[kind] == nil {
			t.Errorf("there is no schema for %s", kind)
		}
	}
}
