package assemble

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bouton3018/scripts/internal/setup"
)

var imported = regexp.MustCompile(`(?m)^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];`)

// importsOf returns the imports between the files of the extension's sources, types included, by path below src. What
// a file imports and what is not there is an error.
func importsOf(t *testing.T, sources fs.FS) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := fs.WalkDir(sources, ".", func(file string, _ fs.DirEntry, err error) error {
		if ext := path.Ext(file); err != nil || ext != ".ts" && ext != ".tsx" {
			return err
		}
		text, err := fs.ReadFile(sources, file)
		all[file] = nil
		for _, m := range imported.FindAllStringSubmatch(string(text), -1) {
			all[file] = append(all[file], path.Join(path.Dir(file), m[1]))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for file, targets := range all {
		for i, target := range targets {
			if _, ok := all[target+".ts"]; ok {
				targets[i] = target + ".ts"
			} else if _, ok := all[target+".tsx"]; ok {
				targets[i] = target + ".tsx"
			} else if _, err := fs.Stat(sources, target); err != nil && !strings.HasPrefix(target, "..") {
				t.Errorf("%s imports %s, which is not there", file, target)
			}
		}
	}
	return all
}

// circle returns the files of a circle of imports, nil where there is none.
func circle(imports map[string][]string) []string {
	done := map[string]bool{}
	var way []string
	var walk func(file string) []string
	walk = func(file string) []string {
		if i := slices.Index(way, file); i >= 0 {
			return append(slices.Clone(way[i:]), file)
		}
		if done[file] {
			return nil
		}
		way = append(way, file)
		for _, target := range imports[file] {
			if found := walk(target); found != nil {
				return found
			}
		}
		way = way[:len(way)-1]
		done[file] = true
		return nil
	}
	for file := range imports {
		if found := walk(file); found != nil {
			return found
		}
	}
	return nil
}

// upwards returns the imports from one room of the sources into another that is not shared.
func upwards(imports map[string][]string) []string {
	room := func(file string) string { return strings.Split(file, "/")[0] }
	var found []string
	for file, targets := range imports {
		for _, target := range targets {
			if to := room(target); to != room(file) && to != "shared" && to != ".." {
				found = append(found, file+" imports "+target)
			}
		}
	}
	slices.Sort(found)
	return found
}

func TestImports(t *testing.T) {
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	imports := importsOf(t, os.DirFS(filepath.Join(root, "extension", "src")))
	n := 0
	for _, targets := range imports {
		n += len(targets)
	}
	if n < len(imports) { // each file imports or is imported; far fewer were not read
		t.Errorf("%d imports in %d files", n, len(imports))
	}
	if found := circle(imports); found != nil {
		t.Errorf("a circle: %s", strings.Join(found, " imports "))
	}
	for _, each := range upwards(imports) {
		t.Error(each)
	}
}

func TestImportsFindsWhatIsWrong(t *testing.T) {
	round := map[string][]string{"a/x.ts": {"a/y.ts"}, "a/y.ts": {"a/z.ts"}, "a/z.ts": {"a/y.ts"}}
	if got := circle(round); len(got) != 3 || got[0] != got[2] {
		t.Errorf("circle of y and z: %v", got)
	}
	if got := circle(map[string][]string{"a/x.ts": {"a/y.ts", "a/z.ts"}, "a/y.ts": {"a/z.ts"}, "a/z.ts": nil}); got != nil {
		t.Errorf("two ways to one file are a circle: %v", got)
	}
	arrows := map[string][]string{
		"shared/a.ts":     {"content/b.ts", "shared/c.ts"},
		"content/b.ts":    {"shared/c.ts", "content/x/d.ts"},
		"background/e.ts": {"content/b.ts"},
	}
	want := []string{"background/e.ts imports content/b.ts", "shared/a.ts imports content/b.ts"}
	if got := upwards(arrows); !slices.Equal(got, want) {
		t.Errorf("arrows: %v", got)
	}
}
