// Command rules works on what the extension knows, and publishes it. Without a command it says what there is;
// rules COMMAND -h says what a command takes. rules/README.md tells how a maintainer uses them.
//
// It exits 0 when all is well, 1 when something is wrong with the rules or with what is published, and 2 when it was
// called in a wrong way.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"bouton3018/rules/changes"
)

// command is one of the things that rules does.
type command struct {
	name      string
	arguments string // what must be given and what may be, without the optional flags
	summary   string
	run       func(args []string) error
}

// allCommands lists them, in the order in which they are shown.
func allCommands() []command {
	return []command{
		{"lint", "[PATH…]", "checks rules and what proves them, recorded flows and key files", lint},
		{"eval", "FLOWS…", "replays recorded flows in a real browser and judges what a person sees", eval},
		{"labels", "FILE…", "puts texts of other applications to the rules, and counts what is understood", labels},
		{"explain", "FLOWS…", "says for each step by what it was read, and what would have been enough", explain},
		{"import", "FILE", "makes a flow of a capture, and proposes the least rule that recognises it", importCapture},

		{"keygen", "-role ROLE -name PSEUDONYM", "makes a key", keygen},
		{"diff", "[OLD NEW]", "says in words what the rules would change, or what differs between two files", diff},
		{"sign", "-key FILE detection|directory", "checks a part, and signs it", sign},
		{"cosign", "-key FILE NOTE", "checks a part that somebody else signed, and signs it too", cosign},
		{"publish", "-key LOGKEY[,LOGKEY]", "appends what is signed to the log", publish},
		{"withdraw", "-key FILE LINE[:WAY]…", "takes a line that is not core off, with one key", withdraw},
		{"rollback", "-key FILE N", "makes the content of version N of the log a new version", rollback},
		{"log", "[verify]", "prints the log, or proves that it is one and the same for all", printLog},
		{"verify", "", "takes the published rules like a fresh browser", verify},
		{"serve", "", "runs a server on this machine, to try all that", serve},
	}
}

// errTold is a failure that was printed already.
var errTold = errors.New("told")

// A misuse is an error of whoever called the command: exit code 2.
type misuse struct{ error }

func (m misuse) Unwrap() error { return m.error }

func misusef(format string, values ...any) error { return misuse{fmt.Errorf(format, values...)} }

func main() { os.Exit(run(os.Args[1:])) }

// run runs the command that the first word names, and returns the exit code.
func run(words []string) int {
	if len(words) == 0 {
		writeUsage(os.Stderr)
		return 2
	}
	if slices.Contains([]string{"-h", "-help", "--help", "help"}, words[0]) {
		writeUsage(os.Stdout)
		return 0
	}
	for _, c := range allCommands() {
		if c.name == words[0] {
			return exitCode(c.name, c.run(words[1:]))
		}
	}
	fmt.Fprintf(os.Stderr, "rules: there is no command %q\n\n", words[0])
	writeUsage(os.Stderr)
	return 2
}

// exitCode prints an error that was not told yet, and returns what it exits with.
func exitCode(name string, err error) int {
	var wrong misuse
	told := errors.Is(err, errTold)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case !told:
		fmt.Fprintf(os.Stderr, "rules %s: %s\n", name, changes.Plain(err.Error())) // a server may have its say in it
	}
	if errors.As(err, &wrong) {
		return 2
	}
	return 1
}

func writeUsage(w io.Writer) {
	fmt.Fprint(w, "usage: rules COMMAND [FLAGS] [ARGUMENTS]\n\n")
	for _, c := range allCommands() {
		fmt.Fprintf(w, "  %-38s %s\n", c.call(), c.summary)
	}
	fmt.Fprint(w, "\nrules COMMAND -h shows the flags. The address of the server may stand in BOUTON_URL.\n")
}

// call is how a command is called.
func (c command) call() string { return strings.TrimSpace(c.name + " " + c.arguments) }

// newFlags is the set of flags of a command, which -h prints.
func newFlags(name string) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.Usage = func() {
		for _, c := range allCommands() {
			if c.name == name {
				fmt.Fprintf(set.Output(), "usage: rules %s\n%s\n", c.call(), c.summary)
			}
		}
		set.PrintDefaults()
	}
	return set
}

// parse reads flags and other arguments in any order, and returns the others:
// least to most of them, most -1 for any number.
func parse(set *flag.FlagSet, args []string, least, most int) (others []string, err error) {
	for {
		if err := set.Parse(args); errors.Is(err, flag.ErrHelp) {
			return nil, err
		} else if err != nil {
			return nil, misuse{errTold}
		}
		if args = set.Args(); len(args) == 0 {
			break
		}
		others, args = append(others, args[0]), args[1:]
	}
	if n := len(others); n < least || most >= 0 && n > most {
		set.Usage()
		return nil, misuse{errTold}
	}
	return others, nil
}
