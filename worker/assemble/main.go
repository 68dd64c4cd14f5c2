// Command assemble makes what the platform is given beside entry.mjs, in the folder build/:
// the program as app.wasm, the script that a Go program needs around it, the
// packaged rules as texts, and the pages of errors.
// wrangler runs it before it starts or deploys the worker.
//
//	go run ./assemble [-o build]
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"bouton3018/worker/delivery"
)

func main() {
	build := flag.String("o", "build", "the `folder` to write")
	flag.Parse()
	if err := run(*build); err != nil {
		fmt.Fprintln(os.Stderr, "assemble:", err)
		os.Exit(1)
	}
}

func run(build string) error {
	const around = "github.com/syumai/workers/cmd/workers-assets-gen"
	if err := goCommand(nil, "run", around, "-mode=go", "-o", build); err != nil {
		return err
	}
	flags := "-s -w"
	if commit, err := exec.Command("git", "rev-parse", "--short=12", "HEAD").Output(); err == nil {
		flags += " -X bouton3018/worker/delivery.Version=" + strings.TrimSpace(string(commit))
	}
	program := filepath.Join(build, "app.wasm")
	platform := []string{"GOOS=js", "GOARCH=wasm"}
	err := goCommand(platform, "build", "-trimpath", "-ldflags", flags, "-o", program, "bouton3018/worker")
	if err != nil {
		return err
	}
	rules, err := delivery.Packaged()
	if err != nil {
		return err
	}
	pages, err := delivery.ErrorPages()
	if err != nil {
		return err
	}
	errors, err := json.Marshal(pages)
	if err != nil {
		return err
	}
	for name, text := range map[string][]byte{
		"detection.txt": rules.Detection,
		"directory.txt": rules.Directory,
		"hosts.txt":     []byte(strings.Join(rules.Hosts, "\n") + "\n"),
		"vectors.txt":   rules.Vectors,
		"errors.txt":    errors,
	} {
		if err := os.WriteFile(filepath.Join(build, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func goCommand(env []string, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), env...)
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, output)
	}
	return nil
}
