package published

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"bouton3018/rules/release"
)

// A Log is the whole log, recomputed: of what the server said about it
// only the signed notes are used. The zero one is empty.
type Log struct {
	release.Tree
	Versions []Version
	// Strange names the notes that no key of the key file signed: after a change of
	// keys old ones are among them.
	Strange []string
}

// A Version is one leaf of the log and the head that was signed over it.
type Version struct {
	Head     release.Head
	HeadNote string
	Signed   map[string]release.Signed // the statements by part
}

// Notes are what the server hands out of the version.
func (v *Version) Notes() release.HeadFile {
	return release.HeadFile{
		Head: v.HeadNote, Detection: v.Signed[release.Detection].Note, Directory: v.Signed[release.Directory].Note,
	}
}

// Last is the newest version, nil where nothing is published.
func (h *Log) Last() *Version {
	if len(h.Versions) == 0 {
		return nil
	}
	return &h.Versions[len(h.Versions)-1]
}

// EachPart visits every part of the log once. An error names the version in which the part first stands there.
func (h *Log) EachPart(visit func(release.Signed) error) error {
	seen := map[string]bool{}
	for i := range h.Versions {
		for _, part := range release.Parts {
			signed := h.Versions[i].Signed[part]
			if seen[signed.Hash] {
				continue
			}
			seen[signed.Hash] = true
			if err := visit(signed); err != nil {
				return fmt.Errorf("version %d: %w", i+1, err)
			}
		}
	}
	return nil
}

// Log fetches the log and computes every leaf and every tree again. The
// newest version must be signed by keys of today.
func (s *Server) Log(keys *release.Keys) (*Log, error) {
	text, err := s.Get("log", 1<<28)
	if err != nil {
		return nil, err
	}
	var log struct {
		Size    int64
		Entries []struct {
			Head                 string
			Detection, Directory struct{ Note string }
		}
	}
	if err := decode(text, &log); err != nil {
		return nil, fmt.Errorf("the server's log cannot be read: %w", err)
	}
	if log.Size != int64(len(log.Entries)) {
		return nil, fmt.Errorf("the server's log says that it has %d versions and has %d", log.Size, len(log.Entries))
	}
	h := &Log{}
	for i, e := range log.Entries {
		notes := release.HeadFile{Head: e.Head, Detection: e.Detection.Note, Directory: e.Directory.Note}
		v, err := open(notes, keys.OpenHead, keys.OpenStatement)
		isStrange := errors.Is(err, release.ErrSignature) || errors.Is(err, release.ErrThreshold)
		if isStrange && i < len(log.Entries)-1 {
			h.Strange = append(h.Strange, fmt.Sprintf("version %d: %v", i+1, err))
			v, err = open(notes, unverifiedHead, unverifiedStatement)
		}
		if err != nil {
			return nil, fmt.Errorf("version %d of the server's log: %w", i+1, err)
		}
		h.Append(notes.Leaf())
		if v.Head.Size != h.Size || v.Head.Hash != h.Root() {
			return nil, fmt.Errorf("version %d of the server's log is not the one whose head was signed: keep a copy of "+
				"%s/v1/log and show it to the other maintainers", i+1, s.url)
		}
		h.Versions = append(h.Versions, v)
	}
	return h, nil
}

// open reads the notes of a version.
func open(
	notes release.HeadFile, head func(note string) (release.Head, error),
	statement func(part, note string) (release.Signed, error),
) (v Version, err error) {
	v = Version{HeadNote: notes.Head, Signed: map[string]release.Signed{}}
	if v.Head, err = head(notes.Head); err != nil {
		return v, err
	}
	for _, part := range release.Parts {
		if v.Signed[part], err = statement(part, notes.Statement(part)); err != nil {
			return v, err
		}
	}
	return v, nil
}

// unverifiedHead and unverifiedStatement read what nobody may have signed.
func unverifiedHead(note string) (release.Head, error) {
	return release.ParseHead(release.TextOf(note))
}

func unverifiedStatement(_, note string) (release.Signed, error) {
	s, err := release.ParseStatement(release.TextOf(note))
	return release.Signed{Statement: s, Note: note}, err
}

// Signers are the names of the known keys that signed a note.
func Signers(keys *release.Keys, signed string) (names []string) {
	for _, k := range keys.All {
		v, err := note.NewVerifier(k.Verifier)
		if err != nil {
			continue
		}
		if _, err := note.Open([]byte(signed), note.VerifierList(v)); err == nil {
			names = append(names, k.Name)
		}
	}
	return names
}
