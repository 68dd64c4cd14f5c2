package main

import (
	"fmt"
	"os"
)

// progress is one line on a terminal that says how far the evaluation is; elsewhere it is silent.
type progress struct {
	done, all int
	terminal  bool
}

func newProgress(all int) *progress {
	info, err := os.Stderr.Stat()
	return &progress{all: all, terminal: err == nil && info.Mode()&os.ModeCharDevice != 0}
}

func (p *progress) one() {
	p.done++
	if p.terminal {
		fmt.Fprintf(os.Stderr, "\r%d of %d flows ", p.done, p.all)
	}
}

// clear makes room for a line of text.
func (p *progress) clear() {
	if p.terminal {
		fmt.Fprint(os.Stderr, "\r\033[K")
	}
}
