package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"bouton3018/rules/changes"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/scripts/rules/published"
)

// printLog prints every version in words; with verify it proves that the server
// shows the one log that everybody else was shown.
func printLog(args []string) error {
	s := newSession("log", "url", "keys", "heads")
	pasted := s.set.String("head",
		"", "`FILE` with a head that was copied from a browser's options page, - for standard input")
	others, err := s.begin(args, 0, 1)
	if err != nil {
		return err
	}
	if len(others) == 1 && others[0] != "verify" {
		return misusef("log %q is neither log nor log verify", others[0])
	}
	from, err := s.server()
	if err != nil {
		return err
	}
	if len(others) == 1 {
		var text string
		if *pasted != "" {
			if text, err = readPasted(*pasted); err != nil {
				return err
			}
		}
		return s.patiently(func() error { return s.verifyLog(from, text) })
	}
	log, err := from.Log(s.keys)
	if err != nil {
		return err
	}
	return printVersions(os.Stdout, log, from)
}

// printVersions writes every version in words: computed from the parts, not those that
// the server tells.
func printVersions(w io.Writer, h *published.Log, from *published.Server) error {
	held := map[string][]byte{}
	for i, v := range h.Versions {
		fmt.Fprintf(w, "version %d, %s\n", i+1, v.Head.Time)
		for _, part := range release.Parts {
			signed := v.Signed[part]
			if i > 0 && signed.Hash == h.Versions[i-1].Signed[part].Hash {
				continue
			}
			text, err := from.Part(signed.Statement)
			if err != nil {
				return fmt.Errorf("version %d: %w", i+1, err)
			}
			fmt.Fprintf(w, "  %s %d of %s, signed by %s\n",
				part, signed.Version, signed.Date, cmp.Or(strings.Join(signed.Keys, ", "), "keys that are not in the key file"))
			writeChanges(w, words(part, held[part], text))
			held[part] = text
		}
	}
	return nil
}

// verifyLog compares what the server shows with what others were shown.
func (s *session) verifyLog(from *published.Server, pasted string) error {
	log, err := from.Log(s.keys)
	if err != nil {
		return err
	}
	last := log.Last()
	if last == nil {
		return published.ErrNone
	}
	body, err := from.Get("head", release.MaxProof)
	if err != nil {
		return err
	}
	file, err := release.ParseHeadFile(string(body))
	if err != nil {
		return fmt.Errorf("/v1/head: %w", err)
	}
	if err := log.Compare(s.keys, file.Head, s.url+"/v1/head"); err != nil {
		return err
	}
	copies, err := source.ReadFile(s.heads)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := log.Compare(s.keys, string(copies), s.heads); err != nil {
		return err
	}
	if err := log.Compare(s.keys, pasted, "the pasted text"); err != nil {
		return err
	}
	fmt.Printf("%d versions: every leaf, every tree and every head fit together\n", log.Size)
	for _, one := range log.Strange {
		fmt.Println("not by keys of the key file, which is right only before a change of keys:", one)
	}
	parts := 0
	err = log.EachPart(func(signed release.Signed) error {
		parts++
		_, err := from.Part(signed.Statement)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Printf("%d parts are the ones that were signed\n", parts)
	if n := len(published.SplitHeads(string(copies))); n > 0 {
		fmt.Printf("%d heads in %s are of the same log\n", n, s.heads)
	} else {
		fmt.Printf("there is no second copy of the heads at %s: -heads names it\n", s.heads)
	}
	if pasted != "" {
		fmt.Println("the pasted head is of the same log")
	}
	fmt.Printf("the newest head, of %s:\n%s", last.Head.Time, changes.Plain(last.HeadNote))
	return nil
}

// readPasted reads a head that somebody copied.
func readPasted(file string) (string, error) {
	var text []byte
	var err error
	if file == "-" {
		text, err = io.ReadAll(io.LimitReader(os.Stdin, 1<<20))
	} else {
		text, err = source.ReadFile(file)
	}
	if err == nil && len(published.SplitHeads(string(text))) == 0 {
		err = errors.New("what was pasted is no head: copy all of it, from the line bouton3018/log to the signature")
	}
	return string(text), err
}
