package delivery

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
)

// everything is what a server answers, to see that an attack changed nothing.
func everything(t testing.TB, h http.Handler) string {
	t.Helper()
	return get(h, "/v1/head").Body.String() + body(t, get(h, "/v1/log"), http.StatusOK)
}

// parts counts the stored parts: who may not publish may not fill the database either.
func parts(t testing.TB, db *sql.DB) (n int) {
	t.Helper()
	if err := db.QueryRow(`SELECT count(*) FROM part`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestAttackPublication tries publications that nobody may publish.
func TestAttackPublication(t *testing.T) {
	m := newMaintainer(t)
	other := newMaintainer(t) // has keys with the same names
	db := memory(t)
	h := m.serving(db)
	m.publish(h)
	held := m.later(1, "pestering")
	m.Sign(release.Detection, held, "kestrel")
	m.publish(h, held)
	part := m.later(2, "my issue")
	before, stored := everything(t, h), parts(t, db)

	good := m.having(release.Detection, part, "kestrel")
	with := func(change func(*release.Publication)) release.Publication {
		p := good.Next(part)
		change(&p)
		return p
	}
	// edited is the part with something else in it, signed as it is.
	edited := func(old, new string) release.Publication {
		p := releasetest.Edit(part, 0, old, new)
		return m.having(release.Detection, p, "kestrel").Next(p)
	}
	forged := good.having(release.Detection, held, "kestrel")
	forged.Detection = other.Statement(release.Detection, part, "kestrel")
	swapped := good.having(release.Detection, part, "kestrel")
	swapped.Detection = m.Directory
	directory := releasetest.AddWords(m.directory, 1, "Ici.")
	rival := m.later(1, "hounding")
	for name, attack := range map[string]struct {
		p      release.Publication
		status int
		code   string
	}{
		"a head of a key that is not listed": {with(func(p *release.Publication) {
			p.Head = other.Note(good.NextHead().Text(), releasetest.LogKey)
		}), 403, "threshold"},
		"a head of a key of another role": {with(func(p *release.Publication) {
			p.Head = m.Note(good.NextHead().Text(), "kestrel", "heron", "wren")
		}), 403, "threshold"},
		"a head of another log": {with(func(p *release.Publication) {
			text := strings.Replace(good.NextHead().Text(), "bouton3018/log", "example.org/log", 1)
			p.Head = m.Note(text, releasetest.LogKey)
		}), 400, "head"},
		"a head with one more line": {with(func(p *release.Publication) {
			p.Head = m.Note(good.NextHead().Text()+"and more\n", releasetest.LogKey)
		}), 400, "head"},
		"a head that is no note": {with(func(p *release.Publication) { p.Head = "head" }), 400, "head"},
		"a head of this size with the hash of another log": {with(func(p *release.Publication) {
			head := good.NextHead()
			head.Hash[0] ^= 1
			p.Head = m.Note(head.Text(), releasetest.LogKey)
		}), 422, "hash"},
		"a head that skips an entry": {with(func(p *release.Publication) {
			head := good.NextHead()
			head.Size++
			p.Head = m.Note(head.Text(), releasetest.LogKey)
		}), 409, "conflict"},
		"a head from the future": {with(func(p *release.Publication) {
			head := good.NextHead()
			head.Time = "2027-11-23T12:00:00Z"
			p.Head = m.Note(head.Text(), releasetest.LogKey)
		}), 422, "future"},
		"other statements than those of the head": {with(func(p *release.Publication) {
			p.Detection = m.Detection
		}), 422, "hash"},
		"statements that changed places": {with(func(p *release.Publication) {
			p.Detection, p.Directory = p.Directory, p.Detection
		}), 422, "hash"},
		"a statement of a key that is not listed": {forged.Next(part), 403, "threshold"},
		"a directory that one key signed": {
			m.having(release.Directory, directory, "heron").Next(directory), 403, "threshold",
		},
		"a statement of the other part":   {swapped.Next(), 400, "statement"},
		"a part that differs by one byte": {good.Next(strings.Replace(part, "my issue", "my_issue", 1)), 422, "part"},
		"a part that is not sent":         {good.Next(), 422, "part"},
		"an older version":                {m.having(release.Detection, m.detection, "kestrel").Next(), 409, "older"},
		"other bytes under one version":   {m.having(release.Detection, rival, "kestrel").Next(rival), 409, "changed"},
		"a site that is gone":             {edited(`"id":"tiktok"`, `"id":"toktik"`), 422, "platform"},
		"a core line withdrawn":           {edited(`"withdrawn":[]`, `"withdrawn":["fr-3018"]`), 422, "withdrawn"},
	} {
		t.Run(name, func(t *testing.T) {
			refusedWith(t, post(h, attack.p), attack.status, attack.code)
			if everything(t, h) != before || parts(t, db) != stored {
				t.Error("the log or the parts changed")
			}
		})
	}
	if w := post(h, good.Next(part)); w.Code != http.StatusOK {
		t.Errorf("the good publication is refused after the attacks: %s", w.Body)
	}
}

// TestAttackReplayOfOldPublication sends what was published again: everybody can
// read it, so anybody can.
func TestAttackReplayOfOldPublication(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	var sent []release.Publication
	for range 3 {
		sent = append(sent, m.Next())
		m.publish(h)
	}
	before := everything(t, h)
	for i, p := range sent {
		w := post(h, p)
		if i < 2 {
			refusedWith(t, w, http.StatusConflict, "conflict")
			continue
		}
		if got := body(t, w, http.StatusOK); got != `{"size":3,"changed":[]}` { // as if its first answer had been lost
			t.Error(got)
		}
	}
	if everything(t, h) != before {
		t.Error("the log changed")
	}
}

// TestAttackTwoPublicationsAtOnce: of many publications for one place one wins and
// the others learn why; a loser's statements stay good.
func TestAttackTwoPublicationsAtOnce(t *testing.T) {
	m := newMaintainer(t)
	file := filepath.Join(t.TempDir(), "log.db")
	var servers []http.Handler // two programs on one database
	for range 2 {
		db, err := OpenSQLite(file)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		servers = append(servers, m.serving(db))
	}
	m.publish(servers[0])

	const rivals = 16
	type attempt struct {
		statement string
		part      string
		w         *httptest.ResponseRecorder
	}
	attempts := make([]attempt, rivals)
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range attempts {
		a := &attempts[i]
		a.part = m.later(1, "pestering "+strconv.Itoa(i))
		m.Sign(release.Detection, a.part, "kestrel")
		a.statement = m.Detection
		p := m.Next(a.part)
		all.Go(func() {
			<-start
			a.w = post(servers[i%2], p)
		})
	}
	close(start)
	all.Wait()

	winner := -1
	for i, a := range attempts {
		switch {
		case a.w.Code == http.StatusOK && winner < 0:
			winner = i
		case a.w.Code == http.StatusOK:
			t.Errorf("publications %d and %d both won", winner, i)
		default:
			refusedWith(t, a.w, http.StatusConflict, "conflict")
		}
	}
	if winner < 0 {
		t.Fatal("none won")
	}
	m.Detection = attempts[winner].statement
	m.Grow()
	if everything(t, servers[0]) != everything(t, servers[1]) {
		t.Error("the servers differ")
	}
	body(t, get(servers[1], "/v1/part/"+hashOf(attempts[winner].part)), http.StatusOK)
	body(t, get(servers[1], "/v1/proof/1/2"), http.StatusOK)

	// A loser goes on from the winner: here with a higher version.
	part := m.later(2, "pestering again")
	m.Sign(release.Detection, part, "kestrel")
	m.publish(servers[1], part)
	if got := body(t, get(servers[0], "/healthz"), http.StatusOK); !strings.Contains(got, `"size":3`) {
		t.Error(got)
	}
}

// TestAttackStoreFailsBetweenInserts breaks the database at every statement of a publication
// in turn, before it is run and after: the head stays whole, and the publication can be sent again.
func TestAttackStoreFailsBetweenInserts(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "log.db")
	db := sql.OpenDB(&faulty{file: whole, at: -1})
	m := newMaintainer(t)
	h := m.serving(db)
	m.publish(h)
	before := everything(t, h)
	part := m.later(1, "pestering")
	m.Sign(release.Detection, part, "kestrel")
	p := m.Next(part)
	db.Close()
	published, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	for _, after := range []bool{false, true} {
		for n := 0; ; n++ {
			f := &faulty{file: filepath.Join(t.TempDir(), "log.db"), at: -1, after: after}
			if err := os.WriteFile(f.file, published, 0o600); err != nil {
				t.Fatal(err)
			}
			db := sql.OpenDB(f)
			h := m.serving(db)
			get(h, "/healthz") // it has made its tables

			f.at, f.count = n, 0
			w := post(h, p)
			broke := f.count > n
			f.at = -1
			switch now := everything(t, h); {
			case w.Code == http.StatusOK: // the answer to the deciding INSERT was lost, and what stands there told
				if now == before {
					t.Errorf("statement %d: taken and not there", n)
				}
			case now != before:
				t.Errorf("statement %d: refused and there: %s", n, w.Body)
			default:
				refusedWith(t, w, http.StatusServiceUnavailable, "store")
			}
			if got := body(t, post(h, p), http.StatusOK); !strings.Contains(got, `"size":2`) {
				t.Errorf("statement %d: sent again: %s", n, got)
			}
			body(t, get(h, "/v1/part/"+hashOf(part)), http.StatusOK)
			body(t, get(h, "/v1/proof/1/2"), http.StatusOK)
			db.Close()
			if !broke {
				if n < 5 {
					t.Errorf("a publication has only %d statements", n)
				}
				break
			}
		}
	}
}

// TestAttackStoreIsGone: without its database the server says so at every address.
func TestAttackStoreIsGone(t *testing.T) {
	m := newMaintainer(t)
	db := memory(t)
	h := m.serving(db)
	m.publish(h)
	db.Close()
	for _, path := range []string{
		"/", "/healthz", "/v1/head", "/v1/log", "/v1/proof/0/1", "/v1/part/" + strings.Repeat("0", 64),
	} {
		w := get(h, path)
		refusedWith(t, w, http.StatusServiceUnavailable, "store")
		if w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("the error at %s is kept", path)
		}
	}
	refusedWith(t, post(h, m.Next()), http.StatusServiceUnavailable, "store")
}

