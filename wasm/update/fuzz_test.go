package update_test

import (
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/wasm/update"
)

// pending is a client that is about to take both parts, and what it asks.
func pending(t testing.TB) (*releasetest.Maintainer, *client, map[string]string) {
	t.Helper()
	m := releasetest.New(now)
	c := newClient(t, m)
	m.SignBoth(c.detection, c.directory)
	m.Grow()
	c.head = m.Head
	publishBoth(m, c, 1)
	return m, c, c.fetch(m.Serve)
}

// answers gives a request to both cores. It returns whether the update is taken.
func answers(t testing.TB, request []byte) bool {
	t.Helper()
	got := update.Verify(request)
	if !gjson.ValidBytes(got) {
		t.Fatalf("the answer is not JSON: %s", got)
	}
	if len(request) > 0 {
		compare("verify", request, string(got))
	}
	return gjson.GetBytes(got, "changed.#").Int() > 0
}

// FuzzRequest gives any bytes to the export.
func FuzzRequest(f *testing.F) {
	_, c, files := pending(f)
	f.Add(body(c.request(files)))
	for _, s := range []string{
		"{}", "[]", `{"held":{"detection":"{","directory":"{}"}}`,
		`{"now":1e400,"keys":"log x","hosts":["a",1,null],` +
			`"held":{"heads":{"a":"b"},"detection":7},"files":{"head":{"a":1}}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) { answers(t, b) })
}

// TestCorpora gives the corpora of the parsers below to both cores: each text as
// what it was found for, and none of them is taken.
func TestCorpora(t *testing.T) {
	m, c, files := pending(t)
	with := func(name, text string) []byte {
		own := maps.Clone(files)
		own[name] = text
		return body(c.request(own))
	}
	// inPlaceOfNotes puts a text in the place of each note that a server serves.
	inPlaceOfNotes := func(text string) (out [][]byte) {
		for i := range 3 {
			file := m.HeadFile
			*[]*string{&file.Head, &file.Detection, &file.Directory}[i] = text
			out = append(out, with("head", string(file.JSON())))
		}
		return out
	}
	n := 0
	for dir, give := range map[string]func(s string) [][]byte{
		"release/testdata/fuzz/FuzzNote": inPlaceOfNotes,
		"release/testdata/fuzz/FuzzText": func(s string) [][]byte {
			signed, err := release.Sign(s, m.Signers(releasetest.LogKey, "kestrel", "heron", "wren")...)
			if err != nil {
				return nil
			}
			return inPlaceOfNotes(signed)
		},
		"release/testdata/fuzz/FuzzKeys": func(s string) [][]byte {
			other := *c
			other.keys = s
			return [][]byte{body(other.request(files))}
		},
		"release/testdata/fuzz/FuzzHeadFile": func(s string) [][]byte { return [][]byte{with("head", s)} },
		"release/testdata/fuzz/FuzzProof":    func(s string) [][]byte { return [][]byte{with("proof/1/2", s)} },
		"testdata/fuzz/FuzzPart":             func(s string) [][]byte { return asParts(m, c, s) },
	} {
		for _, s := range corpus(t, filepath.Join("..", "..", "rules", filepath.FromSlash(dir))) {
			for _, request := range give(s) {
				n++
				if answers(t, request) {
					t.Errorf("%s: %q is taken", dir, s)
				}
			}
		}
	}
	t.Logf("%d requests", n)
}

// asParts signs a text as each part, in a log that has it.
func asParts(m *releasetest.Maintainer, c *client, s string) (out [][]byte) {
	if releasetest.Version(s) < 1 {
		return nil // no statement can name it
	}
	for _, part := range []string{release.Detection, release.Directory} {
		own := m.Clone()
		own.PublishPart(part, s, "kestrel", "heron", "wren")
		out = append(out, body(c.request(c.fetch(own.Serve))))
	}
	return out
}

// corpus reads the inputs that were found by a fuzz target of one text.
func corpus(t *testing.T, dir string) (out []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%s has no corpus (%v)", dir, err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitN(string(b), "\n", 3)
		if len(lines) < 2 || lines[0] != "go test fuzz v1" {
			t.Fatalf("%s is not a corpus file", name)
		}
		s, err := strconv.Unquote(strings.TrimSuffix(strings.TrimPrefix(lines[1], "string("), ")"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, s)
	}
	return out
}
