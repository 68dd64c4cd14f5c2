// Package delivery hands out signed rules and takes new ones.
//
//	GET  /v1/head               the newest head and its two statements
//	GET  /v1/proof/<from>/<to>  that the log of <to> entries begins with the log of <from>
//	GET  /v1/part/<sha256>      the bytes that a statement names
//	GET  /v1/log                every publication; a table for people who ask for HTML
//	POST /v1/publish            a publication: parts, statements, head
//	GET  /                      what this is, for families, schools and maintainers
//	GET  /healthz               version, size of the log, age of its head
//
// It is one [http.Handler] for both worlds: on the platform behind entry.mjs
// with D1, elsewhere by itself with SQLite. It holds no secret: whoever brings
// good signatures may publish, and nobody else can.
//
// A Go program on the platform lives for one request and must end it: so every
// answer has a body, is whole before its first byte is sent, and a panic is an
// answer too. Nothing about who asks is read, kept or logged.
package delivery

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"bouton3018/rules/release"
)

// Config is what differs between two servers.
type Config struct {
	DB        *sql.DB
	Keys      string           // the key file; without it publishing answers 503
	Publisher string           // who runs the server, for the page; may be empty
	Legal     string           // the legal notice, a text or an https address; may be empty
	Now       func() time.Time // nil: time.Now
}

// Rules are what this program ships with: they count as stored, and they are what
// the first publication is compared with.
type Rules struct {
	Detection, Directory []byte
	Hosts                []string // that the extension may run on
	Vectors              []byte   // vectors.json
}

// Version is the version of the program, set by whoever builds it.
var Version = "unknown"

// server is the handler.
type server struct {
	store     store
	keys      *release.Keys // nil: nobody can publish
	keyFile   string
	publisher string
	legal     string
	now       func() time.Time
	packaged  func() (*Rules, error) // costs little from the second call on
}

