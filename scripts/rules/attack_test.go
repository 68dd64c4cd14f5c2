package main

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/scripts/rules/keyfile"
	"bouton3018/scripts/rules/published"
)

// tree is a copy of the rules with five keys and an empty server. Commands run in
// it as if it were the source tree.
type tree struct {
	t    *testing.T
	keys string
}

func newTree(t *testing.T) *tree {
	t.Helper()
	tr := emptyTree(t)
	for _, b := range birds {
		line, err := keyfile.New(b.role, b.name, "keys")
		if err != nil {
			t.Fatal(err)
		}
		tr.keys += line + "\n"
	}
	tr.write("rules/keys.txt", tr.keys)
	tr.serve(":memory:")
	return tr
}

// emptyTree has no keys and no server.
func emptyTree(t *testing.T) *tree {
	t.Helper()
	quick()
	dialogs()
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv(keyfile.PassphraseFile, filepath.Join(dir, "passphrase.txt"))
	if err := writeTree(dir); err != nil {
		t.Fatal(err)
	}
	return &tree{t: t}
}

// newPublished is a tree after the [firstPublication].
func newPublished(t *testing.T) *tree {
	t.Helper()
	firstPublication(t)
	tr := emptyTree(t)
	if err := os.CopyFS(".", made.files); err != nil {
		t.Fatal(err)
	}
	tr.keys = tr.read("rules/keys.txt")
	tr.serve(logFile)
	return tr
}

// made is what the first publication left in its tree.
var made struct {
	sync.Once
	files fstest.MapFS
}

const logFile = "log.db"

// firstPublication signs and publishes the packaged rules, once for all tests that go on from there: it is the same
// commands for each. Those of life.txtar do it step by step.
func firstPublication(t *testing.T) {
	t.Helper()
	made.Do(func() {
		t.Run("first publication", func(t *testing.T) {
			tr := newTree(t)
			stop := tr.serve(logFile)
			tr.must(`
				sign detection -key keys/kestrel.key
				sign directory -key keys/heron.key
				cosign -key keys/swift.key -yes dist/release/directory.note
				publish -key keys/owl.key -yes`)
			stop() // all of the log is in one file
			made.files = fstest.MapFS{}
			tr.keep(logFile, "rules/keys.txt", "rules/heads.txt", "keys/*", "dist/release/*")
		})
	})
	if made.files["rules/heads.txt"] == nil {
		t.Fatal("the first publication failed")
	}
}

// keep takes files of the tree into what is made.
func (tr *tree) keep(patterns ...string) {
	tr.t.Helper()
	for _, pattern := range patterns {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			made.files[filepath.ToSlash(name)] = &fstest.MapFile{Data: []byte(tr.read(name)), Mode: 0o600}
		}
	}
}

// serve starts a server with a log in place of the one before.
func (tr *tree) serve(log string) (stop func()) {
	tr.t.Helper()
	url, stop, err := startWorker(tr.keys, log)
	if err != nil {
		tr.t.Fatal(err)
	}
	stop = sync.OnceFunc(stop)
	tr.t.Cleanup(stop)
	tr.t.Setenv("BOUTON_URL", url)
	return stop
}

func (tr *tree) write(name, text string) {
	tr.t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o600)); err != nil {
		tr.t.Fatal(err)
	}
}

func (tr *tree) read(name string) string {
	tr.t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		tr.t.Fatal(err)
	}
	return string(text)
}

// edit replaces text in a rule file.
func (tr *tree) edit(name, old, new string) {
	tr.t.Helper()
	name = "rules/packaged/" + name
	text := tr.read(name)
	if !strings.Contains(text, old) {
		tr.t.Fatalf("%s does not contain %q", name, old)
	}
	tr.write(name, strings.ReplaceAll(text, old, new))
}

func (tr *tree) run(line string) error {
	words := strings.Fields(line)
	return map[string]func([]string) error{
		"sign": sign, "cosign": cosign, "publish": publish, "withdraw": withdraw, "log": printLog,
	}[words[0]](words[1:])
}

// must runs commands, one a line.
func (tr *tree) must(lines string) {
	tr.t.Helper()
	for _, line := range strings.Split(lines, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			if err := tr.run(line); err != nil {
				tr.t.Fatalf("%s: %v", line, err)
			}
		}
	}
}

