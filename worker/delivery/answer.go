package delivery

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
)

// answer is a whole response.
type answer struct {
	status   int
	kind     string // content type
	cache    string // Cache-Control
	page     bool   // for people, not for other sites' scripts
	form     bool   // a page with a form
	pictures bool   // a page with pictures
	file     string // name to save it under, "" where it is shown
	vary     string
	allow    string
	body     []byte
}

const (
	kindJSON = "application/json"
	kindHTML = "text/html; charset=utf-8"

	// What is found by its content never changes; what changes has a short life,
	// because nothing can be called back from every cache.
	cacheNever  = "no-store"
	cacheHealth = "public, max-age=10"
	cacheMinute = "public, max-age=60"
	cachePage   = "public, max-age=300"
	cacheAlways = "public, max-age=31536000, immutable"
)

// found is a JSON answer to a question.
func found(cache string, body []byte) answer {
	return answer{status: http.StatusOK, kind: kindJSON, cache: cache, body: body}
}

// A refusal says what is wrong and what to do next. A step that finds out returns it as its error.
type refusal struct {
	status       int
	code, detail string
	allow        string // the methods that are allowed, where another was used
	cache        string // "" is never
}

func (r *refusal) Error() string { return r.code + ": " + r.detail }

// refuse makes a refusal.
func refuse(status int, code, detail string) error {
	return &refusal{status: status, code: code, detail: detail}
}

// refused is the answer to an error: {"error":{"code":"…","detail":"…"}}. What is no refusal
// comes from the database, and what the database says is nobody's business.
func refused(err error) answer {
	var r *refusal
	if !errors.As(err, &r) {
		return refused(errStore)
	}
	cache := cacheNever
	if r.cache != "" {
		cache = r.cache
	}
	type reason struct {
		Code   string `json:"code"`
		Detail string `json:"detail"`
	}
	body := encode(map[string]reason{"error": {r.code, r.detail}})
	return answer{status: r.status, kind: kindJSON, cache: cache, allow: r.allow, body: body}
}

// Refusals that any route may give. entry.mjs has the words of errNotFound and errInternal too.
var (
	errStore = refuse(http.StatusServiceUnavailable, codeStore,
		"the database does not answer: try again in a minute")
	errNotFound = missing("there is nothing at this address: / says what there is")
	errInternal = refuse(http.StatusInternalServerError, codeInternal,
		"this is an error of the server, not of the request: try again, and report it if it stays")
)

func missing(detail string) error { return refuse(http.StatusNotFound, codeNotFound, detail) }

// encode writes JSON of values that can always be written.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
