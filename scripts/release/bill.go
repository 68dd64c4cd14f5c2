package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/CycloneDX/cyclonedx-go"
	"github.com/tidwall/gjson"

	"bouton3018/rules/source"
	"bouton3018/scripts/internal/assemble"
)

// bill returns the bill of materials of a package, as CycloneDX has it: what of others is in it, with version and
// licence. Compilers are the versions of those whose runtime is in the core.
func bill(root string, record source.Released, p assemble.Package, compilers map[string]string) ([]byte, error) {
	all := []cyclonedx.Component{}
	for _, name := range p.Parts() {
		part := cyclonedx.Component{Type: cyclonedx.ComponentTypeLibrary, Name: name, BOMRef: name}
		license := map[string]string{"Go": "BSD-3-Clause", "TinyGo": "BSD-3-Clause"}[name]
		if part.Version = compilers[name]; part.Version == "" {
			file := filepath.Join(root, "extension", "node_modules", filepath.FromSlash(name), "package.json")
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			part.Version, license = gjson.GetBytes(text, "version").String(), gjson.GetBytes(text, "license").String()
			part.PackageURL = fmt.Sprintf("pkg:npm/%s@%s", name, part.Version)
		}
		if part.Version == "" || license == "" {
			return nil, fmt.Errorf("the version or licence of %s is not known", name)
		}
		part.Licenses = &cyclonedx.Licenses{{License: &cyclonedx.License{ID: license}}}
		all = append(all, part)
	}
	b := cyclonedx.NewBOM()
	b.Metadata = &cyclonedx.Metadata{Component: &cyclonedx.Component{
		Type: cyclonedx.ComponentTypeApplication, Name: "bouton3018", Version: record.Version, BOMRef: "bouton3018",
		Licenses: &cyclonedx.Licenses{{License: &cyclonedx.License{ID: "MIT"}}},
	}}
	b.Components = &all
	var out bytes.Buffer
	err := cyclonedx.NewBOMEncoder(&out, cyclonedx.BOMFileFormatJSON).SetPretty(true).Encode(b)
	return out.Bytes(), err
}
