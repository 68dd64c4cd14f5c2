//go:build !js

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bouton3018/extension/crx"
	"bouton3018/extension/crx/crxtest"
	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/worker/delivery"
)

// TestNative runs the program as a school would: a key file, a database file, an export after it ended.
func TestNative(t *testing.T) {
	rules, err := delivery.Packaged()
	if err != nil {
		t.Fatal(err)
	}
	m := releasetest.New(time.Now())
	m.SignBoth(string(rules.Detection), string(rules.Directory))
	dir := t.TempDir()
	keys, db := keyFile(t, m), filepath.Join(dir, "rules.db")
	address, stop := startNative(t, "-keys", keys, "-db", db, "-publisher", "A school")
	if a := publish(t, address, m.Next()); a.status != http.StatusOK {
		t.Fatalf("publishing: %d %s", a.status, a.body)
	}
	head := ask(t, address, http.MethodGet, "/v1/head", nil, nil)
	backup := filepath.Join(dir, "backup.db") // while it runs, and much stands in its write-ahead log
	if err := run(t.Context(), []string{"backup", "-db", db, backup}, io.Discard); err != nil {
		t.Fatal(err)
	}
	stop()
	for _, from := range []string{db, backup} {
		files := filepath.Join(dir, "files", filepath.Base(from))
		if err := run(t.Context(), []string{"export", "-db", from, files}, io.Discard); err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(filepath.Join(files, "v1", "head")); err != nil || string(text) != head.body {
			t.Errorf("the head exported from %s is %q, the served one %q: %v", from, text, head.body, err)
		}
	}
	if left, err := filepath.Glob(backup + ".new*"); err != nil || len(left) > 0 {
		t.Error("what is unfinished stays:", left, err)
	}
	if err := run(t.Context(), []string{"backup", "-db", db, backup}, io.Discard); err == nil {
		t.Error("a copy replaces another one")
	}
}

// TestRestore: a copy that was made while the server ran is served instead of a database that is gone, with the same
// bytes and no version less.
func TestRestore(t *testing.T) {
	rules, err := delivery.Packaged()
	if err != nil {
		t.Fatal(err)
	}
	m := releasetest.New(time.Now())
	m.SignBoth(string(rules.Detection), string(rules.Directory))
	changed := releasetest.AddPhrase(string(rules.Detection), 1, "pestering")
	dir := t.TempDir()
	db, backup := filepath.Join(dir, "rules.db"), filepath.Join(dir, "backup.db")
	key := crxtest.Key()
	file := crxtest.Make("1.2", key)
	extension, err := crx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	keys := keyFile(t, m)
	address, stop := startNative(t, "-keys", keys, "-db", db, "-extension", extension.ID)
	paths := []string{
		"/v1/head", "/v1/log", "/extension/bouton3018-1.2.crx", partPath(changed), partPath(string(rules.Directory)),
	}
	for i := range 3 {
		var parts []string
		if i == 1 {
			m.Sign(release.Detection, changed, "kestrel")
			parts = []string{changed}
		}
		if a := publish(t, address, m.Next(parts...)); a.status != http.StatusOK {
			t.Fatalf("publishing: %d %s", a.status, a.body)
		}
		m.Grow()
		paths = append(paths, fmt.Sprintf("/v1/proof/%d/3", i))
	}
	asCRX := map[string]string{"Content-Type": "application/x-chrome-extension"}
	if a := ask(t, address, http.MethodPost, "/v1/package", asCRX, file); a.status != http.StatusOK {
		t.Fatalf("the package: %d %s", a.status, a.body)
	}
	served := map[string]string{}
	for _, path := range paths {
		served[path] = ask(t, address, http.MethodGet, path, nil, nil).body
	}
	if err := run(t.Context(), []string{"backup", "-db", db, backup}, io.Discard); err != nil {
		t.Fatal(err)
	}
	stop()
	for _, name := range []string{db, db + "-wal", db + "-shm"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	address, stop = startNative(t, "-keys", keys, "-db", backup, "-extension", extension.ID)
	defer stop()
	for path, body := range served {
		if a := ask(t, address, http.MethodGet, path, nil, nil); a.status != http.StatusOK || a.body != body {
			t.Errorf("%s: %d and %d bytes, which were %d", path, a.status, len(a.body), len(body))
		}
	}
	verifyLog(t, address, m)
	if a := publish(t, address, m.Next()); a.status != http.StatusOK {
		t.Errorf("the next publication: %d %s", a.status, a.body)
	}
}

// keyFile writes a maintainer's key file.
func keyFile(t *testing.T, m *releasetest.Maintainer) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "keys.txt")
	if err := os.WriteFile(name, []byte(m.Keys), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// startNative starts the program and returns its address, and what ends it.
func startNative(t *testing.T, args ...string) (address string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), in) }()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(strings.TrimSpace(address), "/"), func() {
		t.Helper()
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the server ended with %v", err)
		}
	}
}

// verifyLog lets `rules log verify` hold a server against the last head of a maintainer, as an operator does after a
// restore: a version that is missing is an error.
func verifyLog(t *testing.T, address string, m *releasetest.Maintainer) {
	t.Helper()
	heads := filepath.Join(t.TempDir(), "heads.txt")
	if err := os.WriteFile(heads, []byte(m.Head), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "run", "./scripts/rules", "log",
		"-url", address, "-keys", keyFile(t, m), "-heads", heads, "verify")
	cmd.Dir = ".."
	out, err := cmd.CombinedOutput()
	want := fmt.Sprintf("%d versions: every leaf, every tree and every head fit together", m.Log.Size)
	if err != nil || !strings.Contains(string(out), want) || !strings.Contains(string(out), "1 heads in") {
		t.Errorf("rules log verify: %v\n%s", err, out)
	}
}

// TestArguments: what cannot be done is said before anything is made.
func TestArguments(t *testing.T) {
	dir := t.TempDir()
	missing, other, empty := filepath.Join(dir, "missing"), filepath.Join(dir, "other.txt"), filepath.Join(dir, "empty.db")
	for name, text := range map[string]string{other: strings.Repeat("no database. ", 99), empty: ""} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for line, want := range map[string]string{
		"export":                                          "export needs a folder",
		"export dir":                                      "export needs a folder",
		"export -db a -from https://b.c dir":              "export needs a folder",
		"export -from rules dir":                          "not the address",
		"export -db " + missing + " dir":                  "no such file",
		"backup -db " + missing + " copy":                 "no such file",
		"backup copy":                                     "backup needs the database",
		"backup -db " + other + " copy":                   "other.txt cannot be opened as a database",
		"backup -db " + empty + " copy":                   "empty.db holds no log",
		"-db " + other:                                    "other.txt cannot be opened as a database",
		"-keys " + other:                                  "other.txt: line 1 of the key file",
		"restore a":                                       "restore needs an export",
		"restore " + missing + " b":                       "no such file",
		"watch https://b.c":                               "watch needs keys",
		"watch -keys " + missing + " -kept a https://b.c": "no such file",
		"serve":                `"serve" is no argument`,
		"-keys " + missing:     "no such file",
		"-addr 127.0.0.1:none": "unknown port",
	} {
		err := run(t.Context(), strings.Fields(line), io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", line, err)
		}
	}
	for _, made := range []string{missing, "copy", "copy.new"} {
		if _, err := os.Stat(made); err == nil {
			t.Error(made, "was made")
		}
	}
}
