package update_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/rules/release"
	"bouton3018/wasm/update"
)

// pending is a client that is about to take both parts, and what it asks.
func pending(t testing.TB) (*publisher, *client, []update.File) {
	t.Helper()
	p := newPublisher(t)
	detection, directory := parts(t)
	p.publish(p.statement(release.Detection, string(detection), p.one[0]), p.statement(release.Directory, string(directory), p.two[0], p.two[1]))
	c := newClient(t, p)
	c.head = p.file.Head
	p.publish(p.statement(release.Detection, edit(t, c.detection, 1, `"harass*",`, `"harass*","x1",`), p.one[0]),
		p.statement(release.Directory, edit(t, c.directory, 1, "Tu peux en parler.", "Tu peux en parler ici."), p.two[0], p.two[1]))
	files := []update.File{{Name: "head", Text: p.get("head")}}
	for _, name := range update.Check(c.request(files)).Fetch {
		files = append(files, update.File{Name: name, Text: p.get(name)})
	}
	return p, c, files
}

// answers gives a request to both cores. It returns whether the update is taken.
func answers(t testing.TB, request []byte) bool {
	t.Helper()
	got := update.Verify(request)
	if !gjson.ValidBytes(got) {
		t.Fatalf("the answer is not JSON: %s", got)
	}
	if len(request) > 0 {
		agreeOn("verify", request, string(got))
	}
	return gjson.GetBytes(got, "changed.#").Int() > 0
}

// FuzzRequest gives any bytes to the export.
func FuzzRequest(f *testing.F) {
	_, c, files := pending(f)
	f.Add(body(c.request(files)))
	for _, s := range []string{"{}", "[]", `{"now":1e400,"keys":"log x","hosts":["a",1,null],"held":{"heads":{"a":"b"},"detection":7},"files":{"head":{"a":1}}}`, `{"held":{"detection":"{","directory":"{}"}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) { answers(t, b) })
}

// TestCorpora gives the corpora of the parsers below to both cores: each text as
// what it was found for, and none of them is taken.
func TestCorpora(t *testing.T) {
	p, c, files := pending(t)
	good := p.file
	with := func(i int, text string) []byte {
		own := append([]update.File(nil), files...)
		own[i].Text = text
		return body(c.request(own))
	}
	n := 0
	for dir, give := range map[string]func(s string) [][]byte{
		"release/testdata/fuzz/FuzzNote": func(s string) (out [][]byte) {
			for i := range 3 {
				file := good
				*[]*string{&file.Head, &file.Detection, &file.Directory}[i] = s
				out = append(out, with(0, string(file.Append(nil))))
			}
			return out
		},
		"release/testdata/fuzz/FuzzText": func(s string) (out [][]byte) {
			signed, err := release.Sign(s, p.log, p.one[0], p.two[0], p.two[1])
			if err != nil {
				return nil
			}
			for i := range 3 {
				file := good
				*[]*string{&file.Head, &file.Detection, &file.Directory}[i] = signed
				out = append(out, with(0, string(file.Append(nil))))
			}
			return out
		},
		"release/testdata/fuzz/FuzzKeys": func(s string) [][]byte {
			other := *c
			other.keys = s
			return [][]byte{body(other.request(files))}
		},
		"release/testdata/fuzz/FuzzHeadFile": func(s string) [][]byte { return [][]byte{with(0, s)} },
		"release/testdata/fuzz/FuzzProof":    func(s string) [][]byte { return [][]byte{with(1, s)} },
		"testdata/fuzz/FuzzPart":             func(s string) [][]byte { return asParts(p, c, s) },
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
func asParts(p *publisher, c *client, s string) (out [][]byte) {
	if len(s) == 0 || gjson.Get(s, "version").Int() < 1 {
		return nil // no statement can name it
	}
	for _, part := range []string{release.Detection, release.Directory} {
		own := *p
		own.parts = map[string]string{}
		file := p.file
		signed := own.statement(part, s, p.one[0], p.two[0], p.two[1])
		if part == release.Detection {
			file.Detection = signed
		} else {
			file.Directory = signed
		}
		own.publish(file.Detection, file.Directory)
		files := []update.File{{Name: "head", Text: own.get("head")}}
		for _, name := range update.Check(c.request(files)).Fetch {
			hash, isPart := strings.CutPrefix(name, "part/")
			text, mine := own.parts[hash]
			switch {
			case !isPart:
				text = own.get(name)
			case !mine:
				text = p.parts[hash]
			}
			files = append(files, update.File{Name: name, Text: text})
		}
		out = append(out, body(c.request(files)))
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
