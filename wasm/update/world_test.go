package update_test

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/tidwall/gjson"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules/packaged"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/wasm/update"
)

var now = time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)

// signer makes a key with a name.
func signer(t testing.TB, name string) (note.Signer, string) {
	t.Helper()
	private, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	return s, public
}

// publisher has all keys and the log.
type publisher struct {
	t       testing.TB
	log     note.Signer
	one     []note.Signer // detection keys
	two     []note.Signer // directory keys
	keys    string        // the key file
	hashes  []tlog.Hash   // of the tree, as tlog stores them
	size    int64
	file    release.HeadFile // what the server answers for head
	parts   map[string]string
	now     time.Time
	vectors []byte
}

func newPublisher(t testing.TB) *publisher {
	p := &publisher{t: t, parts: map[string]string{}, now: now}
	var public string
	p.log, public = signer(t, "bouton3018-log")
	p.keys = "# keys of a test\nlog " + public + "\n"
	for _, name := range []string{"kestrel", "sparrow"} {
		s, public := signer(t, name)
		p.one = append(p.one, s)
		p.keys += "detection " + public + "\n"
	}
	for _, name := range []string{"heron", "egret", "stork"} {
		s, public := signer(t, name)
		p.two = append(p.two, s)
		p.keys += "directory " + public + "\n"
	}
	var err error
	if p.vectors, err = packaged.Files.ReadFile("vectors.json"); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *publisher) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, i := range indexes {
		if i >= int64(len(p.hashes)) {
			return nil, fmt.Errorf("no hash %d", i)
		}
		out = append(out, p.hashes[i])
	}
	return out, nil
}

// statement signs a part as it is.
func (p *publisher) statement(part, text string, by ...note.Signer) string {
	p.t.Helper()
	sum := sha256.Sum256([]byte(text))
	p.parts[hex.EncodeToString(sum[:])] = text
	s := release.Statement{Part: part, Version: gjson.Get(text, "version").Int(), Hash: hex.EncodeToString(sum[:]), Size: int64(len(text)), Date: p.now.Format("2006-01-02")}
	return p.sign(s.Text(), by...)
}

func (p *publisher) sign(text string, by ...note.Signer) string {
	p.t.Helper()
	out, err := release.Sign(text, by...)
	if err != nil {
		p.t.Fatal(err)
	}
	return out
}

// publish appends a leaf with two statements and signs the new head.
func (p *publisher) publish(detection, directory string) {
	p.t.Helper()
	p.append(release.Leaf(detection, directory))
	p.file = release.HeadFile{Head: p.head(p.now), Detection: detection, Directory: directory}
}

func (p *publisher) append(leaf []byte) {
	p.t.Helper()
	more, err := tlog.StoredHashes(p.size, leaf, p)
	if err != nil {
		p.t.Fatal(err)
	}
	p.hashes = append(p.hashes, more...)
	p.size++
}

func (p *publisher) head(at time.Time) string {
	p.t.Helper()
	root, err := tlog.TreeHash(p.size, p)
	if err != nil {
		p.t.Fatal(err)
	}
	return p.sign(release.Head{Size: p.size, Hash: root, Time: at.UTC().Format("2006-01-02T15:04:05Z")}.Text(), p.log)
}

// get answers as the server does.
func (p *publisher) get(name string) string {
	p.t.Helper()
	switch kind, rest, _ := strings.Cut(name, "/"); kind {
	case "head":
		return string(p.file.Append(nil))
	case "part":
		return p.parts[rest]
	case "proof":
		from, to, _ := strings.Cut(rest, "/")
		f, _ := strconv.ParseInt(from, 10, 64)
		t, _ := strconv.ParseInt(to, 10, 64)
		proof, err := release.Prove(f, t, p)
		if err != nil {
			p.t.Fatal(err)
		}
		return string(proof.Append(nil))
	}
	p.t.Fatalf("no such path: %s", name)
	return ""
}

// client is a browser: what it trusts and what it holds.
type client struct {
	keys, head           string
	detection, directory string
	hosts                []string
	vectors              []byte
	now                  time.Time
}

var hosts = []string{"www.instagram.com", "instagram.com", "www.messenger.com", "www.facebook.com", "www.tiktok.com", "m.tiktok.com", "www.snapchat.com"}

// parts are the packaged rules as they would be in a first package: the tests of
// versions must hold whatever was published since.
func parts(t testing.TB) (detection, directory []byte) {
	t.Helper()
	first := fstest.MapFS{"release.json": {Data: []byte(`{"detection":1,"directory":1,"minEngine":1,"disabled":[],"withdrawn":[]}`)}}
	err := fs.WalkDir(packaged.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || first[path] != nil {
			return err
		}
		b, err := packaged.Files.ReadFile(path)
		first[path] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := source.Load(first)
	if err != nil {
		t.Fatal(err)
	}
	return s.Detection(), s.Directory()
}

// newClient has a package with the packaged rules and the publisher's keys.
func newClient(t testing.TB, p *publisher) *client {
	detection, directory := parts(t)
	return &client{keys: p.keys, detection: string(detection), directory: string(directory), hosts: hosts, vectors: p.vectors, now: p.now}
}

func (c *client) request(files []update.File) *update.Request {
	return &update.Request{Now: c.now.UnixMilli(), Keys: c.keys, Hosts: c.hosts, Vectors: c.vectors,
		Held: update.Held{Heads: []string{c.head}, Detection: []byte(c.detection), Directory: []byte(c.directory)}, Files: files}
}

// check asks the server and takes what may be taken. It returns the code of a
// refusal, the parts that were taken otherwise, and how many files were fetched.
func (c *client) check(get func(name string) string) (code string, changed []string, fetched int) {
	files := []update.File{{Name: "head", Text: get("head")}}
	for range 3 {
		a := update.Check(c.request(files))
		agree(c.request(files), a)
		for _, name := range a.Fetch {
			files = append(files, update.File{Name: name, Text: get(name)})
		}
		if len(a.Fetch) > 0 {
			continue
		}
		if a.Code != "" {
			return a.Code, nil, len(files)
		}
		c.head = a.HeadNote
		for _, part := range a.Changed {
			switch part {
			case release.Detection:
				c.detection = text(files, "part/"+a.Detection.Hash)
			case release.Directory:
				c.directory = text(files, "part/"+a.Directory.Hash)
			}
		}
		return "", a.Changed, len(files)
	}
	return "endless", nil, len(files)
}

func text(files []update.File, name string) string {
	for _, f := range files {
		if f.Name == name {
			return f.Text
		}
	}
	return ""
}

// edit replaces one piece of a part and raises its version.
func edit(t testing.TB, part string, up int64, old, new string) string {
	t.Helper()
	if !strings.Contains(part, old) {
		t.Fatalf("the part does not contain %q", old)
	}
	part = strings.Replace(part, old, new, 1)
	was := gjson.Get(part, "version")
	i := strings.LastIndex(part, `"version":`+was.Raw)
	return part[:i] + `"version":` + decimal(was.Int()+up) + part[i+len(`"version":`+was.Raw):]
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

// keyHash is the hash that package note gives a key under a name.
func keyHash(name, public string) []byte {
	raw, _ := base64.StdEncoding.DecodeString(public)
	sum := sha256.Sum256(append([]byte(name+"\n"), raw...))
	return sum[:4]
}
