package main

import (
	"fmt"
	"io"
	"os"

	"github.com/tidwall/gjson"
	"golang.org/x/term"

	"bouton3018/rules/changes"
	"bouton3018/rules/release"
)

// bold marks what must be read twice: on a terminal as such, elsewhere with **.
func bold(s string) string {
	if term.IsTerminal(int(os.Stdout.Fd())) {
		return "\x1b[1m" + s + "\x1b[0m"
	}
	return "**" + s + "**"
}

// writeChanges prints one line for each change.
func writeChanges(w io.Writer, all []changes.Change) {
	for _, c := range all {
		line := c.Kind + ": " + c.Text
		if c.Strong {
			line = bold(line)
		}
		fmt.Fprintf(w, "  %s\n", line)
	}
	if len(all) == 0 {
		fmt.Fprintln(w, "  nothing")
	}
}

// words are the changes of one part; before may be nil.
func words(part string, before, after []byte) []changes.Change {
	if part == release.Detection {
		return changes.Words(before, after, nil, nil)
	}
	return changes.Words(nil, nil, before, after)
}

// sameContent reports whether two parts differ at most in their version.
func sameContent(a, b []byte) bool {
	return string(withVersion(a, 1)) == string(withVersion(b, 1))
}

// withVersion is a part under another version number. Nothing else of it changes.
func withVersion(part []byte, version int64) []byte {
	v := gjson.GetBytes(part, "version")
	out := append([]byte(nil), part[:v.Index]...)
	out = fmt.Append(out, version)
	return append(out, part[v.Index+len(v.Raw):]...)
}
