// Package assemble puts the extension together: the scripts, the compiled core, the rules and the manifest, as the
// folders that a browser loads.
//
//	dist/core.wasm        the core
//	dist/chromium/        what is shipped
//	dist/chromium-test/   the same bytes and test-hook.js, which sets the clock and the country
package assemble

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"bouton3018/rules/source"
	"bouton3018/scripts/internal/setup"
)

// Size is how large a file of the shipped extension is, in bytes, as it is and as gzip sends it.
type Size struct {
	Name    string
	Bytes   int
	Gzipped int
}

// Options says what is built.
type Options struct {
	Dist string // the folder for core.wasm, chromium/ and chromium-test/
	// Updates is where the extension looks for newer rules. Without it the packaged ones serve for ever.
	Updates *Updates
}

// Build writes core.wasm, chromium/ and chromium-test/, and returns the sizes of what the browser runs. It installs what
// it needs first. On an error the folders may be incomplete.
func Build(ctx context.Context, options Options) ([]Size, error) {
	root, err := setup.Root()
	if err != nil {
		return nil, err
	}
	dist := options.Dist
	if err := setup.NPM(ctx); err != nil { // the scripts bundle packages from there
		return nil, err
	}
	core := filepath.Join(dist, "core.wasm")
	if err := setup.BuildCore(ctx, core); err != nil {
		return nil, err
	}
	shipped, err := files(root, core, options.Updates)
	if err != nil {
		return nil, err
	}
	if err := write(filepath.Join(dist, "chromium"), shipped); err != nil {
		return nil, err
	}
	tested := maps.Clone(shipped)
	if tested["test-hook.js"], err = bundle(root, "extension/test/test-hook.ts"); err != nil {
		return nil, err
	}
	if err := write(filepath.Join(dist, "chromium-test"), tested); err != nil {
		return nil, err
	}
	var sizes []Size
	for _, name := range []string{"content.js", "background.js", "options.js", "core.wasm", "detection.json", "directory.json"} {
		sizes = append(sizes, Size{name, len(shipped[name]), gzipped(shipped[name])})
	}
	return sizes, nil
}

// files returns what is shipped, by file name.
func files(root, core string, updates *Updates) (map[string][]byte, error) {
	// Not those that are embedded in this program: they are as old as it is.
	folder := filepath.Join(root, "rules", "packaged")
	rules, err := source.Load(os.DirFS(folder))
	if err != nil {
		return nil, err
	}
	var patterns []string
	for _, host := range rules.Hosts {
		patterns = append(patterns, host.Match...)
	}
	all := map[string][]byte{
		"detection.json": rules.Detection(),
		"directory.json": rules.Directory(),
	}
	connect := ""
	if updates != nil {
		if connect, err = updates.add(all, folder, patterns); err != nil {
			return nil, err
		}
	}
	for name, make := range map[string]func() ([]byte, error){
		"manifest.json": func() ([]byte, error) { return writeManifest(patterns, connect) },
		"content.js":    func() ([]byte, error) { return bundle(root, "extension/src/content/index.ts") },
		"background.js": func() ([]byte, error) { return bundle(root, "extension/src/background/index.ts") },
		"options.js":    func() ([]byte, error) { return bundle(root, "extension/src/pages/options/index.ts") },
		"options.html": func() ([]byte, error) {
			return os.ReadFile(filepath.Join(root, "extension/src/pages/options/options.html"))
		},
		"options.css": func() ([]byte, error) { return bundleSheet(root, "extension/src/pages/options/options.css") },
		"core.wasm":   func() ([]byte, error) { return os.ReadFile(core) },
	} {
		if all[name], err = make(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	for _, size := range iconSizes {
		if all[iconName(size)], err = icon(size); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// write makes dir hold exactly these files. Files that stay the same are left alone, so that a browser that runs the
// extension from there does not see them go.
func write(dir string, files map[string][]byte) error {
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

func gzipped(content []byte) int {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is valid
	w.Write(content)
	w.Close()
	return out.Len()
}
