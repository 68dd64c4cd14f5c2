package assemble

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// packages are the folders of the npm packages that are in what is shipped, below the module's root.
type packages map[string]bool

var packageFolder = regexp.MustCompile(`^.*node_modules/(?:@[^/]+/)?[^/]+`)

// add adds the packages of which something went into a bundle, as esbuild's metafile says.
func (p packages) add(metafile string) error {
	var made struct {
		Outputs map[string]struct {
			Inputs map[string]struct{ BytesInOutput int }
		}
	}
	if err := json.Unmarshal([]byte(metafile), &made); err != nil {
		return err
	}
	for _, output := range made.Outputs {
		for file, part := range output.Inputs {
			if folder := packageFolder.FindString(file); folder != "" && part.BytesInOutput > 0 {
				p[folder] = true
			}
		}
	}
	return nil
}

var licensed = regexp.MustCompile(`(?m)^== (\S+) ==$`)

// Parts returns by name what is in the package and not ours: npm packages, and compilers whose runtime is in the core.
func (p Package) Parts() (names []string) {
	for _, m := range licensed.FindAllSubmatch(p["LICENSES.txt"], -1) {
		names = append(names, string(m[1]))
	}
	return names
}

// licenses returns the licences of what is shipped and not ours, word for word: of the npm packages, and of what the
// core is compiled with.
func (p packages) licenses(root string) ([]byte, error) {
	var text strings.Builder
	write := func(name, pattern string) error {
		found, _ := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if len(found) != 1 {
			return fmt.Errorf("%s has %d licences and must have one", name, len(found))
		}
		license, err := os.ReadFile(found[0])
		fmt.Fprintf(&text, "== %s ==\n\n%s\n\n", name, strings.TrimSpace(string(license)))
		return err
	}
	for _, folder := range slices.Sorted(maps.Keys(p)) {
		_, name, _ := strings.Cut(folder, "node_modules/")
		if err := write(name, folder+"/LICENSE*"); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"Go", "TinyGo"} {
		if err := write(name, ".github/licenses/"+name); err != nil {
			return nil, err
		}
	}
	return []byte(text.String()), nil
}
