package figures

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// notProduction are the folders whose code only tests or measures, and those without code of ours.
var notProduction = []string{
	".git", "dist", "node_modules", "testdata",
	"extension/test", "scripts/test", "worker/bench",
	"rules/release/releasetest", "wasm/internal", "extension/crx/crxtest",
}

var generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)

// ProductionLines counts the lines of Go and TypeScript below root that are not empty, comments included, without tests
// and what is generated.
func ProductionLines(root string) (int, error) {
	lines := 0
	err := walk(root, func(path string) error {
		isTest := strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".test.ts")
		if isTest || !slices.Contains([]string{".go", ".ts", ".tsx"}, filepath.Ext(path)) {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil || generated.Match(text) {
			return err
		}
		for line := range bytes.Lines(text) {
			if len(bytes.TrimSpace(line)) > 0 {
				lines++
			}
		}
		return nil
	})
	return lines, err
}

// FilesBelow counts the files of a folder.
func FilesBelow(folder string) (int, error) {
	files := 0
	err := walk(folder, func(string) error {
		files++
		return nil
	})
	return files, err
}

// walk calls visit for every file below root but for those of the folders that hold no production code.
func walk(root string, visit func(path string) error) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !entry.IsDir() {
			return visit(path)
		}
		below, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(below)
		if slices.Contains(notProduction, name) || slices.Contains(notProduction, entry.Name()) {
			return filepath.SkipDir
		}
		return nil
	})
}
