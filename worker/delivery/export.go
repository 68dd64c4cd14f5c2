//go:build !js

package delivery

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"github.com/tidwall/gjson"

	"bouton3018/rules/release"
)

// Export writes what a handler serves below /v1/ as files that any web server can
// hand out: the parts and proofs, the log as JSON, and last the head, so that a
// reader never sees a head whose files are not there. Nothing is removed: files
// of earlier exports stay good.
func Export(ctx context.Context, h http.Handler, dir string) error {
	head, err := fetch(ctx, h, "/v1/head")
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

func fetch(ctx context.Context, h http.Handler, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, path, nil)
	if err != nil {
		return nil, err
	}
	w := &recorder{header: http.Header{}}
	h.ServeHTTP(w, r)
	if w.status != http.StatusOK {
		detail := gjson.GetBytes(w.body.Bytes(), "error.detail").String()
		return nil, fmt.Errorf("%s: %d %s", path, w.status, cmp.Or(detail, http.StatusText(w.status)))
	}
	return w.body.Bytes(), nil
}

// recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *recorder) Header() http.Header         { return w.header }
func (w *recorder) WriteHeader(status int)      { w.status = cmp.Or(w.status, status) }
func (w *recorder) Write(b []byte) (int, error) { w.WriteHeader(http.StatusOK); return w.body.Write(b) }

// write puts a file in place at once: a web server may be reading the one before.
func write(dir, name string, body []byte) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(body)
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
