package release_test

import (
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules/release"
)

func key(t testing.TB, name string) (note.Signer, string) {
	t.Helper()
	private, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	return s, public
}

func keyFile(t testing.TB) string {
	t.Helper()
	out := ""
	for _, line := range []string{"log book", "detection kestrel", "directory heron", "directory egret", "directory stork"} {
		role, name, _ := strings.Cut(line, " ")
		_, public := key(t, name)
		out += role + " " + public + "\n"
	}
	return out
}

func testKeys(t testing.TB) *release.Keys {
	t.Helper()
	k, err := release.ParseKeys(keyFile(t))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestKeys(t *testing.T) {
	good := keyFile(t)
	lines := strings.Split(strings.TrimSpace(good), "\n")
	without := func(i int) string {
		return strings.Join(append(append([]string(nil), lines[:i]...), lines[i+1:]...), "\n")
	}
	for name, c := range map[string]struct{ text, want string }{
		"no log key":         {without(0), "no key of the log"},
		"no detection key":   {without(1), "no detection key"},
		"two directory keys": {without(4), "fewer than three directory keys"},
		"a role more":        {good + "boss " + strings.Fields(lines[1])[1], "is not a role and a key"},
		"no key":             {good + "log x", `the key "x" is not one`},
		"a key twice":        {good + lines[4], "are the same key"},
		"a key in two roles": {good + "detection " + strings.Fields(lines[4])[1], "are the same key"},
		"a word more":        {good + lines[0] + " today", "is not a role and a key"},
	} {
		_, err := release.ParseKeys(c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.Is(err, release.ErrFormat) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := release.ParseKeys("# comment\n\n" + good); err != nil {
		t.Error(err)
	}
}

// TestProofs proves every pair of sizes of a small log, and nothing else.
func TestProofs(t *testing.T) {
	var hashes []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) (out []tlog.Hash, err error) {
		for _, i := range indexes {
			out = append(out, hashes[i])
		}
		return out, nil
	})
	var heads []release.Head
	leaf := func(n int64) []byte { return release.Leaf("detection "+string(rune('a'+n))+"\n", "directory\n") }
	heads = append(heads, release.Head{})
	for n := range int64(20) {
		more, err := tlog.StoredHashes(n, leaf(n), reader)
		if err != nil {
			t.Fatal(err)
		}
		hashes = append(hashes, more...)
		root, err := tlog.TreeHash(n+1, reader)
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, release.Head{Size: n + 1, Hash: root})
	}
	for to := int64(1); to <= 20; to++ {
		for from := int64(0); from < to; from++ {
			p, err := release.Prove(from, to, reader)
			if err != nil {
				t.Fatal(err)
			}
			read, err := release.ParseProof(string(p.Append(nil)))
			if err != nil {
				t.Fatal(err)
			}
			if err := read.Check(heads[from], heads[to], leaf(to-1)); err != nil {
				t.Errorf("%d to %d: %v", from, to, err)
			}
			if read.Check(heads[from], heads[to], leaf(to)) == nil {
				t.Errorf("%d to %d: another leaf is proved", from, to)
			}
			wrong := heads[from]
			wrong.Hash[3]++
			if from > 0 && read.Check(wrong, heads[to], leaf(to-1)) == nil {
				t.Errorf("%d to %d: another past is proved", from, to)
			}
		}
	}
}

// TestCosign keeps the signatures that are there.
func TestCosign(t *testing.T) {
	one, publicOne := key(t, "heron")
	two, publicTwo := key(t, "egret")
	_, publicThree := key(t, "stork")
	_, publicLog := key(t, "book")
	_, publicDetection := key(t, "kestrel")
	keys, err := release.ParseKeys("log " + publicLog + "\ndetection " + publicDetection + "\ndirectory " + publicOne + "\ndirectory " + publicTwo + "\ndirectory " + publicThree)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(statement, "detection", "directory", 1)
	signed, err := release.Sign(text, one)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keys.OpenStatement(release.Directory, signed); !errors.Is(err, release.ErrThreshold) {
		t.Errorf("one signature: %v", err)
	}
	if signed, err = release.Cosign(signed, two); err != nil {
		t.Fatal(err)
	}
	again, err := release.Cosign(signed, two)
	if err != nil || strings.Count(again, "— ") != 2 {
		t.Errorf("the same key twice: %q (%v)", again, err)
	}
	s, err := keys.OpenStatement(release.Directory, signed)
	if err != nil || strings.Join(s.Keys, " ") != "heron egret" {
		t.Errorf("%v (%v)", s.Keys, err)
	}
	if _, err := release.Cosign("not a note", two); err == nil {
		t.Error("anything is cosigned")
	}
}
