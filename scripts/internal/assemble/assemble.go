// Package assemble puts the extension together: the scripts, the compiled core, the rules and the manifest, as the
// folders that a browser loads.
//
//	dist/core.wasm        the core
//	dist/chromium/        what is shipped
//	dist/chromium-test/   the same bytes and test-hook.js, which sets the clock and the country
package assemble

import (
	"bytes"
	"context"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"bouton3018/rules/source"
	"bouton3018/scripts/internal/setup"
)

// Options says what is built.
type Options struct {
	Dist string // the folder for core.wasm, chromium/ and chromium-test/
	// Updates is where the extension looks for newer rules. Without it the packaged ones serve for ever.
	Updates *Updates
	// Edition is one of extension/editions.json, "" for the one of families.
	Edition string
}

// Package is the files of an extension, by name; they lie in one folder.
type Package map[string][]byte

// Build writes core.wasm, chromium/ and chromium-test/, and returns what is shipped. It installs what it needs first.
// On an error the folders may be incomplete.
func Build(ctx context.Context, options Options) (Package, error) {
	root, err := setup.Root()
	if err != nil {
		return nil, err
	}
	shipped, err := Shipped(ctx, options)
	if err != nil {
		return nil, err
	}
	if err := writeFolder(filepath.Join(options.Dist, "chromium"), shipped); err != nil {
		return nil, err
	}
	tested := maps.Clone(shipped)
	if tested["test-hook.js"], err = bundleScript(root, "extension/test/test-hook.ts", nil, packages{}); err != nil {
		return nil, err
	}
	return shipped, writeFolder(filepath.Join(options.Dist, "chromium-test"), tested)
}

// Shipped writes core.wasm alone, and returns what is shipped.
func Shipped(ctx context.Context, options Options) (Package, error) {
	root, err := setup.Root()
	if err != nil {
		return nil, err
	}
	if err := setup.NPM(ctx, "extension"); err != nil { // the scripts bundle packages from there
		return nil, err
	}
	core := filepath.Join(options.Dist, "core.wasm")
	if err := setup.BuildCore(ctx, core); err != nil {
		return nil, err
	}
	return collectFiles(root, core, options)
}

// collectFiles returns what is shipped.
func collectFiles(root, core string, options Options) (Package, error) {
	is, err := readEdition(root, options.Edition)
	if err != nil {
		return nil, err
	}
	// Not the rules that are embedded in this program: they are as old as it is.
	packaged := filepath.Join(root, "rules", "packaged")
	rules, err := source.Load(os.DirFS(packaged))
	if err != nil {
		return nil, err
	}
	p := Package{"detection.json": rules.Detection(), "directory.json": rules.Directory()}
	var origin string
	if options.Updates != nil {
		if origin, err = options.Updates.addTo(p, packaged, rules.Hosts); err != nil {
			return nil, err
		}
	}
	if p["manifest.json"], err = is.readManifest(root, rules.Hosts, origin); err != nil {
		return nil, err
	}
	if p["managed.json"], err = readManaged(root); err != nil {
		return nil, err
	}
	if err := p.addScripts(root, is.name); err != nil {
		return nil, err
	}
	if p["core.wasm"], err = os.ReadFile(core); err != nil {
		return nil, err
	}
	return p, p.copyFiles(os.DirFS(root),
		".github/LICENSE", "extension/icons/*.*", "extension/src/pages/*/*.html", path.Join(is.Icons, "*.png"))
}

// copyFiles adds the files that the patterns name, each under the last part of its name.
func (p Package) copyFiles(tree fs.FS, patterns ...string) error {
	for _, pattern := range patterns {
		names, err := fs.Glob(tree, pattern)
		if err != nil {
			return err
		}
		for _, name := range names {
			if p[path.Base(name)], err = fs.ReadFile(tree, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeFolder makes dir hold exactly these files. Files that stay the same are left alone, so that a browser that runs
// the extension from there does not see them go.
func writeFolder(dir string, files Package) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	present, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range present {
		if _, keep := files[entry.Name()]; !keep {
			if err := os.RemoveAll(filepath.Join(dir, entry.Name())); err != nil {
				return err
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, name)
		if have, err := os.ReadFile(path); err == nil && bytes.Equal(have, files[name]) {
			continue
		}
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return err
		}
	}
	return nil
}
