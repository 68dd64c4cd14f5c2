package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"bouton3018/rules/packaged"
	"bouton3018/worker/delivery"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rules": func() {
		workFactor, pause = 10, 50*time.Millisecond // keys that are good for a test only
		main()
	}})
}

// TestScripts runs the commands as in a terminal. Each script starts with the
// packaged rules in the folder packaged.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			return os.CopyFS(filepath.Join(e.WorkDir, "packaged"), packaged.Files)
		},
	})
}

// TestSigning runs the commands that sign and publish. Each script starts in a
// copy of the source tree's rules; "server KEYS" starts an empty server of its own.
func TestSigning(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/signing",
		Setup: func(e *testscript.Env) error {
			e.Setenv(passphraseFile, filepath.Join(e.WorkDir, "passphrase.txt"))
			err := os.WriteFile(filepath.Join(e.WorkDir, "passphrase.txt"), []byte("correct horse battery\n"), 0o600)
			if err == nil {
				err = os.WriteFile(filepath.Join(e.WorkDir, "go.mod"), []byte("module bouton3018\n"), 0o644)
			}
			if err == nil {
				err = os.CopyFS(filepath.Join(e.WorkDir, "rules", "packaged"), packaged.Files)
			}
			if err == nil {
				err = os.CopyFS(filepath.Join(e.WorkDir, "rules", "dialogs"), os.DirFS("../../rules/dialogs"))
			}
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"server": startServer},
	})
}

// startServer starts a server that trusts the keys of a file, and names it in BOUTON_URL.
func startServer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: server KEYS")
	}
	db, err := delivery.OpenSQLite("")
	ts.Check(err)
	handler, err := delivery.New(delivery.Config{DB: db, Keys: ts.ReadFile(args[0])})
	ts.Check(err)
	s := httptest.NewServer(handler)
	ts.Defer(func() {
		s.Close()
		db.Close()
	})
	ts.Setenv("BOUTON_URL", s.URL)
}
