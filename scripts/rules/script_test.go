package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/tidwall/gjson"

	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
	"bouton3018/scripts/rules/keyfile"
	"bouton3018/worker/delivery"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rules": func() {
		quick()
		main()
	}})
}

// quick makes keys that are good for a test only, and waits for no cache.
func quick() { keyfile.WorkFactor, pause, lateCopy = 10, 50*time.Millisecond, 100*time.Millisecond }

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
// $D0 is the version of the detection part, $D1 the one after it; $R0 is that of the directory.
func TestSigning(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/signing",
		Setup: func(e *testscript.Env) error {
			src, err := source.Load(packaged.Files)
			if err != nil {
				return err
			}
			for name, part := range map[string][]byte{"D": src.Detection(), "R": src.Directory()} {
				for i := range int64(4) {
					e.Setenv(fmt.Sprint(name, i), fmt.Sprint(gjson.GetBytes(part, "version").Int()+i))
				}
			}
			e.Setenv(keyfile.PassphraseFile, filepath.Join(e.WorkDir, "passphrase.txt"))
			return writeTree(e.WorkDir, os.DirFS("../../rules/dialogs"))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"server": startServer},
	})
}

// writeTree makes what the commands need of a source tree: the rules, the recorded dialogs, and a
// passphrase.
func writeTree(dir string, dialogs fs.FS) error {
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "passphrase.txt"), []byte("correct horse battery\n"), 0o600),
		os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module bouton3018\n"), 0o644),
		os.CopyFS(filepath.Join(dir, "rules", "packaged"), packaged.Files),
		os.CopyFS(filepath.Join(dir, "rules", "dialogs"), dialogs),
	)
}

// startServer starts a server that trusts the keys of a file, and names it in BOUTON_URL.
func startServer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: server KEYS")
	}
	url, stop, err := startWorker(ts.ReadFile(args[0]))
	ts.Check(err)
	ts.Defer(stop)
	ts.Setenv("BOUTON_URL", url)
}

// startWorker starts an empty server that trusts the keys of a key file.
func startWorker(keys string) (url string, stop func(), err error) {
	db, err := delivery.OpenSQLite(":memory:")
	if err != nil {
		return "", nil, err
	}
	handler, err := delivery.New(delivery.Config{DB: db, Keys: keys})
	if err != nil {
		db.Close()
		return "", nil, err
	}
	s := httptest.NewServer(handler)
	return s.URL, func() { s.Close(); db.Close() }, nil
}
