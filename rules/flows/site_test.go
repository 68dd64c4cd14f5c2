package flows

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const exampleSite = "testdata/dialogs/example"

// site copies the example, with other texts in some files, and returns its folder.
func site(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "dialogs")
	if err := os.CopyFS(dir, os.DirFS("testdata/dialogs")); err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(dir, "example")
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(exampleSite, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// lines is a flow in short: what is done, what it shows and how, and what is expected.
func lines(f *Flow) string {
	var out []string
	for _, s := range f.Steps {
		var line []string
		for _, word := range []*string{s.Click, s.Check} {
			if word != nil {
				line = append(line, *word)
			}
		}
		if s.Press != nil {
			line = append(line, s.Press.Key)
		}
		if s.Show != nil {
			line = append(line, s.How, s.File)
		}
		if s.Close {
			line = append(line, "closes")
		}
		out = append(out, strings.Join(append(line, "=", s.Expect.String()), " "))
	}
	return strings.Join(out, "\n")
}

func TestSite(t *testing.T) {
	all, err := ReadAll(exampleSite)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]*Flow{}
	var ids []string
	for _, f := range all {
		byID[f.ID] = f
		ids = append(ids, strings.TrimPrefix(f.ID, "example/"))
	}
	want := "negative-empty-en negative-page-fr post-bullying-en post-bullying-fr post-bullying-fr@night " +
		"post-bullying-fr@bruxelles post-spam-en variant-by-itself-fr variant-by-itself-fr@night " +
		"variant-checked-fr variant-checked-fr@night"
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("flows\n%s\nwant\n%s", got, want)
	}
	for id, want := range map[string]string{
		"post-bullying-fr": `Plus insert menu = none
Signaler insert reasons = early
Intimidation swap sub = card harassment fr-3018
Menaces swap confirm = card threats fr-119
Envoyer swap thanks = after threats fr-119
Terminé closes = none`,
		"post-bullying-fr@night": `Plus insert menu = none
Signaler insert reasons = early
Intimidation swap sub = card harassment fr-pnav
Menaces swap confirm = card threats fr-pnav
Envoyer swap thanks = after threats fr-pnav
Terminé closes = none`,
		"post-bullying-fr@bruxelles": `Plus insert menu = none
Signaler insert reasons = none
Intimidation swap sub = none
Menaces swap confirm = none
Envoyer swap thanks = none
Terminé closes = none`,
		"post-bullying-en": `More Enter insert menu = none
Report Enter swap reasons = early
Bullying swap sub = card harassment fr-3018
Threats & <blackmail> swap confirm = card threats fr-119
Send swap thanks = after threats fr-119
Done closes = none`,
		"post-spam-en": `More insert menu = none
Report insert reasons = early
Bullying insert sub = early
Spam swap confirm = none`,
		"variant-checked-fr": `Plus insert menu = none
Signaler insert reasons = early
Indésirable = card self_harm fr-3114
closes = none`,
		"variant-by-itself-fr": `insert reasons = early
Intimidation swap sub = card hate fr-3018`,
		"negative-page-fr": `Plus insert menu = none
closes = none`,
	} {
		if got := lines(byID["example/"+id]); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", id, got, want)
		}
	}
	fr, en := byID["example/post-bullying-fr"], byID["example/post-bullying-en"]
	if !fr.Touch || fr.Locale != "fr-FR" || fr.URL != "https://www.example.com/p/1" || fr.Steps[2].Delay != 2500 ||
		en.Mount != "show-modal" {
		t.Errorf("%+v\n%+v", fr, en)
	}
	night := byID["example/post-bullying-fr@night"]
	if night.Now != 1795559400000 || night.Variant != "night" || night.Seed != fr.Seed {
		t.Errorf("night %+v", night)
	}
	if spam := byID["example/post-spam-en"]; spam.Now != 1795559400000 {
		t.Errorf("at night is at %d", spam.Now)
	}
	itself := byID["example/variant-by-itself-fr"]
	if itself.Page != "" || itself.URL != "https://www.example.org/x" || itself.Timezone != "Europe/Brussels" {
		t.Errorf("%+v", itself)
	}
	if checked := byID["example/variant-checked-fr"]; checked.Country != "FR" {
		t.Errorf("%+v", checked)
	}
	if empty := byID["example/negative-empty-en"]; len(empty.Steps) != 0 || *empty.Expect != (Expect{Stage: "none"}) {
		t.Errorf("%+v", empty)
	}
	want = `<div role="dialog" aria-label="Report"><p>Which?</p><ul><li><button>Threats &amp; &lt;blackmail&gt;</button></li>
<li><button>Spam</button></li>
</ul></div>`
	if got := *en.Steps[2].Show; strings.TrimSpace(got) != want {
		t.Errorf("sub is\n%s\nwant\n%s", got, want)
	}
}

