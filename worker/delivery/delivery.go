// Package delivery hands out signed rules and takes new ones.
//
//	GET  /v1/head               the newest head and its two statements
//	GET  /v1/proof/<from>/<to>  that the log of <to> entries begins with the log of <from>
//	GET  /v1/part/<sha256>      the bytes that a statement names
//	GET  /v1/log                every publication; a table for people who ask for HTML
//	POST /v1/publish            a publication: parts, statements, head
//	POST /v1/package            a signed package of the extension
//	GET  /extension/updates.xml which package is the newest, for browsers
//	GET  /extension/bouton3018-<version>.crx
//	GET  /                      what this is, for families, schools and maintainers
//	GET  /card.webp             the picture there, and /card-dark.webp
//	GET  /install               for families: three steps
//	GET  /guides                for administrators: each system, with its files
//	GET  /poster, /letter       one sheet to print each, for a corridor and for parents
//	GET  /data                  what becomes of personal data, for their officers and for notices
//	GET  /legal                 the legal notice
//	GET  /policy                questions to whoever installs the extension on many computers
//	POST /policy                the files for their answers, which are not kept
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
	"context"
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"bouton3018/extension/crx"
	"bouton3018/rules/release"
)

// Config is what differs between two servers.
type Config struct {
	DB        *sql.DB
	Keys      string           // the key file; without it publishing answers 503
	Publisher string           // who runs the server, for the page; may be empty
	Legal     string           // the legal notice, a text or an https address; may be empty
	Source    string           // https address of the source code; may be empty
	Stores    string           // https addresses of the extension in browsers' stores, with spaces between; may be empty
	Extension string           // id of the extension whose packages are handed out; without it none is taken
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
	store       store
	keyFile     string // "": nobody can publish
	publisher   string
	legalNotice string
	source      string
	stores      []offer
	extension   string
	now         func() time.Time
	packaged    func() (*Rules, error) // costs little from the second call on
}

// New returns the handler. It creates the tables where they are missing: at once
// where a program lives long, otherwise when the database says so. The error says
// that the key file or the packaged rules cannot be used.
func New(c Config) (http.Handler, error) {
	s := &server{
		store:       store{db: c.DB},
		keyFile:     c.Keys,
		publisher:   c.Publisher,
		legalNotice: c.Legal,
		source:      c.Source,
		extension:   c.Extension,
		now:         c.Now,
		packaged:    sync.OnceValues(Packaged),
	}
	if s.now == nil {
		s.now = time.Now
	}
	var err error
	if s.stores, err = readStores(c.Stores); err != nil && livesLong {
		return nil, err // elsewhere the others are offered: rules matter more than a link
	}
	if livesLong {
		if c.Extension != "" && !crx.IsID(c.Extension) {
			return nil, fmt.Errorf("%q is no id of an extension, which release prints: 32 letters from a to p", c.Extension)
		}
		if c.Keys != "" {
			if _, err := release.ParseKeys(c.Keys); err != nil {
				return nil, err
			}
		}
		if _, err := s.packaged(); err != nil {
			return nil, err
		}
		if _, err := packagedFacts(); err != nil {
			return nil, err
		}
		if err := s.store.create(context.Background()); err != nil {
			return nil, err
		}
	}
	return s, nil
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
	h.Set("Content-Security-Policy", contentPolicy(a))
	if a.vary != "" {
		h.Set("Vary", a.vary)
	}
	if a.allow != "" {
		h.Set("Allow", a.allow)
	}
	if a.file != "" {
		h.Set("Content-Disposition", `attachment; filename="`+a.file+`"`)
	}
	// Rules are public, so any page may read them. What needs a preflight is refused,
	// and nothing that is published comes from a page.
	if !a.page && r.URL.Path != publishPath && r.URL.Path != packagePath {
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
			a = refusedTo(r, errInternal)
		}
	}()
	handle, methods := s.route(r.URL.EscapedPath())
	// Networks and browsers add queries to the addresses of pages and of updates; nobody has a reason to at the rules.
	query := r.URL.RawQuery != "" || r.URL.ForceQuery
	if handle == nil || query && strings.HasPrefix(r.URL.Path, "/v1/") {
		return refusedTo(r, errNotFound)
	}
	if !slices.Contains(methods, r.Method) {
		return refused(&refusal{
			status: http.StatusMethodNotAllowed, code: codeMethod, allow: strings.Join(methods, ", "),
			detail: "this address answers " + strings.Join(methods, " "),
		})
	}
	a, err := handle(r)
	if err != nil {
		return refusedTo(r, err)
	}
	return a
}
