package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules/release"
)

// A history is the whole log, recomputed: of what the server said about it
// only the signed notes are used.
type history struct {
	versions []version
	hashes   []tlog.Hash // as package tlog stores them
	// Strange names the notes that no key of the key file signed: after a change of
	// keys old ones are among them.
	strange []string
}

// A version is one leaf of the log and the head that was signed over it.
type version struct {
	head                 release.Head
	notes                release.HeadFile
	detection, directory release.Signed
}

// statement is that of one part.
func (v *version) statement(part string) release.Signed {
	if part == release.Detection {
		return v.detection
	}
	return v.directory
}

// ReadHashes makes the history a [tlog.HashReader].
func (h *history) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(h.hashes)) {
			return nil, fmt.Errorf("the log has no hash %d", index)
		}
		out[i] = h.hashes[index]
	}
	return out, nil
}

func (h *history) size() int64 { return int64(len(h.versions)) }

// last is the newest version, nil where nothing is published.
func (h *history) last() *version {
	if len(h.versions) == 0 {
		return nil
	}
	return &h.versions[len(h.versions)-1]
}

// add appends a leaf and returns the hash of the tree that it makes.
func (h *history) add(leaf []byte) (tlog.Hash, error) {
	hashes, err := tlog.StoredHashes(h.size(), leaf, h)
	if err != nil {
		return tlog.Hash{}, err
	}
	h.hashes = append(h.hashes, hashes...)
	h.versions = append(h.versions, version{})
	return tlog.TreeHash(h.size(), h)
}

// history fetches the log and computes every leaf and every tree again. The
// newest version must be signed by keys of today.
func (s *server) history(keys *release.Keys) (*history, error) {
	text, err := s.get("log", 1<<28)
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
	if err := json.Unmarshal(text, &log); err != nil {
		return nil, fmt.Errorf("the server's log cannot be read: %w", err)
	}
	if log.Size != int64(len(log.Entries)) {
		return nil, fmt.Errorf("the server's log says that it has %d versions and has %d", log.Size, len(log.Entries))
	}
	h := &history{}
	for i, e := range log.Entries {
		v := version{notes: release.HeadFile{Head: e.Head, Detection: e.Detection.Note, Directory: e.Directory.Note}}
		err := v.open(keys)
		if err != nil && i < len(log.Entries)-1 && (errors.Is(err, release.ErrSignature) || errors.Is(err, release.ErrThreshold)) {
			h.strange = append(h.strange, fmt.Sprintf("version %d: %v", i+1, err))
			err = v.parse()
		}
		if err != nil {
			return nil, fmt.Errorf("version %d of the server's log: %w", i+1, err)
		}
		root, err := h.add(release.Leaf(v.notes.Detection, v.notes.Directory))
		if err != nil {
			return nil, err
		}
		if v.head.Size != h.size() || v.head.Hash != root {
			return nil, fmt.Errorf("version %d of the server's log is not the one whose head was signed: keep a copy of %s/v1/log and show it to the other maintainers", i+1, s.url)
		}
		h.versions[i] = v
	}
	return h, nil
}

// open checks the signatures of the notes.
func (v *version) open(keys *release.Keys) (err error) {
	if v.head, err = keys.OpenHead(v.notes.Head); err != nil {
		return err
	}
	if v.detection, err = keys.OpenStatement(release.Detection, v.notes.Detection); err != nil {
		return err
	}
	v.directory, err = keys.OpenStatement(release.Directory, v.notes.Directory)
	return err
}

// parse reads the notes without their signatures.
func (v *version) parse() (err error) {
	if v.head, err = release.ParseHead(textOf(v.notes.Head)); err != nil {
		return err
	}
	v.detection.Note, v.directory.Note = v.notes.Detection, v.notes.Directory
	if v.detection.Statement, err = release.ParseStatement(textOf(v.notes.Detection)); err != nil {
		return err
	}
	v.directory.Statement, err = release.ParseStatement(textOf(v.notes.Directory))
	return err
}

// textOf is what a signed note says, "" where it is none.
func textOf(signed string) string {
	_, err := note.Open([]byte(signed), note.VerifierList())
	var unverified *note.UnverifiedNoteError
	if errors.As(err, &unverified) {
		return unverified.Note.Text
	}
	return ""
}

// signers are the names of the known keys that signed a note.
func signers(keys *release.Keys, signed string) (names []string) {
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
