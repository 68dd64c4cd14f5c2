//go:build !js

package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto"
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

	"bouton3018/extension/crx"
	"bouton3018/extension/crx/crxtest"
	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/worker/delivery"
)

// TestOnWorkerd starts what `npm run dev` starts, publishes the same on workerd with D1 and
// natively with SQLite, and reads both and an export side by side.
func TestOnWorkerd(t *testing.T) {
	p := startPair(t)
	t.Run("empty", p.empty)
	p.publishFive(t)
	t.Run("published", p.published)
	t.Run("from the cache", p.fromTheCache)
	t.Run("export", p.export)
	t.Run("refusals", p.refusals)
	t.Run("questions", p.questions)
	t.Run("package", p.packages)
	t.Run("too large", p.tooLarge)
	t.Run("restored", p.restored)
	t.Run("two at once", p.twoAtOnce)
}

// pair is the same server twice, and the maintainer who publishes there.
type pair struct {
	t                    *testing.T // as long as the servers are needed
	m                    *releasetest.Maintainer
	detection, directory string        // the packaged parts
	changed              string        // the detection part that is published
	workerd, native      string        // addresses
	wrangler             *wrangler     // what answers at the first
	key                  crypto.Signer // of the extension
	sent                 []release.Publication
	paths                []string // of what was published
}

