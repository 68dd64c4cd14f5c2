// Command assemble makes what the platform is given, in worker/build/: the
// program as app.wasm, the script that a Go program needs around it, and the
// packaged rules as texts. wrangler runs it before it starts or deploys the worker.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"bouton3018/worker/delivery"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "assemble:", err)
		os.Exit(1)
	}
}

func run() error {
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return err
	}
	dir := filepath.Join(filepath.Dir(strings.TrimSpace(string(mod))), "worker")
	build := filepath.Join(dir, "build")
	if err := command(dir, nil, "go", "run", "github.com/syumai/workers/cmd/workers-assets-gen", "-mode=go", "-o", build); err != nil {
		return err
	}
	flags := "-s -w"
	if commit, err := exec.Command("git", "-C", dir, "rev-parse", "--short=12", "HEAD").Output(); err == nil {
		flags += " -X bouton3018/worker/delivery.Version=" + strings.TrimSpace(string(commit))
	}
	if err := command(dir, []string{"GOOS=js", "GOARCH=wasm"}, "go", "build", "-trimpath", "-ldflags", flags, "-o", filepath.Join(build, "app.wasm"), "."); err != nil {
		return err
	}
	rules, err := delivery.Packaged()
	if err != nil {
		return err
	}
	for name, text := range map[string][]byte{
		"detection.txt": rules.Detection,
		"directory.txt": rules.Directory,
		"hosts.txt":     []byte(strings.Join(rules.Hosts, "\n") + "\n"),
		"vectors.txt":   rules.Vectors,
	} {
		if err := os.WriteFile(filepath.Join(build, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func command(dir string, env []string, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, output)
	}
	return nil
}
