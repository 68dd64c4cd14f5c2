package assemble

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/tidwall/gjson"
)

// editionsFile holds what differs between the packages that are made of this source. What an edition may do is decided
// where it is done, by its name: the scripts know it as EDITION.
const editionsFile = "extension/editions.json"

// An edition is one of them. What it leaves out is as extension/manifest.json has it.
type edition struct {
	name string

	Name        string `json:"name"`
	Description string `json:"description"`
	Icons       string `json:"icons"`   // a folder with other icons of the same names, from the top folder
	Without     string `json:"without"` // a key of the manifest that it does not have, one line there
}

// Editions returns the names of all editions, in their order by name.
func Editions(root string) ([]string, error) {
	all, err := readEditions(root)
	return slices.Sorted(maps.Keys(all)), err
}

func readEditions(root string) (all map[string]edition, err error) {
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(editionsFile)))
	if err != nil {
		return nil, err
	}
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	if err := in.Decode(&all); err != nil {
		return nil, fmt.Errorf("%s: %w", editionsFile, err)
	}
	return all, nil
}

// readEdition reads one edition, that of families for "".
func readEdition(root, name string) (e edition, err error) {
	if name == "" {
		name = "family"
	}
	all, err := readEditions(root)
	if err != nil {
		return e, err
	}
	e, known := all[name]
	if !known {
		return e, fmt.Errorf("there is no edition %q, only %q", name, slices.Sorted(maps.Keys(all)))
	}
	e.name = name
	return e, nil
}

// changed returns a manifest with the name and description of the edition, and without what it does not have.
func (e edition) changed(manifest []byte) ([]byte, error) {
	if e.Without != "" {
		line := regexp.MustCompile(`(?m)^  "` + regexp.QuoteMeta(e.Without) + `": .*,\n`)
		if n := len(line.FindAll(manifest, -1)); n != 1 {
			return nil, fmt.Errorf("extension/manifest.json has %s on %d lines and must have it on one", e.Without, n)
		}
		manifest = line.ReplaceAll(manifest, nil)
	}
	for _, field := range [][2]string{{"name", e.Name}, {"description", e.Description}} {
		if field[1] == "" {
			continue
		}
		value, err := json.Marshal(field[1])
		if err != nil {
			return nil, err
		}
		old := gjson.GetBytes(manifest, field[0])
		if old.Index == 0 {
			return nil, fmt.Errorf("extension/manifest.json has no %s", field[0])
		}
		manifest = slices.Concat(manifest[:old.Index], value, manifest[old.Index+len(old.Raw):])
	}
	return manifest, nil
}
