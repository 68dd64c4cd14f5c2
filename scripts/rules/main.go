// Command rules works on what the extension knows.
//
//	rules lint [DIR…]        checks the rules and the recorded flows
//	rules eval [flags] DIR…  replays recorded flows in a real browser and judges what a person sees
//	rules explain FLOWDIR…   prints for each step which signals fired and what they added up to
package main

import (
	"fmt"
	"os"
)

const usage = `usage: rules lint [DIR…]
       rules eval [-json FILE] [-record] [-browser chromium] DIR…
       rules explain FLOWDIR…`

func main() {
	commands := map[string]func(args []string) int{"lint": lint, "eval": eval, "explain": explain}
	if len(os.Args) > 1 {
		if command, ok := commands[os.Args[1]]; ok {
			os.Exit(command(os.Args[2:]))
		}
	}
	fmt.Fprintln(os.Stderr, usage)
	os.Exit(2)
}