// A slip is one mistake in a file of the example, and what must be said of it.
type slip struct {
	file, from, to string // from "" adds to at the end
	want           string
}

func (s slip) site(t *testing.T) string {
	t.Helper()
	text := read(t, s.file)
	if s.from == "" {
		text += s.to
	} else {
		text = strings.Replace(text, s.from, s.to, 1)
	}
	return site(t, map[string]string{s.file: text})
}

// TestSiteWrong asserts that a mistake is told with file and line.
func TestSiteWrong(t *testing.T) {
	for _, it := range []slip{
		{"flows.txt", "post-bullying       post", "post-bullying psot", "flows.txt:21: post-bullying-fr: there is no opening psot"},
		{"flows.txt", "post > bullying", "post > buly", "flows.txt:21: post-bullying-fr: buly: "},
		{"flows.txt", "bullying = card harassment > threats", "threats", `:21: post-bullying-fr: threats: from "reasons" it leads no`},
		{"flows.txt", "phone", "fone", `post-bullying-fr: the option "fone" means nothing`},
		{"flows.txt", "ms on bullying", "ms on bulyling", `the option "2500 ms on bulyling" is for a step bulyling, which is not there`},
		{"flows.txt", "at night", "at noon", "conditions.json has no condition noon"},
		{"flows.txt", "", "x post | de\n", "there is no labels/de.json"},
		{"flows.txt", "", "post-spam post | en\n", "is there twice"},
		{"flows.txt", "bullying: sub", "bullying: subs", "no template subs"},
		{"flows.txt", "[openings]", "[opening]", `flows.txt:4: "[opening]" is not site ADDRESS`},
		{"site.html", `"text" "which"`, `"text" "wich"`, "labels/fr.json has no label wich"},
		{"site.html", "{{lang}}", "{{lang", "site.html:1: "},
		{"site.html", "", `{{define "menu"}}two{{end}}`, `multiple definition of template "menu"`},
		{"labels/fr.json", `"Plus"`, `{ "text": "Plus", "evidence": "seen" }`, `more: evidence "seen" is none of verbatim, secondary, inferred`},
		{"labels/fr.json", `"more"`, `"more": "Plus", "more"`, "labels/fr.json: more: the label more of fr.json is there twice"},
		{"../conditions.json", `"timezone": "Europe/Paris"`, `"timezone": ""`, `conditions.json: name, now or timezone of "usual" is missing`},
		{"../conditions.json", "18:30:00+01:00", "", `conditions.json: now "2026-11-24T" is not a time`},
	} {
		if _, err := ReadAll(it.site(t)); err == nil || !strings.Contains(err.Error(), it.want) {
			t.Errorf("want %s\ngot %v", it.want, err)
		}
	}
	_, err := ReadAll(site(t, map[string]string{"other.html": `{{define "menu"}}two{{end}}`}))
	if err == nil || !strings.Contains(err.Error(), "the template menu is there twice") {
		t.Errorf("a template in two files gives %v", err)
	}
}

