package release_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
)

// The corpora of these targets are also given to the compiled core, by the tests
// of package update.

const (
	statement = "bouton3018/detection\nversion 7\n" +
		"sha256 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\nsize 16602\ndate 2026-11-23\n"
	treeHash = "bkvURqnpQuv8vPI3hOaw1o+gs2+0c6rYmaC9sMnPcx4="
	head     = "bouton3018/log\n3\n" + treeHash + "\ntime 2026-12-01T10:00:00Z\n"
)

// FuzzText reads what a note may say: what is taken is written in the one way.
func FuzzText(f *testing.F) {
	f.Add(statement)
	f.Add(head)
	f.Add("bouton3018/detection\nversion 9223372036854775808\nsha256 x\nsize -1\ndate 2026-02-31\n")
	f.Add("bouton3018/log\n99999999999999999999\nAA==\ntime 2026-11-23T10:00:60Z\n")
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := release.ParseStatement(text); err == nil && s.Text() != text {
			t.Errorf("%q is taken as a statement", text)
		}
		if h, err := release.ParseHead(text); err == nil && h.Text() != text {
			t.Errorf("%q is taken as a head", text)
		}
	})
}

// FuzzNote opens signed notes of which no signature can be good.
func FuzzNote(f *testing.F) {
	k := parseKeys(f, releasetest.New(day).Keys)
	for _, s := range []string{
		"", "\n", "\n\n", statement, statement + "\n— kestrel AAAAAAAA\n",
		head + "\n— bouton3018-log " + strings.Repeat("A", 92) + "\n", statement + "\n— \n", "\n\n— a b\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := k.OpenStatement(release.Detection, s); err == nil {
			t.Errorf("%q is taken as a statement", s)
		}
		if _, err := k.OpenHead(s); err == nil {
			t.Errorf("%q is taken as a head", s)
		}
	})
}

// FuzzKeys reads key files: what is taken has the keys that it must have.
func FuzzKeys(f *testing.F) {
	f.Add(releasetest.New(day).Keys)
	f.Add("log x\ndetection y\n# z")
	f.Fuzz(func(t *testing.T, s string) {
		k, err := release.ParseKeys(s)
		if err != nil {
			return
		}
		count := map[string]int{}
		for _, one := range k.All {
			count[one.Role]++
			if _, err := note.NewVerifier(one.Verifier); err != nil {
				t.Error(err)
			}
		}
		if count[release.RoleLog] < 1 || count[release.RoleDetection] < 1 ||
			count[release.RoleDirectory] < release.MinDirectoryKeys {
			t.Errorf("%q is taken with %v", s, count)
		}
	})
}

// FuzzProof reads proofs: what is taken can be written and read again.
func FuzzProof(f *testing.F) {
	for _, s := range []string{
		"", "{}", "[]", `{"inclusion":[],"consistency":[]}`, `{"inclusion":[""],"consistency":[1]}`,
		`{"inclusion":{"a":"b"},"consistency":"x"}`,
		`{"inclusion":["` + treeHash + `"],"consistency":["` + treeHash + `"]}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := release.ParseProof(s)
		if err != nil {
			return
		}
		again, err := release.ParseProof(string(p.JSON()))
		if err != nil || !reflect.DeepEqual(again, p) {
			t.Errorf("%q is read in two ways", s)
		}
		if p.Check(release.Head{}, release.Head{Size: 5}, []byte(s)) == nil {
			t.Errorf("%q proves something", s)
		}
	})
}

// FuzzHeadFile reads what a server says is its head.
func FuzzHeadFile(f *testing.F) {
	good := release.HeadFile{Head: head, Detection: statement, Directory: statement}
	for _, s := range []string{
		string(good.JSON()), "<html>", "", "null",
		`{"head":"","detection":"","directory":""}`, `{"head":1,"detection":[],"directory":{}}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		file, err := release.ParseHeadFile(s)
		if err != nil || !utf8.ValidString(s) {
			return // the encoding is checked before
		}
		if again, err := release.ParseHeadFile(string(file.JSON())); err != nil || again != file {
			t.Errorf("%q is read in two ways", s)
		}
		if !json.Valid([]byte(s)) {
			t.Errorf("%q is not JSON to another parser", s)
		}
	})
}
