package source

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

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
		switch {
		case err != nil:
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
	slices.SortFunc(out, func(a, b Released) int { return CompareVersions(a.Version, b.Version) })
	return out, nil
}

// CompareVersions compares two versions as browsers do: up to four numbers, what is missing is 0.
func CompareVersions(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	at := func(parts []string, i int) int {
		if i >= len(parts) {
			return 0
		}
		n, _ := strconv.Atoi(parts[i])
		return n
	}
	for i := range max(len(as), len(bs)) {
		if c := cmp.Compare(at(as, i), at(bs, i)); c != 0 {
			return c
		}
	}
	return 0
}
