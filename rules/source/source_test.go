package source_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
)

// changed is the packaged rules with old replaced by new in one file.
func changed(t *testing.T, name, old, new string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(packaged.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := packaged.Files.ReadFile(path)
		if path == name {
			if !bytes.Contains(b, []byte(old)) {
				t.Fatalf("%s does not contain %q", name, old)
			}
			b = bytes.Replace(b, []byte(old), []byte(new), 1)
		}
		out[path] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPackagedRules(t *testing.T) {
	a, err := source.Load(packaged.Files)
	if err != nil {
		t.Fatal(err)
	}
	b, err := source.Load(packaged.Files)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Detection(), b.Detection()) || !bytes.Equal(a.Directory(), b.Directory()) {
		t.Error("the same files give different bytes")
	}
	// Both were replaced by the 3018 and reach nobody or somebody else.
	for _, gone := range []string{`"3020"`, "tel:3020", "0800200000", "0800 200 000", "0 800 200 000"} {
		if bytes.Contains(a.Directory(), []byte(gone)) {
			t.Errorf("the directory names %s", gone)
		}
	}
}

func TestBadRules(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"hosts.json", `"hosts": [`, `"hosts": [[`, "hosts.json: is not JSON"},
		{"hosts.json", `"platform": "tiktok"`, `"platform": "tictac"`, `hosts.json: names the unknown platform "tictac"`},
		{"hosts.json", "https://m.tiktok.com/*", "http://m.tiktok.com/*", "hosts.json: /hosts/2/match/1"},
		{"hosts.json", "https://m.tiktok.com/*", "https://tiktok.com/*", "platforms/tiktok.json: has the host m.tiktok.com"},
		{"release.json", `"disabled": []`, `"disabled": [{"platform": "orkut", "until": "2026-12-01"}]`, `release.json: disables the unknown platform "orkut"`},
		{"release.json", `"disabled": []`, `"disabled": [{"platform": "tiktok"}]`, "release.json: /disabled/0"},
		{"release.json", `"withdrawn": []`, `"withdrawn": ["fr-nobody"]`, "release.json: withdraws fr-nobody, which no helpline is"},
		{"release.json", `"withdrawn": []`, `"withdrawn": ["fr-17cyber:phone"]`, "release.json: withdraws fr-17cyber:phone, which no helpline is"},
		{"release.json", `"withdrawn": []`, `"withdrawn": ["fr-3018"]`, "release.json: withdraws fr-3018, but fr-3018 is a core line and stays"},
		{"release.json", `"withdrawn": []`, `"withdrawn": ["fr-3114:site"]`, "but fr-3114 is a core line and stays"},
		{"release.json", `"detection": `, `"detection": -`, "release.json: /detection"},
		{"platforms/tiktok.json", `"concept": "impersonation"`, `"concept": "gossip"`, "platforms/tiktok.json: /labels/0/concept"},
		{"platforms/tiktok.json", `"id": "tiktok"`, `"id": "toktik"`, `platforms/tiktok.json: names itself "toktik"`},
		{"platforms/tiktok.json", `"verbatim"`, `"certain"`, "platforms/tiktok.json: /hooks/0/evidence"},
		{"lexicon/fr.json", `"lang": "fr"`, `"lang": "xx"`, "lexicon/fr.json: /lang"},
		{"lexicon/fr.json", `"hate":`, `"haine":`, "lexicon/fr.json: /concepts"},
		{"lexicon/fr.json", `"lang": "fr"`, `"lang": "en"`, `lexicon/fr.json: names itself "en"`},
		{"prompts/fr.json", `"lang": "fr"`, `"lang": "klingon"`, "prompts/fr.json"},
		{"referral.json", `"fr-pharos"`, `"fr-nobody"`, "fr-nobody"},
		{"helplines.json", `"tel:3018"`, `"tel:30 18"`, "helplines.json: /0/ways/0/href"},
		{"helplines.json", `https://3018.fr`, `http://3018.fr`, "helplines.json: /0/ways/1/href"},
		{"helplines.json", `"id": "fr-119"`, `"id": "fr-118"`, "fr-119"},
	} {
		_, err := source.Load(changed(t, c.file, c.old, c.new))
		if err == nil {
			t.Errorf("%s with %s is accepted", c.file, c.new)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %s: got %q, want %q in it", c.file, c.new, err, c.want)
		}
	}
}
