// Command build writes the extension: dist/core.wasm, dist/chromium/ (what is shipped) and dist/chromium-test/ (the same
// with the test hook). It installs TinyGo and the npm packages where they are missing.
//
//	build                                        the packaged rules serve for ever
//	build -rules-url https://… -keys keys.txt    newer rules are looked for there, and taken when these keys signed them
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"

	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/setup"
)

func main() {
	var f flags
	flag.StringVar(&f.dist, "o", "", "write into the folder `DIR` (default dist/)")
	flag.StringVar(&f.url, "rules-url", "", "look for newer rules at this `address`")
	flag.StringVar(&f.keys, "keys", "", "the key `file` that the extension trusts; needed with -rules-url")
	flag.StringVar(&f.publication, "publication", "", "package the parts of this publication, a JSON `file`, with its statements and head")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "build: takes no arguments but its flags")
		os.Exit(2)
	}
	if err := run(f); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

type flags struct{ dist, url, keys, publication string }

func run(f flags) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	updates, err := f.updates()
	if err != nil {
		return err
	}
	if f.dist == "" {
		root, err := setup.Root()
		if err != nil {
			return err
		}
		f.dist = filepath.Join(root, "dist")
	}
	shipped, err := assemble.Build(ctx, assemble.Options{Dist: f.dist, Updates: updates})
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

// updates reads the files that the flags name; nil without an address.
func (f flags) updates() (*assemble.Updates, error) {
	if (f.url == "") != (f.keys == "") || f.publication != "" && f.url == "" {
		return nil, errors.New("-rules-url and -keys belong together, and -publication needs both")
	}
	if f.url == "" {
		return nil, nil
	}
	keys, err := os.ReadFile(f.keys)
	if err != nil {
		return nil, err
	}
	u := &assemble.Updates{URL: f.url, Keys: string(keys)}
	if f.publication == "" {
		return u, nil
	}
	text, err := os.ReadFile(f.publication)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &u.Publication); err != nil || u.Publication == nil {
		return nil, fmt.Errorf("%s is not a publication: %v", f.publication, err)
	}
	return u, nil
}

func gzippedSize(content []byte) int {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is valid
	w.Write(content)
	w.Close()
	return out.Len()
}