func TestCheck(t *testing.T) {
	if all, err := Check(exampleSite); err != nil || len(all) != 11 {
		t.Errorf("%d flows, %v", len(all), err)
	}
	for _, it := range []slip{
		{"labels/en.json", `"more"`, `"more2": "More", "more"`, "labels/en.json: no flow uses the label more2 of en.json"},
		{"site.html", "", `{{define "lost"}}lost{{end}}`, "site.html: no flow uses the template lost"},
		{"flows.txt", "post    page", "spare page /\npost    page", "flows.txt:5: no flow uses the opening spare"},
		{"flows.txt", "send    submit", "end done = none\nsend    submit", "flows.txt:10: no flow uses the ending end"},
		{"flows.txt", "page     more", "pages more: menu\npage     more", "flows.txt:13: there is no template pages"},
		{"flows.txt", "submit: thanks", "submit: thanks, done: thank", "flows.txt:17: done leads to thank, which is no template"},
		{"site.html", `<button>{{t "more"}}</button></html>`, `</html>`, "flows.txt:21: post-bullying-fr: more does not stand on page"},
	} {
		if _, err := Check(it.site(t)); err == nil || !strings.Contains(err.Error(), it.want) {
			t.Errorf("want %s\ngot %v", it.want, err)
		}
	}
	_, err := Check(site(t, map[string]string{RecordsFile: `{"flow":"gone-fr","step":1,"request":{}}`}))
	if err == nil || !strings.Contains(err.Error(), "snapshots.jsonl: the list has no flow gone-fr") {
		t.Errorf("a record of no flow gives %v", err)
	}
}

// TestReadNames asserts that a flow is found by its name, from anywhere in the source tree.
func TestReadNames(t *testing.T) {
	for name, want := range map[string]int{
		exampleSite + "/post-bullying-fr": 3, exampleSite + "/post-bullying": 4, exampleSite + "/post-bullying-fr@night": 1,
		"instagram/post-harassment-fr": 5, "rules/dialogs/instagram/post-harassment-fr@night": 1,
	} {
		if all, err := ReadAll(name); err != nil || len(all) != want {
			t.Errorf("%s gives %d flows, want %d; %v", name, len(all), want, err)
		}
	}
	for name, want := range map[string]string{
		exampleSite + "/post-lost": "flows.txt has no flow post-lost",
		"nowhere/at-all":           "nowhere/at-all is neither a folder nor the name of a flow",
	} {
		if _, err := ReadAll(name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v, want %q", name, err, want)
		}
	}
	both, err := ReadAll("instagram", "rules/dialogs/instagram/post-harassment-fr")
	one, err2 := ReadAll("instagram")
	if err != nil || err2 != nil || len(both) != len(one) {
		t.Errorf("a flow that is named twice is read twice: %d and %d, %v %v", len(both), len(one), err, err2)
	}
}

func TestOnce(t *testing.T) {
	all, err := ReadAll("instagram", "tiktok")
	if err != nil {
		t.Fatal(err)
	}
	played := map[string]int{}
	for _, f := range Once(all) {
		played[f.site.Name+"@"+f.Variant]++
	}
	plain := 0
	for _, f := range all {
		if f.Variant == "" {
			plain++
		}
	}
	if played["instagram@"]+played["tiktok@"] != plain || played["instagram@night"] != 1 ||
		played["tiktok@bruxelles"] != 1 {
		t.Errorf("played %v, want %d flows themselves and one of each variant", played, plain)
	}
}

