package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"bouton3018/extension/crx"
	"bouton3018/rules"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/assemble"
)

// recordOf returns what rules/released will say of a package.
func recordOf(p assemble.Package) (r source.Released, err error) {
	var m struct {
		Version             string
		Permissions         []string
		OptionalPermissions []string `json:"optional_permissions"`
		OptionalHosts       []string `json:"optional_host_permissions"`
		Hosts               []string `json:"host_permissions"`
	}
	if err := json.Unmarshal(p["manifest.json"], &m); err != nil {
		return r, fmt.Errorf("manifest.json: %w", err)
	}
	r = source.Released{Version: m.Version, Engine: rules.Engine, Detection: rules.VersionOf(p["detection.json"])}
	for _, pattern := range m.Hosts {
		host, err := source.HostOf(pattern)
		if err != nil {
			return r, err
		}
		r.Hosts = append(r.Hosts, host)
	}
	r.Asks = slices.Concat(m.Permissions, m.OptionalPermissions, m.OptionalHosts)
	slices.Sort(r.Asks)
	return r, nil
}

// refusals says everything for which this version must not be released on that day.
func refusals(root string, r source.Released, now time.Time) (wrong []string, err error) {
	add := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	order, isVersion := crx.Order(r.Version)
	if !isVersion {
		add("the version %q of extension/manifest.json is not one to four numbers", r.Version)
	}
	earlier, err := source.ReadReleased(filepath.Join(root, filepath.FromSlash(source.ReleasedPath)))
	if err != nil {
		return nil, err
	}
	if len(earlier) > 0 {
		last := earlier[len(earlier)-1]
		if newest, _ := crx.Order(last.Version); isVersion && order <= newest {
			add("the version %s is not newer than %s, which is released", r.Version, last.Version)
		}
		for _, host := range r.Hosts {
			if !slices.Contains(last.Hosts, host) {
				add("the manifest asks for %s, and %s did not: every browser would switch it off until somebody accepts",
					host, last.Version)
			}
		}
		for _, asked := range r.Asks {
			if !slices.Contains(last.Asks, asked) {
				add("the manifest asks for %s, and %s did not: a browser may switch it off until somebody accepts",
					asked, last.Version)
			}
		}
	}
	rules, err := source.Load(os.DirFS(filepath.Join(root, "rules", "packaged")))
	if err != nil {
		return nil, err
	}
	return slices.Concat(wrong, rules.Aging(now), rules.Unconfirmed()), nil
}
