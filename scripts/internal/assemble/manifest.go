package assemble

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"bouton3018/rules/source"
)

// manifestPath is the manifest in the source tree. It is complete but for the hosts, which rules/packaged/hosts.json
// knows, and the origin that a build asks for newer rules.
func manifestPath(root string) string { return filepath.Join(root, "extension", "manifest.json") }

// readManifest returns manifest.json for an extension that runs on the pages of the hosts, and nowhere else. Beyond its
// own package it can ask origin, if there is one, and nobody else;
// an edition for schools, whoever its administrator names.
func (e edition) readManifest(root string, hosts []string, origin string) ([]byte, error) {
	text, err := os.ReadFile(manifestPath(root))
	if err != nil {
		return nil, err
	}
	if text, err = e.changed(text); err != nil {
		return nil, err
	}
	var patterns []string
	for _, host := range hosts {
		patterns = append(patterns, source.MatchPattern(host))
	}
	slices.Sort(patterns)
	list, err := json.Marshal(slices.Compact(patterns))
	if err != nil {
		return nil, err
	}
	if e.name == "school" && origin != "" {
		// An administrator may name the school's own mirror, which is known when the extension runs. What it sends counts
		// by the signatures that are on it.
		origin += " https:"
	}
	const ownPackage = "connect-src 'self'"
	return fillIn(text,
		blank{`["` + source.MatchPattern("HOST") + `"]`, string(list), 2}, // host_permissions, and matches
		blank{ownPackage, strings.TrimSpace(ownPackage + " " + origin), 1})
}

// blank is a text of the manifest that the build replaces, and how often it stands there.
type blank struct {
	text, by string
	count    int
}

func fillIn(text []byte, blanks ...blank) ([]byte, error) {
	filled := string(text)
	for _, b := range blanks {
		if n := strings.Count(filled, b.text); n != b.count {
			return nil, fmt.Errorf("extension/manifest.json has %s %d times and must have it %d times", b.text, n, b.count)
		}
		filled = strings.ReplaceAll(filled, b.text, b.by)
	}
	return []byte(filled), nil
}

// minimumChrome is the oldest Chromium that the extension runs in, and what the scripts are compiled for.
func minimumChrome(root string) (string, error) {
	text, err := os.ReadFile(manifestPath(root))
	if err != nil {
		return "", err
	}
	return gjson.GetBytes(text, "minimum_chrome_version").String(), nil
}
