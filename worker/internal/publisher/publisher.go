// Package publisher is a maintainer with keys, for tests and measurements.
package publisher

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/tidwall/gjson"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules/release"
)

// T is what a publisher needs of a test.
type T interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// A Publisher holds keys of its own and the log as it knows it.
type Publisher struct {
	Keys string    // the key file
	Time time.Time // of the next head; each entry is a minute later
	Size int64     // entries of the log

	Detection, Directory string // the current statements, signed

	t       T
	signers map[string]note.Signer
	hashes  []tlog.Hash
	first   map[string][]byte // the parts that it began with
}

// Names of the keys, by role.
var names = []struct{ role, name string }{
	{release.RoleLog, "bouton3018-log"},
	{release.RoleDetection, "kestrel"}, {release.RoleDetection, "swift"},
	{release.RoleDirectory, "heron"}, {release.RoleDirectory, "wren"}, {release.RoleDirectory, "plover"},
}

// New returns a publisher with new keys: kestrel and swift for the detection part,
// heron, wren and plover for the directory, bouton3018-log for the log. Its
// current statements are of these parts. Whatever version they say, here they are
// number 1, the next is 2: tests must hold after the packaged rules went on.
func New(t T, now time.Time, detection, directory []byte) *Publisher {
	t.Helper()
	p := &Publisher{t: t, Time: now.UTC(), signers: map[string]note.Signer{},
		first: map[string][]byte{release.Detection: detection, release.Directory: directory}}
	for _, k := range names {
		secret, public, err := note.GenerateKey(rand.Reader, k.name)
		if err != nil {
			t.Fatal(err)
		}
		if p.signers[k.name], err = note.NewSigner(secret); err != nil {
			t.Fatal(err)
		}
		p.Keys += k.role + " " + public + "\n"
	}
	p.Sign(release.Detection, 1, detection, "kestrel")
	p.Sign(release.Directory, 1, directory, "heron", "wren")
	return p
}

// Version is what the version with a number says in a part.
func (p *Publisher) Version(part string, number int64) int64 {
	return gjson.GetBytes(p.first[part], "version").Int() + number - 1
}

// Sign makes a statement of the part the current one.
func (p *Publisher) Sign(part string, number int64, text []byte, by ...string) {
	p.t.Helper()
	s := release.Statement{Part: part, Version: p.Version(part, number), Hash: Hash(text), Size: int64(len(text)), Date: p.Time.Format(time.DateOnly)}
	signed := p.Note(s.Text(), by...)
	if part == release.Detection {
		p.Detection = signed
	} else {
		p.Directory = signed
	}
}

// Note signs a text.
func (p *Publisher) Note(text string, by ...string) string {
	p.t.Helper()
	var signers []note.Signer
	for _, name := range by {
		signers = append(signers, p.signers[name])
	}
	signed, err := release.Sign(text, signers...)
	if err != nil {
		p.t.Fatal(err)
	}
	return signed
}

// Head is the head of the log with the current statements as one more entry.
func (p *Publisher) Head() release.Head {
	p.t.Helper()
	hash, err := tlog.TreeHash(p.Size+1, reader(slices.Concat(p.hashes, p.added())))
	if err != nil {
		p.t.Fatal(err)
	}
	return release.Head{Size: p.Size + 1, Hash: hash, Time: p.Time.Format(time.RFC3339)}
}

// Next is the publication of the current statements, with the parts that are to be sent.
func (p *Publisher) Next(parts ...[]byte) release.Publication {
	p.t.Helper()
	out := release.Publication{Head: p.Note(p.Head().Text(), "bouton3018-log"), Detection: p.Detection, Directory: p.Directory}
	for _, part := range parts {
		out.Parts = append(out.Parts, string(part))
	}
	return out
}

// Grow takes the current statements into the publisher's own log: its publication won.
func (p *Publisher) Grow() {
	p.t.Helper()
	p.hashes = append(p.hashes, p.added()...)
	p.Size++
	p.Time = p.Time.Add(time.Minute)
}

// added are the hashes of the tree that the current statements complete.
func (p *Publisher) added() []tlog.Hash {
	p.t.Helper()
	added, err := tlog.StoredHashes(p.Size, release.Leaf(p.Detection, p.Directory), reader(p.hashes))
	if err != nil {
		p.t.Fatal(err)
	}
	return added
}

// Later is one of the first parts with another number.
func (p *Publisher) Later(part string, number int64) []byte {
	p.t.Helper()
	return p.changed(p.first[part], `"version":`+strconv.FormatInt(p.Version(part, 1), 10), `"version":`+strconv.FormatInt(p.Version(part, number), 10))
}

// DetectionPart is the first detection part as a later one that knows one phrase more.
func (p *Publisher) DetectionPart(number int64, phrase string) []byte {
	p.t.Helper()
	return p.changed(p.Later(release.Detection, number), `"=report an issue"`, `"=report an issue",`+strconv.Quote("="+phrase))
}

func (p *Publisher) changed(text []byte, old, new string) []byte {
	p.t.Helper()
	if bytes.Count(text, []byte(old)) != 1 {
		p.t.Fatalf("the part does not have %s once", old)
	}
	return bytes.Replace(text, []byte(old), []byte(new), 1)
}

// Body is a publication as it is sent.
func Body(p release.Publication) []byte {
	b, err := json.Marshal(p)
	if err != nil {
		panic(err) // texts always encode
	}
	return b
}

// Hash is the SHA-256 that names a part.
func Hash(part []byte) string {
	sum := sha256.Sum256(part)
	return hex.EncodeToString(sum[:])
}

func reader(hashes []tlog.Hash) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var out []tlog.Hash
		for _, i := range indexes {
			out = append(out, hashes[i])
		}
		return out, nil
	})
}
