//go:build !js

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"bouton3018/rules/release"
	"bouton3018/worker/delivery"
	"bouton3018/worker/internal/publisher"
)

// TestOnWorkerd starts what `npm run dev` starts, publishes the same on workerd with D1 and
// natively with SQLite, and reads both and an export side by side.
func TestOnWorkerd(t *testing.T) {
	rules, err := delivery.Packaged()
	if err != nil {
		t.Fatal(err)
	}
	maintainer := publisher.New(t, time.Now(), rules.Detection, rules.Directory)
	workerd := dev(t, maintainer.Keys)
	db, err := delivery.OpenSQLite("")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	handler, err := delivery.New(delivery.Config{DB: db, Keys: maintainer.Keys, Publisher: "A school"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	native := server.URL

	// both asks both servers, which must answer alike, and returns the body.
	both := func(t *testing.T, method, path string, header map[string]string, body []byte) (int, string) {
		t.Helper()
		a, b := ask(t, workerd, method, path, header, body), ask(t, native, method, path, header, body)
		if a.status != b.status || a.body != b.body {
			t.Errorf("%s %s: workerd answers %d %q, native %d %q", method, path, a.status, a.body, b.status, b.body)
		}
		for _, name := range []string{
			"Content-Type", "Content-Length", "Cache-Control", "Vary", "Allow", "X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy",
			"Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "Set-Cookie", "Strict-Transport-Security",
		} {
			if name == "Content-Length" && (a.header.Get(name) == "" || method == http.MethodHead) {
				continue // workerd may send chunks
			}
			if a.header.Get(name) != b.header.Get(name) {
				t.Errorf("%s %s: %s is %q on workerd and %q natively", method, path, name, a.header.Get(name), b.header.Get(name))
			}
		}
		return b.status, b.body
	}
	publish := func(t *testing.T, p release.Publication) (int, string) {
		t.Helper()
		return both(t, "POST", "/v1/publish", map[string]string{"Content-Type": "application/json"}, publisher.Body(p))
	}
	get := func(t *testing.T, path string) string {
		t.Helper()
		status, body := both(t, "GET", path, nil, nil)
		if status != http.StatusOK {
			t.Errorf("%s: %d %s", path, status, body)
		}
		return body
	}

	t.Run("empty", func(t *testing.T) {
		for _, path := range []string{"/", "/v1/head", "/v1/log", "/v1/proof/0/1", "/v1/part/" + publisher.Hash(rules.Detection), "/v1/part/" + strings.Repeat("0", 64)} {
			both(t, "GET", path, nil, nil)
		}
	})

	changed := maintainer.DetectionPart(2, "report my issue")
	var sent []release.Publication
	for i := range 5 {
		var parts [][]byte
		if i == 1 {
			maintainer.Sign(release.Detection, 2, changed, "kestrel")
			parts = [][]byte{changed}
		}
		p := maintainer.Next(parts...)
		if status, body := publish(t, p); status != http.StatusOK {
			t.Fatalf("publication %d: %d %s", i, status, body)
		}
		maintainer.Grow()
		sent = append(sent, p)
	}
	paths := []string{"/v1/head", "/v1/log"}
	for _, part := range [][]byte{rules.Directory, changed} {
		paths = append(paths, "/v1/part/"+publisher.Hash(part))
	}
	for from := range 5 {
		paths = append(paths, "/v1/proof/"+strconv.Itoa(from)+"/5")
	}

	t.Run("published", func(t *testing.T) {
		for _, path := range paths {
			get(t, path) // from the program
			get(t, path) // and from the cache
			both(t, "HEAD", path, nil, nil)
		}
		get(t, "/v1/part/"+publisher.Hash(rules.Detection))
		get(t, "/v1/proof/1/2")
		for _, accept := range []string{"text/html", "application/json, text/html;q=0.5", "*/*", "text/html;q=0.9,application/json;q=0.8", "TEXT/HTML", "text/html;q=x", ";,;q="} {
			both(t, "GET", "/v1/log", map[string]string{"Accept": accept}, nil)
		}
	})
	t.Run("from the cache", func(t *testing.T) {
		a := ask(t, workerd, "GET", "/v1/head", nil, nil)
		if got := a.header.Get("CF-Cache-Status"); got != "HIT" {
			t.Errorf("the head that was just read has the cache status %q", got)
		}
		// Neither a part of it nor nothing of it, whatever the request says.
		for name, value := range map[string]string{"Range": "bytes=0-3", "If-Modified-Since": time.Now().UTC().Format(http.TimeFormat), "If-None-Match": "*", "Cache-Control": "no-cache", "Cookie": "a=b"} {
			if b := ask(t, workerd, "GET", "/v1/head", map[string]string{name: value}, nil); b.status != http.StatusOK || b.body != a.body {
				t.Errorf("with %s: %d %q", name, b.status, b.body)
			}
		}
	})
	t.Run("export", func(t *testing.T) {
		dir := t.TempDir()
		if err := run(t.Context(), []string{"export", "-from", workerd, dir}, io.Discard); err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			file, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
			if err != nil || string(file) != get(t, path) {
				t.Errorf("%s is another file in the export: %v", path, err)
			}
		}
	})
	t.Run("refusals", func(t *testing.T) {
		for _, path := range []string{
			"/nothing", "/v1/head?", "/v1/head?a=b", "/v1/head/", "/v1/part/0", "/v1/proof/1/1", "/v1/proof/01/2", "/v1/proof/0/9999999999999", "/v1/proof/0/99999999999999",
			"/v1/proof/0/6", "/V1/head", "//v1/head", "/%761/head", "/v1/head%00", "/favicon.ico", "/v1/publish", "/v1/publish?x",
		} {
			for _, method := range []string{"GET", "HEAD", "PUT", "POST", "OPTIONS", "DELETE"} {
				both(t, method, path, nil, nil)
			}
		}
		for _, path := range []string{"/", "/v1/head", "/v1/log", "/healthz"} {
			for _, method := range []string{"PUT", "POST", "OPTIONS", "DELETE", "PATCH"} {
				both(t, method, path, nil, nil)
			}
		}
		for i, p := range sent { // a replay
			status, _ := publish(t, p)
			if want := map[bool]int{true: http.StatusOK, false: http.StatusConflict}[i == len(sent)-1]; status != want {
				t.Errorf("publication %d again: %d", i, status)
			}
		}
		maintainer.Sign(release.Detection, 3, changed, "kestrel") // bytes that say they are version 2
		publish(t, maintainer.Next(changed))
		publish(t, maintainer.Next())
		stranger := publisher.New(t, time.Now(), rules.Detection, rules.Directory)
		publish(t, stranger.Next())
		for _, body := range []string{"", "{}", strings.Repeat("[", 100_000), `{"head":"x","detection":"y","directory":"z"}`} {
			both(t, "POST", "/v1/publish", map[string]string{"Content-Type": "application/json"}, []byte(body))
		}
		both(t, "POST", "/v1/publish", map[string]string{"Content-Type": "text/plain"}, []byte("{}"))
		both(t, "POST", "/v1/publish", map[string]string{"Content-Type": "application/json"}, bytes.Repeat([]byte(" "), 3<<20+1))
		get(t, "/v1/head")
		get(t, "/v1/log")
	})
	t.Run("two at once", func(t *testing.T) {
		var all sync.WaitGroup
		answers := make([]answer, 6)
		statements := make([]string, len(answers))
		for i := range answers {
			part := maintainer.DetectionPart(3, "report issue "+strconv.Itoa(i))
			maintainer.Sign(release.Detection, 3, part, "kestrel")
			statements[i] = maintainer.Detection
			body := publisher.Body(maintainer.Next(part))
			all.Go(func() {
				answers[i] = ask(t, workerd, "POST", "/v1/publish", map[string]string{"Content-Type": "application/json"}, body)
			})
		}
		all.Wait()
		won := 0
		for i, a := range answers {
			switch a.status {
			case http.StatusOK:
				won++
				maintainer.Detection = statements[i]
			case http.StatusConflict:
			default:
				t.Errorf("%d %s", a.status, a.body)
			}
		}
		if won != 1 {
			t.Fatalf("%d of %d won", won, len(answers))
		}
		maintainer.Grow()
		// Who lost reads a head that is not out of the cache, and goes on from there.
		if head := ask(t, workerd, "GET", "/v1/head", nil, nil); !strings.Contains(head.body, strings.ReplaceAll(maintainer.Detection, "\n", `\n`)) {
			t.Errorf("the head after the race is %s", head.body)
		}
		if a := ask(t, workerd, "POST", "/v1/publish", map[string]string{"Content-Type": "application/json"}, publisher.Body(maintainer.Next())); a.status != http.StatusOK {
			t.Errorf("the next publication: %d %s", a.status, a.body)
		}
	})
}

// dev starts wrangler with an empty database and returns its address.
func dev(t *testing.T, keys string) string {
	t.Helper()
	wrangler := filepath.Join("node_modules", "wrangler", "bin", "wrangler.js")
	if _, err := os.Stat(wrangler); err != nil {
		t.Fatal("wrangler is not installed: run npm ci in worker/")
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()

	tmp := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, "node", wrangler, "dev", "--ip", "127.0.0.1", "--port", strconv.Itoa(port), "--inspector-port", "0",
		"--persist-to", tmp, "--show-interactive-dev-session=false", "--var", "KEYS:"+keys, "--var", "PUBLISHER:A school")
	cmd.Env = append(os.Environ(), "WRANGLER_SEND_METRICS=false", "WRANGLER_LOG_PATH="+tmp, "XDG_CONFIG_HOME="+tmp, "CI=1",
		"CLOUDFLARE_CF_FETCH_ENABLED=false") // it would ask the network for an example of a request
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	t.Cleanup(func() {
		cancel()
		<-ended
		if t.Failed() {
			t.Logf("wrangler said:\n%s", said.Bytes())
		}
	})
	address := fmt.Sprintf("http://127.0.0.1:%d", port)
	for began := time.Now(); time.Since(began) < 2*time.Minute; time.Sleep(200 * time.Millisecond) {
		select {
		case <-ended:
			t.Fatal("wrangler ended")
		default:
		}
		if resp, err := http.Get(address + "/healthz"); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return address
			}
		}
	}
	t.Fatal("wrangler does not answer")
	return ""
}

type answer struct {
	status int
	header http.Header
	body   string
}

func ask(t *testing.T, address, method, path string, header map[string]string, body []byte) answer {
	t.Helper()
	r, err := http.NewRequest(method, address+path, bytes.NewReader(body))
	if err != nil {
		t.Error(err)
		return answer{}
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	client := http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		t.Error(err)
		return answer{}
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	return answer{resp.StatusCode, resp.Header, string(text)}
}