// TestAttackHugeBody: what is too large is refused before it is read, or as soon as it shows.
func TestAttackHugeBody(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	endless := &counter{}
	r := httptest.NewRequest(http.MethodPost, "/v1/publish", endless)
	r.Header.Set("Content-Type", "application/json")
	r.ContentLength = release.MaxPublication + 1
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	refusedWith(t, w, http.StatusRequestEntityTooLarge, "too_large")
	if endless.n > 0 {
		t.Errorf("%d bytes of a body that says it is too large were read", endless.n)
	}
	r.ContentLength = -1
	w = httptest.NewRecorder()
	h.ServeHTTP(w, r)
	refusedWith(t, w, http.StatusRequestEntityTooLarge, "too_large")
	if endless.n > 2*release.MaxPublication {
		t.Errorf("%d bytes of an endless body were read", endless.n)
	}
	p := m.Next()
	p.Parts = []string{strings.Repeat("a", release.MaxPart+1)}
	refusedWith(t, post(h, p), http.StatusRequestEntityTooLarge, "too_large")
	p = m.Next()
	p.Detection += strings.Repeat("a", release.MaxNote)
	refusedWith(t, post(h, p), http.StatusBadRequest, "bad_request")
}

// counter is a body without end.
type counter struct{ n int }

func (c *counter) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	c.n += len(b)
	return len(b), nil
}

