package rules

import (
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
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
	return `{"part":"directory","version":1,"helplines":` + read("helplines.json") + `,"referral":` + read("referral.json") +
		`,"prompts":[` + read("prompts/fr.json") + "," + read("prompts/en.json") + `]}`
}

func TestParseDirectory(t *testing.T) {
	d, err := ParseDirectory([]byte(packagedDirectory(t)))
	if err != nil {
		t.Fatal(err)
	}
	ids := ""
	core := ""
	for _, h := range d.Helplines {
		ids += h.ID + " "
		if h.Core {
			core += h.ID + " "
		}
	}
	if want := "fr-3018 fr-119 fr-3114 fr-15 fr-17 fr-112 fr-114 fr-fil-sante-jeunes fr-pnav-cyberharcelement fr-17cyber fr-pharos "; ids != want {
		t.Errorf("helplines %s, want %s", ids, want)
	}
	if want := "fr-3018 fr-119 fr-3114 fr-15 fr-17 fr-112 fr-114 "; core != want {
		t.Errorf("core helplines %s, want %s", core, want)
	}
	// "Anonymous" is printed next to these channels and no other.
	anonymous := ""
	for _, h := range d.Helplines {
		for _, w := range h.Ways {
			if w.Anonymous {
				anonymous += h.ID + "/" + w.ID + " "
			}
		}
	}
	if want := "fr-3018/phone fr-3018/chat fr-fil-sante-jeunes/phone fr-fil-sante-jeunes/chat "; anonymous != want {
		t.Errorf("anonymous: %s, want %s", anonymous, want)
	}
	main := d.Helplines[d.Helpline("fr-3018")]
	if main.AsOf == "" || main.Ways[0].Hours != "Mo-Su,PH 09:00-23:00" || main.Ways[0].Href != "tel:3018" {
		t.Errorf("the 3018 is %+v", main)
	}
	if got := d.Prompts[0].Text("pill.label"); got != "3018 · en parler" {
		t.Errorf("pill.label is %q", got)
	}
	if got := d.Prompts[0].Text("pill.nothing"); got != "" {
		t.Errorf("an unknown text is %q", got)
	}
}

