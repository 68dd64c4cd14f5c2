package rules

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

func packagedDirectory(t testing.TB) string {
	t.Helper()
	read := func(name string) string {
		b, err := os.ReadFile("packaged/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	country := strings.TrimSuffix(strings.TrimSpace(read("countries/FR/country.json")), "}")
	return `{"part":"directory","version":1,"countries":[` + country + `,"helplines":` + read("countries/FR/helplines.json") +
		`,"referral":` + read("countries/FR/referral.json") +
		`,"prompts":[` + read("countries/FR/prompts/fr.json") + "," + read("countries/FR/prompts/en.json") + `]}],"prompts":[` +
		read("prompts/fr.json") + "," + read("prompts/en.json") + `]}`
}

func TestParseDirectory(t *testing.T) {
	d, err := ParseDirectory([]byte(packagedDirectory(t)))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Countries) != 1 {
		t.Fatalf("%d countries", len(d.Countries))
	}
	fr := &d.Countries[0]
	ids := ""
	core := ""
	for _, h := range fr.Helplines {
		ids += h.ID + " "
		if h.Core {
			core += h.ID + " "
		}
	}
	if want := "fr-3018 fr-119 fr-3114 fr-15 fr-17 fr-112 fr-114 fr-fil-sante-jeunes fr-3919 fr-espace-mineurs " +
		"fr-pnav-cyberharcelement fr-17cyber fr-pharos "; ids != want {
		t.Errorf("helplines %s, want %s", ids, want)
	}
	if want := "fr-3018 fr-119 fr-3114 fr-15 fr-17 fr-112 fr-114 "; core != want {
		t.Errorf("core helplines %s, want %s", core, want)
	}
	// "Anonymous" is printed next to these channels and no other.
	anonymous := ""
	for _, h := range fr.Helplines {
		for _, w := range h.Ways {
			if w.Anonymous {
				anonymous += h.ID + "/" + w.ID + " "
			}
		}
	}
	if want := "fr-3018/phone fr-3018/chat fr-fil-sante-jeunes/phone fr-fil-sante-jeunes/chat fr-3919/phone "; anonymous != want {
		t.Errorf("anonymous: %s, want %s", anonymous, want)
	}
	main := fr.Helplines[fr.Helpline("fr-3018")]
	if main.AsOf == "" || main.Ways[0].Hours != "Mo-Su,PH 09:00-23:00" || main.Ways[0].Href != "tel:3018" {
		t.Errorf("the 3018 is %+v", main)
	}
	if miquelon := fr.Zone("America/Miquelon"); miquelon < 0 ||
		!reflect.DeepEqual(fr.Zones[miquelon], Zone{ID: "America/Miquelon", Offset: -180, Summer: "america", Remote: true}) {
		t.Errorf("Miquelon is %+v", miquelon)
	}
	if marquesas := fr.Zone("Pacific/Marquesas"); marquesas < 0 || fr.Zones[marquesas].Offset != -9*60-30 {
		t.Errorf("the Marquesas are %+v", marquesas)
	}
	if main := fr.Zones[0]; main.ID != "Europe/Paris" || main.Offset != 60 || main.Summer != "europe" || main.Remote ||
		fr.Lang != "fr" {
		t.Errorf("the main zone is %+v, the language %q", main, fr.Lang)
	}
	if got := fr.Prompts[0].Texts["pill.only"]; got != "Montrer seulement si je choisis un motif grave" {
		t.Errorf("pill.only is %q", got)
	}
	if got := fr.Prompts[0].Texts["pill.line"]; got != "3018" {
		t.Errorf("pill.line is %q", got)
	}
	if got := fr.Prompts[0].Texts["pill.nothing"]; got != "" {
		t.Errorf("an unknown text is %q", got)
	}
}

