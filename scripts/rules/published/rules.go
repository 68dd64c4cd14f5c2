package published

import (
	"errors"
	"fmt"
	"slices"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
)

// Rules are a version with the bytes of its parts.
type Rules struct {
	Version
	Parts map[string][]byte
	// Earlier are the parts before these, by name: a browser that was off for a while still has one of them. Nil
	// where they are not known.
	Earlier map[string][][]byte
}

// Part returns the bytes of a part, nil where nothing is published.
func (p *Rules) Part(name string) []byte {
	if p == nil {
		return nil
	}
	return p.Parts[name]
}

// Statement is that of a part, the zero one where nothing is published.
func (p *Rules) Statement(name string) release.Signed {
	if p == nil {
		return release.Signed{}
	}
	return p.Signed[name]
}

// All are the versions of a part, the oldest first, as far as they are known.
func (p *Rules) All(name string) [][]byte {
	return append(slices.Clone(p.Earlier[name]), p.Parts[name])
}

// ErrNone says that the log is empty.
var ErrNone = errors.New("nothing is published yet")

// Part fetches the part that a statement describes.
func (s *Server) Part(of release.Statement) ([]byte, error) {
	text, err := s.Get("part/"+of.Hash, release.MaxPart)
	if err == nil {
		err = Fits(of, text)
	}
	return text, err
}

// Fetch fetches the parts of a version; nil for none.
func (s *Server) Fetch(v *Version) (*Rules, error) {
	if v == nil {
		return nil, nil
	}
	p := &Rules{Version: *v, Parts: map[string][]byte{}}
	for part, signed := range v.Signed {
		text, err := s.Part(signed.Statement)
		if err != nil {
			return nil, err
		}
		p.Parts[part] = text
	}
	return p, nil
}

// Latest fetches the newest version of a log, nil where it is empty, and the parts before it.
func (s *Server) Latest(log *Log) (*Rules, error) {
	p, err := s.Fetch(log.Last())
	if err != nil || p == nil {
		return nil, err
	}
	p.Earlier = map[string][][]byte{}
	return p, log.EachPart(func(signed release.Signed) error {
		if signed.Hash == p.Statement(signed.Part).Hash {
			return nil
		}
		text, err := s.Part(signed.Statement)
		p.Earlier[signed.Part] = append(p.Earlier[signed.Part], text)
		return err
	})
}

// ReadFile reads a publication that rules verify -o wrote.
func ReadFile(file string, keys *release.Keys) (*Rules, error) {
	text, err := source.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all release.Publication
	if err := decode(text, &all); err != nil {
		return nil, fmt.Errorf("%s is not a publication, which rules verify -o writes: %w", file, err)
	}
	p := &Rules{Parts: map[string][]byte{}}
	if p.Version, err = open(all.HeadFile, keys.OpenHead, keys.OpenStatement); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, part := range release.Parts {
		for _, one := range all.Parts {
			if Fits(p.Statement(part).Statement, []byte(one)) == nil {
				p.Parts[part] = []byte(one)
			}
		}
		if p.Parts[part] == nil {
			return nil, fmt.Errorf("%s does not hold the %s part that its statement names: fetch it again with rules verify -o",
				file, part)
		}
	}
	return p, nil
}

// Fits checks that a part is the one that a statement describes.
func Fits(s release.Statement, part []byte) error {
	version := rules.VersionOf(part)
	switch {
	case int64(len(part)) != s.Size:
		return fmt.Errorf("the %s part has %d bytes and its statement says %d: they are not of one signing",
			s.Part, len(part), s.Size)
	case release.HashOf(part) != s.Hash:
		return fmt.Errorf("the %s part is not the one that its statement describes: they are not of one signing", s.Part)
	case version != s.Version:
		return fmt.Errorf("the %s part says that it is version %d and its statement says %d", s.Part, version, s.Version)
	}
	return nil
}
