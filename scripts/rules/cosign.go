package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"bouton3018/rules/release"
	"bouton3018/rules/source"
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
	dir, name := filepath.Split(others[0])
	part, isNote := strings.CutSuffix(name, ".note")
	if !isNote || !slices.Contains(release.Parts, part) {
		return fmt.Errorf("the note must be named as rules sign names it, detection.note or directory.note")
	}
	s.dir = filepath.Clean(dir)
	signed, err := readSigned(s.dir, part)
	if err != nil {
		return err
	}
	last, err := s.latest()
	if err != nil && err != errUnknown {
		return err
	}
	by := cmp.Or(strings.Join(published.Signers(s.keys, signed.Note), ", "), "no key of "+s.keyFile)
	fmt.Fprintf(s.out, "%s %d of %s, signed by %s\n", part, signed.Version, signed.Date, by)
	return s.approve(part, signed.text, last, true)
}

// signedPart is a part with its note, as rules sign writes them.
type signedPart struct {
	release.Signed // as it says; nobody looked at the signatures
	file           string
	text           []byte
}

// readSigned reads a part and the note beside it from a folder. The error is [fs.ErrNotExist] where there is no note.
func readSigned(dir, part string) (s signedPart, err error) {
	s.file = filepath.Join(dir, part+".note")
	note, err := source.ReadFile(s.file)
	if err != nil {
		return s, err
	}
	s.Note = string(note)
	if s.Statement, err = release.ParseStatement(release.TextOf(s.Note)); err != nil {
		return s, fmt.Errorf("%s is not a signed statement, which rules sign writes: %w", s.file, err)
	}
	if s.Part != part {
		const other = "%s is of the %s part, not of the %s part: the note must be named %[2]s.note"
		return s, fmt.Errorf(other, s.file, s.Part, part)
	}
	if s.text, err = source.ReadFile(filepath.Join(dir, part+".json")); err != nil {
		return s, fmt.Errorf("the part must lie beside its note: %v", err)
	}
	return s, published.Fits(s.Statement, s.text)
}
