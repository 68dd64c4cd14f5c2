package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/scripts/rules/published"
)

// sign bundles rules/packaged, checks one part and signs it: DIR/PART.json and
// DIR/PART.note.
func sign(args []string) error {
	s := newSession("sign", "url", "last", "keys", "heads", "o", "key")
	others, err := s.begin(args, 1, 1)
	if err != nil {
		return err
	}
	part := others[0]
	if !slices.Contains(release.Parts, part) {
		return misusef("%q is not a part: detection or directory", part)
	}
	last, err := s.latest()
	if err != nil {
		return err
	}
	return s.signPart(part, last)
}

func (s *session) signPart(part string, last *published.Rules) error {
	src, err := s.rules()
	if err != nil {
		return err
	}
	text := partsOf(src)[part]
	if last == nil {
		return s.approve(part, text, nil, false)
	}
	version := last.Statement(part).Version
	switch {
	case sameContent(text, last.Part(part)):
		return s.signAgain(part, last)
	case statementOf(part, text).Version > version:
		return s.approve(part, text, last, false)
	}
	if err := s.approve(part, withVersion(text, version+1), last, false); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s %d is published: set version %d in rules/packaged/release.json\n", part, version, version+1)
	return s.editRelease(func(r *source.Release) {
		if part == release.Detection {
			r.Detection = version + 1
		} else {
			r.Directory = version + 1
		}
	})
}

// signAgain adds a signature to a statement that is published, as it takes before
// packages trust a new key only.
func (s *session) signAgain(part string, last *published.Rules) error {
	signed := last.Statement(part)
	signer, err := s.partKey(part)
	if err != nil {
		return err
	}
	if slices.Contains(signed.Keys, signer.Name()) {
		return fmt.Errorf("nothing to sign: %s %d is published with the same content, and %s has signed it",
			part, signed.Version, signer.Name())
	}
	fmt.Fprintf(s.out, "%s %d is published with the same content: this adds a signature to it\n", part, signed.Version)
	return s.addSignature(part, last.Part(part), signed.Note, signer, nil)
}

// approve checks a part beside the published other one, shows what it changes,
// and signs. Whoever signs as the second is asked, and leaves the browser to the
// others.
func (s *session) approve(part string, text []byte, last *published.Rules, second bool) error {
	parts := map[string][]byte{part: text, other(part): last.Part(other(part))}
	if last == nil { // the other one as it will be published with it
		src, err := s.rules()
		if err != nil {
			return err
		}
		parts[other(part)] = partsOf(src)[other(part)]
	}
	solo, err := s.check(s.out, parts, last)
	if err == nil && !second {
		err = s.checkBrowser(s.out, parts[release.Detection], last)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s %d changes:\n", part, statementOf(part, text).Version)
	if last == nil {
		fmt.Fprintln(s.out, "  (compared with nothing: everything is new)")
	}
	writeChanges(s.out, words(part, last.Part(part), text))
	if second {
		if err := s.ask("sign this too?"); err != nil {
			return err
		}
	}
	signer, err := s.partKey(part)
	if err != nil {
		return err
	}
	before, err := s.noteOf(part)
	if err != nil {
		return err
	}
	return s.addSignature(part, text, before, signer, solo)
}

// noteOf is the note of a part in the folder, "" where there is none.
func (s *session) noteOf(part string) (string, error) {
	note, err := os.ReadFile(filepath.Join(s.dir, part+".note"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(note), err
}

// addSignature writes the part and its note into the folder. The note before, if it is of the same
// part, keeps the signatures that it has.
func (s *session) addSignature(part string, text []byte, before string, signer note.Signer, solo error) error {
	statement := statementOf(part, text)
	file := filepath.Join(s.dir, part+".note")
	had, err := release.ParseStatement(release.TextOf(before))
	statement.Date = had.Date // the day of the first signature
	var signed string
	if err == nil && had == statement {
		if slices.Contains(published.Signers(s.keys, before), signer.Name()) {
			return fmt.Errorf("%s has signed %s %d before, and the same key counts once: another person signs with rules cosign",
				signer.Name(), part, statement.Version)
		}
		signed, err = release.Cosign(before, signer)
	} else {
		if err == nil && had.Version >= statement.Version {
			fmt.Fprintf(s.out, "replaces %s %d in %s, which was other content\n", part, had.Version, s.dir)
		}
		statement.Date = today()
		signed, err = release.Sign(statement.Text(), signer)
	}
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return err
	}
	if err := published.Write(filepath.Join(s.dir, part+".json"), text); err != nil {
		return err
	}
	if err := published.Write(file, []byte(signed)); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s signed %s %d: %s\n", signer.Name(), part, statement.Version, file)
	_, err = s.keys.OpenStatement(part, signed)
	switch names := published.Signers(s.keys, signed); {
	case errors.Is(err, release.ErrThreshold):
		fmt.Fprintf(s.out, "%v: rules cosign -key FILE %s, by another person\n", err, file)
	case err != nil:
		return err
	case solo != nil && len(names) < 2:
		fmt.Fprintf(s.out, "%v\na second person signs: rules cosign -key FILE %s\n", solo, file)
	default:
		fmt.Fprintf(s.out, "signed by %s, which is enough: rules publish\n", strings.Join(names, ", "))
	}
	return nil
}

// partKey opens the key that signs a part: one whose signature counts there.
func (s *session) partKey(part string) (note.Signer, error) {
	signer, k, err := s.openKey(s.key)
	if err != nil || k.Role == part || part == release.Detection && k.Role == release.RoleDirectory {
		return signer, err
	}
	const other = "%s is a %s key, which does not count under the %s part: take a %[3]s key"
	return nil, fmt.Errorf(other, k.Name, k.Role, part)
}

// editRelease changes rules/packaged/release.json.
func (s *session) editRelease(edit func(*source.Release)) error {
	file := filepath.Join(s.packaged(), "release.json")
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var r source.Release
	if err := json.Unmarshal(text, &r); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	edit(&r)
	s.loaded = nil
	if text, err = json.MarshalIndent(r, "", "  "); err != nil {
		return err
	}
	return published.Write(file, append(text, '\n'))
}