func TestParseDirectoryErrors(t *testing.T) {
	good := packagedDirectory(t)
	for _, c := range []struct{ name, old, new, want string }{
		{"json", `{"part"`, `{part`, "not valid JSON"},
		{"part", `"part":"directory"`, `"part":"detection"`, `part: "detection" is not "directory"`},
		{"version", `"version":1`, `"version":"x"`, "version: "},
		{"id", `"id": "fr-3018"`, `"id": "FR 3018"`, `helplines[0].id: "FR 3018" is not an id`},
		{"twice", `"id": "fr-119"`, `"id": "fr-3018"`, `helplines[1].id: "fr-3018" is there twice`},
		{"country", `"country": "FR"`, `"country": "fr"`, `helplines[0].country: "fr" is not a country code`},
		{"date", `"as_of": "2025-11-07"`, `"as_of": "2025-13-07"`, `helplines[0].as_of: "2025-13-07" is not a date`},
		{"confidence", `"confidence": "high"`, `"confidence": "sure"`, `helplines[0].confidence: "sure" is not known here`},
		{"number", `"number": "3018"`, `"number": "3020"`, `helplines[0].ways[0].href: "tel:3018" is not a tel link to the number "3020"`},
		{"script", `"href": "tel:3018"`, `"href": "javascript:alert(1)"`, "is not a tel link"},
		{"http", `"href": "https://3018.fr"`, `"href": "http://3018.fr"`, `helplines[0].ways[1].href: "http://3018.fr" is not an https address`},
		{"userinfo", `"href": "https://3018.fr"`, `"href": "https://3018.fr@evil.example"`, "is not an https address"},
		{"source", `"https://solidarites.gouv.fr/node/2219"`, `"h"`, `helplines[0].source[1]: "h" is not an https address`},
		{"anonymous", `"anonymous": true`, `"anonymous": "yes"`, `helplines[0].ways[0].anonymous: "yes" is not true or false`},
		{"main", `"main": "fr-3018"`, `"main": "fr-3020"`, `referral.main: "fr-3020" is not a known helpline`},
		{"row", `"id": "hate"`, `"id": "hatred"`, `referral.rows[2].id: "hatred" is not known here`},
		{"line", `["fr-3018", "fr-119", "fr-pharos"]`, `["fr-3018", "fr-118"]`, `"fr-118" is not a known helpline`},
		{"way", `"fr-3018:chat"`, `"fr-3018:fax"`, `"fr-3018:fax" names a way that the helpline does not have`},
		{"colon", `"fr-3018:chat"`, `"fr-3018:"`, `"fr-3018:" names a way`},
		{"dir", `"dir": "ltr"`, `"dir": "up"`, `prompts[0].dir: "up" is not known here`},
		{"lang", `"lang": "en"`, `"lang": "fr"`, `prompts[1].lang: "fr" is there twice`},
		{"text", `"pill.only": "Seulement la fiche"`, `"pill.only": 3`, `prompts[0].texts.pill.only: 3 is not a text`},
		{"list", `"helplines":[`, `"helplines":[],"was":[`, "helplines: has fewer than 1 elements"},
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
	f.Add([]byte(`{"part":"directory","version":1,"helplines":[{"id":"a","ways":[{}]}],"referral":{"rows":[1]},"prompts":[{"texts":{"a":"b","a":"c"}}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if d, err := ParseDirectory(b); (d == nil) == (err == nil) {
			t.Fatalf("directory %v with error %v", d, err)
		}
	})
}

// The schemas accept the packaged files and refuse what the product may never show.
func TestDirectorySchemas(t *testing.T) {
	for _, c := range []struct{ schema, file, old, new string }{
		{"helplines", "helplines.json", "", ""},
		{"helplines", "helplines.json", `"href": "https://3018.fr"`, `"href": "http://3018.fr"`},
		{"helplines", "helplines.json", `"href": "tel:3018"`, `"href": "tel:3020"`},
		{"helplines", "helplines.json", `"hours": "24/7"`, `"hours": "always"`},
		{"helplines", "helplines.json", `"hours": "Mo-Su 09:00-23:00"`, `"hours": "Mo-Su 9-23"`},
		{"helplines", "helplines.json", `"free": true`, `"free": false`},
		{"helplines", "helplines.json", `"as_of": "2025-11-07"`, `"as_of": "7/11/2025"`},
		{"helplines", "helplines.json", `"country": "FR",`, `"country": "FR", "colour": "red",`},
		{"referral", "referral.json", "", ""},
		{"referral", "referral.json", `"id": "danger"`, `"id": "later"`},
		{"referral", "referral.json", `"id": "hate"`, `"id": "hatred"`},
		{"referral", "referral.json", `"fr-3018:chat"`, `"fr-3018:fax"`},
		{"prompts", "prompts/en.json", "", ""},
		{"prompts", "prompts/fr.json", "", ""},
		{"prompts", "prompts/fr.json", `"status.open": "Ouvert jusqu’à {time}"`, `"status.open": "Ouvert"`},
		{"prompts", "prompts/fr.json", `"ui.more": "Plus"`, `"ui.more": "<b>Plus</b>"`},
		{"prompts", "prompts/fr.json", `"ui.more": "Plus"`, `"ui.more": "Aide immédiate"`},
		{"prompts", "prompts/fr.json", `"ui.more"`, `"ui.most"`},
	} {
		schema, err := jsonschema.NewCompiler().Compile("packaged/schema/" + c.schema + ".schema.json")
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile("packaged/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(b), c.old, c.new, 1)
		if c.old != "" && text == string(b) {
			t.Errorf("%s: nothing was replaced for %s", c.file, c.new)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); (err == nil) != (c.old == "") {
			t.Errorf("%s with %s: %v", c.file, c.new, err)
		}
	}
}
