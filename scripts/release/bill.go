package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/CycloneDX/cyclonedx-go"
	"github.com/tidwall/gjson"

	"bouton3018/rules/source"
	"bouton3018/scripts/internal/assemble"
)

// bill returns the bill of materials of a package, as CycloneDX has it: what of others is in it, with version and
// licence. Compilers are the versions of those whose runtime is in the core.
func bill(
	ctx context.Context, root string, record source.Released, p assemble.Package, compilers map[string]string,
) ([]byte, error) {
	all, err := modules(ctx, root, p)
	if err != nil {
		return nil, err
	}
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
		part.Licenses = licensed(license)
		all = append(all, part)
	}
	b := cyclonedx.NewBOM()
	b.Metadata = &cyclonedx.Metadata{Component: &cyclonedx.Component{
		Type: cyclonedx.ComponentTypeApplication, Name: "bouton3018", Version: record.Version, BOMRef: "bouton3018",
		Licenses: licensed("MIT"),
	}}
	b.Components = &all
	var out bytes.Buffer
	err = cyclonedx.NewBOMEncoder(&out, cyclonedx.BOMFileFormatJSON).SetPretty(true).Encode(b)
	return out.Bytes(), err
}

// licensed is a licence by its identifier, or several in an expression.
func licensed(name string) *cyclonedx.Licenses {
	if strings.Contains(name, " ") {
		return &cyclonedx.Licenses{{Expression: name}}
	}
	return &cyclonedx.Licenses{{License: &cyclonedx.License{ID: name}}}
}

// modules are those of Go that the core is compiled from, beside our own. They come from who makes Go, under its
// licence, word for word: one under another would have to be in the package, too.
func modules(ctx context.Context, root string, p assemble.Package) (all []cyclonedx.Component, err error) {
	const fields = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}"
	cmd := exec.CommandContext(ctx, "go", "list", "-deps", "-tags", "tinygo", "-f", fields, "./wasm")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	cmd.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	for _, line := range slices.Compact(lines) {
		path, rest, _ := strings.Cut(line, "\t")
		version, dir, ok := strings.Cut(rest, "\t")
		if !ok {
			continue // of a package of Go itself
		}
		license, err := os.ReadFile(filepath.Join(dir, "LICENSE"))
		if err != nil {
			return nil, err
		}
		if !bytes.Contains(p["LICENSES.txt"], bytes.TrimSpace(license)) {
			return nil, fmt.Errorf("the licence of %s is not in LICENSES.txt", path)
		}
		all = append(all, cyclonedx.Component{
			Type: cyclonedx.ComponentTypeLibrary, Name: path, BOMRef: path, Version: version,
			PackageURL: fmt.Sprintf("pkg:golang/%s@%s", path, version), Licenses: licensed("BSD-3-Clause"),
		})
	}
	return all, nil
}
