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

// diff says in words what the rules on this disk would change, or what differs
// between two files of a part.
func diff(args []string) error {
	s := newSession("diff", "url", "last", "keys", "heads")
	files, err := parse(s.set, args, 0, 2)
	if err != nil {
		return err
	}
	if len(files) == 2 {
		return diffFiles(files[0], files[1])
	}
	if _, err := s.begin(args, 0, 0); err != nil {
		return err
	}
	last, err := s.latest()
	if err != nil {
		return err
	}
	if last == nil {
		fmt.Println("nothing is published: everything is new")
	}
	src, err := s.rules()
	if err != nil {
		return err
	}
	for _, part := range []string{release.Detection, release.Directory} {
		fmt.Printf("%s:\n", part)
		writeChanges(os.Stdout, words(part, last.part(part), partsOf(src)[part]))
	}
	return nil
}

func diffFiles(old, new string) error {
	before, err := os.ReadFile(old)
	if err != nil {
		return err
	}
	after, err := os.ReadFile(new)
	if err != nil {
		return err
	}
	part := gjson.GetBytes(after, "part").String()
	if was := gjson.GetBytes(before, "part").String(); part == "" || was != part {
		return fmt.Errorf("%s is a %q part and %s a %q part: two files of one part are needed", old, was, new, part)
	}
	writeChanges(os.Stdout, words(part, before, after))
	return nil
}
