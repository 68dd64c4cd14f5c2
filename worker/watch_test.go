//go:build !js

package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/worker/delivery"
)

// watching is a server that a test lets answer something else, and who watches it.
type watching struct {
	rules   *delivery.Rules
	m       *releasetest.Maintainer
	address string
	faults  map[string]http.HandlerFunc // by path
	keys    string                      // files
	kept    string
}

// startWatching serves a log of one entry, signed at a time.
func startWatching(t *testing.T, signed time.Time) *watching {
	t.Helper()
	rules, err := delivery.Packaged()
	if err != nil {
		t.Fatal(err)
	}
	w := &watching{
		rules: rules, m: releasetest.New(signed), faults: map[string]http.HandlerFunc{},
		kept: filepath.Join(t.TempDir(), "head.txt"),
	}
	w.m.SignBoth(string(rules.Detection), string(rules.Directory))
	w.keys = keyFile(t, w.m)
	db, err := delivery.OpenSQLite(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	handler, err := delivery.New(delivery.Config{DB: db, Keys: w.m.Keys})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if fault := w.faults[r.URL.Path]; fault != nil {
			fault(rw, r)
			return
		}
		handler.ServeHTTP(rw, r)
	}))
	t.Cleanup(func() { server.Close(); db.Close() })
	w.address = server.URL
	w.publish(t)
	return w
}

func (w *watching) publish(t *testing.T) {
	t.Helper()
	if a := publish(t, w.address, w.m.Next()); a.status != http.StatusOK {
		t.Fatalf("publishing: %d %s", a.status, a.body)
	}
	w.m.Grow()
}

// answer lets the server answer a path with a text, for as long as a test takes.
func (w *watching) answer(t *testing.T, path, text string) {
	w.faults[path] = func(rw http.ResponseWriter, _ *http.Request) { rw.Write([]byte(text)) }
	t.Cleanup(func() { delete(w.faults, path) })
}

// look watches once.
func (w *watching) look(t *testing.T, more ...string) (said string, err error) {
	t.Helper()
	var out bytes.Buffer
	args := append([]string{"watch", "-keys", w.keys, "-kept", w.kept}, more...)
	err = run(t.Context(), append(args, w.address+"/"), &out)
	return out.String(), err
}

func (w *watching) wantError(t *testing.T, want string, more ...string) {
	t.Helper()
	if said, err := w.look(t, more...); err == nil || !strings.Contains(err.Error(), want) || said != "" {
		t.Errorf("said %q, %v; want an error with %q", said, err, want)
	}
}

func (w *watching) wantWell(t *testing.T, want string) {
	t.Helper()
	if said, err := w.look(t); err != nil || !strings.Contains(said, want) {
		t.Errorf("said %q, %v; want %q", said, err, want)
	}
}

// TestWatch: a server that answers and goes on is well; each thing that is wrong is said.
func TestWatch(t *testing.T) {
	defer func(before time.Duration) { lateCopy = before }(lateCopy)
	lateCopy = 0
	w := startWatching(t, time.Now().Add(-50*time.Hour))
	w.wantWell(t, "log of size 1")
	w.publish(t)
	w.publish(t)
	w.wantWell(t, "log of size 3")
	w.wantWell(t, "log of size 3")

	t.Run("old", func(t *testing.T) { w.wantError(t, "is 2 days old", "-days", "1") })
	later := strings.Replace(w.m.Serve("head"), "date 20", "date 21", 1)
	for name, fault := range map[string]struct{ path, text, want string }{
		"a portal":       {"/healthz", "<html>Log in", "not one of ours"},
		"no head":        {"/v1/head", "{}", "/v1/head"},
		"another's head": {"/v1/head", string(strangers().HeadFile.JSON()), "not signed by a known key"},
		"a huge answer":  {"/v1/head", strings.Repeat(" ", 1<<20), "larger than"},
		"an older date":  {"/v1/head", later, "a signature that is not good"},
	} {
		t.Run(name, func(t *testing.T) {
			w.answer(t, fault.path, fault.text)
			w.wantError(t, fault.want)
		})
	}
	t.Run("a proof of nothing", func(t *testing.T) {
		w.publish(t)
		w.answer(t, "/v1/proof/3/4", `{"inclusion":[],"consistency":[]}`)
		w.wantError(t, "/v1/proof/3/4: ")
	})
	w.wantWell(t, "log of size 4")
	t.Run("broken", func(t *testing.T) {
		w.faults["/healthz"] = func(rw http.ResponseWriter, _ *http.Request) {
			rw.WriteHeader(http.StatusServiceUnavailable)
			rw.Write([]byte(`{"error":{"code":"database","detail":"the database does not answer"}}`))
		}
		defer delete(w.faults, "/healthz")
		w.wantError(t, "503: the database does not answer")
	})
	t.Run("moved", func(t *testing.T) {
		w.faults["/healthz"] = func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "/v1/head", http.StatusFound)
		}
		defer delete(w.faults, "/healthz")
		w.wantError(t, "answers 302")
	})
	t.Run("gone", func(t *testing.T) {
		gone := *w
		gone.address = "http://127.0.0.1:1"
		gone.wantError(t, "does not answer")
	})
}

func strangers() *releasetest.Maintainer {
	m := releasetest.New(time.Now())
	m.SignBoth(`{"version":1}`, `{"version":1}`)
	m.Grow()
	return m
}

// TestWatchShrunk: a log that is shorter than it was, or another one, is found out; a head that a cache is late with is
// not taken for it.
func TestWatchShrunk(t *testing.T) {
	defer func(before time.Duration) { lateCopy = before }(lateCopy)
	lateCopy = 0
	w := startWatching(t, time.Now())
	short := w.m.Serve("head")
	other := w.m.Clone()
	w.publish(t)
	w.wantWell(t, "log of size 2")

	asked := 0
	w.faults["/v1/head"] = func(rw http.ResponseWriter, _ *http.Request) {
		if asked++; asked == 1 {
			rw.Write([]byte(short))
			return
		}
		rw.Write([]byte(w.m.Serve("head")))
	}
	w.wantWell(t, "log of size 2")
	w.answer(t, "/v1/head", short)
	w.wantError(t, "the log shrank")

	// The same keys, and another second entry.
	other.Sign(release.Detection, releasetest.AddPhrase(string(w.rules.Detection), 1, "pestering"), "kestrel")
	other.Grow()
	w.answer(t, "/v1/head", other.Serve("head"))
	w.wantError(t, "another log of 2 entries")
	// One that goes on from there.
	other.Grow()
	w.answer(t, "/v1/head", other.Serve("head"))
	w.answer(t, "/v1/proof/2/3", other.Serve("proof/2/3"))
	w.wantError(t, "/v1/proof/2/3: ")

	if err := os.WriteFile(w.kept, []byte("nothing"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.wantError(t, "the head that was kept")
}
