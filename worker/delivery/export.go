//go:build !js

package delivery

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"bouton3018/extension/crx"
	"bouton3018/rules/release"
)

// Export writes what a handler serves below /v1/ as files that any web server can
// hand out: the parts and proofs, the log as JSON, and last the head, so that a
// reader never sees a head whose files are not there. Nothing is removed: files
// of earlier exports stay good.
//
// With the https address that the files will have, it writes the newest package of
// the extension too, and the list of updates that names it there.
func Export(ctx context.Context, h http.Handler, dir, address string) error {
	if address != "" {
		if err := exportPackage(ctx, h, dir, address); err != nil {
			return err
		}
	}
	head, err := fetch(ctx, h, "/v1/head")
	if errors.Is(err, errEmpty) && address != "" {
		return nil // a school may hand out the package alone, whose rules serve
	}
	if err != nil {
		return err
	}
	list, err := fetch(ctx, h, "/v1/log")
	if err != nil {
		return err
	}
	last := publication{file: head}
	size := last.head().Size
	names := []string{
		"/v1/part/" + last.statement(release.Detection).Hash,
		"/v1/part/" + last.statement(release.Directory).Hash,
	}
	for from := range size {
		names = append(names, "/v1/proof/"+strconv.FormatInt(from, 10)+"/"+strconv.FormatInt(size, 10))
	}
	for _, name := range names {
		body, err := fetch(ctx, h, name)
		if err != nil {
			return err
		}
		if err := write(dir, name, body); err != nil {
			return err
		}
	}
	if err := write(dir, "/v1/log", list); err != nil {
		return err
	}
	return write(dir, "/v1/head", head)
}

// exportPackage believes the server no more than a browser does: the package says its id and version itself.
func exportPackage(ctx context.Context, h http.Handler, dir, address string) error {
	list, err := fetch(ctx, h, updatesPath)
	if err != nil {
		return err
	}
	var updates struct {
		App struct {
			ID    string `xml:"appid,attr"`
			Check struct {
				Version string `xml:"version,attr"`
			} `xml:"updatecheck"`
		} `xml:"app"`
	}
	if err := xml.Unmarshal(list, &updates); err != nil {
		return fmt.Errorf("%s: %w", updatesPath, err)
	}
	name := packageFolder + crx.FileName(updates.App.Check.Version)
	if _, ok := versionIn(name); !ok {
		return fmt.Errorf("%s names the version %q", updatesPath, updates.App.Check.Version)
	}
	file, err := fetch(ctx, h, name)
	if err != nil {
		return err
	}
	p, err := crx.Open(file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if p.ID != updates.App.ID || p.Version != updates.App.Check.Version {
		return fmt.Errorf("%s is version %s of %s, and not what %s says", name, p.Version, p.ID, updatesPath)
	}
	if err := write(dir, name, file); err != nil {
		return err
	}
	return write(dir, updatesPath, crx.UpdatesXML(p.ID, strings.TrimSuffix(address, "/")+packageFolder, p.Version))
}

// errEmpty is why there is no head.
var errEmpty = errors.New("nothing is published")

func fetch(ctx context.Context, h http.Handler, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, path, nil)
	if err != nil {
		return nil, err
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if gjson.GetBytes(w.Body.Bytes(), "error.code").String() == codeEmpty {
		return nil, fmt.Errorf("%s: %w", path, errEmpty)
	}
	if w.Code != http.StatusOK {
		detail := gjson.GetBytes(w.Body.Bytes(), "error.detail").String()
		return nil, fmt.Errorf("%s: %d %s", path, w.Code, cmp.Or(detail, http.StatusText(w.Code)))
	}
	return w.Body.Bytes(), nil
}

// write puts a file in place at once: a web server may be reading the one before.
func write(dir, name string, body []byte) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", body, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
