package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bouton3018/wasm/update"
)

// TestAttackBrokenServer asks servers that are not ours, or not well: the command
// says what came instead, and nothing that came is believed. What the extension does
// with the same servers is tested in the browser (extension/test/updates.spec.ts).
func TestAttackBrokenServer(t *testing.T) {
	portal := `<!doctype html><title>Wi-Fi</title><form action="/login"></form>`
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   string // in the error; "" where only the check can tell
	}{
		"slow": {func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Second):
			}
		}, "does not answer"},
		"slow in the middle": {func(w http.ResponseWriter, r *http.Request) {
			w.Write([]byte(`{"head":`))
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, "breaks off"},
		"500":      {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "oops", 500) }, "500"},
		"redirect": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/login", http.StatusFound) }, "redirects"},
		"endless":  {func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, 1<<20)) }, "larger than"},
		"cut": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "900")
			w.Write([]byte("{"))
		}, "breaks off"},
		"HTML": {func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(portal)) }, ""},
		"a captive portal": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNetworkAuthenticationRequired)
			w.Write([]byte(portal))
		}, "511"},
		"nothing": {func(http.ResponseWriter, *http.Request) {}, ""},
		"another program's": {func(w http.ResponseWriter, _ *http.Request) {
			w.Write([]byte(`{"head":"x","detection":"y","directory":"z"}`))
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			web := httptest.NewServer(c.answer)
			defer web.Close()
			s, err := newServer(web.URL)
			if err != nil {
				t.Fatal(err)
			}
			s.client.Timeout = 300 * time.Millisecond
			body, err := s.get("head", 16<<10)
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("got %q and %v", body, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			request, err := rehearsal(map[string][]byte{"detection": []byte(`{"version":1}`), "directory": []byte(`{"version":1}`)}, false)
			if err != nil {
				t.Fatal(err)
			}
			request.Files = []update.File{{Name: "head", Text: string(body)}}
			request.Now = now().UnixMilli()
			if a := update.Check(request); a.Code == "" || a.Detail == "" || len(a.Fetch) > 0 {
				t.Errorf("%q is believed: %+v", body, a)
			}
		})
	}
}
