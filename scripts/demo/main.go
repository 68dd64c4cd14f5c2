// Command demo shows the extension at work on local copies of the sites' report flows.
//
//	demo         opens Chromium on a page that lists the sites, and lets a person click through
//	demo -check  plays chosen flows, prints what was shown, writes pictures to dist/demo/ and the first card beside
//	             today's to dist/before-after.png, exits 1 on any surprise
//
// Both install what is missing and build the extension first. Everything is answered from this folder: nothing leaves
// the machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/setup"
)

func main() {
	check := flag.Bool("check", false, "play chosen flows and print what was shown, without a person")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: go run ./scripts/demo [-check]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	err := run(ctx, *check)
	switch {
	case err == nil:
	case ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "demo: ended")
		if *check { // not everything was played, so nothing is proved
			os.Exit(1)
		}
	default:
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// workshop is what both ways of running need.
type workshop struct {
	root     string // the module's top folder
	dist     string // where the build goes
	chromium string // the browser's program
	flows    []*flows.Flow
}

func run(ctx context.Context, check bool) error {
	if !check && !hasDisplay() {
		fmt.Println(noDisplay)
		check = true
	}
	root, err := setup.Root()
	if err != nil {
		return err
	}
	w := workshop{root: root, dist: filepath.Join(root, "dist")}
	if w.flows, err = flows.ReadAll(filepath.Join(root, "rules", "dialogs")); err != nil {
		return err
	}
	if w.chromium, err = setup.Chromium(ctx); err != nil {
		return err
	}
	begun := time.Now()
	fmt.Println("demo: building the core and the extension …")
	if _, err := assemble.Build(ctx, assemble.Options{Dist: w.dist}); err != nil {
		return err
	}
	fmt.Printf("demo: built in %.0f s: %s\n", time.Since(begun).Seconds(), filepath.Join("dist", "chromium"))
	if check {
		return w.check(ctx)
	}
	return w.session(ctx)
}
