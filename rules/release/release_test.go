package release_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
)

var day = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func parseKeys(t testing.TB, file string) *release.Keys {
	t.Helper()
	k, err := release.ParseKeys(file)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestKeys(t *testing.T) {
	good := releasetest.New(day).Keys
	lines := strings.Split(strings.TrimSpace(good), "\n") // of the log, two of detection, three of the directory
	without := func(from, to int) string {
		return strings.Join(slices.Delete(slices.Clone(lines), from, to), "\n")
	}
	key := func(i int) string { return strings.Fields(lines[i])[1] }
	for name, c := range map[string]struct{ text, want string }{
		"no log key":         {without(0, 1), "no key of the log"},
		"no detection key":   {without(1, 3), "no detection key"},
		"two directory keys": {without(5, 6), "fewer than three directory keys"},
		"a role more":        {good + "boss " + key(1), "line 7 of the key file is not a role and a key"},
		"no key":             {good + "log x", "line 7 of the key file is not a role and a key"},
		"a key twice":        {good + lines[4], "are the same key"},
		"a key in two roles": {good + "detection " + key(4), "are the same key"},
		"a word more":        {good + lines[0] + " today", "is not a role and a key"},
	} {
		_, err := release.ParseKeys(c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.Is(err, release.ErrFormat) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	parseKeys(t, "# comment\n\n"+good)
}

// TestProofs proves every pair of sizes of a small log, and nothing else.
func TestProofs(t *testing.T) {
	var log release.Tree
	leaf := func(n int64) []byte {
		return release.HeadFile{Detection: "detection " + string(rune('a'+n)) + "\n", Directory: "directory\n"}.Leaf()
	}
	heads := []release.Head{{}}
	for n := range int64(20) {
		log.Append(leaf(n))
		heads = append(heads, release.Head{Size: log.Size, Hash: log.Root()})
	}
	for to := int64(1); to <= 20; to++ {
		for from := int64(0); from < to; from++ {
			p, err := release.Prove(from, to, &log)
			if err != nil {
				t.Fatal(err)
			}
			read, err := release.ParseProof(string(p.JSON()))
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
	m := releasetest.New(day)
	keys := parseKeys(t, m.Keys)
	wren := m.Signers("wren")[0]
	signed := m.Statement(release.Directory, `{"version":7}`, "heron")
	if _, err := keys.OpenStatement(release.Directory, signed); !errors.Is(err, release.ErrThreshold) {
		t.Errorf("one signature: %v", err)
	}
	signed, err := release.Cosign(signed, wren)
	if err != nil {
		t.Fatal(err)
	}
	again, err := release.Cosign(signed, wren)
	if err != nil || strings.Count(again, "— ") != 2 {
		t.Errorf("the same key twice: %q (%v)", again, err)
	}
	s, err := keys.OpenStatement(release.Directory, signed)
	if err != nil || strings.Join(s.Keys, " ") != "heron wren" {
		t.Errorf("%v (%v)", s.Keys, err)
	}
	if release.TextOf(signed) != s.Text() {
		t.Errorf("the note says %q", release.TextOf(signed))
	}
	if _, err := release.Cosign("not a note", wren); err == nil || release.TextOf("not a note") != "" {
		t.Error("anything is cosigned")
	}
}
