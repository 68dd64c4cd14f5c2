package main

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/tidwall/gjson"

	"bouton3018/rules/flows"
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
// packaged rules in the folder packaged; $TREE is the source tree.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			tree, err := filepath.Abs("../..")
			e.Setenv("TREE", tree)
			return errors.Join(err, os.CopyFS(filepath.Join(e.WorkDir, "packaged"), packaged.Files))
		},
	})
}

// TestSigning runs the commands that sign and publish. Each script starts in a
// copy of the source tree's rules with a few of its flows; "dialogs" brings all, "server KEYS" starts an empty server
// of its own, "published" brings what the first publication left: keys, what was signed, and a server that has it.
// $D0 is the version of the detection part, $D1 the one after it; $R0 is that of the directory.
func TestSigning(t *testing.T) {
	firstPublication(t)
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
			return writeTree(e.WorkDir)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"server":    startServer,
			"dialogs":   copyDialogs,
			"published": bringPublished,
		},
	})
}

// dialogs are the recorded flows of the source tree. Tests that change the folder call it before.
var dialogs = sync.OnceValue(func() string {
	dir, err := filepath.Abs("../../rules/dialogs")
	if err != nil {
		panic(err)
	}
	return dir
})

// writeTree makes what the commands need of a source tree: the rules, a passphrase, and a few recorded flows. Every
// signature is given after all flows were decided anew; [TestRecorded] decides those that there are, once.
func writeTree(dir string) error {
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "passphrase.txt"), []byte("correct horse battery\n"), 0o600),
		os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module bouton3018\n"), 0o644),
		os.CopyFS(filepath.Join(dir, "rules", "packaged"), packaged.Files),
		writeFew(filepath.Join(dir, "rules", "dialogs")),
	)
}

// few are the flows of [fewSites] that tests of signing use, by their names.
var few = regexp.MustCompile(`^(post-harassment|post-self-harm|variant-select|negative-\S+)$`)

var fewSites = []string{"instagram", "messenger", "tiktok"}

// writeFew writes dialogs with [few] of their flows.
func writeFew(dir string) error {
	conditions, err := os.ReadFile(filepath.Join(dialogs(), flows.ConditionsFile))
	if err != nil {
		return err
	}
	for _, site := range fewSites {
		list := filepath.Join(dir, site, flows.ListFile)
		err = errors.Join(err, os.CopyFS(filepath.Dir(list), os.DirFS(filepath.Join(dialogs(), site))))
		isFlow, isKept := false, true
		err = errors.Join(err, keepLines(list, func(line string) bool {
			name, _, _ := strings.Cut(line, " ")
			if isFlow && name != "" { // else it goes on with the line before
				isKept = few.MatchString(name)
			}
			isFlow = isFlow || name == "[flows]"
			return isKept
		}))
		err = errors.Join(err, keepLines(filepath.Join(dir, site, flows.RecordsFile), func(line string) bool {
			name := gjson.Get(line, "flow").String()
			return few.MatchString(name[:max(0, strings.LastIndex(name, "-"))])
		}))
	}
	return errors.Join(err, os.WriteFile(filepath.Join(dir, flows.ConditionsFile), conditions, 0o644))
}

// keepLines leaves in a file those lines that are wanted.
func keepLines(file string, isWanted func(line string) bool) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var out []byte
	for line := range strings.Lines(string(text)) {
		if isWanted(strings.TrimSuffix(line, "\n")) {
			out = append(out, line...)
		}
	}
	return os.WriteFile(file, out, 0o644)
}

// copyDialogs brings all flows of the source tree.
func copyDialogs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: dialogs")
	}
	dir := ts.MkAbs("rules/dialogs")
	ts.Check(errors.Join(os.RemoveAll(dir), os.CopyFS(dir, os.DirFS(dialogs()))))
}

// TestRecorded decides every recorded step, as each signature asks.
func TestRecorded(t *testing.T) {
	src, err := source.Load(packaged.Files)
	if err != nil {
		t.Fatal(err)
	}
	c, err := configured(src.Detection(), src.Directory())
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	s := session{root: filepath.Join("..", "..")}
	if err := s.checkRecorded(&out, c, nil, false); err != nil {
		t.Fatal(err)
	}
	if steps := 0; !strings.Contains(out.String(), "decided as their flows expect") {
		t.Error(out.String())
	} else if fmt.Sscan(out.String(), &steps); steps < 500 {
		t.Errorf("%d steps are recorded", steps)
	}
}

// startServer starts a server that trusts the keys of a file, and names it in BOUTON_URL.
func startServer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: server KEYS")
	}
	serveScript(ts, ts.ReadFile(args[0]), ":memory:")
}

// bringPublished brings the [firstPublication].
func bringPublished(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: published")
	}
	ts.Check(os.CopyFS(ts.MkAbs("."), made.files))
	serveScript(ts, ts.ReadFile("rules/keys.txt"), ts.MkAbs(logFile))
}

func serveScript(ts *testscript.TestScript, keys, log string) {
	url, stop, err := startWorker(keys, log)
	ts.Check(err)
	ts.Defer(stop)
	ts.Setenv("BOUTON_URL", url)
}

// startWorker starts a server that trusts the keys of a key file, with the log that is in a database.
func startWorker(keys, log string) (url string, stop func(), err error) {
	db, err := delivery.OpenSQLite(log)
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
