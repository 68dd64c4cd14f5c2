package setup

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// tinygoVersion is the compiler that is built where there is none.
const tinygoVersion = "0.41.1"

const tinygoByHand = "TinyGo is missing: install TinyGo 0.41 or newer and binaryen, see " +
	"https://tinygo.org/getting-started/install/"

// toolchain is what compiles the core.
type toolchain struct {
	tinygo string   // path of the program
	env    []string // names its source root where it is not an installed one, which knows its own
	target string   // path of the target description
	opt    string   // path of wasm-opt
}

// The descriptions of the core for TinyGo: for a complete one, which brings the libraries of its wasm-unknown target,
// and for one built from its Go module. That has the fields of wasm-unknown without libc and rtlib, whose sources the
// module lacks, and the system's libraries in their place. TinyGo's own stack of 4096 bytes is too little for a
// recursive reader; an overflow traps, because the stack comes first in memory.
var (
	//go:embed target-installed.json
	targetInstalled []byte
	//go:embed target-built.json
	targetBuilt []byte
)

// TinyGo finds TinyGo and wasm-opt, or installs them. Building TinyGo from source takes up to a minute, once.
func TinyGo(ctx context.Context) error {
	return locked(ctx, func() error {
		_, err := findToolchain(ctx)
		return err
	})
}

func findToolchain(ctx context.Context) (toolchain, error) {
	dir, err := cacheDir("tinygo-" + tinygoVersion)
	if err != nil {
		return toolchain{}, err
	}
	tools := toolchain{target: filepath.Join(dir, "core.json")}
	if tools.tinygo = tinygoOnPath(ctx); tools.tinygo != "" {
		tools.target = filepath.Join(dir, "core-installed.json")
		err = os.WriteFile(tools.target, targetInstalled, 0o644)
	} else {
		tools.tinygo = filepath.Join(dir, "bin", "tinygo")
		root := filepath.Join(dir, "root")
		tools.env = []string{"TINYGOROOT=" + root}
		err = buildTinyGo(ctx, dir, root, tools)
	}
	if err != nil {
		return toolchain{}, fmt.Errorf("%s (%w)", tinygoByHand, err)
	}
	if tools.opt, err = exec.LookPath("wasm-opt"); err == nil {
		return tools, nil
	}
	if err = aptInstall(ctx, "binaryen"); err != nil {
		return toolchain{}, fmt.Errorf("wasm-opt is missing: install binaryen (%w)", err)
	}
	tools.opt, err = exec.LookPath("wasm-opt")
	return tools, err
}

// tinygoOnPath returns the installed TinyGo if it is 0.41 or newer, otherwise "".
func tinygoOnPath(ctx context.Context) string {
	path, err := exec.LookPath("tinygo")
	if err != nil {
		return ""
	}
	said, err := here.output(ctx, path, "version")
	var major, minor int
	_, err2 := fmt.Sscanf(said, "tinygo version %d.%d", &major, &minor)
	if err != nil || err2 != nil || major == 0 && minor < 41 {
		return ""
	}
	return path
}

// buildTinyGo makes a TinyGo from its Go module and Debian's LLVM 19, below dir.
func buildTinyGo(ctx context.Context, dir, root string, tools toolchain) error {
	err := aptInstall(ctx, "g++", "llvm-19-dev", "libclang-19-dev", "lld-19", "clang-19", "libclang-rt-19-dev-wasm32",
		"wasi-libc", "binaryen")
	if err != nil {
		return err
	}
	libraries, err := wasmLibraries(ctx)
	if err != nil {
		return err
	}
	target := bytes.Replace(targetBuilt, []byte(`"LIBRARIES"`), libraries, 1)
	if err := os.WriteFile(tools.target, target, 0o644); err != nil {
		return err
	}
	// The mark is written last: an interrupted build begins again.
	mark := filepath.Join(dir, "built")
	if _, err := os.Stat(mark); err == nil {
		return nil
	}
	return step("building TinyGo "+tinygoVersion+" (about 40 s, once)", func() error {
		source, err := compileTinyGo(ctx, dir, tools.tinygo)
		if err != nil {
			return err
		}
		if err := copySource(source, root); err != nil {
			return err
		}
		return os.WriteFile(mark, nil, 0o644)
	})
}

