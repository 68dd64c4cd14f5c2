package release

import (
	"errors"

	"github.com/tidwall/gjson"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A Publication is what a maintainer sends, and what a package that trusts keys
// carries: the head after it, the two current statements, and the parts that the
// other side may not have.
type Publication struct {
	Head      string   `json:"head"`
	Detection string   `json:"detection"`
	Directory string   `json:"directory"`
	Parts     []string `json:"parts,omitempty"`
}

// Notes are what a publication changes for everybody.
func (p Publication) Notes() HeadFile { return HeadFile{p.Head, p.Detection, p.Directory} }

// HeadFile is what the worker answers to everybody who asks whether there is
// something new: the notes of a publication.
type HeadFile struct {
	Head, Detection, Directory string
}

// Append writes the file. The same notes give the same bytes.
func (f HeadFile) Append(b []byte) []byte {
	b = append(b, `{"head":`...)
	b = gjson.AppendJSONString(b, f.Head)
	b = append(b, `,"detection":`...)
	b = gjson.AppendJSONString(b, f.Detection)
	b = append(b, `,"directory":`...)
	b = gjson.AppendJSONString(b, f.Directory)
	return append(b, '}')
}

// ParseHeadFile reads what [HeadFile.Append] wrote. Its size, encoding and
// nesting must have been checked.
func ParseHeadFile(text string) (HeadFile, error) {
	if !gjson.Valid(text) {
		return HeadFile{}, &problem{"the answer is not JSON", ErrFormat}
	}
	f := HeadFile{}
	fields := 0
	gjson.Parse(text).ForEach(func(k, v gjson.Result) bool {
		fields++
		switch k.String() {
		case "head":
			f.Head = v.String()
		case "detection":
			f.Detection = v.String()
		case "directory":
			f.Directory = v.String()
		}
		return fields <= 3
	})
	if fields != 3 || f.Head == "" || f.Detection == "" || f.Directory == "" {
		return f, &problem{"the answer has not the three notes", ErrFormat}
	}
	return f, nil
}

// ParseProof reads what [Proof.Append] wrote; size, encoding and nesting must
// have been checked. A tree of 2⁴⁰ leaves needs no more than 80 hashes.
func ParseProof(text string) (Proof, error) {
	var p Proof
	if !gjson.Valid(text) {
		return p, &problem{"the proof is not JSON", ErrFormat}
	}
	var err error
	read := func(name string) (out []tlog.Hash) {
		list := gjson.Get(text, name)
		if !list.IsArray() {
			err = &problem{"the proof has no " + name, ErrFormat}
			return nil
		}
		list.ForEach(func(_, v gjson.Result) bool {
			h, bad := tlog.ParseHash(v.String())
			if bad != nil || len(out) == 80 {
				err = &problem{"a hash of the proof is not one", ErrFormat}
				return false
			}
			out = append(out, h)
			return true
		})
		return out
	}
	p.Inclusion = read("inclusion")
	p.Consistency = read("consistency")
	return p, err
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
	n := unverified(signed)
	if n == nil {
		return ""
	}
	return n.Text
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
