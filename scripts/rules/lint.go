package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tidwall/gjson"

	"bouton3018/rules/flows"
	"bouton3018/rules/source"
	"bouton3018/wasm/core"
)

// lint checks folders of rule files the way the extension would take them, and
// folders of recorded flows. It prints one line for each thing that is wrong:
// file, place, reason.
func lint(dirs []string) int {
	if len(dirs) == 0 {
		dirs = []string{"rules/packaged", "rules/dialogs"}
	}
	code := 0
	for _, dir := range dirs {
		said, err := lintDir(dir)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
			continue
		}
		fmt.Printf("%s: %s\n", dir, said)
	}
	return code
}

func lintDir(dir string) (string, error) {
	if _, err := os.Stat(filepath.Join(dir, "hosts.json")); errors.Is(err, os.ErrNotExist) {
		all, err := flows.ReadAll(dir)
		if err == nil && len(all) == 0 {
			err = fmt.Errorf("%s: holds neither hosts.json nor flows", dir)
		}
		return fmt.Sprintf("%d flows, variants included, are well formed", len(all)), err
	}
	s, err := source.Load(os.DirFS(dir))
	if err != nil {
		return "", err
	}
	_, err = configured(s)
	return fmt.Sprintf("the rules are sound: detection %d bytes, directory %d bytes", len(s.Detection()), len(s.Directory())), err
}

// configured gives both parts to a core, which compiles every phrase and lays
// out every card.
func configured(s *source.Source) (*core.Core, error) {
	c := new(core.Core)
	for _, give := range []func() []byte{
		func() []byte { return c.Configure(s.Detection()) },
		func() []byte { return c.Directory(s.Directory()) },
	} {
		if problem := gjson.GetBytes(give(), "error"); problem.Exists() {
			return nil, fmt.Errorf("%s: %s", problem.Get("code"), problem.Get("detail"))
		}
	}
	return c, nil
}
