package delivery

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
)

// TestPublicationIsServed publishes the packaged rules and a change, and reads
// everything back as a client does.
func TestPublicationIsServed(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	refusedWith(t, get(h, "/v1/head"), http.StatusNotFound, "empty")

	first := m.Next() // the parts are packaged: nothing needs to be sent
	m.publish(h)
	want := string(first.JSON())
	if got := body(t, get(h, "/v1/head"), http.StatusOK); got != want {
		t.Errorf("the head is %s, want %s", got, want)
	}

	part := m.later(1, "pestering")
	m.Sign(release.Detection, part, "kestrel")
	second := m.Next(part)
	m.publish(h, part)
	for hash, text := range map[string]string{
		hashOf(m.detection): m.detection,
		hashOf(m.directory): m.directory,
		hashOf(part):        part,
	} {
		if got := body(t, get(h, "/v1/part/"+hash), http.StatusOK); got != text {
			t.Errorf("the part %s has %d bytes, want %d", hash, len(got), len(text))
		}
	}

	keys, err := release.ParseKeys(m.Keys)
	if err != nil {
		t.Fatal(err)
	}
	heads := []release.Head{{}}
	for _, signed := range []string{first.Head, second.Head} {
		head, err := keys.OpenHead(signed)
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, head)
	}
	leaves := [][]byte{
		nil, first.Leaf(), second.Leaf(),
	}
	for from := range heads {
		for to := from + 1; to < len(heads); to++ {
			text := body(t, get(h, "/v1/proof/"+strconv.Itoa(from)+"/"+strconv.Itoa(to)), http.StatusOK)
			proof, err := release.ParseProof(text)
			if err == nil {
				err = proof.Check(heads[from], heads[to], leaves[to])
			}
			if err != nil {
				t.Errorf("the proof from %d to %d: %v", from, to, err)
			}
		}
	}
}

// TestProofsOfALongLog checks every pair of sizes of a log of 20 entries.
func TestProofsOfALongLog(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	keys, _ := release.ParseKeys(m.Keys)
	heads := []release.Head{{}}
	for range 20 {
		head, err := keys.OpenHead(m.Next().Head)
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, head)
		m.publish(h)
	}
	leaf := m.Leaf()
	for to := 1; to < len(heads); to++ {
		for from := range to {
			path := "/v1/proof/" + strconv.Itoa(from) + "/" + strconv.Itoa(to)
			proof, err := release.ParseProof(body(t, get(h, path), http.StatusOK))
			if err == nil {
				err = proof.Check(heads[from], heads[to], leaf)
			}
			if err != nil {
				t.Errorf("the proof from %d to %d: %v", from, to, err)
			}
		}
	}
}

// TestLog reads the log as a program and as a person.
func TestLog(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	if got := body(t, get(h, "/v1/log"), http.StatusOK); got != `{"size":0,"entries":[]}` {
		t.Errorf("the empty log is %s", got)
	}
	m.publish(h)
	part := m.later(1, "report <my> issue")
	m.Sign(release.Detection, part, "kestrel", "heron")
	m.publish(h, part)
	m.publish(h) // only the head's time is new

	var log struct {
		Size    int64
		Entries []entry
	}
	if err := json.Unmarshal([]byte(body(t, get(h, "/v1/log"), http.StatusOK)), &log); err != nil {
		t.Fatal(err)
	}
	if log.Size != 3 || len(log.Entries) != 3 {
		t.Fatalf("the log has %d entries and says %d, want 3", len(log.Entries), log.Size)
	}
	for i, e := range log.Entries {
		signed := noon.Add(time.Duration(i) * time.Minute).Format(release.TimeLayout)
		if e.Index != int64(i) || e.Time != signed || e.Head == "" {
			t.Errorf("entry %d: %+v", i, e)
		}
	}
	e := log.Entries[1]
	want := statement{
		Version: releasetest.Version(part), SHA256: hashOf(part), Size: int64(len(part)), Date: "2026-11-23",
		Keys: []string{"kestrel", "heron"}, Note: m.Detection,
	}
	if !reflect.DeepEqual(e.Detection, want) || strings.Join(e.Directory.Keys, " ") != "heron wren" {
		t.Errorf("entry 1: %+v", e)
	}
	changed := e.Changes
	if len(changed) != 1 || !strings.Contains(changed[0].Text, "report <my> issue") || changed[0].Kind != "phrase" {
		t.Errorf("what entry 1 changed: %+v", changed)
	}
	if first, last := log.Entries[0].Changes, log.Entries[2].Changes; len(first) == 0 || len(last) != 0 {
		t.Errorf("entries 0 and 2 changed %+v and %+v", first, last)
	}

	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/v1/log", nil)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	h.ServeHTTP(w, r)
	page := body(t, w, http.StatusOK)
	header := w.Header()
	if header.Get("Content-Type") != kindHTML || header.Get("Vary") != "Accept" ||
		!strings.Contains(page, "report &lt;my&gt; issue") || strings.Contains(page, "<my>") {
		t.Errorf("the page of the log: %v %s", header, page)
	}
}

