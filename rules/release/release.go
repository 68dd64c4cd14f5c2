// Package release answers: is this part signed, in the log, and newer?
//
// What the product knows travels as two parts, detection.json and
// directory.json. Each has a statement, a signed note that names its version,
// hash, size and date:
//
//	bouton3018/detection
//	version 7
//	sha256 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
//	size 16602
//	date 2026-11-23
//
//	— kestrel 5Vt3…
//
// A statement names no tree, so two people can sign it days apart. The bytes of a
// part are signed as they are: nobody writes JSON again.
//
// The log is a transparency log: a leaf is the pair of statements that were
// current, and a [Head] is the signed size and hash of the tree. See
// golang.org/x/mod/sumdb/note and golang.org/x/mod/sumdb/tlog for the formats.
package release

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules"
)

// The two parts.
const (
	Detection = "detection"
	Directory = "directory"
)

// Parts are both.
var Parts = []string{Detection, Directory}

// Limits, in bytes. They are checked before anything is parsed.
const (
	MaxPart        = 1 << 20  // of a part
	MaxNote        = 4 << 10  // of a signed note
	MaxProof       = 16 << 10 // of a proof or a [HeadFile]
	MaxPublication = 3 << 20  // of a publication: two parts, their quotes escaped, and three notes
)

// TimeLayout is how the time of a head is written, for package time; it is UTC.
const TimeLayout = "2006-01-02T15:04:05Z"

// Errors that a caller tells apart. Each comes wrapped with what was wrong.
var (
	ErrFormat    = errors.New("is not written as it must be")
	ErrSignature = errors.New("is not signed by a known key")
	ErrThreshold = errors.New("has too few signatures")
)

// problem is one of the errors above with the value that was wrong.
type problem struct {
	text string
	kind error
}

func (p *problem) Error() string { return p.text }
func (p *problem) Unwrap() error { return p.kind }

// A Statement says which bytes a version of a part has.
type Statement struct {
	Part    string // Detection or Directory
	Version int64  // from 1
	Hash    string // SHA-256 of the part, 64 small hexadecimal digits
	Size    int64  // bytes of the part, at most MaxPart
	Date    string // the day of the first signature, "2026-11-23"
}

// Text is what is signed.
func (s Statement) Text() string {
	return "bouton3018/" + s.Part + "\nversion " + strconv.FormatInt(s.Version, 10) + "\nsha256 " + s.Hash +
		"\nsize " + strconv.FormatInt(s.Size, 10) + "\ndate " + s.Date + "\n"
}

// ParseStatement reads the text of a statement. There is one way to write a
// statement; anything else, one more line included, wraps [ErrFormat].
func ParseStatement(text string) (s Statement, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 6 {
		return s, &problem{"the statement has not five lines", ErrFormat}
	}
	s.Part = strings.TrimPrefix(lines[0], "bouton3018/")
	s.Version = numberAfter("version ", lines[1])
	s.Hash = strings.TrimPrefix(lines[2], "sha256 ")
	s.Size = numberAfter("size ", lines[3])
	s.Date = strings.TrimPrefix(lines[4], "date ")
	wrong := ""
	switch {
	case s.Part != Detection && s.Part != Directory:
		wrong = "part"
	case s.Version < 1:
		wrong = "version"
	case !IsHash(s.Hash):
		wrong = "hash"
	case s.Size < 1 || s.Size > MaxPart:
		wrong = "size"
	case !IsDate(s.Date):
		wrong = "date"
	}
	if wrong != "" {
		return s, &problem{"the statement's " + wrong + " is not one", ErrFormat}
	}
	if s.Text() != text {
		return s, &problem{"the statement is written in another way than its own", ErrFormat}
	}
	return s, nil
}

// numberAfter reads the number in a line; 0 where there is none.
func numberAfter(name, line string) int64 {
	n, err := strconv.ParseInt(strings.TrimPrefix(line, name), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// A Head is the state of the log.
type Head struct {
	Size int64     // leaves
	Hash tlog.Hash // of the tree
	Time string    // when it was signed, "2026-11-23T10:04:05Z"
}

// origin is the first line of a head: a head of another log is not one of ours.
const origin = "bouton3018/log"

// Text is what is signed: a C2SP tlog checkpoint with the time as its one
// extension line.
func (h Head) Text() string {
	return origin + "\n" + strconv.FormatInt(h.Size, 10) + "\n" + h.Hash.String() + "\ntime " + h.Time + "\n"
}

// ParseHead reads the text of a head, strictly: what is not understood wraps [ErrFormat].
func ParseHead(text string) (h Head, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 5 {
		return h, &problem{"the head has not four lines", ErrFormat}
	}
	if lines[0] != origin {
		return h, &problem{"the head is of another log", ErrFormat}
	}
	if h.Size = numberAfter("", lines[1]); h.Size < 1 || h.Size > 1<<40 {
		return h, &problem{"the head's size is not one", ErrFormat}
	}
	if h.Hash, err = tlog.ParseHash(lines[2]); err != nil {
		return h, &problem{"the head's hash is not one", ErrFormat}
	}
	h.Time = strings.TrimPrefix(lines[3], "time ")
	if _, err := time.Parse(TimeLayout, h.Time); err != nil || !IsDate(h.Time[:len(time.DateOnly)]) {
		return h, &problem{"the head's time is not one", ErrFormat}
	}
	if h.Text() != text || len(h.Time) != len(TimeLayout) {
		return h, &problem{"the head is written in another way than its own", ErrFormat}
	}
	return h, nil
}

// Sign signs the text of a statement or a head. See [Cosign] for one that has
// signatures already.
func Sign(text string, signers ...note.Signer) (string, error) {
	out, err := note.Sign(&note.Note{Text: text}, signers...)
	return string(out), err
}

// HashOf is the SHA-256 of a part as a statement and the addresses of the worker write it.
func HashOf(part []byte) string {
	sum := sha256.Sum256(part)
	return hex.EncodeToString(sum[:])
}

// IsHash reports whether s is written as [HashOf] writes.
func IsHash(s string) bool {
	if len(s) != 64 || s != strings.ToLower(s) {
		return false
	}
	_, err := hex.DecodeString(s)
	return err == nil
}

// IsDate reports whether s is a day, "2026-11-23".
func IsDate(s string) bool {
	d, ok := rules.ParseDate(s)
	return ok && len(s) == len(time.DateOnly) && d.Year() >= 2020
}