// TestAttackBadBodies sends what is no publication.
func TestAttackBadBodies(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	good := string(releasetest.Body(m.Next()))
	replace := func(old, new string) string { return strings.Replace(good, old, new, 1) }
	before := func(fields string) string { return "{" + fields + "," + good[1:] }
	for name, attack := range map[string]struct {
		kind, body string
		status     int
		code       string
	}{
		"no type":               {"", good, 415, "content_type"},
		"a form":                {"application/x-www-form-urlencoded", good, 415, "content_type"},
		"plain text":            {"text/plain", good, 415, "content_type"},
		"a type that is broken": {"application/json;;=", good, 415, "content_type"},
		"nothing":               {"application/json", "", 400, "bad_request"},
		"no JSON":               {"application/json", "{", 400, "bad_request"},
		"two values":            {"application/json", good + good, 400, "bad_request"},
		"a list":                {"application/json", "[" + good + "]", 400, "bad_request"},
		"no object in it":       {"application/json", "{}", 400, "bad_request"},
		"nested deeply":         {"application/json", strings.Repeat("[", 1<<20), 400, "too_deep"},
		"not UTF-8":             {"application/json", replace("bouton", "b\xffuton"), 400, "not_utf8"},
		"an unknown field":      {"application/json", before(`"x":1`), 400, "bad_request"},
		"a field twice":         {"application/json", before(`"head":"a"`), 400, "bad_request"},
		"a field in capitals":   {"application/json", before(`"Head":"a"`), 400, "bad_request"},
		"a note that is a list": {"application/json", before(`"head":[]`), 400, "bad_request"},
		"parts that are a text": {"application/json", before(`"parts":"x"`), 400, "bad_request"},
		"three parts":           {"application/json", before(`"parts":["","",""]`), 400, "bad_request"},
		"a part that is null":   {"application/json", before(`"parts":[null]`), 400, "bad_request"},
	} {
		t.Run(name, func(t *testing.T) {
			w := send(h, http.MethodPost, "/v1/publish", attack.kind, []byte(attack.body))
			refusedWith(t, w, attack.status, attack.code)
		})
	}
	r := httptest.NewRequest(http.MethodPost, "/v1/publish", io.MultiReader(strings.NewReader(good[:10]), broken{}))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	refusedWith(t, w, http.StatusBadRequest, "bad_request")
	body(t, send(h, http.MethodPost, "/v1/publish", "Application/JSON; charset=utf-8", []byte(good)), http.StatusOK)
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the connection is gone") }

// TestAttackWithoutKeys: a server that has no keys believes nobody.
func TestAttackWithoutKeys(t *testing.T) {
	m := newMaintainer(t)
	h, err := New(Config{DB: memory(t)})
	if err != nil {
		t.Fatal(err)
	}
	refusedWith(t, post(h, m.Next()), http.StatusServiceUnavailable, "no_keys")
	if _, err := New(Config{DB: memory(t), Keys: "log nonsense"}); err == nil {
		t.Error("a key file that cannot be read is taken")
	}
}

// TestAttackPanicIsABody: whatever breaks, there is an answer, and it tells nothing of the inside.
func TestAttackPanicIsABody(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	m.publish(h)
	h.(*server).now = func() time.Time { panic("secret of the inside") }
	for _, w := range []*httptest.ResponseRecorder{get(h, "/healthz"), post(h, m.Next())} {
		refusedWith(t, w, http.StatusInternalServerError, "internal")
		if strings.Contains(w.Body.String(), "secret") || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%v %s", w.Header(), w.Body)
		}
	}
	body(t, get(h, "/v1/head"), http.StatusOK)
}

// faulty is SQLite that fails at one statement, counted from 0: before it is run, or after, when only its
// answer is lost.
type faulty struct {
	file  string
	at    int
	after bool
	count int
}

func (f *faulty) Driver() driver.Driver { return nil }

func (f *faulty) Connect(ctx context.Context) (driver.Conn, error) {
	db, err := sql.Open("sqlite", f.file)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	c, err := db.Driver().Open(f.file)
	return &faultyConn{c, f}, err
}

var errFault = errors.New("the database broke")

func (f *faulty) hit() bool {
	f.count++
	return f.at >= 0 && f.count == f.at+1
}

type faultyConn struct {
	driver.Conn
	f *faulty
}

func (c *faultyConn) ExecContext(
	ctx context.Context, query string, args []driver.NamedValue,
) (driver.Result, error) {
	hit := c.f.hit()
	if hit && !c.f.after {
		return nil, errFault
	}
	r, err := c.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
	if hit {
		return nil, errFault
	}
	return r, err
}

func (c *faultyConn) QueryContext(
	ctx context.Context, query string, args []driver.NamedValue,
) (driver.Rows, error) {
	if c.f.hit() {
		return nil, errFault
	}
	return c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
}