// TestAddresses goes through what is there, what is not, and which methods are taken.
func TestAddresses(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	m.publish(h)
	m.publish(h)
	hash := hashOf(m.detection)
	for path, cache := range map[string]string{
		"/":                "public, max-age=300",
		"/data":            "public, max-age=300",
		"/install":         "public, max-age=300",
		"/guides":          "public, max-age=300",
		"/poster":          "public, max-age=300",
		"/letter":          "public, max-age=300",
		"/legal":           "public, max-age=300",
		"/card.webp":       "public, max-age=300",
		"/card-dark.webp":  "public, max-age=300",
		"/healthz":         "public, max-age=10",
		"/v1/head":         "public, max-age=60",
		"/v1/log":          "public, max-age=60",
		"/v1/proof/0/1":    cacheAlways,
		"/v1/proof/1/2":    cacheAlways,
		"/v1/part/" + hash: cacheAlways,
	} {
		w := get(h, path)
		text := body(t, w, http.StatusOK)
		if got := w.Header().Get("Cache-Control"); got != cache {
			t.Errorf("%s is kept as %q, want %q", path, got, cache)
		}
		only := send(h, http.MethodHead, path, "", nil)
		if only.Code != http.StatusOK || only.Body.Len() > 0 ||
			only.Header().Get("Content-Length") != strconv.Itoa(len(text)) {
			t.Errorf("HEAD %s: %d %v %q", path, only.Code, only.Header(), only.Body)
		}
		for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get"} {
			w := send(h, method, path, "application/json", []byte("{}"))
			refusedWith(t, w, http.StatusMethodNotAllowed, "method")
			if w.Header().Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s allows %q", method, path, w.Header().Get("Allow"))
			}
		}
		if strings.HasPrefix(path, "/v1/") {
			refusedWith(t, get(h, path+"?x=1"), http.StatusNotFound, "not_found")
			refusedWith(t, get(h, path+"?"), http.StatusNotFound, "not_found")
		}
	}
	for _, method := range []string{"GET", "HEAD", "PUT", "OPTIONS"} {
		w := send(h, method, "/v1/publish", "", nil)
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "POST" {
			t.Errorf("%s /v1/publish: %d %v", method, w.Code, w.Header())
		}
	}
	for _, path := range []string{
		"/v1", "/v1/", "/v1/head/", "/V1/head", "/v1//head", "/index.html", "/favicon.ico", "/v1/../v1/head",
		"/v1/publish/", "/v1/part/", "/v1/part/" + hash[:63], "/v1/part/" + hash + "0",
		"/v1/part/" + strings.ToUpper(hash), "/v1/part/" + strings.Repeat("0", 64),
		"/v1/proof/1/1", "/v1/proof/2/1", "/v1/proof/0/3", "/v1/proof/01/2", "/v1/proof/-1/2", "/v1/proof/+0/1",
		"/v1/proof/0/1/", "/v1/proof/0", "/v1/proof/0/99999999999999999999", "/v1/proof/0x0/1", "/v1/proof/0/0",
	} {
		refusedWith(t, get(h, path), http.StatusNotFound, "not_found")
	}
}

