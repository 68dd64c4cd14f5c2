// Command evidence checks a proof that the extension saved: one zip file with a picture of a page, a sheet to print and
// a manifest. See [Verify] for what is checked; scripts/README.md describes the manifest.
//
// It exits 0 when all is well, 1 when the file is not as it was saved, and 2 when it was called in a wrong way.
package main

import (
	"fmt"
	"io"
	"os"
)

const usage = `usage: evidence verify ZIP
checks that a proof is whole and as it was saved, and says what it holds
`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, problems io.Writer) int {
	if len(args) == 1 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help" || args[0] == "help") {
		fmt.Fprint(out, usage)
		return 0
	}
	if len(args) != 2 || args[0] != "verify" {
		fmt.Fprint(problems, usage)
		return 2
	}
	zipped, err := read(args[1])
	if err == nil {
		var proof *Proof
		if proof, err = Verify(zipped); err == nil {
			fmt.Fprintf(out, "%s is whole and as it was saved\n", args[1])
			proof.write(out)
			return 0
		}
	}
	fmt.Fprintf(problems, "%s: %v\n", args[1], err)
	return 1
}

// read returns a file of at most [MaxZip] bytes.
func read(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, reason(err)
	}
	defer file.Close()
	zipped, err := io.ReadAll(io.LimitReader(file, MaxZip+1))
	if err != nil {
		return nil, reason(err)
	}
	if len(zipped) > MaxZip {
		return nil, fmt.Errorf("is too large: more than %d bytes", MaxZip)
	}
	return zipped, nil
}
