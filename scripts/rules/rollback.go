package main

import (
	"fmt"
	"strconv"

	"bouton3018/rules/release"
)

// rollback signs the content of version N of the log under new version numbers: of
// the parts that differ, the one that the key is for. Nothing is taken back in the
// log, and rules publish does the rest.
func rollback(args []string) error {
	s := newSession("rollback", "url", "keys", "heads", "o", "key")
	others, err := s.begin(args, 1, 1)
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(others[0], 10, 64)
	if err != nil {
		return misusef("%q is not a version of the log: rules log lists them", others[0])
	}
	last, log, err := s.online()
	if err != nil {
		return err
	}
	if n < 1 || n >= log.Size {
		return fmt.Errorf("the log has the versions 1 to %d, the last of which is in use: %d cannot be gone back to",
			log.Size, n)
	}
	from, err := s.server()
	if err != nil {
		return err
	}
	then, err := from.Fetch(&log.Versions[n-1])
	if err != nil {
		return err
	}
	_, key, err := s.openKey(s.key)
	if err != nil {
		return err
	}
	var left []string
	signed := false
	for _, part := range release.Parts {
		switch text := withVersion(then.Part(part), last.Statement(part).Version+1); {
		case sameContent(text, last.Part(part)):
		case key.Role != part:
			left = append(left, part)
		default:
			if err := s.approve(part, text, last, false); err != nil {
				return err
			}
			signed = true
		}
	}
	for _, part := range left {
		fmt.Fprintf(s.out, "the %s part differs too: rules rollback -key FILE %d, with a %s key\n", part, n, part)
	}
	if !signed && len(left) == 0 {
		return fmt.Errorf("version %d has the same content as version %d: there is nothing to go back to", n, log.Size)
	}
	if signed {
		fmt.Fprintln(s.out, "rules/packaged is as it was: take the change back there too (git revert), or the next "+
			"signature brings it again")
	}
	return nil
}
