package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/scripts/rules/published"
	"bouton3018/wasm/update"
)

const portal = `<!doctype html><title>Wi-Fi</title><form action="/login"></form>`

// TestAttackBrokenServer asks servers that are not ours, or not well: the command
// says what came instead. What the extension does with the same servers is tested in
// the browser (extension/test/updates.spec.ts).
func TestAttackBrokenServer(t *testing.T) {
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   string // in the error
	}{
		"500": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "oops", 500) }, "500"},
		"redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/login", http.StatusFound)
		}, "redirects"},
		"endless": {func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, 1<<20)) }, "larger than"},
		"cut": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "900")
			w.Write([]byte("{"))
		}, "breaks off"},
		"a captive portal": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNetworkAuthenticationRequired)
			w.Write([]byte(portal))
		}, "511"},
	} {
		t.Run(name, func(t *testing.T) {
			body, err := askServer(t, c.answer, time.Minute)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %q and %v", body, err)
			}
		})
	}
}

// TestAttackSlowServer: who waits for a server does not wait for ever.
func TestAttackSlowServer(t *testing.T) {
	for name, c := range map[string]struct{ begin, want string }{
		"from the start": {"", "does not answer"},
		"in the middle":  {`{"head":`, "breaks off"},
	} {
		t.Run(name, func(t *testing.T) {
			body, err := askServer(t, func(w http.ResponseWriter, r *http.Request) {
				if c.begin != "" {
					w.Write([]byte(c.begin))
					w.(http.Flusher).Flush()
				}
				<-r.Context().Done()
			}, time.Second)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %q and %v", body, err)
			}
		})
	}
}

// TestAttackOtherServer: nothing that came is believed, where only the check can tell.
func TestAttackOtherServer(t *testing.T) {
	request := &update.Request{Now: now().UnixMilli(), Keys: releasetest.New(now()).Keys}
	for name, text := range map[string]string{
		"a page": portal, "nothing": "", "another program's": `{"head":"x","detection":"y","directory":"z"}`,
	} {
		t.Run(name, func(t *testing.T) {
			body, err := askServer(t, func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(text)) }, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			request.Files = map[string]string{"head": string(body)}
			if a := update.Check(request); a.Code == "" || a.Detail == "" || len(a.Fetch) > 0 {
				t.Errorf("%q is believed: %+v", body, a)
			}
		})
	}
}

// askServer asks a server for its head, and waits at most so long.
func askServer(t *testing.T, answer http.HandlerFunc, wait time.Duration) ([]byte, error) {
	t.Helper()
	web := httptest.NewServer(answer)
	defer web.Close()
	s, err := published.NewServer(web.URL)
	if err != nil {
		t.Fatal(err)
	}
	s.Client.Timeout = wait
	return s.Get("head", release.MaxProof)
}
