// Command rules works on what the extension knows, and publishes it.
//
//	rules lint [PATH…]               checks the rules, the recorded flows, and key files
//	rules eval [flags] DIR…          replays recorded flows in a real browser and judges what a person sees
//	rules explain FLOWDIR…           prints for each step which signals fired and what they added up to
//
//	rules keygen -role R -name N     makes a key
//	rules diff [OLD NEW]             says in words what the rules would change
//	rules sign detection|directory   checks a part, and signs it
//	rules cosign NOTE                checks a part that somebody else signed, and signs it too
//	rules publish                    appends what is signed to the log
//	rules withdraw LINE[:WAY]…       takes a line that is not core off, with one key
//	rules rollback N                 makes the content of version N of the log a new version
//	rules log [verify]               prints the log, or proves that it is one and the same for all
//	rules verify                     takes the published rules like a fresh browser
//	rules serve                      runs a server on this machine, to try all that
//
// README.md in the folder rules tells how a maintainer uses them.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
)

const usage = `usage: rules lint [PATH…]
       rules eval [-json FILE] [-record] DIR…
       rules explain FLOWDIR…
       rules keygen -role log|detection|directory -name PSEUDONYM [-o DIR]
       rules diff [-url URL | -last FILE] [OLD NEW]
       rules sign [-url URL | -last FILE] -key FILE detection|directory
       rules cosign [-url URL | -last FILE] -key FILE [-yes] NOTE
       rules publish -url URL -key LOGKEY[,LOGKEY] [-yes]
       rules withdraw -url URL -key FILE [-log-key LOGKEY] LINE[:WAY]…
       rules rollback -url URL -key FILE N
       rules log [verify] -url URL [-head FILE]
       rules verify -url URL [-o FILE]
       rules serve [-addr HOST:PORT] [-dir DIR]
The address of the server may stand in BOUTON_URL. rules/README.md shows each in use.`

// errUsage is an error that was told already.
var errUsage = errors.New("usage")

func main() {
	coded := map[string]func(args []string) int{"lint": lint, "eval": eval, "explain": explain}
	commands := map[string]func(args []string) error{
		"keygen": keygen, "diff": diff, "sign": sign, "cosign": cosign, "publish": publish,
		"withdraw": withdraw, "rollback": rollback, "log": printLog, "verify": verify, "serve": serve,
	}
	if len(os.Args) > 1 {
		name, args := os.Args[1], os.Args[2:]
		if command, ok := coded[name]; ok {
			os.Exit(command(args))
		}
		if command, ok := commands[name]; ok {
			switch err := command(args); {
			case err == nil:
				os.Exit(0)
			case errors.Is(err, errUsage):
				os.Exit(2)
			default:
				fmt.Fprintf(os.Stderr, "rules %s: %v\n", name, err)
				os.Exit(1)
			}
		}
	}
	fmt.Fprintln(os.Stderr, usage)
	os.Exit(2)
}

// parse reads flags and other arguments in any order, and returns the others:
// least to most of them, most -1 for any number.
func parse(set *flag.FlagSet, args []string, least, most int) (others []string, err error) {
	for {
		if set.Parse(args) != nil {
			return nil, errUsage
		}
		if args = set.Args(); len(args) == 0 {
			break
		}
		others, args = append(others, args[0]), args[1:]
	}
	if n := len(others); n < least || most >= 0 && n > most {
		fmt.Fprintln(os.Stderr, usage)
		return nil, errUsage
	}
	return others, nil
}
