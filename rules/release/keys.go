package release

import (
	"encoding/base64"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// The roles of keys.
const (
	RoleLog       = "log"       // signs heads
	RoleDetection = "detection" // signs detection statements
	RoleDirectory = "directory" // signs directory statements
)

// MinDirectoryKeys is how many directory keys a key file must list: with two of
// them needed and only two there, one lost key would end all corrections.
const MinDirectoryKeys = 3

// A Key is one line of a key file.
type Key struct {
	Role     string
	Name     string // a pseudonym
	Verifier string // in the form of package note: name+hash+key
	public   string
	check    note.Verifier
}

// Keys are those that a package trusts. They change only with the package.
type Keys struct {
	All []Key
}

// ParseKeys reads a key file: one key a line, its role and its verifier;
// lines that begin with # are comments.
//
//	log       bouton3018-log+1f3a…
//	detection kestrel+93b0…
//	directory heron+77aa…
//
// A public key may stand there once only: a key cannot be two people, or have two roles.
func ParseKeys(text string) (*Keys, error) {
	k := &Keys{}
	for i, line := range strings.Split(text, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		at := "line " + strconv.Itoa(i+1) + " of the key file is not a role and a key"
		if len(fields) != 2 || fields[0] != RoleLog && fields[0] != RoleDetection && fields[0] != RoleDirectory {
			return nil, &problem{at, ErrFormat}
		}
		v, err := note.NewVerifier(fields[1])
		if err != nil {
			return nil, &problem{at + ": the key cannot be read", ErrFormat}
		}
		one := Key{Role: fields[0], Name: v.Name(), Verifier: fields[1], check: v, public: public(fields[1])}
		if err := k.add(one); err != nil {
			return nil, err
		}
	}
	switch {
	case k.count(RoleLog) == 0:
		return nil, &problem{"no key of the log is listed", ErrFormat}
	case k.count(RoleDetection) == 0:
		return nil, &problem{"no detection key is listed", ErrFormat}
	case k.count(RoleDirectory) < MinDirectoryKeys:
		return nil, &problem{"fewer than three directory keys are listed", ErrFormat}
	}
	return k, nil
}

// add refuses a key or a name that is there already.
func (k *Keys) add(one Key) error {
	for _, other := range k.All {
		if other.public == one.public {
			return &problem{"the keys " + other.Name + " and " + one.Name + " are the same key", ErrFormat}
		}
		if other.Name == one.Name {
			return &problem{"two keys have the name " + one.Name, ErrFormat}
		}
	}
	k.All = append(k.All, one)
	return nil
}

// count says how many keys have a role.
func (k *Keys) count(role string) (n int) {
	for _, key := range k.All {
		if key.Role == role {
			n++
		}
	}
	return n
}

// public is the key itself, without the name that stands before it.
func public(verifier string) string {
	parts := strings.SplitN(verifier, "+", 3)
	raw, _ := base64.StdEncoding.DecodeString(parts[len(parts)-1])
	return string(raw)
}

// Signed is a statement with who signed it.
type Signed struct {
	Statement
	Note string
	Keys []string // names of the different keys whose signatures are good
}

// Strength is how many different keys stand behind the statement. Some changes of a
// detection part need two.
func (s Signed) Strength() int { return len(s.Keys) }

// OpenStatement checks the signatures of a statement of the given part. A
// detection statement needs one detection key, and directory keys count as further ones; a
// directory statement needs two directory keys. The error wraps [ErrFormat],
// [ErrSignature] or [ErrThreshold].
func (k *Keys) OpenStatement(part, signed string) (Signed, error) {
	text, by, err := k.open(signed, "the "+part+" statement")
	if err != nil {
		return Signed{}, err
	}
	s := Signed{Note: signed}
	if s.Statement, err = ParseStatement(text); err != nil {
		return s, err
	}
	if s.Part != part {
		return s, &problem{"the statement is of the " + s.Part + " part, not of the " + part + " part", ErrFormat}
	}
	own := 0
	for _, key := range by {
		if key.Role == part {
			own++
		}
		if key.Role == part || part == Detection && key.Role == RoleDirectory {
			s.Keys = append(s.Keys, key.Name)
		}
	}
	switch {
	case own == 0:
		return s, &problem{"no " + part + " key signed the " + part + " statement", ErrThreshold}
	case part == Directory && own < 2:
		return s, &problem{"the directory statement has the signature of one key and needs two", ErrThreshold}
	}
	return s, nil
}

// OpenHead checks that a log key signed the head.
func (k *Keys) OpenHead(signed string) (Head, error) {
	text, by, err := k.open(signed, "the head")
	if err != nil {
		return Head{}, err
	}
	for _, key := range by {
		if key.Role == RoleLog {
			return ParseHead(text)
		}
	}
	return Head{}, &problem{"no log key signed the head", ErrThreshold}
}

// open returns the text of a note and the different keys that signed it.
func (k *Keys) open(signed, what string) (text string, by []Key, err error) {
	if len(signed) > MaxNote {
		return "", nil, &problem{what + " is larger than a note may be", ErrFormat}
	}
	known := make([]note.Verifier, len(k.All))
	for i := range k.All {
		known[i] = k.All[i].check
	}
	n, err := note.Open([]byte(signed), note.VerifierList(known...))
	if err != nil {
		if _, unknown := err.(*note.UnverifiedNoteError); unknown {
			return "", nil, &problem{what + " is not signed by a known key", ErrSignature}
		}
		if _, invalid := err.(*note.InvalidSignatureError); invalid {
			return "", nil, &problem{what + " has a signature that is not good", ErrSignature}
		}
		return "", nil, &problem{what + " is not a signed note", ErrFormat}
	}
	// Package note counts a key once, and no public key stands under two names.
	for _, s := range n.Sigs {
		for _, key := range k.All {
			if key.Name == s.Name && key.check.KeyHash() == s.Hash {
				by = append(by, key)
			}
		}
	}
	return n.Text, by, nil
}
