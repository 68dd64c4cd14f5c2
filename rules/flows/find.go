package flows

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ReadAll reads flows with their variants, sorted by name. A path is
//
//   - a folder: every flow at and below it, in lists (flows.txt) and in folders of their own (flow.json);
//   - the name of a flow in a site's folder, dialogs/instagram/post-harassment-fr; without the language, in all
//     languages; with @night, that variant.
//
// A path that is not there is looked for in the source tree above the working directory, and in its rules/dialogs.
// The error joins those of all flows.
func ReadAll(paths ...string) ([]*Flow, error) {
	var all []*Flow
	var problems []error
	for _, name := range paths {
		some, err := readPath(name)
		all, problems = append(all, some...), append(problems, err)
	}
	seen := map[string]bool{}
	all = slices.DeleteFunc(all, func(f *Flow) bool {
		again := seen[f.ID]
		seen[f.ID] = true
		return again
	})
	slices.SortStableFunc(all, func(a, b *Flow) int {
		return strings.Compare(strings.TrimSuffix(a.ID, "@"+a.Variant), strings.TrimSuffix(b.ID, "@"+b.Variant))
	})
	return all, errors.Join(problems...)
}

// Sites returns those that flows are from, in their order.
func Sites(all []*Flow) (sites []*Site) {
	for _, f := range all {
		if f.site != nil && !slices.Contains(sites, f.site) {
			sites = append(sites, f.site)
		}
	}
	return sites
}

// Once returns the flows without their variants, but for the first of each name at every site. A variant shows the same
// dialogs at another time or place, which changes what is decided and not what is read: where the flow itself is
// recorded, that needs no browser.
func Once(all []*Flow) (once []*Flow) {
	type kind struct {
		site    *Site
		variant string
	}
	met := map[kind]bool{}
	for _, f := range all {
		is := kind{f.site, f.Variant}
		if f.Variant == "" || !met[is] {
			once = append(once, f)
		}
		met[is] = true
	}
	return once
}

func readPath(name string) ([]*Flow, error) {
	for _, path := range places(name) {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return readBelow(path)
		}
		site := filepath.Dir(path)
		if _, err := os.Stat(filepath.Join(site, ListFile)); err == nil {
			return readNamed(site, filepath.Base(path))
		}
	}
	return nil, fmt.Errorf("%s is neither a folder nor the name of a flow", name)
}

// places lists where a path may be: here, in the source tree, and in its flows.
func places(name string) []string {
	all := []string{name}
	dir, err := os.Getwd()
	if err != nil || filepath.IsAbs(name) {
		return all
	}
	for up := ""; dir != up; up, dir = dir, filepath.Dir(dir) {
		dialogs := filepath.Join(dir, "rules", "dialogs")
		if _, err := os.Stat(dialogs); err == nil {
			return append(all, filepath.Join(dir, name), filepath.Join(dialogs, name))
		}
	}
	return all
}

// readBelow reads the lists and the folders at and below a folder.
func readBelow(dir string) ([]*Flow, error) {
	var all []*Flow
	var problems []error
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		var some []*Flow
		switch entry.Name() {
		case ListFile:
			some, err = ReadSite(filepath.Dir(name))
		case FolderFile:
			some, err = Read(filepath.Dir(name))
		}
		all, problems = append(all, some...), append(problems, err)
		return nil
	})
	return all, errors.Join(append(problems, err)...)
}

// readNamed reads the flows of a site that have a name, which may leave out the language, or name a variant.
func readNamed(dir, name string) ([]*Flow, error) {
	all, err := ReadSite(dir)
	plain, variant, one := strings.Cut(name, "@")
	some := slices.DeleteFunc(slices.Clone(all), func(f *Flow) bool {
		lang := strings.LastIndexByte(f.record, '-')
		return f.record != plain && f.record[:lang] != plain || one && f.Variant != variant
	})
	if err == nil && len(some) == 0 {
		err = fmt.Errorf("%s has no flow %s", filepath.Join(dir, ListFile), name)
	}
	return some, err
}