// New returns the handler. It creates the tables where they are missing: at once
// where a program lives long, otherwise when the database says so. The error says
// that the key file or the packaged rules cannot be used.
func New(c Config) (http.Handler, error) {
	s := &server{
		store:     store{db: c.DB},
		keyFile:   c.Keys,
		publisher: c.Publisher,
		legal:     c.Legal,
		now:       c.Now,
		packaged:  sync.OnceValues(Packaged),
	}
	if s.now == nil {
		s.now = time.Now
	}
	if livesLong {
		if c.Keys != "" {
			if _, err := release.ParseKeys(c.Keys); err != nil {
				return nil, err
			}
		}
		if _, err := s.packaged(); err != nil {
			return nil, err
		}
		if err := s.store.create(context.Background()); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// answer is a whole response.
type answer struct {
	status int
	kind   string // content type
	cache  string // Cache-Control
	page   bool   // for people, not for other sites' scripts
	vary   string
	allow  string
	body   []byte
}

const (
	kindJSON = "application/json"
	kindHTML = "text/html; charset=utf-8"

	// What is found by its content never changes; what changes has a short life,
	// because nothing can be called back from every cache.
	cacheNever  = "no-store"
	cacheMinute = "public, max-age=60"
	cachePage   = "public, max-age=300"
	cacheAlways = "public, max-age=31536000, immutable"
)

// found is a JSON answer to a question.
func found(cache string, body []byte) answer {
	return answer{status: http.StatusOK, kind: kindJSON, cache: cache, body: body}
}

// refusal is an answer that says what is wrong and what to do next:
// {"error":{"code":"…","detail":"…"}}.
func refusal(status int, code, detail string) answer {
	type reason struct {
		Code   string `json:"code"`
		Detail string `json:"detail"`
	}
	body := jsonOf(map[string]reason{"error": {code, detail}})
	return answer{status: status, kind: kindJSON, cache: cacheNever, body: body}
}

// jsonOf is a value of ours as JSON, with < and & as they are.
func jsonOf(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // a type that has no JSON
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// Answers that several routes give. entry.mjs has the words of notFound too.
func notFound() answer {
	return refusal(http.StatusNotFound, "not_found", "there is nothing at this address: / says what there is")
}

func storeFails() answer {
	return refusal(http.StatusServiceUnavailable, "store", "the database does not answer: try again in a minute")
}

// ServeHTTP answers a request.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a := s.answer(r)
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Content-Length", strconv.Itoa(len(a.body)))
	h.Set("Cache-Control", a.cache)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", policy(a.page))
	if a.vary != "" {
		h.Set("Vary", a.vary)
	}
	if a.allow != "" {
		h.Set("Allow", a.allow)
	}
	// Rules are public, so any page may read them. What needs a preflight is refused,
	// and nothing that is published comes from a page.
	if !a.page && r.URL.Path != "/v1/publish" {
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	} else {
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
	}
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		w.Write(a.body) // who does not listen any more is no error
	}
}

// answer routes the request; a panic below it is an answer with status 500.
func (s *server) answer(r *http.Request) (a answer) {
	defer func() {
		if p := recover(); p != nil {
			log.Printf("%s %s: %v", r.Method, r.URL.Path, p)
			a = refusal(http.StatusInternalServerError, "internal", "this is an error of the server, not of the request: try again, and report it if it stays")
		}
	}()
	handle, methods := s.route(r.URL.EscapedPath())
	if handle == nil || r.URL.RawQuery != "" || r.URL.ForceQuery {
		return notFound()
	}
	if !strings.Contains(" "+methods+" ", " "+r.Method+" ") {
		a = refusal(http.StatusMethodNotAllowed, "method", "this address answers "+methods)
		a.allow = strings.ReplaceAll(methods, " ", ", ")
		return a
	}
	return handle(r)
}

const (
	reads  = "GET HEAD"
	writes = "POST"
)

// route returns what answers at a path, and the methods that it knows.
func (s *server) route(path string) (handle func(*http.Request) answer, methods string) {
	switch path {
	case "/":
		return s.home, reads
	case "/healthz":
		return s.health, reads
	case "/v1/head":
		return s.head, reads
	case "/v1/log":
		return s.log, reads
	case "/v1/publish":
		return s.publish, writes
	}
	if hash, ok := strings.CutPrefix(path, "/v1/part/"); ok && isHash(hash) {
		return func(r *http.Request) answer { return s.part(r, hash) }, reads
	}
	if sizes, ok := strings.CutPrefix(path, "/v1/proof/"); ok {
		left, right, _ := strings.Cut(sizes, "/")
		from, okFrom := size(left)
		to, okTo := size(right)
		if okFrom && okTo && to > 0 {
			return func(r *http.Request) answer { return s.proof(r, from, to) }, reads
		}
	}
	return nil, ""
}

func (s *server) head(r *http.Request) answer {
	last, err := s.store.last(r.Context())
	switch {
	case err != nil:
		return storeFails()
	case last.size == 0:
		return empty()
	}
	return found(cacheMinute, last.file)
}

// empty is the answer where a publication is asked for and there is none. Every
// browser would get it once a day, so it is kept like a head.
func empty() answer {
	a := refusal(http.StatusNotFound, "empty", "nothing is published here yet: the rules of the package serve")
	a.cache = cacheMinute
	return a
}

func (s *server) part(r *http.Request, hash string) answer {
	text, err := s.store.part(r.Context(), hash)
	if err != nil {
		return storeFails()
	}
	if text == nil {
		if text = s.packagedPart(hash); text == nil {
			return refusal(http.StatusNotFound, "not_found", "no published part has this hash: /v1/head names the current ones")
		}
	}
	return found(cacheAlways, text)
}

func (s *server) proof(r *http.Request, from, to int64) answer {
	if from >= to {
		return refusal(http.StatusNotFound, "not_found", "a proof goes from a size of the log to a larger one")
	}
	last, err := s.store.last(r.Context())
	if err != nil {
		return storeFails()
	}
	if to > last.size {
		return refusal(http.StatusNotFound, "not_found", "the log has "+strconv.FormatInt(last.size, 10)+" entries: /v1/head names its size")
	}
	p, err := release.Prove(from, to, s.store.hashes(r.Context(), nil))
	if err != nil {
		return storeFails()
	}
	return found(cacheAlways, p.Append(nil))
}

func (s *server) health(r *http.Request) answer {
	last, err := s.store.last(r.Context())
	if err != nil {
		return storeFails()
	}
	health := struct {
		Version string `json:"version"`
		Size    int64  `json:"size"`
		Age     *int64 `json:"age,omitempty"` // of the head, in seconds
	}{Version: Version, Size: last.size}
	if signed, err := time.Parse(time.RFC3339, last.head().Time); err == nil {
		age := int64(s.now().Sub(signed) / time.Second)
		health.Age = &age
	}
	return found("public, max-age=10", jsonOf(health))
}

// size reads a number of entries, of at most 13 digits, in its one way of writing. entry.mjs has the same rule.
func size(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0 && len(s) <= 13 && strconv.FormatInt(n, 10) == s
}

func isHash(s string) bool {
	if len(s) != 64 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if (s[i] < '0' || s[i] > '9') && (s[i] < 'a' || s[i] > 'f') {
			return false
		}
	}
	return true
}
