package main

import (
	"fmt"
	"os"

	"golang.org/x/term"
)

// progress is one line on a terminal that says how far the evaluation is; elsewhere it is silent.
type progress struct{ done, all int }

func (p *progress) one() {
	p.done++
	p.say("\r%d of %d flows ", p.done, p.all)
}

// clear makes room for a line of text.
func (p *progress) clear() { p.say("\r\033[K") }

func (p *progress) say(format string, values ...any) {
	if term.IsTerminal(int(os.Stderr.Fd())) {
		fmt.Fprintf(os.Stderr, format, values...)
	}
}
