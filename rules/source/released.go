package source

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"bouton3018/extension/crx"
	"bouton3018/rules"
)

// ReleasedPath is where the repository lists the packages that people have installed: rules/released/README.md.
const ReleasedPath = "rules/released"

// Released is a version of the extension that people have installed.
type Released struct {
	Version   string   `json:"version"`
	Engine    int64    `json:"engine"`    // of its core
	Detection int64    `json:"detection"` // version of the detection part in it, which is in the log
	Hosts     []string `json:"hosts"`     // of its manifest, which are final
	// Asks are the other permissions of its manifest, optional ones too: a browser switches a version off that asks more.
	Asks []string `json:"asks,omitempty"`
}

// ReadReleased reads the list in a folder, oldest version first; it is empty where nothing is released yet.
func ReadReleased(dir string) (out []Released, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var one Released
		err = rules.DecodeStrict(text, &one)
		_, isVersion := crx.Order(one.Version)
		switch {
		case err != nil:
		case !isVersion:
			err = fmt.Errorf("%q is no version", one.Version)
		case one.Version+".json" != filepath.Base(file):
			err = fmt.Errorf("names itself %q", one.Version)
		case one.Engine < 1 || one.Engine > rules.Engine || one.Detection < 1 || len(one.Hosts) == 0:
			err = errors.New("lacks its engine, its hosts or the version of its detection part")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b Released) int {
		one, _ := crx.Order(a.Version)
		other, _ := crx.Order(b.Version)
		return cmp.Compare(one, other)
	})
	return out, nil
}
