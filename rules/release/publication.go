package release

import (
	"encoding/json"
	"errors"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules"
)

// HeadFile is what the worker answers to everybody who asks whether there is
// something new: the head, and the two current statements.
type HeadFile struct {
	Head      string `json:"head"`
	Detection string `json:"detection"`
	Directory string `json:"directory"`
}

// A Publication is what a maintainer sends, and what a package that trusts keys
// carries: the notes, and the parts that the other side may not have.
type Publication struct {
	HeadFile
	Parts []string `json:"parts,omitempty"`
}

// Statement is the note of a part.
func (f HeadFile) Statement(part string) string {
	if part == Detection {
		return f.Detection
	}
	return f.Directory
}

// JSON is the file. The same notes give the same bytes.
func (f HeadFile) JSON() []byte { return encode(f) }

// Leaf is the content of one leaf of the log: the two statements with their signatures,
// so that a signature that was there is there for ever.
func (f HeadFile) Leaf() []byte { return []byte(f.Detection + f.Directory) }

// ParseHeadFile reads what [HeadFile.JSON] wrote. Its size, encoding and
// nesting must have been checked.
func ParseHeadFile(text string) (f HeadFile, err error) {
	if err := rules.DecodeStrict([]byte(text), &f); err != nil {
		return f, &problem{"the answer is not one: " + err.Error(), ErrFormat}
	}
	if f.Head == "" || f.Detection == "" || f.Directory == "" {
		return f, &problem{"the answer has not the three notes", ErrFormat}
	}
	return f, nil
}

// A Proof shows that the last leaf of a head is in its tree, and that the tree
// begins with the one before.
type Proof struct {
	Inclusion   tlog.RecordProof `json:"inclusion"`
	Consistency tlog.TreeProof   `json:"consistency"`
}

// Check proves that leaf is the last of head, and that head continues old; an
// old size of 0 is continued by every head.
func (p Proof) Check(old, head Head, leaf []byte) error {
	if err := tlog.CheckRecord(p.Inclusion, head.Size, head.Hash, head.Size-1, tlog.RecordHash(leaf)); err != nil {
		return &problem{"the proof does not show the statements in the log", ErrFormat}
	}
	if old.Size == 0 {
		if len(p.Consistency) > 0 {
			return &problem{"the proof says more than it must", ErrFormat}
		}
		return nil
	}
	if err := tlog.CheckTree(p.Consistency, head.Size, head.Hash, old.Size, old.Hash); err != nil {
		return &problem{"the proof does not show that the log goes on where it was", ErrFormat}
	}
	return nil
}

// Prove makes the proof for the heads of two sizes, from below to; from may be 0.
func Prove(from, to int64, hashes tlog.HashReader) (p Proof, err error) {
	p.Consistency = tlog.TreeProof{}
	if p.Inclusion, err = tlog.ProveRecord(to, to-1, hashes); err != nil || from == 0 {
		return p, err
	}
	p.Consistency, err = tlog.ProveTree(to, from, hashes)
	return p, err
}

// JSON is the proof as the worker serves it:
// {"inclusion":["base64",…],"consistency":["base64",…]}.
func (p Proof) JSON() []byte { return encode(p) }

// ParseProof reads what [Proof.JSON] wrote; size, encoding and nesting must
// have been checked. A tree of 2⁴⁰ leaves needs no more than 80 hashes.
func ParseProof(text string) (p Proof, err error) {
	if err := rules.DecodeStrict([]byte(text), &p); err != nil {
		return p, &problem{"the proof is not one: " + err.Error(), ErrFormat}
	}
	if p.Inclusion == nil || p.Consistency == nil || max(len(p.Inclusion), len(p.Consistency)) > 80 {
		return p, &problem{"the proof has too few hashes or too many", ErrFormat}
	}
	return p, nil
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // a type that has no JSON
	}
	return b
}

// Cosign adds a signature to a signed note. The signatures that are there stay
// as they are, also those of keys that nobody here knows.
func Cosign(signed string, signer note.Signer) (string, error) {
	n := unverified(signed)
	if n == nil {
		return "", &problem{"this is not a signed note", ErrFormat}
	}
	out, err := note.Sign(n, signer)
	return string(out), err
}

// TextOf is what a signed note says, whoever signed it; "" where it is none.
func TextOf(signed string) string {
	if n := unverified(signed); n != nil {
		return n.Text
	}
	return ""
}

// unverified reads a note without a look at its signatures, nil where it is none.
func unverified(signed string) *note.Note {
	_, err := note.Open([]byte(signed), note.VerifierList())
	var unknown *note.UnverifiedNoteError
	if !errors.As(err, &unknown) {
		return nil
	}
	return unknown.Note
}
