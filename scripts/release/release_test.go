package main

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"bouton3018/rules/source"
	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/setup"
)

// asCommand makes of this program the command, which works on the tree in whose folder it runs.
const asCommand = "BOUTON_TEST_RELEASE"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

func root(t *testing.T) string {
	t.Helper()
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func newKey(t *testing.T, bits int) (text []byte) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

func TestSigningWrong(t *testing.T) {
	for name, key := range map[string][]byte{
		"no key":         []byte("key"),
		"a short key":    newKey(t, 1024),
		"no private key": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte("x")}),
		"a passphrase":   pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: []byte("x")}),
	} {
		if s, err := newSigning(key, "https://a.example/"); err == nil {
			t.Errorf("%s: taken, %s", name, s.address)
		}
	}
}

func TestAddressWrong(t *testing.T) {
	for _, address := range []string{"http://a.example/", "a.example", "https://a.example/?b", "https://a.example/#b"} {
		if err := checkAddress(address); err == nil {
			t.Errorf("%s is taken", address)
		}
	}
}

// TestRunWrong: what cannot become anything is said before anything is made, and names what is wrong.
func TestRunWrong(t *testing.T) {
	key := filepath.Join(t.TempDir(), "key.pem")
	write(t, key, string(newKey(t, 2048)))
	if err := os.Chmod(key, 0o600); err != nil {
		t.Fatal(err)
	}
	for want, f := range map[string]flags{
		"-publish needs a signed package": {publish: "https://rules.example"},
		"-address: \"http://a.example/\"": {key: key, address: "http://a.example/"},
	} {
		f.out = filepath.Join(t.TempDir(), "out")
		err := run(t.Context(), f, nil)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("no %q: %v", want, err)
		}
	}
}

// TestReadKey: whoever can read the key of a release can make another.
func TestReadKey(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there files have no such mode")
	}
	file := filepath.Join(t.TempDir(), "key.pem")
	write(t, file, "key")
	for mode, isRead := range map[fs.FileMode]bool{0o600: true, 0o400: true, 0o640: false, 0o604: false, 0o620: false} {
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := readKey(file); (err == nil) != isRead {
			t.Errorf("%o: %v", mode, err)
		}
	}
}

