package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/tidwall/gjson"

	"bouton3018/rules/release"
)

// published is a publication with the bytes of its parts.
type published struct {
	version
	parts map[string][]byte
	// earlier are the detection parts before this one: a browser that was off for
	// a while still has one of them.
	earlier [][]byte
}

// part returns the bytes of a part, nil where nothing is published.
func (p *published) part(name string) []byte {
	if p == nil {
		return nil
	}
	return p.parts[name]
}

var errNoPublication = errors.New("nothing is published yet")

// latest is the publication that browsers have: from the file that -last names or
// from the server; nil where nothing is published.
func (s *session) latest() (*published, error) {
	switch {
	case s.last != "":
		return readPublished(s.last, s.keys)
	case s.url != "":
		p, _, err := s.online()
		return p, err
	}
	return nil, errUnknown
}

var errUnknown = misusef("what is published is not known: -url or BOUTON_URL names the server, -last the file that rules verify -o wrote")

// online asks the server, and holds its log against the second copy of the heads.
func (s *session) online() (p *published, h *history, err error) {
	from, err := newServer(s.url)
	if err != nil {
		return nil, nil, err
	}
	err = s.patiently(func() error {
		if h, err = from.history(s.keys); err != nil {
			return err
		}
		return h.compareFile(s.keys, s.heads)
	})
	if err != nil {
		return nil, nil, err
	}
	if p, err = from.published(h.last()); err != nil || p == nil {
		return nil, h, err
	}
	seen := map[string]bool{p.detection.Hash: true}
	for i := range h.versions {
		signed := h.versions[i].detection
		if seen[signed.Hash] {
			continue
		}
		seen[signed.Hash] = true
		text, err := from.part(signed.Statement)
		if err != nil {
			return nil, nil, err
		}
		p.earlier = append(p.earlier, text)
	}
	return p, h, nil
}

// part fetches the part that a statement describes.
func (s *server) part(of release.Statement) ([]byte, error) {
	text, err := s.get("part/"+of.Hash, release.MaxPart)
	if err == nil {
		err = fits(of, text)
	}
	return text, err
}

// published fetches the parts of a version; nil for none.
func (s *server) published(v *version) (*published, error) {
	if v == nil {
		return nil, nil
	}
	p := &published{version: *v, parts: map[string][]byte{}}
	for _, part := range []string{release.Detection, release.Directory} {
		text, err := s.part(v.statement(part).Statement)
		if err != nil {
			return nil, err
		}
		p.parts[part] = text
	}
	return p, nil
}

// readPublished reads a publication from a file.
func readPublished(file string, keys *release.Keys) (*published, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all release.Publication
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, fmt.Errorf("%s is not a publication, which rules verify -o writes: %w", file, err)
	}
	p := &published{parts: map[string][]byte{}}
	p.notes = release.HeadFile{Head: all.Head, Detection: all.Detection, Directory: all.Directory}
	if err := p.open(keys); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, part := range []string{release.Detection, release.Directory} {
		for _, one := range all.Parts {
			if fits(p.statement(part).Statement, []byte(one)) == nil {
				p.parts[part] = []byte(one)
			}
		}
		if p.parts[part] == nil {
			return nil, fmt.Errorf("%s does not hold the %s part that its statement names: fetch it again with rules verify -o", file, part)
		}
	}
	return p, nil
}

// fits checks that a part is the one that a statement describes.
func fits(s release.Statement, part []byte) error {
	version := gjson.GetBytes(part, "version").Int()
	switch {
	case int64(len(part)) != s.Size:
		return fmt.Errorf("the %s part has %d bytes and its statement says %d: they are not of one signing", s.Part, len(part), s.Size)
	case hashOf(part) != s.Hash:
		return fmt.Errorf("the %s part is not the one that its statement describes: they are not of one signing", s.Part)
	case version != s.Version:
		return fmt.Errorf("the %s part says that it is version %d and its statement says %d", s.Part, version, s.Version)
	}
	return nil
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// other is the other of the two parts.
func other(part string) string {
	if part == release.Detection {
		return release.Directory
	}
	return release.Detection
}
