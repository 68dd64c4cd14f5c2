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

// BuildCore compiles wasm/ to a module at the path out, with TinyGo and then wasm-opt. A module that imports anything
// is an error: the core must not be able to reach the network, the page or the clock. The same sources give the same
// module from the cache.
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
		return errors.Join(os.MkdirAll(filepath.Dir(out), 0o755), os.WriteFile(out, module, 0o644))
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
	if module, err := readCore(cached); err == nil {
		return module, nil
	}
	if err := keepNewest(dir, modulesKept-1); err != nil {
		return nil, err
	}
	err = step("compiling the core", func() error {
		raw := filepath.Join(filepath.Dir(tools.target), "raw.wasm")
		args := slices.Concat([]string{"build", "-o", raw}, tinygoFlags(tools), []string{"./wasm"})
		if err := (place{root, tools.env}).run(ctx, tools.tinygo, args...); err != nil {
			return err
		}
		return here.run(ctx, tools.opt, append([]string{raw, "-o", cached}, optFlags...)...)
	})
	if err != nil {
		return nil, err
	}
	return readCore(cached)
}

// readCore reads a module; one that was cut short, or imports anything, is an error.
func readCore(path string) ([]byte, error) {
	module, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return module, wasmfile.NoImports(module)
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
		version, err := place{env: tools.env}.output(ctx, ask[0], ask[1:]...)
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
	arm := place{root, []string{"GOOS=linux", "GOARCH=arm"}}
	files, err := arm.output(ctx, "go", "list", "-deps", "-tags", "tinygo,tinygo.wasm,wasm_unknown", "-f", ours, "./wasm")
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
	return []string{"-target=" + tools.target, "-opt=s", "-no-debug", "-panic=trap", "-scheduler=none", "-gc=leaking"}
}

// optFlags allows wasm-opt what the target description already allows the compiler, and nothing that a browser of the
// manifest's minimum version lacks.
var optFlags = []string{
	"-Oz", "--strip-debug", "--strip-producers",
	"--enable-sign-ext", "--enable-nontrapping-float-to-int", "--enable-mutable-globals",
}
