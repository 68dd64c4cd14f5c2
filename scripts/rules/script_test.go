package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"bouton3018/rules/packaged"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rules": main})
}

// TestScripts runs the commands as in a terminal. Each script starts with the
// packaged rules in the folder packaged.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			return os.CopyFS(filepath.Join(e.WorkDir, "packaged"), fs.FS(packaged.Files))
		},
	})
}
