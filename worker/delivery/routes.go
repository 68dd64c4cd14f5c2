package delivery

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"bouton3018/rules/release"
)

// handler answers a request, or says in its error why it does not; see [refused].
type handler func(*http.Request) (answer, error)

var (
	reads  = []string{http.MethodGet, http.MethodHead}
	writes = []string{http.MethodPost}
	asks   = []string{http.MethodGet, http.MethodHead, http.MethodPost}
)

const (
	logPath     = "/v1/log"
	publishPath = "/v1/publish"
	policyPath  = "/policy"
)

// addresses are those that stand for themselves, with what answers there. entry.mjs has the same, to refuse all others
// before the program is started.
var addresses = map[string]struct {
	handle  func(*server, *http.Request) (answer, error)
	methods []string
}{
	"/":               {(*server).home, reads},
	"/install":        {(*server).install, reads},
	"/guides":         {(*server).guides, reads},
	"/poster":         {(*server).poster, reads},
	"/letter":         {(*server).letter, reads},
	"/data":           {(*server).data, reads},
	"/legal":          {(*server).legal, reads},
	"/card.webp":      {picture(cardLight), reads},
	"/card-dark.webp": {picture(cardDark), reads},
	policyPath:        {(*server).policy, asks},
	"/healthz":        {(*server).health, reads},
	"/v1/head":        {(*server).head, reads},
	logPath:           {(*server).log, reads},
	publishPath:       {(*server).publish, writes},
	packagePath:       {(*server).addPackage, writes},
	updatesPath:       {(*server).updates, reads},
}

// route returns what answers at a path, and the methods that it knows.
func (s *server) route(path string) (handle handler, methods []string) {
	if at, ok := addresses[path]; ok {
		return func(r *http.Request) (answer, error) { return at.handle(s, r) }, at.methods
	}
	if version, ok := versionIn(path); ok {
		return func(r *http.Request) (answer, error) { return s.packageFile(r, version) }, reads
	}
	if hash, ok := strings.CutPrefix(path, "/v1/part/"); ok && release.IsHash(hash) {
		return func(r *http.Request) (answer, error) { return s.part(r, hash) }, reads
	}
	if sizes, ok := strings.CutPrefix(path, "/v1/proof/"); ok {
		if from, to, ok := parseSizes(sizes); ok {
			return func(r *http.Request) (answer, error) { return s.proof(r, from, to) }, reads
		}
	}
	return nil, nil
}

// parseSizes reads the two sizes of the log in the address of a proof.
func parseSizes(text string) (from, to int64, ok bool) {
	left, right, _ := strings.Cut(text, "/")
	from, okFrom := parseSize(left)
	to, okTo := parseSize(right)
	return from, to, okFrom && okTo && to > 0
}

// parseSize reads a number of entries, of at most 13 digits, in its one way of writing.
func parseSize(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0 && len(s) <= 13 && strconv.FormatInt(n, 10) == s
}

func (s *server) head(r *http.Request) (answer, error) {
	last, err := s.store.last(r.Context())
	if err != nil {
		return answer{}, err
	}
	if last.size == 0 {
		// Every browser would get this once a day, so it is kept like a head.
		return answer{}, &refusal{
			status: http.StatusNotFound, code: codeEmpty, cache: cacheMinute,
			detail: "nothing is published here yet: the rules of the package serve",
		}
	}
	return found(cacheMinute, last.file), nil
}

func (s *server) part(r *http.Request, hash string) (answer, error) {
	text, err := s.partBytes(r.Context(), hash)
	if err == nil && text == nil {
		err = missing("no published part has this hash: /v1/head names the current ones")
	}
	return found(cacheAlways, text), err
}

func (s *server) proof(r *http.Request, from, to int64) (answer, error) {
	if from >= to {
		return answer{}, missing("a proof goes from a size of the log to a larger one")
	}
	last, err := s.store.last(r.Context())
	if err != nil {
		return answer{}, err
	}
	if to > last.size {
		have := strconv.FormatInt(last.size, 10)
		return answer{}, missing("the log has " + have + " entries: /v1/head names its size")
	}
	p, err := release.Prove(from, to, s.store.hashes(r.Context(), last.size, nil))
	return found(cacheAlways, p.JSON()), err
}

func (s *server) health(r *http.Request) (answer, error) {
	last, err := s.store.last(r.Context())
	if err != nil {
		return answer{}, err
	}
	health := struct {
		Version string `json:"version"`
		Size    int64  `json:"size"`
		Age     *int64 `json:"age,omitempty"` // of the head, in seconds
	}{Version: Version, Size: last.size}
	if signed, err := time.Parse(release.TimeLayout, last.head().Time); err == nil {
		age := int64(s.now().Sub(signed) / time.Second)
		health.Age = &age
	}
	return found(cacheHealth, encode(health)), nil
}