// refuses runs a command that must fail with all these words, and must change
// nothing that is published or signed.
func (tr *tree) refuses(line string, want ...string) {
	tr.t.Helper()
	before := tr.state()
	err := tr.run(line)
	if err == nil {
		tr.t.Errorf("%s is done", line)
		return
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			tr.t.Errorf("%s: no %q in %v", line, w, err)
		}
	}
	if after := tr.state(); after != before {
		tr.t.Errorf("%s failed and changed something:\n%s\n%s", line, before, after)
	}
}

// state is what is signed and what is published.
func (tr *tree) state() string {
	s, err := published.NewServer(os.Getenv("BOUTON_URL"))
	if err != nil {
		tr.t.Fatal(err)
	}
	log, err := s.Get("log", 1<<20)
	if err != nil {
		tr.t.Fatal(err)
	}
	notes, _ := filepath.Glob("dist/release/*.note")
	for _, n := range notes {
		log = append(log, tr.read(n)...)
	}
	return string(log)
}

func TestAttackWrongKey(t *testing.T) {
	tr := newTree(t)
	if _, err := keyfile.New(release.RoleDirectory, "magpie", "keys"); err != nil {
		t.Fatal(err)
	}
	// The name of a known key over another key.
	if _, err := keyfile.New(release.RoleDirectory, "heron", "stolen"); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"keys/magpie.key", "stolen/heron.key"} {
		tr.refuses("sign directory -key "+key, "is not in the key file")
	}
	tr.refuses("sign directory -key keys/kestrel.key",
		"kestrel is a detection key, which does not count under the directory part")
	tr.refuses("sign detection -key keys/owl.key",
		"owl is a log key, which does not count under the detection part")
	tr.must("sign detection -key keys/kestrel.key")
	tr.must("sign directory -key keys/heron.key")
	tr.refuses("cosign -key keys/magpie.key -yes dist/release/directory.note", "magpie is not in the key file")
	tr.refuses("cosign -key keys/kestrel.key -yes dist/release/directory.note",
		"does not count under the directory part")
	tr.must("cosign -key keys/swift.key -yes dist/release/directory.note")
	tr.refuses("publish -key keys/kestrel.key -yes", "heads are signed with a log key")
}

func TestAttackOneSignatureAndTheSameKeyTwice(t *testing.T) {
	tr := newTree(t)
	tr.must("sign detection -key keys/kestrel.key")
	tr.must("sign directory -key keys/heron.key")
	needsTwo := "has the signature of one key and needs two"
	tr.refuses("publish -key keys/owl.key -yes", needsTwo)
	tr.refuses("cosign -key keys/heron.key -yes dist/release/directory.note", "the same key counts once")
	tr.refuses("sign directory -key keys/heron.key", "the same key counts once")

	// Its signature twice in the note, written by hand.
	note := tr.read("dist/release/directory.note")
	line := note[strings.LastIndex(strings.TrimSpace(note), "\n")+1:]
	tr.write("dist/release/directory.note", note+line)
	tr.refuses("publish -key keys/owl.key -yes", needsTwo)
	// Under another name.
	tr.write("dist/release/directory.note", note+strings.Replace(line, "heron", "swift", 1))
	tr.refuses("publish -key keys/owl.key -yes", needsTwo)
	// In the key file under another name, with the hash that belongs to it.
	fields := strings.Split(tr.keys, "\n")
	again := strings.Replace(fields[2], "directory", "detection", 1)
	tr.write("twice.txt", strings.Replace(tr.keys, fields[3], again, 1))
	tr.refuses("publish -keys twice.txt -key keys/owl.key -yes", "are the same key")
}

func TestAttackStatementOfTheOtherPart(t *testing.T) {
	tr := newTree(t)
	tr.must("sign detection -key keys/kestrel.key")
	tr.write("dist/release/directory.note", tr.read("dist/release/detection.note"))
	tr.write("dist/release/directory.json", tr.read("dist/release/detection.json"))
	tr.refuses("publish -key keys/owl.key -yes", "not of the directory part")
	tr.refuses("cosign -key keys/heron.key -yes dist/release/directory.note", "the note must be named")
}