func TestRecorded(t *testing.T) {
	dir := site(t, nil)
	all, err := ReadAll(dir)
	if err != nil {
		t.Fatal(err)
	}
	var fr, spam *Flow
	for _, f := range all {
		switch f.ID {
		case "example/post-bullying-fr":
			fr = f
		case "example/post-spam-en":
			spam = f
		}
	}
	request := `{"host":"www.example.com","now":1795541400000,"zone":"Europe/Paris","country":"","lang":"fr","touch":true,` +
		`"state":"<é>","snapshot":{}}`
	other := `{"host":"m.example.com","now":1795559400000,"zone":"Europe/Paris","country":"","lang":"en","touch":false,` +
		`"state":""}`
	record := func(some []*Flow, what map[string]map[int]json.RawMessage) {
		t.Helper()
		if err := Record(some, what); err != nil {
			t.Fatal(err)
		}
	}
	record([]*Flow{fr, spam}, map[string]map[int]json.RawMessage{
		fr.ID: {3: []byte(request), 2: []byte(request)}, spam.ID: {2: []byte(other)},
	})
	want := `{"flow":"post-bullying-fr","step":2,"request":{"state":"<é>","snapshot":{}}}
{"flow":"post-bullying-fr","step":3,"request":{"state":"<é>","snapshot":{}}}
{"flow":"post-spam-en","step":2,"request":{"host":"m.example.com","state":""}}
`
	file := filepath.Join(dir, RecordsFile)
	if text, err := os.ReadFile(file); err != nil || string(text) != want {
		t.Errorf("wrote\n%s\nwant\n%s", text, want)
	}
	again, err := ReadAll(dir + "/post-bullying-fr")
	if err != nil || string(again[0].Recorded[3]) != request || len(again[1].Recorded) != 2 {
		t.Errorf("read %v, %v", again[0].Recorded, err)
	}
	night := again[1]
	asked := string(night.Recorded[3])
	if now := fmt.Sprintf(`"now":%d,`, night.Now); !strings.Contains(asked, now) || night.Now == again[0].Now {
		t.Errorf("%s is asked %s, want %s", night.ID, asked, now)
	}
	record([]*Flow{fr}, nil)
	if text, _ := os.ReadFile(file); string(text) != strings.Join(strings.SplitAfter(want, "\n")[2:], "") {
		t.Errorf("the records of another flow became %s", text)
	}
	record([]*Flow{spam}, nil)
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("a file without a record is left: %v", err)
	}
}

// TestRecordedFolder asserts the same of a flow in a folder of its own.
func TestRecordedFolder(t *testing.T) {
	dir := folder(t, map[string]string{
		"flow.json": example, "menu.html": "", "feed.html": "", "../shared/reasons.html": "",
	})
	all, err := ReadAll(dir)
	if err != nil {
		t.Fatal(err)
	}
	request := json.RawMessage(
		`{"host":"www.instagram.com","now":1,"zone":"Europe/Paris","country":"","lang":"fr","touch":false,"s":2}`)
	if err := Record(all[:1], map[string]map[int]json.RawMessage{all[0].ID: {2: request}}); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(filepath.Join(dir, RecordsFile))
	if want := `{"step":2,"request":{"now":1,"s":2}}` + "\n"; string(text) != want {
		t.Errorf("wrote %s, want %s", text, want)
	}
	again, err := ReadAll(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(again[0].Recorded, map[int]json.RawMessage{2: request}) {
		t.Errorf("read %v", again[0].Recorded)
	}
}

func FuzzParseList(f *testing.F) {
	text, err := os.ReadFile(filepath.Join(exampleSite, "flows.txt"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	for _, seed := range []string{
		"", "site", "site https://x\n[flows]\na b | fr", "[flows]\na b = none | fr x on", "[moves]\n* a: b,",
		"[moves]\n[ a: b", "[openings]\na b", "[endings]\na \"", "[endings]\n0 0\n0 0 00", "[flows]\na b > check > (shows) | fr |",
		"[flows]\n a\n\tb #c", "[flows]\na b > \"x\": y = card harm line | fr 1 ms on \"x\"",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := newSite("dir")
		err := s.parse(text)
		if err == nil {
			for _, flow := range s.list {
				if flow.name == "" || len(flow.langs) == 0 || flow.place == "" {
					t.Errorf("a flow %+v", flow)
				}
			}
			return
		}
		for line := range strings.SplitSeq(err.Error(), "\n") {
			after, ok := strings.CutPrefix(line, s.file()+":")
			number, _, more := strings.Cut(after, ":")
			if !ok || !more || number == "" || strings.Trim(number, "0123456789") != "" {
				t.Errorf("the mistake %q has no line", line)
			}
		}
	})
}