func startPair(t *testing.T) *pair {
	t.Helper()
	rules, err := delivery.Packaged()
	if err != nil {
		t.Fatal(err)
	}
	p := &pair{
		t: t, m: releasetest.New(time.Now()), detection: string(rules.Detection), directory: string(rules.Directory),
	}
	p.m.SignBoth(p.detection, p.directory)
	p.key = crxtest.Key()
	file, err := crx.Open(p.packageOf("1"))
	if err != nil {
		t.Fatal(err)
	}
	p.wrangler = &wrangler{folder: t.TempDir(), keys: p.m.Keys, extension: file.ID}
	p.workerd = p.wrangler.start(t)
	db, err := delivery.OpenSQLite(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	handler, err := delivery.New(delivery.Config{
		DB: db, Keys: p.m.Keys, Publisher: "A school", Extension: file.ID,
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(delivery.Drained(handler))
	t.Cleanup(func() { server.Close(); db.Close() })
	p.native = server.URL
	return p
}

// publishFive makes a log of five entries, with a change in the second.
func (p *pair) publishFive(t *testing.T) {
	t.Helper()
	p.changed = releasetest.AddPhrase(p.detection, 1, "pestering")
	for i := range 5 {
		var parts []string
		if i == 1 {
			p.m.Sign(release.Detection, p.changed, "kestrel")
			parts = []string{p.changed}
		}
		next := p.m.Next(parts...)
		if status, body := p.publish(t, next); status != http.StatusOK {
			t.Fatalf("publication %d: %d %s", i, status, body)
		}
		p.m.Grow()
		p.sent = append(p.sent, next)
	}
	p.paths = []string{"/v1/head", "/v1/log", partPath(p.directory), partPath(p.changed)}
	for from := range 5 {
		p.paths = append(p.paths, "/v1/proof/"+strconv.Itoa(from)+"/5")
	}
}

func partPath(part string) string { return "/v1/part/" + release.HashOf([]byte(part)) }

func (p *pair) empty(t *testing.T) {
	for _, path := range []string{
		"/", "/v1/head", "/v1/log", "/v1/proof/0/1", partPath(p.detection), "/v1/part/" + strings.Repeat("0", 64),
		"/install", "/guides", "/poster", "/letter", "/legal", "/data", "/card.webp", "/card-dark.webp",
	} {
		for range 2 { // from the program, and from the cache
			p.both(t, "GET", path, asBrowser, nil)
		}
		p.both(t, "HEAD", path, nil, nil)
	}
}

func (p *pair) published(t *testing.T) {
	for _, path := range p.paths {
		p.get(t, path) // from the program
		p.get(t, path) // and from the cache
		p.both(t, "HEAD", path, nil, nil)
	}
	p.get(t, partPath(p.detection))
	p.get(t, "/v1/proof/1/2")
	for _, accept := range []string{
		"text/html", "application/json, text/html;q=0.5", "*/*", "text/html;q=0.9,application/json;q=0.8",
		"TEXT/HTML", "text/html;q=x", ";,;q=",
	} {
		for range 2 { // from the program, and from the cache
			p.both(t, "GET", "/v1/log", map[string]string{"Accept": accept}, nil)
		}
	}
}

func (p *pair) fromTheCache(t *testing.T) {
	a := ask(t, p.workerd, "GET", "/v1/head", nil, nil)
	if got := a.header.Get("CF-Cache-Status"); got != "HIT" {
		t.Errorf("the head that was just read has the cache status %q", got)
	}
	// Neither a part of it nor nothing of it, whatever the request says.
	for name, value := range map[string]string{
		"Range": "bytes=0-3", "If-Modified-Since": time.Now().UTC().Format(http.TimeFormat), "If-None-Match": "*",
		"Cache-Control": "no-cache", "Cookie": "a=b",
	} {
		b := ask(t, p.workerd, "GET", "/v1/head", map[string]string{name: value}, nil)
		if b.status != http.StatusOK || b.body != a.body {
			t.Errorf("with %s: %d %q", name, b.status, b.body)
		}
	}
}

func (p *pair) export(t *testing.T) {
	dir := t.TempDir()
	if err := run(t.Context(), []string{"export", "-from", p.workerd, dir}, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, path := range p.paths {
		file, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
		if err != nil || string(file) != p.get(t, path) {
			t.Errorf("%s is another file in the export: %v", path, err)
		}
	}
}

func (p *pair) refusals(t *testing.T) {
	for _, path := range []string{
		"/nothing", "/v1/head?", "/v1/head?a=b", "/v1/head/", "/v1/part/0", "/v1/proof/1/1", "/v1/proof/01/2",
		"/v1/proof/0/9999999999999", "/v1/proof/0/99999999999999", "/v1/proof/0/6", "/V1/head", "//v1/head",
		"/%761/head", "/v1/head%00", "/favicon.ico", "/v1/publish", "/v1/publish?x",
	} {
		for _, method := range []string{"GET", "HEAD", "PUT", "POST", "OPTIONS", "DELETE"} {
			p.both(t, method, path, nil, nil)
		}
	}
	for _, path := range []string{
		"/nothing", "/nothing?x", "/install?fbclid=x", "/?", "/favicon.ico", "/v1/nothing", "/extension/nothing", "/%761/head",
	} {
		for _, accept := range []string{"text/html,*/*;q=0.8", "TEXT/HTML", "*/*"} {
			for _, method := range []string{"GET", "HEAD", "POST"} {
				p.both(t, method, path, map[string]string{"Accept": accept}, nil)
			}
		}
	}
	for _, path := range []string{"/", "/v1/head", "/v1/log", "/healthz"} {
		for _, method := range []string{"PUT", "POST", "OPTIONS", "DELETE", "PATCH"} {
			p.both(t, method, path, nil, nil)
		}
	}
	for i, sent := range p.sent { // a replay
		want := http.StatusConflict
		if i == len(p.sent)-1 {
			want = http.StatusOK
		}
		if status, _ := p.publish(t, sent); status != want {
			t.Errorf("publication %d again: %d", i, status)
		}
	}
	later := p.m.Describe(release.Detection, p.changed)
	later.Version++ // its bytes say another
	liar := p.m.Clone()
	liar.Detection = liar.Note(later.Text(), "kestrel")
	p.publish(t, liar.Next(p.changed))
	p.publish(t, liar.Next())
	stranger := releasetest.New(time.Now())
	stranger.SignBoth(p.detection, p.directory)
	p.publish(t, stranger.Next())
	for _, body := range []string{
		"", "{}", strings.Repeat("[", 100_000), `{"head":"x","detection":"y","directory":"z"}`,
		strings.Repeat(" ", release.MaxPublication+1),
	} {
		p.both(t, "POST", "/v1/publish", asJSON, []byte(body))
	}
	p.both(t, "POST", "/v1/publish", map[string]string{"Content-Type": "text/plain"}, []byte("{}"))
	p.get(t, "/v1/head")
	p.get(t, "/v1/log")
}

// questions: a form is read, sent with mistakes, sent well, and answered with files.
func (p *pair) questions(t *testing.T) {
	asForm := map[string]string{"Content-Type": "application/x-www-form-urlencoded"}
	good := "extension=abcdefghijklmnopabcdefghijklmnop&updates=https://rules.example/updates.xml&settings.country=FR"
	p.get(t, "/policy")
	for form, want := range map[string]int{
		"":                              http.StatusUnprocessableEntity,
		"a=%zz":                         http.StatusBadRequest,
		good:                            http.StatusOK,
		good + "&file=bouton3018.zip":   http.StatusOK,
		good + "&file=windows/edge.reg": http.StatusOK,
		good + "&file=none":             http.StatusNotFound,
		strings.Repeat("a", 64<<10+1):   http.StatusRequestEntityTooLarge,
	} {
		for _, accept := range []string{"*/*", asBrowser["Accept"]} { // an error is JSON, and a page
			asForm["Accept"] = accept
			if status, _ := p.both(t, "POST", "/policy", asForm, []byte(form)); status != want {
				t.Errorf("%.200q: %d, want %d", form, status, want)
			}
		}
	}
	p.both(t, "POST", "/policy", asJSON, []byte("{}"))
	p.both(t, "POST", "/policy", map[string]string{"Content-Type": "text/plain", "Accept": "text/html"}, []byte("{}"))
	for _, method := range []string{"PUT", "OPTIONS", "DELETE"} {
		p.both(t, method, "/policy", nil, nil)
	}
}

// packageOf is a signed package of a version.
func (p *pair) packageOf(version string) []byte {
	return crxtest.Make(version, p.key)
}

// packages: browsers ask with a query about themselves, and get the newest version at once.
func (p *pair) packages(t *testing.T) {
	const updates, kind = "/extension/updates.xml", "application/x-chrome-extension"
	p.both(t, "GET", updates, nil, nil)
	for i, version := range []string{"1.9", "1.10", "1.9"} {
		want := []int{http.StatusOK, http.StatusOK, http.StatusConflict}[i]
		file := p.packageOf(version)
		status, _ := p.both(t, "POST", "/v1/package", map[string]string{"Content-Type": kind}, file)
		if status != want {
			t.Errorf("version %s: %d, want %d", version, status, want)
		}
		if want == http.StatusOK && p.get(t, "/extension/bouton3018-"+version+".crx") != string(file) {
			t.Errorf("version %s is another when it comes back", version)
		}
	}
	for _, server := range []string{p.workerd, p.native} {
		a := ask(t, server, "GET", updates+"?x=id%3Da%26v%3D1.9", nil, nil)
		if want := `codebase="` + server + `/extension/bouton3018-1.10.crx" version="1.10"`; a.status != http.StatusOK ||
			!strings.Contains(a.body, want) || a.header.Get("Content-Type") != "text/xml; charset=utf-8" {
			t.Errorf("%s: %d %v %s", server, a.status, a.header, a.body)
		}
		dir := t.TempDir()
		args := []string{"export", "-from", server, "-address", "https://school.example", dir}
		if err := run(t.Context(), args, io.Discard); err != nil {
			t.Error(err)
		}
		file, err := os.ReadFile(filepath.Join(dir, "extension", "bouton3018-1.10.crx"))
		if err != nil || string(file) != p.get(t, "/extension/bouton3018-1.10.crx") {
			t.Errorf("the export has another package: %v", err)
		}
	}
	asCRX := map[string]string{"Content-Type": kind}
	for _, body := range []string{"", "Cr24", strings.Repeat("a", 1_400_001)} {
		p.both(t, "POST", "/v1/package", asCRX, []byte(body))
	}
	p.both(t, "POST", "/v1/package", asJSON, []byte("{}"))
	for _, path := range []string{"/v1/package", "/extension/bouton3018-1.8.crx", "/extension/bouton3018-01.9.crx",
		"/extension/bouton3018-1.9.crx?", "/extension/bouton3018-99999.crx", "/extension/", "/extension/updates.xml/"} {
		p.both(t, "GET", path, nil, nil)
		p.both(t, "PUT", path, nil, nil)
	}
}

// tooLarge: whoever sends too much reads why, and can send all of it before that, as simple programs do.
func (p *pair) tooLarge(t *testing.T) {
	for _, address := range []string{p.workerd, p.native} {
		for _, size := range []int{release.MaxPublication + 1, 5 * release.MaxPublication} {
			host := strings.TrimPrefix(address, "http://")
			head := "POST /v1/publish HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
			body := strings.Repeat(" ", size)
			for name, request := range map[string]string{
				"said before": head + fmt.Sprintf("Content-Length: %d\r\n\r\n%s", size, body),
				"in chunks":   head + fmt.Sprintf("Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", size, body),
			} {
				status, text, err := sendFirst(host, request)
				if err != nil || status != http.StatusRequestEntityTooLarge || !strings.Contains(text, `"too_large"`) {
					t.Errorf("%s, %d bytes %s: %d %s %v", address, size, name, status, text, err)
				}
			}
		}
	}
}

// sendFirst writes a whole request before it reads anything.
func sendFirst(host, request string) (status int, body string, err error) {
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return 0, "", err
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, request); err != nil {
		return 0, "", err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

func (p *pair) twoAtOnce(t *testing.T) {
	var all sync.WaitGroup
	rivals := make([]*releasetest.Maintainer, 6)
	answers := make([]answer, len(rivals))
	for i := range rivals {
		part := releasetest.AddPhrase(p.detection, 2, "pestering "+strconv.Itoa(i))
		rivals[i] = p.m.Clone()
		rivals[i].Sign(release.Detection, part, "kestrel")
		next := rivals[i].Next(part)
		all.Go(func() { answers[i] = publish(t, p.workerd, next) })
	}
	all.Wait()
	var winner *releasetest.Maintainer
	for i, a := range answers {
		switch {
		case a.status == http.StatusOK && winner == nil:
			winner = rivals[i]
		case a.status != http.StatusConflict:
			t.Errorf("%d %s", a.status, a.body)
		}
	}
	if winner == nil {
		t.Fatalf("none of %d won", len(answers))
	}
	winner.Grow()
	// Who lost reads a head that is not out of the cache, and goes on from there.
	if head := ask(t, p.workerd, "GET", "/v1/head", nil, nil); head.body != winner.Serve("head") {
		t.Errorf("the head after the race is %s", head.body)
	}
	if a := publish(t, p.workerd, winner.Next()); a.status != http.StatusOK {
		t.Errorf("the next publication: %d %s", a.status, a.body)
	}
}

// restored: the database is exported, as on the platform, and filled into another one, which serves the same bytes and
// takes what is published next.
func (p *pair) restored(t *testing.T) {
	p.wrangler.stop()
	dir := t.TempDir()
	export, restore := filepath.Join(dir, "export.sql"), filepath.Join(dir, "restore.sql")
	if err := p.wrangler.d1(t, "export", "--output", export); err != nil {
		t.Fatalf("%v\n%s", err, p.wrangler.said.Bytes())
	}
	if err := run(t.Context(), []string{"restore", export, restore}, io.Discard); err != nil {
		t.Fatal(err)
	}
	unchanged := &wrangler{folder: t.TempDir()}
	if unchanged.d1(t, "execute", "--file", export) == nil {
		t.Error("D1 takes its export back as it is: then nobody needs the command restore")
	}
	p.wrangler = &wrangler{folder: t.TempDir(), keys: p.m.Keys, extension: p.wrangler.extension}
	if err := p.wrangler.d1(t, "execute", "--file", restore); err != nil {
		t.Fatalf("%v\n%s", err, p.wrangler.said.Bytes())
	}
	p.workerd = p.wrangler.start(p.t)
	p.published(t)
	p.get(t, "/extension/bouton3018-1.10.crx")
	verifyLog(t, p.workerd, p.m)
}

// sameHeaders are the headers of an answer that must not differ.
var sameHeaders = []string{
	"Content-Type", "Content-Length", "Cache-Control", "Vary", "Allow", "X-Content-Type-Options", "Referrer-Policy",
	"Content-Security-Policy", "Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy", "Set-Cookie",
	"Strict-Transport-Security", "Content-Disposition",
}

// both asks both servers, which must answer alike, and returns the status and the body.
func (p *pair) both(t *testing.T, method, path string, header map[string]string, body []byte) (int, string) {
	t.Helper()
	a, b := ask(t, p.workerd, method, path, header, body), ask(t, p.native, method, path, header, body)
	if a.status != b.status || a.body != b.body {
		t.Errorf("%s %s: workerd answers %d %q, native %d %q", method, path, a.status, a.body, b.status, b.body)
	}
	for _, name := range sameHeaders {
		one, other := a.header.Get(name), b.header.Get(name)
		if name == "Content-Length" && (one == "" || method == http.MethodHead) {
			continue // workerd may send chunks
		}
		if one != other {
			t.Errorf("%s %s: %s is %q on workerd and %q natively", method, path, name, one, other)
		}
	}
	return b.status, b.body
}

func (p *pair) publish(t *testing.T, next release.Publication) (status int, body string) {
	t.Helper()
	return p.both(t, "POST", "/v1/publish", asJSON, releasetest.Body(next))
}

func (p *pair) get(t *testing.T, path string) string {
	t.Helper()
	status, body := p.both(t, "GET", path, nil, nil)
	if status != http.StatusOK {
		t.Errorf("%s: %d %s", path, status, body)
	}
	return body
}

// wrangler is the program of the platform, with a configuration and a database of its own.
type wrangler struct {
	folder          string
	keys, extension string
	said            bytes.Buffer
	stop            func() // of the server
}

var program = filepath.Join("node_modules", "wrangler", "bin", "wrangler.js")

// command is wrangler with these arguments. It reaches nothing but this machine.
func (w *wrangler) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "node", append([]string{program}, args...)...)
	cmd.Env = append(os.Environ(), "WRANGLER_SEND_METRICS=false", "WRANGLER_LOG_PATH="+w.folder,
		"XDG_CONFIG_HOME="+w.folder, "CI=1",
		"CLOUDFLARE_CF_FETCH_ENABLED=false") // it would ask the network for an example of a request
	cmd.Stdout, cmd.Stderr = &w.said, &w.said
	return cmd
}

// state is where wrangler keeps the database, for a configuration in the folder.
func (w *wrangler) state() string { return filepath.Join(w.folder, ".wrangler", "state") }

// start serves what is in the database and returns the address.
func (w *wrangler) start(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat(program); err != nil {
		t.Fatal("wrangler is not installed: run npm ci in worker/")
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()

	ctx, cancel := context.WithCancel(context.Background())
	cmd := w.command(ctx, "dev", "--ip", "127.0.0.1", "--port", strconv.Itoa(port),
		"--inspector-port", "0", "--persist-to", w.state(), "--show-interactive-dev-session=false",
		"--var", "KEYS:"+w.keys, "--var", "PUBLISHER:A school", "--var", "EXTENSION:"+w.extension)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = time.Minute
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { cmd.Wait(); close(ended) }()
	w.stop = func() { cancel(); <-ended }
	t.Cleanup(func() {
		w.stop()
		if t.Failed() {
			t.Logf("wrangler said:\n%s", w.said.Bytes())
		}
	})
	address := fmt.Sprintf("http://127.0.0.1:%d", port)
	waitFor(t, address+"/healthz", ended)
	return address
}

// d1 runs a command on the database that is here, as an operator does on the platform with --remote.
func (w *wrangler) d1(t *testing.T, command string, args ...string) error {
	t.Helper()
	config, err := os.ReadFile("wrangler.toml")
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(w.folder, "wrangler.toml")
	if err := os.WriteFile(copied, config, 0o600); err != nil {
		t.Fatal(err)
	}
	return w.command(t.Context(), append([]string{"d1", command, "bouton3018", "--local", "-c", copied}, args...)...).Run()
}

// waitFor asks an address until it answers. A build may have to compile everything anew, on a slow
// machine for minutes: only the end of wrangler, or the limit of the whole test run, ends the wait.
func waitFor(t *testing.T, address string, ended <-chan struct{}) {
	t.Helper()
	for {
		if resp, err := http.Get(address); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return
			}
		}
		if end, limited := t.Deadline(); limited && time.Until(end) < time.Minute {
			t.Fatal("wrangler does not answer")
		}
		select {
		case <-ended:
			t.Fatal("wrangler ended")
		case <-time.After(200 * time.Millisecond):
		}
	}
}

type answer struct {
	status int
	header http.Header
	body   string
}

var asBrowser = map[string]string{"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

var asJSON = map[string]string{"Content-Type": "application/json"}

func publish(t *testing.T, address string, p release.Publication) answer {
	t.Helper()
	return ask(t, address, http.MethodPost, "/v1/publish", asJSON, releasetest.Body(p))
}

func ask(t *testing.T, address, method, path string, header map[string]string, body []byte) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address+path, bytes.NewReader(body))
	if err != nil {
		t.Error(err)
		return answer{}
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
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
