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
		{"adult.json", `"pornhub.com"`, `"https://pornhub.com/"`, "adult.json: /hosts/"},
		{"adult.json", `"porn"`, `"xxx"`, "adult.json: /hosts"},
		{"hosts.json", `"hosts": [`, `"hosts": [[`, "hosts.json: is not JSON"},
		{"hosts.json", "https://x.com/*", "https://www.pornhub.com/*", "hosts.json: has www.pornhub.com, a site for adults"},
		{"optional.json", `"mym.fans"`, `"tiktok.com"`, "optional.json: has tiktok.com of MYM, which hosts.json has already"},
		{"optional.json", `"mym.fans"`, `"discord.com"`, "optional.json: has discord.com of MYM, which hosts.json has already"},
		{"optional.json", `"mym.fans"`, `"onlyfans.com"`, "optional.json: has onlyfans.com twice"},
		{"optional.json", `"mym.fans"`, `"www.mym.fans"`, "optional.json: has www.mym.fans, which is written without www"},
		{"optional.json", `"mym.fans"`, `"https://mym.fans/"`, "optional.json: /sites/1/hosts/0"},
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
		{"countries/FR/referral.json", `"fr-pharos"`, `"fr-nobody"`, "fr-nobody"},
		{"countries/FR/helplines.json", `"tel:3018"`, `"tel:30 18"`, "countries/FR/helplines.json: /0/ways/0/href"},
		{"countries/FR/helplines.json", `https://3018.fr`, `http://3018.fr`, "countries/FR/helplines.json: /0/ways/1/href"},
		{"countries/FR/helplines.json", `"https://3018.fr"`, `"https://3018.example"`, `fr-3018:chat leads to "https://3018.example", which pinned.json has not`},
		{"pinned.json", `"tel:3114"`, `"tel:3115"`, `fr-3114:phone leads to "tel:3114", which pinned.json has not`},
		{"pinned.json", `"tel:3114"`, `"tel:3114", "tel:3115"`, `pinned.json: has "tel:3115", to which no line leads`},
		{"pinned.json", `"tel:3114"`, `"tel:E114"`, "pinned.json: /links/"},
		{"countries/FR/helplines.json", `"id": "fr-119"`, `"id": "fr-118"`, "fr-119"},
		{"countries/FR/helplines.json", `"href": "tel:3018"`, `"href": "tel:3020"`, "helplines.json: /0/ways/0/href"},
		{"countries/FR/helplines.json", `"hours": "24/7"`, `"hours": "always"`, "helplines.json: /1/ways/0/hours"},
		{"countries/FR/helplines.json", `"hours": "Mo-Su 09:00-23:00"`, `"hours": "Mo-Su 9-23"`, "helplines.json: /0/ways/1/hours"},
		{"countries/FR/helplines.json", `"mental-health"`, `"emergency"`, "helplines.json: /7: missing property 'core'"},
		{"countries/FR/helplines.json", `"free": true`, `"free": false`, "helplines.json: /0/free"},
		{"countries/FR/helplines.json", `"as_of": "2026-07-24"`, `"as_of": "7/11/2025"`, "helplines.json: /0/as_of"},
		{"countries/FR/helplines.json", `"full_name"`, `"colour": "red", "full_name"`, "helplines.json: /0: additional properties 'colour'"},
		{"countries/FR/helplines.json", `"confidence": "high"`, `"confidence": "sure"`, "helplines.json: /0/confidence"},
		{"countries/FR/helplines.json", `"https://solidarites.gouv.fr/node/2219"`, `"h"`, "helplines.json: /0/source/1"},
		{"countries/FR/referral.json", `"id": "hate"`, `"id": "hatred"`, "referral.json: /rows/2/id"},
		{"countries/FR/referral.json", `"fr-3018:chat"`, `"fr-3018:fax"`, "/open/2: 'fr-3018:fax' does not match"},
		{"countries/FR/country.json", `"code": "FR"`, `"code": "BE"`, `countries/FR/country.json: names itself "BE", its folder says "FR"`},
		{"countries/FR/country.json", `"offset": "+01:00"`, `"offset": "1"`, "country.json: /zones/0/offset"},
		{"countries/FR/country.json", `"summer": "america"`, `"summer": "asia"`, "country.json: /zones/9/summer"},
		{"countries/FR/country.json", `"07-14"`, `"14-07"`, "country.json: /holidays/dates/3"},
		{"countries/EU/country.json", `"AT", `, `"AT", "LU", `, "countries/EU/country.json: has LU, which is of LU"},
		{"countries/EU/country.json", `"Europe/Berlin"`, `"Europe/Paris"`, "countries/EU/country.json: has Europe/Paris, which is of FR"},
		{"countries/FR/prompts/fr.json", `"lang": "fr"`, `"lang": "en"`, `countries/FR/prompts/fr.json: names itself "en"`},
		{"countries/FR/prompts/fr.json", `"line.fr-3018"`, `"lines.fr-3018"`, "countries/FR/prompts/fr.json: /texts"},
		{"countries/FR/prompts/fr.json", `"pill.line": "3018"`, `"question.here.q": "Qui ?"`, "prompts.fr.question.here.q: is there twice"},
		{"prompts/fr.json", `"status.open": "Ouvert jusqu’à {time}"`, `"status.open": "Ouvert"`, "prompts/fr.json: /texts/status.open"},
		{"prompts/fr.json", `"ui.more": "Plus"`, `"ui.more": "<b>Plus</b>"`, "prompts/fr.json: /texts/ui.more"},
		{"prompts/fr.json", `"ui.more": "Plus"`, `"ui.more": "Aide immédiate"`, "prompts/fr.json: /texts/ui.more"},
		{"prompts/fr.json", `"ui.more"`, `"ui.most"`, "prompts/fr.json: /texts"},
		{"lexicon/fr.json", `"hate": [`, `"hate": ["haine*"], "hate": [`, `lexicon/fr.json: has the key "/concepts/hate" twice`},
		{"hosts.json", `"platform": "tiktok"`, `"platform": "tiktok", "platform": "tiktok"`, `hosts.json: has the key "/hosts/platform" twice`},
		{"release.json", `"minEngine"`, `"minEngine": 2, "minEngine"`, `release.json: has the key "/minEngine" twice`},
		{"countries/FR/helplines.json", `"id": "fr-119"`, `"id": "fr-119", "id": "fr-119"`, `countries/FR/helplines.json: has the key "/id" twice`},
	} {
		_, err := source.Load(changed(t, c.file, c.old, c.new))
		if err == nil {
			t.Errorf("%s with %s is accepted", c.file, c.new)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %s: got %q, want %q in it", c.file, c.new, err, c.want)
		}
	}
}
