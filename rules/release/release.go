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
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The two parts.
const (
	Detection = "detection"
	Directory = "directory"
)

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
func ParseStatement(text string) (Statement, error) {
	lines := strings.Split(text, "\n")
	var s Statement
	if len(lines) != 6 {
		return s, &problem{"the statement has not five lines", ErrFormat}
	}
	var ok [5]bool
	s.Part, ok[0] = strings.CutPrefix(lines[0], "bouton3018/")
	version, okVersion := strings.CutPrefix(lines[1], "version ")
	s.Hash, ok[2] = strings.CutPrefix(lines[2], "sha256 ")
	size, okSize := strings.CutPrefix(lines[3], "size ")
	s.Date, ok[4] = strings.CutPrefix(lines[4], "date ")
	var err error
	s.Version, err = strconv.ParseInt(version, 10, 64)
	ok[1] = okVersion && err == nil && s.Version > 0
	s.Size, err = strconv.ParseInt(size, 10, 64)
	ok[3] = okSize && err == nil && s.Size > 0 && s.Size <= MaxPart
	ok[0] = ok[0] && (s.Part == Detection || s.Part == Directory)
	ok[2] = ok[2] && IsHash(s.Hash)
	ok[4] = ok[4] && IsDate(s.Date)
	for i, name := range [...]string{"part", "version", "hash", "size", "date"} {
		if !ok[i] {
			return s, &problem{"the statement's " + name + " is not one", ErrFormat}
		}
	}
	if s.Text() != text {
		return s, &problem{"the statement is written in another way than its own", ErrFormat}
	}
	return s, nil
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
func ParseHead(text string) (Head, error) {
	lines := strings.Split(text, "\n")
	var h Head
	if len(lines) != 5 {
		return h, &problem{"the head has not four lines", ErrFormat}
	}
	if lines[0] != origin {
		return h, &problem{"the head is of another log", ErrFormat}
	}
	var err error
	if h.Size, err = strconv.ParseInt(lines[1], 10, 64); err != nil || h.Size < 1 || h.Size > 1<<40 {
		return h, &problem{"the head's size is not one", ErrFormat}
	}
	if h.Hash, err = tlog.ParseHash(lines[2]); err != nil {
		return h, &problem{"the head's hash is not one", ErrFormat}
	}
	time, ok := strings.CutPrefix(lines[3], "time ")
	if h.Time = time; !ok || !isTime(time) {
		return h, &problem{"the head's time is not one", ErrFormat}
	}
	if h.Text() != text {
		return h, &problem{"the head is written in another way than its own", ErrFormat}
	}
	return h, nil
}

// Leaf is the content of one leaf: the two statements with their signatures, so
// that a signature that was there is there for ever.
func Leaf(detection, directory string) []byte { return []byte(detection + directory) }

// A Proof shows that the last leaf of a head is in its tree, and that the tree
// begins with the one before.
type Proof struct {
	Inclusion   tlog.RecordProof
	Consistency tlog.TreeProof
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
func Prove(from, to int64, hashes tlog.HashReader) (Proof, error) {
	var p Proof
	var err error
	if p.Inclusion, err = tlog.ProveRecord(to, to-1, hashes); err != nil || from == 0 {
		return p, err
	}
	p.Consistency, err = tlog.ProveTree(to, from, hashes)
	return p, err
}

// Append writes the proof as the worker serves it:
// {"inclusion":["base64",…],"consistency":["base64",…]}.
func (p Proof) Append(b []byte) []byte {
	list := func(name string, hashes []tlog.Hash) {
		b = append(b, '"')
		b = append(b, name...)
		b = append(b, `":[`...)
		for i, h := range hashes {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, '"')
			b = base64.StdEncoding.AppendEncode(b, h[:])
			b = append(b, '"')
		}
		b = append(b, ']')
	}
	b = append(b, '{')
	list("inclusion", p.Inclusion)
	b = append(b, ',')
	list("consistency", p.Consistency)
	return append(b, '}')
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
	return len(s) == 10 && s[4] == '-' && s[7] == '-' &&
		number(s[:4], 2020, 9999) && number(s[5:7], 1, 12) && number(s[8:], 1, 31)
}

func isTime(s string) bool {
	return len(s) == 20 && IsDate(s[:10]) && s[10] == 'T' && number(s[11:13], 0, 23) && s[13] == ':' &&
		number(s[14:16], 0, 59) && s[16] == ':' && number(s[17:19], 0, 59) && s[19] == 'Z'
}

func number(s string, least, most int) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n >= least && n <= most
}