// TestRefusals changes one thing each, of a tree and a version that may be released on that day.
func TestRefusals(t *testing.T) {
	good := source.Released{
		Version: "1.2", Engine: 2, Detection: 1, Hosts: []string{"a.example"}, Asks: []string{"alarms", "storage"},
	}
	const last = `{"version":"1.1.9","engine":1,"detection":1,"hosts":["a.example","b.example"],"asks":["alarms","storage"]}`
	now := time.Date(2026, 1, 10, 0, 0, 0, 0, time.UTC) // no fact is old, but some are of a day to come
	helplines := filepath.Join("rules", "packaged", "countries", "FR", "helplines.json")
	tree := func(t *testing.T) string {
		dir := t.TempDir()
		packaged := filepath.Join(dir, "rules", "packaged")
		if err := os.CopyFS(packaged, os.DirFS(filepath.Join(root(t), "rules", "packaged"))); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "rules", "released", "1.1.9.json"), last)
		write(t, filepath.Join(dir, "rules", "released", "1.1.json"), strings.Replace(last, "1.1.9", "1.1", 1))
		return dir
	}
	told := func(t *testing.T, dir string, r source.Released, now time.Time) string {
		wrong, err := refusals(dir, r, now)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(wrong, "\n")
	}
	calm := told(t, tree(t), good, now)
	for want, change := range map[string]func(dir string, r *source.Released, now *time.Time){
		"1.1.9 is not newer than 1.1.9":         func(_ string, r *source.Released, _ *time.Time) { r.Version = "1.1.9" },
		"1.1.10.0.0":                            func(_ string, r *source.Released, _ *time.Time) { r.Version = "1.1.10.0.0" },
		"asks for c.example, and 1.1.9 did not": func(_ string, r *source.Released, _ *time.Time) { r.Hosts = []string{"c.example"} },
		"asks for tabs, and 1.1.9 did not":      func(_ string, r *source.Released, _ *time.Time) { r.Asks = []string{"tabs"} },
		"the facts of fr-3018 are of medium confidence": func(dir string, _ *source.Released, _ *time.Time) {
			text, err := os.ReadFile(filepath.Join(dir, helplines))
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.Replace(string(text), `"confidence": "high"`, `"confidence": "medium"`, 1)
			write(t, filepath.Join(dir, helplines), changed)
		},
		"the hours of fr-3018, of 2026-07-24, are told as usual ones from 2027-07-25 on": func(_ string, _ *source.Released, now *time.Time) {
			*now = time.Date(2027, 5, 1, 0, 0, 0, 0, time.UTC)
		},
	} {
		dir, r, day := tree(t), good, now
		change(dir, &r, &day)
		if got := told(t, dir, r, day); !strings.Contains(got, want) || strings.Contains(calm, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	for _, newer := range []string{"1.1.10", "1.2", "2.0"} {
		r := good
		r.Version = newer
		if got := told(t, tree(t), r, now); got != calm {
			t.Errorf("%s is refused: %s", newer, got)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWriteLeavesOthersAlone(t *testing.T) {
	dir := t.TempDir()
	f := files{"a.zip": []byte("a")}
	f[sums] = f.sums()
	if err := f.write(dir); err != nil {
		t.Fatal(err)
	}
	if err := f.write(dir); err != nil {
		t.Errorf("over an earlier release: %v", err)
	}
	broken := files{"b.zip": []byte("b")}
	broken["no folder/d.zip"], broken["c.zip"] = []byte("d"), []byte("c")
	broken[sums] = broken.sums()
	for range 20 { // wherever it breaks off
		if err := broken.write(dir); err == nil {
			t.Fatal("a file without a folder is written")
		}
		if err := f.write(dir); err != nil {
			t.Fatalf("after one that broke off: %v", err)
		}
	}
	write(t, filepath.Join(dir, "mine.txt"), "")
	if err := f.write(dir); err == nil || !strings.Contains(err.Error(), "mine.txt") {
		t.Errorf("over another file: %v", err)
	}
}

// copyTree makes another checkout of the sources, with what is installed.
func copyTree(t *testing.T, to string) {
	from := root(t)
	err := filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, _ := filepath.Rel(from, name)
		switch {
		case below == ".git" && !entry.IsDir(): // of a linked work tree
			return nil
		case slices.Contains([]string{".git", "dist"}, below), below == filepath.Join("worker", "node_modules"):
			return filepath.SkipDir
		case entry.IsDir():
			return os.MkdirAll(filepath.Join(to, below), 0o755)
		case entry.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(name)
			if err != nil {
				return err
			}
			return os.Symlink(target, filepath.Join(to, below))
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, below), content, info.Mode())
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSameBytes makes the same release in this checkout, and in another place, language and zone.
func TestSameBytes(t *testing.T) {
	key := newKey(t, 2048)
	keyFile := filepath.Join(t.TempDir(), "key.pem")
	write(t, keyFile, string(key))
	if err := os.Chmod(keyFile, 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "é à", "b")
	copyTree(t, other)
	var made [2]map[string][]byte
	for i, tree := range []string{root(t), other} {
		out := t.TempDir()
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-trial", "-o", out,
			"-key", keyFile, "-address", "https://rules.example/extension/")
		cmd.Env = append(os.Environ(), asCommand+"=1")
		if tree == other {
			cmd.Env = append(cmd.Env, "TZ=Pacific/Kiritimati", "LC_ALL=tr_TR.UTF-8", "GOFLAGS=-trimpath", "SOURCE_DATE_EPOCH=1")
		}
		cmd.Dir = tree
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		made[i] = map[string][]byte{}
		entries, err := os.ReadDir(out)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if made[i][entry.Name()], err = os.ReadFile(filepath.Join(out, entry.Name())); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(made[0]) != 10 || len(made[1]) != len(made[0]) {
		t.Errorf("%d and %d files", len(made[0]), len(made[1]))
	}
	for name, content := range made[0] {
		if !bytes.Equal(content, made[1][name]) {
			t.Errorf("%s differs", name)
		}
	}
	version := gjson.GetBytes(manifestIn(t, made[0], "family.zip"), "version").String()
	signed := manifestIn(t, made[0], ".crx")
	if got := gjson.GetBytes(signed, "update_url").String(); got != "https://rules.example/extension/updates.xml" {
		t.Errorf("the school's edition looks for newer versions at %q", got)
	}
	for _, edition := range []string{"family.zip", "school.zip", "neutral.zip"} {
		if manifest := manifestIn(t, made[0], edition); gjson.GetBytes(manifest, "update_url").Exists() {
			t.Errorf("%s names an address, which stores refuse", edition)
		}
	}
	if !strings.Contains(string(made[0]["updates.xml"]), `version="`+version+`"`) {
		t.Errorf("updates.xml does not say %s", version)
	}
	bill := made[0]["sbom.json"]
	for _, part := range []string{"preact", "TinyGo", "Go", "golang.org/x/mod", "golang.org/x/text"} {
		if got := gjson.GetBytes(bill, `components.#(name="`+part+`").version`).String(); got == "" {
			t.Errorf("the bill of materials has no version of %s", part)
		}
	}
	// Two licences together are no identifier of one.
	if got := gjson.GetBytes(bill, `components.#(name="pako").licenses.0.expression`).String(); got != "(MIT AND Zlib)" {
		t.Errorf("pako has the licence %q", got)
	}
}

// manifestIn reads the manifest in the package whose name has this end. A zip may have anything before it, as in a CRX.
func manifestIn(t *testing.T, made map[string][]byte, end string) []byte {
	t.Helper()
	for name, content := range made {
		if !strings.HasSuffix(name, end) {
			continue
		}
		z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		file, err := z.Open("manifest.json")
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(file)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	t.Fatalf("no package ends with %s", end)
	return nil
}

func TestRecordOf(t *testing.T) {
	r, err := recordOf(assemble.Package{
		"manifest.json": []byte(`{"version":"1.2","permissions":["storage"],"optional_host_permissions":["https://*/*"],` +
			`"host_permissions":["https://a.example/*"]}`),
		"detection.json": []byte(`{"part":"detection","version":7}`),
	})
	want := source.Released{Version: "1.2", Engine: r.Engine, Detection: 7, Hosts: []string{"a.example"},
		Asks: []string{"https://*/*", "storage"}}
	if err != nil || r.Engine == 0 || !slices.Equal(r.Hosts, want.Hosts) || !slices.Equal(r.Asks, want.Asks) ||
		r.Version != want.Version || r.Detection != want.Detection {
		t.Errorf("%+v, %v", r, err)
	}
}
