// Command build writes the extension: dist/core.wasm, dist/chromium/ (what is shipped) and dist/chromium-test/ (the same
// with the test hook). It installs TinyGo and the npm packages where they are missing.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/setup"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root, err := setup.Root()
	if err != nil {
		return err
	}
	sizes, err := assemble.Build(ctx, filepath.Join(root, "dist"))
	if err != nil {
		return err
	}
	fmt.Printf("%-16s %9s %9s\n", "dist/chromium/", "bytes", "gzipped")
	for _, size := range sizes {
		fmt.Printf("%-16s %9d %9d\n", size.Name, size.Bytes, size.Gzipped)
	}
	return nil
}
