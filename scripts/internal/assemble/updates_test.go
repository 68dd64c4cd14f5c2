package assemble

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/setup"
)

// signers are the keys of a test.
type signers struct {
	log, detection note.Signer
	directory      []note.Signer
	file           string // their key file
}

func makeSigners(*testing.T) *signers {
	m := releasetest.New(time.Now())
	return &signers{
		log: m.Signers(releasetest.LogKey)[0], detection: m.Signers("kestrel")[0],
		directory: m.Signers("heron", "wren", "plover"), file: "# of a test\n" + m.Keys,
	}
}

// statement signs a version of a part.
func statement(t *testing.T, part, text string, by ...note.Signer) string {
	t.Helper()
	hash := release.HashOf([]byte(text))
	s := release.Statement{Part: part, Version: 7, Hash: hash, Size: int64(len(text)), Date: "2026-11-23"}
	return sign(t, s.Text(), by...)
}

func sign(t *testing.T, text string, by ...note.Signer) string {
	t.Helper()
	signed, err := release.Sign(text, by...)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// packagedParts are those that a build without a publication carries, and the folder that they are made of.
func packagedParts(t *testing.T) (p Package, folder string, hosts []string) {
	t.Helper()
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	folder = filepath.Join(root, "rules", "packaged")
	rules, err := source.Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	return Package{"detection.json": rules.Detection(), "directory.json": rules.Directory()}, folder, rules.Hosts
}

func TestUpdates(t *testing.T) {
	p, folder, hosts := packagedParts(t)
	s := makeSigners(t)
	newer := strings.Replace(string(p["detection.json"]), `"version":`, `"version":1`, 1)
	directory := string(p["directory.json"])
	u := Updates{URL: "https://rules.example/3/", Keys: s.file, Publication: &release.Publication{HeadFile: release.HeadFile{
		Head:      sign(t, release.Head{Size: 1, Hash: tlog.RecordHash(nil), Time: "2026-11-23T10:04:05Z"}.Text(), s.log),
		Detection: statement(t, release.Detection, newer, s.detection),
		Directory: statement(t, release.Directory, directory, s.directory[:2]...),
	}, Parts: []string{newer}}}
	origin, err := u.addTo(p, folder, hosts)
	if err != nil {
		t.Fatal(err)
	}
	if origin != "https://rules.example" {
		t.Errorf("origin %q", origin)
	}
	if string(p["detection.json"]) != newer || string(p["directory.json"]) != directory {
		t.Error("the packaged parts are not those of the publication")
	}
	if len(p["vectors.json"]) == 0 {
		t.Error("no vectors.json")
	}
	var got updatesFile
	if err := json.Unmarshal(p["updates.json"], &got); err != nil {
		t.Fatal(err)
	}
	if got.URL != "https://rules.example/3" || strings.Contains(got.Keys, "#") ||
		got.Publication.Head != u.Publication.Head || got.Publication.Parts != nil {
		t.Errorf("updates.json is %s", p["updates.json"])
	}
	if _, err := release.ParseKeys(got.Keys); err != nil {
		t.Errorf("its keys: %v", err)
	}
}

func TestUpdatesRefuse(t *testing.T) {
	packaged, folder, hosts := packagedParts(t)
	s, stranger := makeSigners(t), makeSigners(t)
	detection, directory := string(packaged["detection.json"]), string(packaged["directory.json"])
	good := release.Publication{HeadFile: release.HeadFile{
		Head:      sign(t, release.Head{Size: 1, Hash: tlog.RecordHash(nil), Time: "2026-11-23T10:04:05Z"}.Text(), s.log),
		Detection: statement(t, release.Detection, detection, s.detection),
		Directory: statement(t, release.Directory, directory, s.directory[:2]...),
	}}
	elsewhere := strings.Replace(detection, `"hosts":["`, `"hosts":["example.org","`, 1)
	for name, change := range map[string]func(*Updates, *release.Publication){
		"no address":      func(u *Updates, _ *release.Publication) { u.URL = "" },
		"a plain address": func(u *Updates, _ *release.Publication) { u.URL = "http://rules.example" },
		"a query":         func(u *Updates, _ *release.Publication) { u.URL = "https://rules.example?x" },
		"a fragment":      func(u *Updates, _ *release.Publication) { u.URL = "https://rules.example/#" },
		"a user":          func(u *Updates, _ *release.Publication) { u.URL = "https://me@rules.example" },
		"no keys":         func(u *Updates, _ *release.Publication) { u.Keys = "" },
		"two directory keys": func(u *Updates, _ *release.Publication) {
			u.Keys = u.Keys[:strings.LastIndex(u.Keys, "directory")]
		},
		"other keys":                func(u *Updates, _ *release.Publication) { u.Keys = stranger.file },
		"a head of a detection key": func(_ *Updates, p *release.Publication) { p.Head = sign(t, "x\n", s.detection) },
		"one directory signature": func(_ *Updates, p *release.Publication) {
			p.Directory = statement(t, release.Directory, directory, s.directory[0])
		},
		"statements exchanged": func(_ *Updates, p *release.Publication) {
			p.Detection, p.Directory = p.Directory, p.Detection
		},
		"a part that is missing": func(_ *Updates, p *release.Publication) {
			p.Detection = statement(t, release.Detection, detection+" ", s.detection)
		},
		"rules that are none": func(_ *Updates, p *release.Publication) {
			p.Detection, p.Parts = statement(t, release.Detection, "{}", s.detection), []string{"{}"}
		},
		"a host that the manifest has not": func(_ *Updates, p *release.Publication) {
			p.Detection, p.Parts = statement(t, release.Detection, elsewhere, s.detection), []string{elsewhere}
		},
	} {
		published := good
		u := Updates{URL: "https://rules.example", Keys: s.file, Publication: &published}
		change(&u, &published)
		if _, err := u.addTo(maps.Clone(packaged), folder, hosts); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func TestAddress(t *testing.T) {
	for text, want := range map[string]string{
		"https://rules.example":       "https://rules.example",
		"https://rules.example/a/b/":  "https://rules.example",
		"http://127.0.0.1:8787":       "http://127.0.0.1:8787",
		"http://localhost:8787/":      "http://localhost:8787",
		"http://[::1]:1":              "http://[::1]:1",
		"http://127.0.0.1.nip.io":     "",
		"https://":                    "",
		"ftp://rules.example":         "",
		"https://rules.example/?a=b#": "",
	} {
		if _, origin, err := parseAddress(text); origin != want || (err == nil) != (want != "") {
			t.Errorf("parseAddress(%q) has the origin %q, want %q (%v)", text, origin, want, err)
		}
	}
}
