package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// What a proof has at most, in bytes.
const (
	MaxZip  = 128 << 20
	MaxFile = 128 << 20 // of one file, unpacked
)

// The files of a proof. The picture is missing where none was taken.
const (
	picture  = "image.png"
	sheet    = "page.pdf"
	manifest = "manifest.json"
)

// A Proof is what a zip file holds, and what its manifest says of it. Nobody has signed it: that it is as it was saved
// does not say who saved it, nor that a clock was right.
type Proof struct {
	Manifest
	Width, Height int // of the picture, in pixels; 0 where there is none
}

// Verify checks that a zip file is a proof and that nothing of it is missing, added or changed: names, sizes, hashes,
// and that every byte belongs to one of its files. An error says in one line what is wrong.
func Verify(zipped []byte) (*Proof, error) {
	r, err := zip.NewReader(bytes.NewReader(zipped), int64(len(zipped)))
	switch {
	case err == nil:
	case len(zipped) == 0:
		return nil, errors.New("is empty")
	case bytes.HasPrefix(zipped, []byte("PK\x03\x04")):
		return nil, errors.New("is cut short or damaged: it has no list of its files")
	default:
		return nil, errors.New("is not a zip file")
	}
	entries, err := entriesOf(r)
	if err != nil {
		return nil, err
	}
	if n := int64(len(zipped)) - used(r.File); n != 0 {
		return nil, fmt.Errorf("has bytes that belong to none of its files, or files that share some (%+d)", n)
	}
	text, err := unpack(entries, manifest, maxManifest)
	if err != nil {
		return nil, err
	}
	p := new(Proof)
	if p.Manifest, err = parseManifest(text); err != nil {
		return nil, fmt.Errorf("%s %w", manifest, err)
	}
	for name := range entries {
		if name != manifest && !slices.ContainsFunc(p.Files, func(f File) bool { return f.Name == name }) {
			return nil, fmt.Errorf("%s was added: the manifest does not name it", name)
		}
	}
	for _, f := range p.Files {
		content, err := unpack(entries, f.Name, MaxFile)
		if err != nil {
			return nil, err
		}
		if err := p.check(f, content); err != nil {
			return nil, fmt.Errorf("%s %w", f.Name, err)
		}
	}
	return p, nil
}

// check compares a file with what the manifest says of it.
func (p *Proof) check(f File, content []byte) error {
	if len(content) != f.Size {
		return fmt.Errorf("has %d bytes, and the manifest says %d", len(content), f.Size)
	}
	if hash := sha256.Sum256(content); hex.EncodeToString(hash[:]) != f.SHA256 {
		return fmt.Errorf("was changed: its SHA-256 is %x, and the manifest says %s", hash, f.SHA256)
	}
	if f.Name == sheet {
		if !bytes.HasPrefix(content, []byte("%PDF-")) {
			return errors.New("is not a PDF file")
		}
		return nil
	}
	size, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return errors.New("is not a PNG picture")
	}
	p.Width, p.Height = size.Width, size.Height
	return nil
}

// entriesOf returns the files of a zip by name, and an error where one is not what a proof may have.
func entriesOf(r *zip.Reader) (map[string]*zip.File, error) {
	entries := map[string]*zip.File{}
	for _, f := range r.File {
		known := f.Name == picture || f.Name == sheet || f.Name == manifest
		switch {
		case strings.ContainsAny(f.Name, `/\:`) || strings.HasPrefix(f.Name, "."):
			return nil, fmt.Errorf("%.100q is a name that leads elsewhere", f.Name)
		case !known:
			return nil, fmt.Errorf("%.100q was added: no proof has a file of that name", f.Name)
		case entries[f.Name] != nil:
			return nil, fmt.Errorf("%s is there twice", f.Name)
		case !f.Mode().IsRegular():
			return nil, fmt.Errorf("%s is not a plain file", f.Name)
		case f.Flags&1 != 0:
			return nil, fmt.Errorf("%s is encrypted", f.Name)
		case f.UncompressedSize64 > MaxFile:
			return nil, fmt.Errorf("%s is too large: it would unpack to %d bytes", f.Name, f.UncompressedSize64)
		}
		entries[f.Name] = f
	}
	return entries, nil
}

// used is how many bytes the files take in a zip file as the extension writes it: for each its two headers and its
// content, and the end. Anything else in a zip file would be in nobody's hash.
func used(files []*zip.File) int64 {
	const local, central, end = 30, 46, 22
	n := int64(end)
	for _, f := range files {
		n += local + central + 2*int64(len(f.Name)) + int64(f.CompressedSize64)
	}
	return n
}

// unpack returns what is in a file, at most limit bytes.
func unpack(entries map[string]*zip.File, name string, limit int64) ([]byte, error) {
	f := entries[name]
	if f == nil {
		return nil, fmt.Errorf("%s is missing", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", name, reason(err))
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s is damaged: %w", name, reason(err))
	case int64(len(content)) > limit:
		return nil, fmt.Errorf("%s is too large: more than %d bytes", name, limit)
	}
	return content, nil
}

// reason is an error without the path, which stands before it already.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func (p *Proof) write(w io.Writer) {
	fmt.Fprintf(w, "made     %s (%s), by the clock of that computer\n", p.Made, p.Zone)
	fmt.Fprintf(w, "address  %s\n", plain(p.Address))
	if p.Account != "" {
		fmt.Fprintf(w, "account  %s\n", plain(p.Account))
	}
	for _, f := range p.Files {
		fmt.Fprintf(w, "%-9s  %d bytes, SHA-256 %s\n", f.Name, f.Size, f.SHA256)
	}
	if p.Width > 0 {
		fmt.Fprintf(w, "picture  %d x %d pixels, parts made black before it was saved: %d\n", p.Width, p.Height, p.Blanked)
	} else {
		fmt.Fprintln(w, "picture  none was taken")
	}
	fmt.Fprintln(w, "It is a beginning of proof: nothing changed since it was saved. Nobody signed it.")
}