func TestParseDirectoryErrors(t *testing.T) {
	good := packagedDirectory(t)
	for _, c := range []struct{ name, old, new, want string }{
		{"json", `{"part"`, `{part`, "not valid JSON"},
		{"part", `"part":"directory"`, `"part":"detection"`, `directory.part: "detection" is not "directory"`},
		{"version", `"version":1`, `"version":"x"`, "directory: version is a string"},
		{"id", `"id": "fr-3018"`, `"id": "FR 3018"`, `countries[0].helplines[0].id: "FR 3018" is not an id`},
		{"twice", `"id": "fr-119"`, `"id": "fr-3018"`, `countries[0].helplines[1].id: "fr-3018" is there twice`},
		{"date", `"as_of": "2026-07-24"`, `"as_of": "2026-13-24"`, `countries[0].helplines[0].as_of: "2026-13-24" is not a date`},
		{"number", `"number": "3018"`, `"number": "3020"`, `countries[0].helplines[0].ways[0].href: "tel:3018" is not a tel link to the number "3020"`},
		{"script", `"href": "tel:3018"`, `"href": "javascript:alert(1)"`, "is not a tel link"},
		{"http", `"href": "https://3018.fr"`, `"href": "http://3018.fr"`, `countries[0].helplines[0].ways[1].href: "http://3018.fr" is not an https address`},
		{"userinfo", `"href": "https://3018.fr"`, `"href": "https://3018.fr@evil.example"`, "is not an https address"},
		{"anonymous", `"anonymous": true`, `"anonymous": "yes"`, `countries.helplines.ways.anonymous is a string`},
		{"main", `"main": "fr-3018"`, `"main": "fr-3020"`, `countries[0].referral.main: "fr-3020" is not a known helpline`},
		{"row", `"id": "hate"`, `"id": "hatred"`, `countries[0].referral.rows[2].id: "hatred" is not known here`},
		{"line", `["fr-3018", "fr-119:phone", "fr-pharos"]`, `["fr-3018", "fr-118"]`, `"fr-118" is not a known helpline`},
		{"way", `"fr-3018:chat"`, `"fr-3018:fax"`, `"fr-3018:fax" names a way that the helpline does not have`},
		{"colon", `"fr-3018:chat"`, `"fr-3018:"`, `"fr-3018:" names a way without an id`},
		{"dir", `"dir": "ltr"`, `"dir": "up"`, `prompts[0].dir: "up" is not known here`},
		{"lang", `"lang": "en"`, `"lang": "fr"`, `countries[0].prompts[1].lang: "fr" is there twice`},
		{"text", `"pill.only": "Montrer seulement si je choisis un motif grave"`, `"pill.only": 3`, `prompts.texts is a number`},
		{"list", `"helplines":[`, `"helplines":[],"was":[`, "countries[0].helplines: has fewer than 1 elements"},
		{"engine", `"version":1`, `"version":1,"minEngine":99`, "directory.minEngine: is newer than this engine"},
		{"former format", `"countries":[`, `"helplines":[],"was":[`, "countries: has fewer than 1 elements"},
		{"code", `"code": "FR"`, `"code": "fr"`, `countries[0].code: "fr" is not a country code`},
		{"prefix", `"id": "fr-119"`, `"id": "be-119"`, `countries[0].helplines[1].id: "be-119" does not begin with its country`},
		{"zone twice", `"Indian/Reunion"`, `"Europe/Paris"`, `countries[0].zones[1].id: "Europe/Paris" is there twice`},
		{"offset", `"-09:30"`, `"-9:30"`, `"-9:30" is not an offset like +01:00`},
		{"offset range", `"-09:30"`, `"-19:30"`, `is not an offset`},
		{"holiday", `"07-14"`, `"14-07"`, `countries[0].holidays.dates[3]: "14-07" is not a month and a day`},
		{"easter", `[1, 39, 50]`, `["1"]`, `countries.holidays.easter is a string`},
		{"text of both", `"ui.more": "Plus"`, `"line.fr-3018": "Plus"`, `countries[0].prompts.fr.line.fr-3018: is there twice`},
		{"no such language", "\"lang\": \"en\",\n  \"texts\"", "\"lang\": \"br\",\n  \"texts\"", `countries[0].prompts.br: is a language that the part has no prompts in`},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		if bad == good {
			t.Errorf("%s: nothing was replaced", c.name)
			continue
		}
		_, err := ParseDirectory([]byte(bad))
		if err == nil {
			t.Errorf("%s: no error", c.name)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %q, want %q in it", c.name, err, c.want)
		}
	}
}

func FuzzParseDirectory(f *testing.F) {
	f.Add([]byte(packagedDirectory(f)))
	f.Add([]byte(`{"part":"directory","version":1,"countries":[{"code":"XX","zones":[{"offset":"+x1:00"}],"helplines":[{"id":"xx-a","ways":[{}]}],"referral":{"rows":[1]}}],"prompts":[{"texts":{"a":"b","a":"c"}}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if d, err := ParseDirectory(b); (d == nil) == (err == nil) {
			t.Fatalf("directory %v with error %v", d, err)
		}
	})
}
