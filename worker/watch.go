//go:build !js

package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"bouton3018/rules/changes"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
)

// Who watches waits so long for an answer, and so long before it asks again for a head that is older than the one
// before: a cache keeps one for a minute.
var answerLimit, lateCopy = 30 * time.Second, 65 * time.Second

// runWatch asks a server for its state and for what browsers ask, and fails with what is wrong.
func runWatch(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("worker watch", flag.ContinueOnError)
	keyFile := flags.String("keys", "", "the key `file` of the packages")
	kept := flags.String("kept", "", "the `file` in which the newest head is kept until the next time")
	days := flags.Int("days", 45, "the age of the head, in `days`, above which it is too old")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || *keyFile == "" || *kept == "" {
		return errors.New("watch needs keys, a file to keep the head in, and the server: " +
			"watch -keys FILE -kept FILE https://…")
	}
	text, err := source.ReadFile(*keyFile)
	if err != nil {
		return err
	}
	w := watched{address: strings.TrimSuffix(flags.Arg(0), "/"), kept: *kept}
	if server, err := url.Parse(w.address); err != nil || server.Host == "" {
		return fmt.Errorf("%q is not the address of a server", flags.Arg(0))
	}
	if w.keys, err = release.ParseKeys(string(text)); err != nil {
		return fmt.Errorf("%s: %w", *keyFile, err)
	}
	version, err := w.health(ctx)
	if err != nil {
		return err
	}
	head, err := w.head(ctx)
	if err != nil {
		return err
	}
	signed, err := time.Parse(release.TimeLayout, head.Time)
	if err != nil {
		return err
	}
	if age := time.Since(signed); age > time.Duration(*days)*24*time.Hour {
		const old = "the newest head of %s is %d days old, and more than %d are too many"
		return fmt.Errorf(old, w.address, age/(24*time.Hour), *days)
	}
	const well = "%s answers: program %s, log of size %d, head of %s\n"
	_, err = fmt.Fprintf(out, well, w.address, version, head.Size, head.Time)
	return err
}

// watched is a server, as one of its clients knows it.
type watched struct {
	address string
	keys    *release.Keys
	kept    string // file of the newest head that was seen
}

// health asks the program and its database how they are, and returns the program's version.
func (w *watched) health(ctx context.Context) (version string, err error) {
	text, err := w.get(ctx, "/healthz")
	if err != nil {
		return "", err
	}
	var health struct{ Version string }
	if json.Unmarshal(text, &health) != nil || health.Version == "" {
		return "", fmt.Errorf("%s/healthz answers %.100q, which is not one of ours: is the address right?", w.address, text)
	}
	return health.Version, nil
}

// head returns the newest head, after it was checked and kept. One that is behind what was kept may come from a cache,
// and is asked for once more.
func (w *watched) head(ctx context.Context) (release.Head, error) {
	head, err := w.newest(ctx)
	if errors.Is(err, errShrank) {
		select {
		case <-ctx.Done():
			return head, ctx.Err()
		case <-time.After(lateCopy):
		}
		head, err = w.newest(ctx)
	}
	return head, err
}

var errShrank = errors.New("the log shrank")

// newest checks the head like a client: its signature, those of its two statements, that they are in the log, and that
// the log goes on from the head that was kept. The head takes the place of that one.
func (w *watched) newest(ctx context.Context) (head release.Head, err error) {
	body, err := w.get(ctx, "/v1/head")
	if err != nil {
		return head, err
	}
	file, err := release.ParseHeadFile(string(body))
	if err != nil {
		return head, fmt.Errorf("%s/v1/head: %w", w.address, err)
	}
	if head, err = w.keys.OpenHead(file.Head); err != nil {
		return head, fmt.Errorf("%s/v1/head: %w", w.address, err)
	}
	for _, part := range release.Parts {
		if _, err := w.keys.OpenStatement(part, file.Statement(part)); err != nil {
			return head, fmt.Errorf("%s/v1/head: %w", w.address, err)
		}
	}
	before, err := w.before()
	switch {
	case err != nil:
		return head, err
	case head.Size < before.Size:
		const shorter = "%w: %s has %d entries, and had %d: %s has the proof"
		return head, fmt.Errorf(shorter, errShrank, w.address, head.Size, before.Size, w.kept)
	case head.Size == before.Size && head.Hash != before.Hash:
		const other = "%s shows another log of %d entries than before: %s has the other head"
		return head, fmt.Errorf(other, w.address, head.Size, w.kept)
	case head.Size == before.Size:
		return head, nil
	}
	name := fmt.Sprintf("/v1/proof/%d/%d", before.Size, head.Size)
	if body, err = w.get(ctx, name); err != nil {
		return head, err
	}
	proof, err := release.ParseProof(string(body))
	if err == nil {
		err = proof.Check(before, head, file.Leaf())
	}
	if err != nil {
		return head, fmt.Errorf("%s%s: %w", w.address, name, err)
	}
	// Another process may be reading it.
	if err := os.WriteFile(w.kept+".new", []byte(file.Head), 0o644); err != nil {
		return head, err
	}
	return head, os.Rename(w.kept+".new", w.kept)
}

// before returns the head that was kept, of size 0 where none was.
func (w *watched) before() (head release.Head, err error) {
	text, err := source.ReadFile(w.kept)
	if errors.Is(err, fs.ErrNotExist) {
		return head, nil
	}
	if err == nil {
		head, err = w.keys.OpenHead(string(text))
	}
	if err != nil {
		return head, fmt.Errorf("the head that was kept in %s: %w", w.kept, err)
	}
	return head, nil
}

// get returns what the server answers to a path. Whatever is no answer of it is an error.
func (w *watched) get(ctx context.Context, path string) ([]byte, error) {
	client := http.Client{
		Timeout:       answerLimit,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, w.address+path, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/json")
	resp, err := client.Do(r)
	if err != nil {
		return nil, fmt.Errorf("%s does not answer: %w", w.address, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, release.MaxProof+1))
	if err != nil {
		return nil, fmt.Errorf("%s%s breaks off: %w", w.address, path, err)
	}
	if resp.StatusCode != http.StatusOK {
		detail := gjson.GetBytes(body, "error.detail").String()
		detail = changes.Plain(cmp.Or(detail, "not an answer of ours"))
		return nil, fmt.Errorf("%s%s answers %d: %s", w.address, path, resp.StatusCode, detail)
	}
	if len(body) > release.MaxProof {
		return nil, fmt.Errorf("%s%s is larger than %d bytes", w.address, path, release.MaxProof)
	}
	return body, nil
}
