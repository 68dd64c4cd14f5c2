//go:build !js

package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
	keys, db := filepath.Join(dir, "keys.txt"), filepath.Join(dir, "rules.db")
	if err := os.WriteFile(keys, []byte(m.Keys), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- run(ctx, []string{"-addr", "127.0.0.1:0", "-keys", keys, "-db", db, "-publisher", "A school"}, in)
	}()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address = strings.TrimSuffix(strings.TrimSpace(address), "/")
	if a := publish(t, address, m.Next()); a.status != http.StatusOK {
		t.Fatalf("publishing: %d %s", a.status, a.body)
	}
	head := ask(t, address, http.MethodGet, "/v1/head", nil, nil)
	backup := filepath.Join(dir, "backup.db") // while it runs, and much stands in its write-ahead log
	if err := run(t.Context(), []string{"backup", "-db", db, backup}, io.Discard); err != nil {
		t.Fatal(err)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("the server ended with %v", err)
	}
	for _, from := range []string{db, backup} {
		files := filepath.Join(dir, "files", filepath.Base(from))
		if err := run(t.Context(), []string{"export", "-db", from, files}, io.Discard); err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(filepath.Join(files, "v1", "head")); err != nil || string(text) != head.body {
			t.Errorf("the head exported from %s is %q, the served one %q: %v", from, text, head.body, err)
		}
	}
	if err := run(t.Context(), []string{"backup", "-db", db, backup}, io.Discard); err == nil {
		t.Error("a copy replaces another one")
	}
}

// TestArguments: what cannot be done is said before anything is made.
func TestArguments(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	for line, want := range map[string]string{
		"export":                             "export needs a folder",
		"export dir":                         "export needs a folder",
		"export -db a -from https://b.c dir": "export needs a folder",
		"export -from rules dir":             "not the address",
		"export -db " + missing + " dir":     "no such file",
		"backup -db " + missing + " copy":    "no such file",
		"backup copy":                        "backup needs the database",
		"serve":                              `"serve" is no argument`,
		"-keys " + missing:                   "no such file",
		"-addr 127.0.0.1:none":               "unknown port",
	} {
		err := run(t.Context(), strings.Fields(line), io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", line, err)
		}
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("a database was made")
	}
}
