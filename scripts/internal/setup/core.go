package setup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bouton3018/scripts/internal/wasmfile"
)

// BuildCore compiles wasm/ to a module at the path out, with TinyGo and then wasm-opt. A module that imports anything is
// an error: the core must not be able to reach the network, the page or the clock. The same sources give the same module
// from the cache.
func BuildCore(ctx context.Context, out string) error {
	root, err := Root()
	if err != nil {
		return err
	}
	return locked(ctx, func() error {
		tools, err := findToolchain(ctx)
		if err != nil {
			return err
		}
		module, err := coreFromCache(ctx, tools, root)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
			return err
		}
		return os.WriteFile(out, module, 0o644)
	})
}

func coreFromCache(ctx context.Context, tools toolchain, root string) ([]byte, error) {
	key, err := coreKey(ctx, tools, root)
	if err != nil {
		return nil, err
	}
	dir, err := cacheDir("core")
	if err != nil {
		return nil, err
	}
	cached := filepath.Join(dir, key+".wasm")
	if module, err := os.ReadFile(cached); err == nil && wasmfile.NoImports(module) == nil {
		return module, nil
	}
	var module []byte
	err = step("compiling the core", func() (err error) {
		module, err = compileCore(ctx, tools, root)
		return err
	})
	if err != nil {
		return nil, err
	}
	return module, errors.Join(keepNewest(dir, modulesKept-1), os.WriteFile(cached, module, 0o644))
}

// modulesKept is enough to go back and forth between a few branches and clones.
const modulesKept = 8

// keepNewest removes all modules of a folder but the newest ones.
func keepNewest(dir string, most int) error {
	modules, err := filepath.Glob(filepath.Join(dir, "*.wasm"))
	changed := func(path string) (at time.Time) {
		if info, err := os.Stat(path); err == nil {
			at = info.ModTime()
		}
		return at
	}
	slices.SortFunc(modules, func(a, b string) int { return changed(b).Compare(changed(a)) })
	for _, old := range modules[min(most, len(modules)):] {
		err = errors.Join(err, os.Remove(old))
	}
	return err
}

// coreKey names everything that the module depends on: compilers, flags, and every source file of the packages that it
// is made of. Modules from elsewhere are pinned by go.sum.
func coreKey(ctx context.Context, tools toolchain, root string) (string, error) {
	hash := sha256.New()
	for _, ask := range [][]string{{tools.tinygo, "version"}, {tools.opt, "--version"}, {"go", "version"}} {
		version, err := command{env: tools.env(), name: ask[0], args: ask[1:]}.output(ctx)
		if err != nil {
			return "", err
		}
		fmt.Fprintln(hash, version)
	}
	fmt.Fprintln(hash, tinygoFlags(tools), optFlags)
	target, err := os.ReadFile(tools.target)
	if err != nil {
		return "", err
	}
	hash.Write(target)
	const ours = `{{if and .Module .Module.Main}}{{$dir := .Dir}}{{range .GoFiles}}{{$dir}}/{{.}}{{"\n"}}{{end}}{{end}}`
	list := command{dir: root, env: []string{"GOOS=linux", "GOARCH=arm"}, name: "go",
		args: []string{"list", "-deps", "-tags", "tinygo,tinygo.wasm,wasm_unknown", "-f", ours, "./wasm"}}
	files, err := list.output(ctx)
	if err != nil {
		return "", err
	}
	for _, path := range append(strings.Split(files, "\n"), filepath.Join(root, "go.sum"), filepath.Join(root, "go.mod")) {
		content, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		below, err := filepath.Rel(root, path) // another clone has the same module
		if err != nil {
			return "", err
		}
		fmt.Fprintln(hash, below, len(content))
		hash.Write(content)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

func tinygoFlags(tools toolchain) []string {
	return []string{"-target=" + tools.target, "-opt=z", "-no-debug", "-panic=trap", "-scheduler=none", "-gc=leaking"}
}

// optFlags allows wasm-opt what the target description already allows the compiler, and nothing that a browser of the
// manifest's minimum version lacks.
var optFlags = []string{"-Oz", "--strip-debug", "--strip-producers", "--enable-sign-ext", "--enable-nontrapping-float-to-int", "--enable-mutable-globals"}

func (t toolchain) env() []string {
	if t.root == "" {
		return nil
	}
	return []string{"TINYGOROOT=" + t.root}
}

func compileCore(ctx context.Context, tools toolchain, root string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "bouton3018-core-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	raw, small := filepath.Join(dir, "raw.wasm"), filepath.Join(dir, "core.wasm")
	build := command{dir: root, env: tools.env(), name: tools.tinygo}
	build.args = append(append([]string{"build", "-o", raw}, tinygoFlags(tools)...), "./wasm")
	if err := build.run(ctx); err != nil {
		return nil, err
	}
	optimise := command{name: tools.opt, args: append([]string{raw, "-o", small}, optFlags...)}
	if err := optimise.run(ctx); err != nil {
		return nil, err
	}
	module, err := os.ReadFile(small)
	if err != nil {
		return nil, err
	}
	return module, wasmfile.NoImports(module)
}
