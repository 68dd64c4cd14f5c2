package delivery

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
)

// noon is the clock of the tests.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// maintainer begins with the packaged rules.
type maintainer struct {
	*releasetest.Maintainer
	t                    testing.TB
	detection, directory string // the packaged parts
}

func newMaintainer(t testing.TB) *maintainer {
	t.Helper()
	rules, err := Packaged()
	if err != nil {
		t.Fatal(err)
	}
	m := &maintainer{releasetest.New(noon), t, string(rules.Detection), string(rules.Directory)}
	m.SignBoth(m.detection, m.directory)
	return m
}

// later is a later version of the packaged detection part, with one more phrase.
func (m *maintainer) later(up int64, phrase string) string {
	return releasetest.AddPhrase(m.detection, up, phrase)
}

// having is a maintainer on the same log with another current part.
func (m *maintainer) having(part, text string, by ...string) *maintainer {
	c := *m
	c.Maintainer = m.Clone()
	c.Sign(part, text, by...)
	return &c
}

// serving returns a handler on a database that trusts the maintainer's keys.
func (m *maintainer) serving(db *sql.DB) http.Handler {
	m.t.Helper()
	h, err := New(Config{DB: db, Keys: m.Keys, Now: m.now})
	if err != nil {
		m.t.Fatal(err)
	}
	return h
}

func (m *maintainer) now() time.Time { return m.Time }

// publish publishes the current statements and must succeed.
func (m *maintainer) publish(h http.Handler, parts ...string) {
	m.t.Helper()
	if w := post(h, m.Next(parts...)); w.Code != http.StatusOK {
		m.t.Fatalf("publishing entry %d: %d %s", m.Log.Size, w.Code, w.Body)
	}
	m.Grow()
}

func post(h http.Handler, p release.Publication) *httptest.ResponseRecorder {
	return send(h, http.MethodPost, "/v1/publish", "application/json", releasetest.Body(p))
}

func send(h http.Handler, method, path, contentType string, body []byte) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, bytes.NewReader(body))
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	return send(h, http.MethodGet, path, "", nil)
}

// body is the body of an answer that must have the status.
func body(t testing.TB, w *httptest.ResponseRecorder, status int) string {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s", w.Code, status, w.Body)
	}
	return w.Body.String()
}

// refusedWith checks that the answer is an error with the status and code, and that it says what to do.
func refusedWith(t testing.TB, w *httptest.ResponseRecorder, status int, code string) {
	t.Helper()
	var e struct {
		Error struct{ Code, Detail string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil {
		t.Fatalf("the answer is not JSON: %v: %s", err, w.Body)
	}
	if w.Code != status || e.Error.Code != code || e.Error.Detail == "" {
		t.Errorf("status %d %s, want %d with the code %q", w.Code, w.Body, status, code)
	}
}

// memory is a database that ends with the test.
func memory(t testing.TB) *sql.DB {
	t.Helper()
	db, err := OpenSQLite(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func hashOf(part string) string { return release.HashOf([]byte(part)) }
