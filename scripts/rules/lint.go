package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"bouton3018/rules/flows"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/setup"
	"bouton3018/scripts/rules/keyfile"
	"bouton3018/wasm/core"
)

// lint checks folders of rule files the way the extension would take them, folders
// of recorded flows, the list of released packages, and key files. It prints one line for each thing that is
// wrong: file, place, reason. Of rules it says also what no flow beside them proves, and which phrases fit a text of
// the languages' tables that means something else.
func lint(args []string) error {
	set := newFlags("lint")
	verbose := set.Bool("v", false, "name phrases too that fit a text of another meaning, and do not change it")
	paths, err := parse(set, args, 0, -1)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		if paths, err = ownPaths(); err != nil {
			return err
		}
	}
	var failed error
	for _, path := range paths {
		said, err := lintPath(path, *verbose)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			failed = errTold
			continue
		}
		fmt.Printf("%s: %s\n", path, said)
	}
	return failed
}

// ownPaths is what the repository has to check, as seen from the working directory.
func ownPaths() (paths []string, err error) {
	root, err := setup.Root()
	if err != nil {
		return nil, err
	}
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for _, path := range []string{"rules/packaged", "rules/dialogs", source.ReleasedPath, keysPath} {
		path, err = filepath.Rel(here, filepath.Join(root, filepath.FromSlash(path)))
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return slices.DeleteFunc(paths, func(path string) bool {
		_, err := os.Stat(path)
		return filepath.Base(path) == filepath.Base(keysPath) && errors.Is(err, os.ErrNotExist) // nobody has a key yet
	}), nil
}

func lintPath(path string, verbose bool) (string, error) {
	info, err := os.Stat(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if err == nil && !info.IsDir() {
		keys, err := keyfile.ReadPublic(path)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%d keys are well formed", len(keys.All)), nil
	}
	if filepath.Base(path) == filepath.Base(source.ReleasedPath) {
		all, err := source.ReadReleased(path)
		return fmt.Sprintf("%d released packages are well formed", len(all)), err
	}
	if _, err := os.Stat(filepath.Join(path, "hosts.json")); errors.Is(err, os.ErrNotExist) {
		all, err := flows.Check(path)
		if err == nil && len(all) == 0 {
			err = fmt.Errorf("%s: holds neither hosts.json nor flows", path)
		}
		return fmt.Sprintf("%d flows, variants included, are well formed", len(all)), err
	}
	s, err := source.Load(os.DirFS(path))
	if err != nil {
		return "", err
	}
	for _, warning := range append(s.Aging(time.Now()), s.Unnamed()...) {
		fmt.Fprintln(os.Stderr, "warning:", warning)
	}
	c, err := configured(s.Detection(), s.Directory())
	if err != nil {
		return "", err
	}
	p, err := newProof(path, c, s.Detection())
	if err != nil {
		return "", err
	}
	for _, doubt := range p.doubts {
		fmt.Fprintln(os.Stderr, "warning:", doubt)
	}
	said := fmt.Sprintf("the rules are sound: detection %d bytes, directory %d bytes",
		len(s.Detection()), len(s.Directory()))
	if verbose {
		for _, hint := range p.hints {
			fmt.Println(hint)
		}
	} else if len(p.hints) > 0 {
		said += fmt.Sprintf("; phrases that fit a text of another meaning, and do not change it: %d (-v)", len(p.hints))
	}
	return said, p.err()
}

// configured gives both parts to a core, which compiles every phrase and lays
// out every card.
func configured(detection, directory []byte) (*core.Core, error) {
	c := new(core.Core)
	code, detail := core.Problem(c.Configure(detection))
	if code == "" {
		code, detail = core.Problem(c.Directory(directory))
	}
	if code != "" {
		return nil, fmt.Errorf("%s: %s", code, detail)
	}
	return c, nil
}