// compileTinyGo builds the program and returns the folder of its module. The module that names the version stands by
// itself, so that TinyGo's own requirements stay out of the project's go.mod.
func compileTinyGo(ctx context.Context, dir, program string) (source string, err error) {
	const pkg = "github.com/tinygo-org/tinygo"
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module tinygo-build\n\ngo 1.26\n"), 0o644); err != nil {
		return "", err
	}
	alone := place{dir, []string{"GOWORK=off", "GOFLAGS=-mod=mod -buildvcs=false", "GOARCH=", "GOOS="}}
	if err := reachModules(ctx, alone, pkg+"@v"+tinygoVersion); err != nil {
		return "", err
	}
	if err := alone.run(ctx, "go", "get", "-tool", pkg+"@v"+tinygoVersion); err != nil {
		return "", err
	}
	folders, err := here.output(ctx, "llvm-config-19", "--includedir", "--libdir")
	if err != nil {
		return "", err
	}
	include, libdir, _ := strings.Cut(folders, "\n")
	alone.env = append(alone.env,
		"CGO_ENABLED=1",
		`CGO_CPPFLAGS="-I`+include+`" -D_GNU_SOURCE -D__STDC_CONSTANT_MACROS -D__STDC_FORMAT_MACROS -D__STDC_LIMIT_MACROS`,
		"CGO_CXXFLAGS=-std=c++17",
		`CGO_LDFLAGS="-L`+libdir+`" -lclang-19 -lLLVM-19`)
	if err := alone.run(ctx, "go", "build", "-tags", "llvm19", "-o", program, pkg); err != nil {
		return "", err
	}
	return alone.output(ctx, "go", "list", "-m", "-f", "{{.Dir}}", pkg)
}

// reachModules asks for the description of one module, which is in Go's own cache or comes at once: go itself tries for
// minutes where nothing answers.
func reachModules(ctx context.Context, from place, module string) error {
	soon, cancel := context.WithTimeout(ctx, reach)
	defer cancel()
	if err := from.run(soon, "go", "list", "-m", module); err != nil {
		proxy, _ := here.output(ctx, "go", "env", "GOPROXY")
		return unreachable("the Go module proxy ("+proxy+")", "go env -w GOPROXY", soon, err)
	}
	return nil
}

// copySource copies what TinyGo compiles with. The module's own folder would do, but for src/net: that is a git
// submodule, which the module proxy leaves out and TinyGo expects to exist.
func copySource(module, root string) error {
	if err := os.RemoveAll(root); err != nil {
		return err
	}
	for _, part := range []string{"src", "targets", "lib"} {
		if err := os.CopyFS(filepath.Join(root, part), os.DirFS(filepath.Join(module, part))); err != nil {
			return err
		}
	}
	return os.MkdirAll(filepath.Join(root, "src", "net"), 0o755)
}

// wasmLibraries returns the two archives that a wasm program is linked with, as JSON without brackets: what the
// compiler calls for arithmetic that wasm lacks, and the few functions of the C library that the runtime uses.
func wasmLibraries(ctx context.Context) ([]byte, error) {
	resources, err := here.output(ctx, "clang-19", "--print-resource-dir")
	if err != nil {
		return nil, err
	}
	libraries := []string{
		filepath.Join(resources, "lib", "wasi", "libclang_rt.builtins-wasm32.a"),
		"/usr/lib/wasm32-wasi/libc.a",
	}
	for _, path := range libraries {
		if _, err := os.Stat(path); err != nil {
			return nil, fmt.Errorf("%s is not where libclang-rt-19-dev-wasm32 and wasi-libc put it", path)
		}
	}
	text, err := json.Marshal(libraries)
	return bytes.Trim(text, "[]"), err
}

// Compilers returns the versions of what the core is compiled with, as TinyGo says them: "Go" and "TinyGo".
func Compilers(ctx context.Context) (versions map[string]string, err error) {
	err = locked(ctx, func() error {
		tools, err := findToolchain(ctx)
		if err != nil {
			return err
		}
		said, err := place{env: tools.env}.output(ctx, tools.tinygo, "version")
		if err != nil {
			return err
		}
		m := compilers.FindStringSubmatch(said)
		if m == nil {
			return fmt.Errorf("TinyGo says its version in another way: %q", said)
		}
		versions = map[string]string{"TinyGo": m[1], "Go": m[2]}
		return nil
	})
	return versions, err
}

var compilers = regexp.MustCompile(`tinygo version (\S+) .*go version go(\S+)`)
