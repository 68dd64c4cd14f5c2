// Command build writes the extension: dist/core.wasm, dist/chromium/ (what is shipped) and dist/chromium-test/ (the
// same with the test hook). It installs TinyGo and the npm packages where they are missing.
//
//	build                                        the packaged rules serve for ever
//	build -rules-url https://… -keys keys.txt    newer rules are looked for there, and taken when these keys signed them
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/setup"
)

func main() {
	dist := flag.String("o", "", "write into the folder `DIR` (default dist/)")
	assemble.Main("build", func(ctx context.Context, updates *assemble.Updates) error {
		return run(ctx, *dist, updates)
	})
}

func run(ctx context.Context, dist string, updates *assemble.Updates) error {
	if dist == "" {
		root, err := setup.Root()
		if err != nil {
			return err
		}
		dist = filepath.Join(root, "dist")
	}
	shipped, err := assemble.Build(ctx, assemble.Options{Dist: dist, Updates: updates})
	if err != nil {
		return err
	}
	fmt.Printf("%-16s %9s %9s\n", "chromium/", "bytes", "gzipped")
	for _, name := range slices.Sorted(maps.Keys(shipped)) {
		switch filepath.Ext(name) {
		case ".js", ".wasm", ".json":
			fmt.Printf("%-16s %9d %9d\n", name, len(shipped[name]), gzippedSize(shipped[name]))
		}
	}
	return nil
}

func gzippedSize(content []byte) int {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is valid
	w.Write(content)
	w.Close()
	return out.Len()
}