// TestHeaders: only what is public is readable by other sites, and nobody gets a cookie.
func TestHeaders(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	m.publish(h)
	closed := append(slices.Clone(pagePaths), "/card.webp", "/card-dark.webp", "/v1/publish")
	for _, path := range append(closed, "/healthz", "/v1/head", "/v1/log", "/v1/proof/0/1", "/nothing") {
		w := get(h, path)
		header := w.Header()
		policy := header.Get("Content-Security-Policy")
		if header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Referrer-Policy") != "no-referrer" ||
			!strings.HasPrefix(policy, "default-src 'none'") || header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %v", path, header)
		}
		open := header.Get("Access-Control-Allow-Origin") == "*"
		if want := !slices.Contains(closed, path); open != want {
			t.Errorf("%s is readable by other sites: %v", path, open)
		}
		for _, name := range []string{"Methods", "Headers", "Credentials"} {
			if header.Get("Access-Control-Allow-"+name) != "" {
				t.Errorf("%s allows more than reading: %v", path, header)
			}
		}
		if w.Code != http.StatusOK && header.Get("Cache-Control") != "no-store" {
			t.Errorf("the error at %s is kept: %q", path, header.Get("Cache-Control"))
		}
	}
}

// TestHome reads the page: the current rules in words.
func TestHome(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	page := body(t, get(h, "/"), http.StatusOK)
	for _, want := range []string{
		"Instagram", "www.tiktok.com", "français", "estonien",
		`<a href="tel:3018">3018</a>`, `<a href="tel:0800235236">0 800 235 236</a>`, `<a href="sms:114">114</a>`,
		"n’est pas faite par l’association e-Enfance",
		"applications des téléphones", "rien n’a encore été publié ici", "17Cyber",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	m.publish(h)
	withdrawn := releasetest.Edit(m.detection, 1, `"withdrawn":[]`, `"withdrawn":["fr-17cyber"]`)
	m.Sign(release.Detection, withdrawn, "kestrel")
	m.publish(h, withdrawn)
	page = body(t, get(h, "/"), http.StatusOK)
	version := fmt.Sprintf("Détection, version %d, du 23 novembre 2026", releasetest.Version(withdrawn))
	if strings.Contains(page, "17Cyber") || !strings.Contains(page, version) {
		t.Error("the page does not show the published rules")
	}
}

func TestHealth(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	if got := body(t, get(h, "/healthz"), http.StatusOK); got != `{"version":"unknown","size":0}` {
		t.Error(got)
	}
	m.publish(h) // and a minute goes by
	if got := body(t, get(h, "/healthz"), http.StatusOK); got != `{"version":"unknown","size":1,"age":60}` {
		t.Error(got)
	}
}

// TestExport: the files are the bytes that the server answers.
func TestExport(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	dir := t.TempDir()
	if err := Export(t.Context(), h, dir, ""); err == nil || !strings.Contains(err.Error(), "nothing is published") {
		t.Errorf("an empty log is exported: %v", err)
	}
	for range 5 {
		m.publish(h)
	}
	if err := Export(t.Context(), h, dir, ""); err != nil {
		t.Fatal(err)
	}
	paths := []string{"/v1/head", "/v1/log", "/v1/part/" + hashOf(m.detection), "/v1/part/" + hashOf(m.directory)}
	for from := range 5 {
		paths = append(paths, "/v1/proof/"+strconv.Itoa(from)+"/5")
	}
	for _, path := range paths {
		file, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		if err != nil {
			t.Error(err)
		} else if want := body(t, get(h, path), http.StatusOK); string(file) != want {
			t.Errorf("%s is %q in the export and %q from the server", path, file, want)
		}
	}
	count := 0
	filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			count++
		}
		return err
	})
	if count != len(paths) {
		t.Errorf("the export has %d files, want %d", count, len(paths))
	}
}

func TestPrefersHTML(t *testing.T) {
	for accept, want := range map[string]bool{
		"": false, "*/*": false, "application/json": false, "text/html": true, "TEXT/HTML ; q=0.2": true,
		"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": true,
		"application/json;q=0.5, text/html":                               true,
		"text/html;q=0.5, application/json":                               false,
		"text/html;q=0":                                                   false,
		"text/html, application/json":                                     false,
	} {
		if got := prefersHTML(accept); got != want {
			t.Errorf("%q: %v", accept, got)
		}
	}
}
