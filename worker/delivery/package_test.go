package delivery

import (
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bouton3018/extension/crx"
	"bouton3018/extension/crx/crxtest"
	"bouton3018/wasm/update"
)

func TestPackage(t *testing.T) {
	key := crxtest.Key()
	signed := func(version string) []byte { return crxtest.Make(version, key) }
	first := signed("1.9")
	p, err := crx.Open(first)
	if err != nil {
		t.Fatal(err)
	}
	m := newMaintainer(t)
	h, err := New(Config{DB: memory(t), Keys: m.Keys, Now: m.now, Extension: p.ID})
	if err != nil {
		t.Fatal(err)
	}
	post := func(kind string, file []byte) *httptest.ResponseRecorder {
		return send(h, http.MethodPost, packagePath, kind, file)
	}
	refusedWith(t, get(h, updatesPath), http.StatusNotFound, codeNotFound)
	body(t, post(kindCRX, first), http.StatusOK)
	body(t, post(kindCRX, first), http.StatusOK) // because the first answer was lost
	for _, c := range []struct {
		name   string
		file   []byte
		status int
		code   string
	}{
		{"signed anew", signed("1.9"), http.StatusConflict, codeConflict},
		{"an older one", signed("1.8.9"), http.StatusConflict, codeConflict},
		{"written otherwise", signed("1.9.0"), http.StatusConflict, codeConflict},
		{"changed", append(signed("2"), 0), http.StatusBadRequest, update.CodeRequest},
		{"too large", make([]byte, maxPackage+1), http.StatusRequestEntityTooLarge, update.CodeTooLarge},
		{"empty", nil, http.StatusBadRequest, update.CodeRequest},
	} {
		t.Run(c.name, func(t *testing.T) { refusedWith(t, post(kindCRX, c.file), c.status, c.code) })
	}
	refusedWith(t, post(kindCRX, crxtest.Make("2", crxtest.Key())), http.StatusForbidden, update.CodeThreshold)
	refusedWith(t, post("application/json", first), http.StatusUnsupportedMediaType, codeContentType)
	refusedWith(t, send(m.serving(memory(t)), http.MethodPost, packagePath, kindCRX, first),
		http.StatusServiceUnavailable, codeNoKeys)

	body(t, post(kindCRX, signed("1.10")), http.StatusOK)
	refusedWith(t, post(kindCRX, first), http.StatusConflict, codeConflict)
	w := get(h, updatesPath+"?x=id%3D"+p.ID+"%26v%3D1.9%26uc")
	var updates struct {
		App struct {
			ID    string `xml:"appid,attr"`
			Check struct {
				Codebase string `xml:"codebase,attr"`
				Version  string `xml:"version,attr"`
			} `xml:"updatecheck"`
		} `xml:"app"`
	}
	if err := xml.Unmarshal([]byte(body(t, w, http.StatusOK)), &updates); err != nil {
		t.Fatal(err)
	}
	file, _ := strings.CutPrefix(updates.App.Check.Codebase, "http://example.com")
	if updates.App.ID != p.ID || updates.App.Check.Version != "1.10" || file != "/extension/bouton3018-1.10.crx" ||
		!strings.HasPrefix(w.Header().Get("Content-Type"), "text/xml") || w.Header().Get("Cache-Control") != cacheMinute {
		t.Errorf("%+v %v", updates, w.Header())
	}
	for version, path := range map[string]string{"1.10": file, "1.9": "/extension/bouton3018-1.9.crx"} {
		w := get(h, path)
		got, err := crx.Open([]byte(body(t, w, http.StatusOK)))
		if err != nil || got.Version != version || w.Header().Get("Content-Type") != kindCRX ||
			w.Header().Get("Cache-Control") != cacheAlways {
			t.Errorf("%s: %+v %v %v", path, got, err, w.Header())
		}
	}
	for _, path := range []string{
		"/extension/bouton3018-1.8.crx", "/extension/bouton3018-1.9.0.crx", "/extension/bouton3018-01.9.crx",
		"/extension/bouton3018-.crx", "/extension/", "/extension/other-1.9.crx",
	} {
		refusedWith(t, get(h, path), http.StatusNotFound, codeNotFound)
	}

	dir := t.TempDir()
	for _, published := range []bool{false, true} { // also where no rules are: then those of the package serve
		if published {
			m.publish(h)
		}
		if err := Export(t.Context(), h, dir, "https://school.example/"); err != nil {
			t.Fatal(err)
		}
	}
	if err := Export(t.Context(), h, dir, "https://school.example/bouton/"); err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile(filepath.Join(dir, "extension", "updates.xml"))
	const there = `codebase="https://school.example/bouton/extension/bouton3018-1.10.crx" version="1.10"`
	if err != nil || !strings.Contains(string(list), there) {
		t.Errorf("%v: %s", err, list)
	}
	exported, err := os.ReadFile(filepath.Join(dir, "extension", "bouton3018-1.10.crx"))
	if err != nil || string(exported) != body(t, get(h, file), http.StatusOK) {
		t.Errorf("another package is exported: %v", err)
	}
}

// TestExtensionID: with a slip in it every package would be refused, long after the start.
func TestExtensionID(t *testing.T) {
	for _, id := range []string{"nonsense", strings.Repeat("q", 32), strings.Repeat("A", 32)} {
		if _, err := New(Config{DB: memory(t), Extension: id}); err == nil {
			t.Errorf("%q is taken", id)
		}
	}
}
