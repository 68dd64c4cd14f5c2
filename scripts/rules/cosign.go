package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"bouton3018/rules/release"
	"bouton3018/scripts/rules/published"
)

// cosign checks a part that somebody else signed, and signs it too. It needs no
// network: the part lies beside its note.
func cosign(args []string) error {
	s := newSession("cosign", "url", "last", "keys", "heads", "key", "yes")
	others, err := s.begin(args, 1, 1)
	if err != nil {
		return err
	}
	file := others[0]
	signed, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	statement, err := release.ParseStatement(release.TextOf(string(signed)))
	if err != nil {
		return fmt.Errorf("%s is not a signed statement, which rules sign writes: %w", file, err)
	}
	s.dir = filepath.Dir(file)
	text, err := os.ReadFile(filepath.Join(s.dir, statement.Part+".json"))
	if err != nil {
		return fmt.Errorf("the part must lie beside its note: %w", err)
	}
	if err := published.Fits(statement, text); err != nil {
		return err
	}
	if want := filepath.Join(s.dir, statement.Part+".note"); filepath.Clean(file) != want {
		return fmt.Errorf("the note must be named %s", want)
	}
	last, err := s.latest()
	if err != nil && err != errUnknown {
		return err
	}
	fmt.Fprintf(s.out, "%s %d of %s, signed by %s\n", statement.Part, statement.Version, statement.Date, cmp.Or(strings.Join(published.Signers(s.keys, string(signed)), ", "), "no key of "+s.keyFile))
	return s.approve(statement.Part, text, last, true)
}
