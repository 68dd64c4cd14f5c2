package delivery

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"bouton3018/extension/crx"
	"bouton3018/wasm/update"
)

const (
	packagePath   = "/v1/package"
	packageFolder = "/extension/"
	updatesPath   = packageFolder + crx.UpdatesFile
	kindCRX       = "application/x-chrome-extension"
	kindXML       = "text/xml; charset=utf-8"

	// maxPackage is how many bytes a package may have; entry.mjs has the same. In base64 it fits a row of D1, which may
	// have 2 MB.
	maxPackage = 1_400_000
)

// addPackage takes a package of the extension: POST /v1/package. Its signature is the authentication: it has to be by
// the key that the configured id belongs to, and its version newer than what is there, so that nobody can bring back a
// package with a known fault.
func (s *server) addPackage(r *http.Request) (answer, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != kindCRX {
		return answer{}, refuse(http.StatusUnsupportedMediaType, codeContentType,
			"send the package with Content-Type: "+kindCRX)
	}
	if s.extension == "" {
		return answer{}, refuse(http.StatusServiceUnavailable, codeNoKeys,
			"this server has no id of an extension, so it cannot check a package: it is started with one by whoever runs it")
	}
	file, err := io.ReadAll(io.LimitReader(r.Body, maxPackage+1))
	switch {
	case err != nil:
		return answer{}, refuse(http.StatusBadRequest, update.CodeRequest, "the body ended early: send it again")
	case len(file) > maxPackage:
		return answer{}, refuse(http.StatusRequestEntityTooLarge, update.CodeTooLarge, "a package has at most 1400000 bytes")
	}
	p, err := crx.Open(file)
	if err != nil {
		return answer{}, refuse(http.StatusBadRequest, update.CodeRequest, err.Error())
	}
	if p.ID != s.extension {
		return answer{}, refuse(http.StatusForbidden, update.CodeThreshold,
			"the package is signed by the key of "+p.ID+", and this server hands out "+s.extension)
	}
	newest, err := s.store.newestPackage(r.Context())
	if err != nil {
		return answer{}, err
	}
	order, _ := crx.Order(p.Version)
	before, _ := crx.Order(newest)
	// The same file may be sent again, because the first answer was lost.
	if newest != "" && newest != p.Version && order <= before {
		return answer{}, refuse(http.StatusConflict, codeConflict,
			"version "+newest+" is here already: raise the version, sign it again")
	}
	taken := found(cacheNever, encode(map[string]string{"id": p.ID, "version": p.Version}))
	return taken, s.store.addPackage(r.Context(), order, p.Version, file)
}

// packageAddress is the form of the address of a package, compiled when it is asked for; entry.mjs has the same.
var packageAddress = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(packagePattern) })

const packagePattern = `^/extension/bouton3018-(\d{1,5}(?:\.\d{1,5}){0,3})\.crx$`

// versionIn reads the version out of the address of a package.
func versionIn(path string) (version string, ok bool) {
	if !strings.HasPrefix(path, packageFolder) {
		return "", false
	}
	found := packageAddress().FindStringSubmatch(path)
	if found == nil {
		return "", false
	}
	return found[1], true
}

// packageFile hands out a package: what a version holds never changes.
func (s *server) packageFile(r *http.Request, version string) (answer, error) {
	file, err := s.store.packageFile(r.Context(), version)
	if err == nil && file == nil {
		err = missing("there is no package of this version: " + updatesPath + " names the newest")
	}
	return answer{status: http.StatusOK, kind: kindCRX, cache: cacheAlways, body: file}, err
}

// updates is what browsers ask for newer versions. They add a query about themselves, which is not looked at.
func (s *server) updates(r *http.Request) (answer, error) {
	version, err := s.store.newestPackage(r.Context())
	if err == nil && version == "" {
		err = missing("no package is published here")
	}
	if err != nil {
		return answer{}, err
	}
	text := crx.UpdatesXML(s.extension, s.address(r)+packageFolder, version)
	return answer{status: http.StatusOK, kind: kindXML, cache: cacheMinute, body: text}, nil
}

// address is where this server is reached, without a path. Who lies about it in a request misleads nobody else, and a
// browser takes no package but one that is signed for its id.
func (s *server) address(r *http.Request) string {
	if r.URL.Host != "" {
		return r.URL.Scheme + "://" + r.URL.Host
	}
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// newestPackage is the newest version, "" where there is none.
func (s *store) newestPackage(ctx context.Context) (version string, err error) {
	err = s.ask(ctx, func(r *sql.Rows) error { return r.Scan(&version) },
		`SELECT version FROM package ORDER BY place DESC LIMIT 1`)
	return version, err
}

// packageFile is nil where there is none.
func (s *store) packageFile(ctx context.Context, version string) (file []byte, err error) {
	place, _ := crx.Order(version)
	var text, stored string
	err = s.ask(ctx, func(r *sql.Rows) error { return r.Scan(&stored, &text) },
		`SELECT version, body FROM package WHERE place = ?`, place)
	if err != nil || stored != version {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(text)
}

// addPackage adds a version. Of two packages with the same version the first stays.
func (s *store) addPackage(ctx context.Context, place, version string, file []byte) error {
	text := base64.StdEncoding.EncodeToString(file)
	err := s.tell(ctx, `INSERT INTO package (place, version, body) VALUES (?, ?, ?)`, place, version, text)
	if err == nil {
		return nil
	}
	have, again := s.packageFile(ctx, version)
	switch {
	case again != nil:
		return errors.Join(err, again)
	case have == nil:
		return err
	case string(have) != string(file):
		return refuse(http.StatusConflict, codeConflict, "another package of this version was first: raise the version")
	}
	return nil // the INSERT worked and its answer was lost
}