func TestAttackPartThatFiresOnEverything(t *testing.T) {
	tr := newPublished(t)
	// Every dialog of a site has one of these.
	tr.edit("lexicon/fr.json", `"report": [`, `"report": ["partag*", "fermer", "annul*", `)
	tr.refuses("sign detection -key keys/kestrel.key", "fires on ", "negative-", "nothing was signed")
}

func TestAttackPartThatSilencesFlows(t *testing.T) {
	tr := newPublished(t)
	tr.edit("lexicon/fr.json", `"harcel*", `, "")
	tr.edit("lexicon/fr.json", `"intimid*", `, "")
	tr.refuses("sign detection -key keys/kestrel.key", "silences ", "expected card harassment", "nothing was signed")

	// A label that is given another meaning, which sounds harmless in a diff.
	tr.edit("lexicon/fr.json", `"cyberharc*", `, `"harcel*", "intimid*", "cyberharc*", `)
	tr.edit("platforms/tiktok.json", `"labels": [`,
		`"labels": [{"text": "Suicide et automutilation", "concept": "spam", "evidence": "verbatim"},`)
	tr.refuses("sign detection -key keys/kestrel.key", "silences ", "expected card self_harm")
}

func TestAttackPartThatEmptiesASite(t *testing.T) {
	tr := newPublished(t)
	var site map[string]any
	whole := tr.read("rules/packaged/platforms/tiktok.json")
	if err := json.Unmarshal([]byte(whole), &site); err != nil {
		t.Fatal(err)
	}
	site["hooks"], site["labels"] = []any{}, []any{}
	empty, err := json.Marshal(site)
	if err != nil {
		t.Fatal(err)
	}
	tr.write("rules/packaged/platforms/tiktok.json", string(empty))
	s := newSession("sign", "url", "keys", "heads")
	if _, err := s.begin(nil, 0, 0); err != nil {
		t.Fatal(err)
	}
	if err := s.editRelease(func(r *source.Release) { r.Detection++ }); err != nil {
		t.Fatal(err)
	}
	last, _, err := s.online()
	if err != nil {
		t.Fatal(err)
	}
	src, err := s.rules()
	if err != nil {
		t.Fatal(err)
	}
	// The browser that sign would replay the site in is left out here.
	solo, err := s.takenBy(partsOf(src), last)
	if err != nil || solo == nil || !strings.Contains(solo.Error(), "one key cannot empty the rules of tiktok") {
		t.Errorf("got %v and %v", solo, err)
	}
	hosts, err := wokenOtherwise(src.Detection(), last.Part(release.Detection))
	if err != nil || !slices.Equal(hosts, []string{"m.tiktok.com", "www.tiktok.com"}) {
		t.Errorf("the sites to replay in a browser are %v, %v", hosts, err)
	}

	// Or the whole site is gone.
	if err := os.Remove("rules/packaged/platforms/tiktok.json"); err != nil {
		t.Fatal(err)
	}
	tr.refuses("sign detection -key keys/kestrel.key", "tiktok")
	listed := tr.read("rules/packaged/hosts.json")
	begin := strings.Index(listed, `{
      "platform": "tiktok"`)
	_, after, _ := strings.Cut(listed[begin:], "\n    }")
	tr.write("rules/packaged/hosts.json", strings.TrimRight(strings.TrimSpace(listed[:begin]), ",")+after)
	tr.refuses("sign detection -key keys/kestrel.key", "tiktok")
}

func TestAttackWithdrawThe3018(t *testing.T) {
	tr := newPublished(t)
	for _, line := range []string{
		"fr-3018", "fr-3018:phone", "fr-119", "fr-3114:phone", "fr-15", "fr-17", "fr-112", "fr-114:sms",
	} {
		tr.refuses("withdraw -key keys/kestrel.key -log-key keys/owl.key -yes "+line, "core line")
	}
	// By hand, past the command.
	tr.edit("release.json", `"withdrawn": []`, `"withdrawn": ["fr-3018"]`)
	tr.refuses("sign detection -key keys/kestrel.key", "fr-3018 is a core line and stays")
}

