package update_test

import (
	"io/fs"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"bouton3018/rules/packaged"
	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/rules/source"
	"bouton3018/wasm/lexicon"
	"bouton3018/wasm/update"
)

var now = time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)

// client is a browser: what it trusts and what it holds.
type client struct {
	keys, head           string
	packaged             string // the detection part of the package
	detection, directory string // what is in use
	signed               int    // how many keys signed the detection part in use
	hosts                []string
	vectors              []byte
	now                  time.Time
}

var hosts = []string{
	"www.instagram.com", "instagram.com", "www.messenger.com", "www.facebook.com",
	"www.tiktok.com", "m.tiktok.com", "www.snapchat.com",
}

// The packaged rules as they would be in a first package: the tests of versions must hold whatever was published since.
// Most attacks are the same with any number of languages, and are tried on parts with those that are read everywhere;
// those that are on what phrases mean are tried on the whole parts too.
var (
	parts = sync.OnceValues(func() (detection, directory string) { return load(lexicon.IsAlways) })
	whole = sync.OnceValues(func() (detection, directory string) { return load(func(string) bool { return true }) })
)

// load reads the packaged rules, with some of their languages.
func load(isIn func(lang string) bool) (detection, directory string) {
	first := fstest.MapFS{"release.json": {
		Data: []byte(`{"detection":1,"directory":1,"minEngine":1,"disabled":[],"withdrawn":[]}`),
	}}
	err := fs.WalkDir(packaged.Files, ".", func(name string, d fs.DirEntry, err error) error {
		isLeftOut := path.Dir(name) == "lexicon" && !isIn(strings.TrimSuffix(path.Base(name), ".json"))
		if err != nil || d.IsDir() || first[name] != nil || isLeftOut {
			return err
		}
		b, err := packaged.Files.ReadFile(name)
		first[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		panic(err)
	}
	s, err := source.Load(first)
	if err != nil {
		panic(err)
	}
	return string(s.Detection()), string(s.Directory())
}

// newClient has a package with the packaged rules and the maintainer's keys.
func newClient(t testing.TB, m *releasetest.Maintainer) *client {
	t.Helper()
	vectors, err := packaged.Files.ReadFile("vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	detection, directory := parts()
	return &client{
		keys: m.Keys, hosts: hosts, vectors: vectors, now: now,
		packaged: detection, detection: detection, directory: directory,
	}
}

// started is a maintainer whose first publication is the packaged rules, and a
// client that has seen it.
func started(t testing.TB) (*releasetest.Maintainer, *client) {
	t.Helper()
	if begun.m == nil {
		m := releasetest.New(now)
		c := newClient(t, m)
		m.SignBoth(c.detection, c.directory)
		m.Grow()
		if code, changed, fetched := c.check(m.Serve); code != "" || len(changed) != 0 || fetched != 2 {
			t.Fatalf("the packaged rules: code %q, changed %v, %d files", code, changed, fetched)
		}
		begun.m, begun.c = m, c
	}
	c := *begun.c
	return begun.m.Clone(), &c
}

// begun is what [started] gives out copies of.
var begun struct {
	m *releasetest.Maintainer
	c *client
}

// inAllLanguages is the same with the whole parts.
func inAllLanguages(t testing.TB) (*releasetest.Maintainer, *client) {
	t.Helper()
	m := releasetest.New(now)
	c := newClient(t, m)
	c.detection, c.directory = whole()
	c.packaged = c.detection
	m.SignBoth(c.detection, c.directory)
	m.Grow()
	c.head = m.Head
	return m, c
}

// publishBoth publishes a later version of both parts.
func publishBoth(m *releasetest.Maintainer, c *client, up int64) {
	m.SignBoth(releasetest.AddPhrase(c.detection, up, "hounding"), releasetest.AddWords(c.directory, up, "Ici."))
	m.Grow()
}

// request is as the extension makes it: what is packaged and in use is sent once.
func (c *client) request(files map[string]string) *update.Request {
	r := &update.Request{
		Now: c.now.UnixMilli(), Keys: c.keys, Hosts: c.hosts, Vectors: c.vectors, Files: files,
		Held: update.Held{Heads: []string{c.head}, Detection: []byte(c.detection), Directory: []byte(c.directory)},
	}
	if c.packaged != c.detection {
		r.Packaged = []byte(c.packaged)
	}
	return r
}

// fetch returns the head and what the check asks for after it.
func (c *client) fetch(get func(name string) string) map[string]string {
	files := map[string]string{"head": get("head")}
	for _, name := range update.Check(c.request(files)).Fetch {
		files[name] = get(name)
	}
	return files
}

// check asks the server and takes what may be taken. It returns the code of a
// refusal, the parts that were taken otherwise, and how many files were fetched.
func (c *client) check(get func(name string) string) (code string, changed []string, fetched int) {
	files := map[string]string{"head": get("head")}
	for range 3 {
		a := update.Check(c.request(files))
		agree(c.request(files), a)
		for _, name := range a.Fetch {
			files[name] = get(name)
		}
		if len(a.Fetch) > 0 {
			continue
		}
		if a.Code != "" {
			return a.Code, nil, len(files)
		}
		c.take(a, files)
		return "", a.Changed, len(files)
	}
	return "endless", nil, len(files)
}

// take goes on with what an answer lets in.
func (c *client) take(a update.Answer, files map[string]string) {
	c.head = a.HeadNote
	for _, part := range a.Changed {
		switch part {
		case release.Detection:
			c.detection, c.signed = files["part/"+a.Detection.Hash], len(a.Detection.Keys)
		case release.Directory:
			c.directory = files["part/"+a.Directory.Hash]
		}
	}
}
