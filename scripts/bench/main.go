// Command bench measures what the extension costs where it runs.
//
//	bench page [-rounds n] [ROW]    what it costs a page, and the memory of a browser, beside those without it and
//	                                with autoconsent
//
// It prints goals beside what was measured and never fails for time.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const usage = `usage: go run ./scripts/bench page [-rounds n] [ROW]
  ROW  part of a row's name: only these rows are played
`

func main() {
	flags := flag.NewFlagSet("bench page", flag.ExitOnError)
	rounds := flags.Int("rounds", 5, "play each row so `often`; medians are printed")
	flags.Usage = func() {
		fmt.Fprint(os.Stderr, usage)
		flags.PrintDefaults()
	}
	if len(os.Args) < 2 || os.Args[1] != "page" {
		flags.Usage()
		if len(os.Args) == 2 && (os.Args[1] == "-h" || os.Args[1] == "-help" || os.Args[1] == "--help") {
			return
		}
		os.Exit(2)
	}
	flags.Parse(os.Args[2:])
	if flags.NArg() > 1 || *rounds < 1 {
		flags.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := page(ctx, flags.Arg(0), *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