func TestAttackLinkUnderOneKey(t *testing.T) {
	tr := newPublished(t)
	for _, file := range []string{"countries/FR/helplines.json", "pinned.json"} {
		tr.edit(file, "https://www.filsantejeunes.com", "https://www.filsantejeunes.example")
	}
	tr.must("sign directory -key keys/heron.key")
	tr.refuses("publish -key keys/owl.key -yes", "needs two")
}

// TestAttackRemovedInTwoSteps takes a phrase of self_harm off with two keys, and
// then publishes with one: whoever was off in between must not be stuck.
func TestAttackRemovedInTwoSteps(t *testing.T) {
	tr := newPublished(t)
	tr.edit("lexicon/fr.json", `"suicid*", `, `"suicid*|suicide", `)
	tr.must("sign detection -key keys/kestrel.key")
	tr.refuses("publish -key keys/owl.key -yes", "add_only")
	tr.must(`
		cosign -key keys/heron.key -yes dist/release/detection.note
		publish -key keys/owl.key -yes`)
	tr.edit("lexicon/fr.json", `"harcel*", `, `"harcel*", "bachibouz*", `)
	tr.must("sign detection -key keys/kestrel.key")
	tr.refuses("publish -key keys/owl.key -yes", "too little for browsers with detection")
}

// TestAttackSplitView shows two groups of browsers two logs that are signed by
// the same keys.
func TestAttackSplitView(t *testing.T) {
	tr := newPublished(t)
	if err := os.CopyFS("first", os.DirFS("dist/release")); err != nil {
		t.Fatal(err)
	}
	add := func(phrase, dir string) {
		tr.edit("lexicon/fr.json", `"harcel*", `, `"harcel*", "`+phrase+`", `)
		tr.must("sign detection -o " + dir + " -key keys/kestrel.key")
		tr.must("publish -o " + dir + " -key keys/owl.key -yes")
		tr.edit("lexicon/fr.json", `"`+phrase+`", `, "")
	}
	add("bachibouz*", "mine")
	tr.must("log verify")
	if err := os.Rename("rules/heads.txt", "kept.txt"); err != nil {
		t.Fatal(err)
	}

	tr.serve(":memory:")
	tr.must("publish -o first -key keys/owl.key -yes")
	add("cornegidouill*", "other")
	tr.must("log verify") // sound in itself
	for _, line := range []string{
		"log verify -heads kept.txt", "log verify -heads nowhere.txt -head kept.txt",
		"publish -heads kept.txt -key keys/owl.key -yes",
	} {
		before := tr.state()
		var split *published.SplitView
		if err := tr.run(line); !errors.As(err, &split) {
			t.Fatalf("%s: %v", line, err)
		}
		by := [][]string{split.KeptBy, split.ServedBy}
		if split.Size != 2 || !reflect.DeepEqual(by, [][]string{{"owl"}, {"owl"}}) || split.Kept == split.Served {
			t.Errorf("%s: got %+v", line, split)
		}
		if tr.state() != before {
			t.Errorf("%s changed something", line)
		}
	}
}

// TestAttackServerLies has a server that swaps what it was given: the publisher
// must not sign on top of it.
func TestAttackServerLies(t *testing.T) {
	tr := newPublished(t)
	s, err := published.NewServer(os.Getenv("BOUTON_URL"))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := release.ParseKeys(tr.keys)
	if err != nil {
		t.Fatal(err)
	}
	log, err := s.Log(keys)
	if err != nil {
		t.Fatal(err)
	}
	tr.edit("lexicon/fr.json", `"harcel*", `, `"harcel*", "bachibouz*", `)
	tr.must("sign detection -key keys/kestrel.key")
	honest := log.Last().Notes()
	answer := map[string]any{"size": 1, "entries": []any{map[string]any{
		"head":      honest.Head,
		"detection": map[string]any{"note": tr.read("dist/release/detection.note")}, // signed, and not in this log
		"directory": map[string]any{"note": honest.Directory},
	}}}
	body, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	liar := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(body) }))
	defer liar.Close()
	err = tr.run("publish -key keys/owl.key -yes -url " + liar.URL)
	if err == nil || !strings.Contains(err.Error(), "is not the one whose head was signed") {
		t.Errorf("got %v", err)
	}
}
