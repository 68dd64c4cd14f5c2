package update_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/wasm/core"
)

// detectionAttack publishes a detection part with the signature of one stolen
// key, on a log whose key is stolen too.
func detectionAttack(t *testing.T, code, old, new string) {
	t.Helper()
	m, c := started(t)
	m.PublishPart(release.Detection, releasetest.Edit(c.detection, 1, old, new), "kestrel")
	refuses(t, c, code, m.Serve)
}

// TestAttackEveryLanguage takes a phrase off a protected harm, and gives the text of one another meaning, in each
// language. Self-harm wins over every other harm: its texts cannot be given one.
func TestAttackEveryLanguage(t *testing.T) {
	m, c := inAllLanguages(t)
	lexicons := gjson.Get(c.detection, "lexicon").Array()
	for i, l := range lexicons {
		concepts := l.Get("concepts").Raw
		first := func(concept string) string {
			phrase, _, _ := strings.Cut(l.Get("concepts."+concept+".0").String(), rules.PhraseEnd)
			return phrase + rules.PhraseEnd
		}
		phrase, image := first("self_harm"), first("intimate_images")
		for name, changed := range map[string]string{
			"removed":  strings.Replace(concepts, phrase, "", 1),
			"shadowed": strings.Replace(concepts, `"self_harm":["`, `"self_harm":["`+image, 1),
		} {
			if changed == concepts {
				t.Fatal(l.Get("lang"), name, "is not there")
			}
			thief, victim := m.Clone(), *c
			part := releasetest.Edit(c.detection, 1, concepts, changed)
			thief.PublishPart(release.Detection, part, "kestrel")
			if takes(&victim, thief) {
				t.Errorf("%s: %s %s is taken", l.Get("lang"), phrase, name)
			}
			if i == len(lexicons)-1 {
				refuses(t, c, "add_only", thief.Serve) // the compiled core too
			}
		}
	}
}

func TestAttackSuicideLabel(t *testing.T) {
	for name, change := range map[string][3]string{
		"removed":                     {"add_only", `"suicid*,`, `"`},
		"moved to spam":               {"add_only", `"self_harm":["suicid*,`, `"self_harm":["xyz,`},
		"shadowed by a stronger harm": {"add_only", `"self_harm":["suicid*,`, `"self_harm":["intimate image*,suicid*,`},
		"a nude photo is spam": {
			"add_only",
			`intimate content|image*|media|photo*|picture*|video*,`,
			``,
		},
		"a site's label says spam": {
			"add_only",
			`"labels":[{`,
			`"labels":[{"concept":"spam","evidence":"verbatim","text":"Suicide or self-injury"},{`,
		},
		"the same in capitals": {
			"add_only",
			`"labels":[{`,
			`"labels":[{"concept":"dislike","evidence":"verbatim","text":"SUICIDE OR SELF-INJURY"},{`,
		},
		"a label that nobody knew": {
			"add_only",
			`"labels":[{`,
			`"labels":[{"concept":"spam","evidence":"verbatim","text":"Suicide et automutilation"},{`,
		},
		"another harm by one label": {
			"add_only",
			`"labels":[{`,
			`"labels":[{"concept":"harassment","evidence":"verbatim",` +
				`"text":"Threatening to share or sharing nude images"},{`,
		},
		"a child in danger means a sale": {
			"add_only",
			`"minor_safety":["paedophil*|pedophil*,`,
			`"minor_safety":["`,
		},
	} {
		t.Run(name, func(t *testing.T) { detectionAttack(t, change[0], change[1], change[2]) })
	}
}

// TestAttackHiddenSite: a second site of the same hosts, before the real one.
func TestAttackHiddenSite(t *testing.T) {
	hidden := `{"hosts":["www.tiktok.com","m.tiktok.com"],"id":"clock","minEngine":1,"name":"Clock","source":"none",` +
		`"hooks":[{"evidence":"verbatim","id":"tt-x","selector":"[data-e2e=\"report-form\"]","signal":"never"}]}`
	for name, site := range map[string]string{
		"another id":  hidden,
		"the same id": strings.Replace(hidden, `"clock"`, `"tiktok"`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			detectionAttack(t, "bad_rules", `"platforms":[`, `"platforms":[`+site+`,`)
		})
	}
	t.Run("the real one needs a newer engine", func(t *testing.T) {
		_, c := started(t)
		tiktok := gjson.Get(c.detection, `platforms.#(id=="tiktok")`).Raw
		later := strings.Replace(tiktok, `"minEngine":1`, `"minEngine":9`, 1)
		detectionAttack(t, "bad_rules", tiktok, later+","+hidden)
	})
	t.Run("a language twice", func(t *testing.T) {
		detectionAttack(t, "bad_rules", `"lexicon":[`, `"lexicon":[{"lang":"fr","concepts":{"login":["signal*"]}},`)
	})
}

// TestAttackSilence: other ways in which one key could make help disappear.
func TestAttackSilence(t *testing.T) {
	for name, change := range map[string][3]string{
		"a hook that silences": {
			"selector",
			`"signal":"never"}`,
			`"signal":"never"},{"evidence":"verbatim","id":"tt-x",` +
				`"selector":"[data-e2e=\"report-form\"]","signal":"never"}`,
		},
		"a hook turns into one": {
			"selector",
			`"selector":"[data-e2e=\"report-form\"]","signal":"form"`,
			`"selector":"[data-e2e=\"report-form\"]","signal":"never"`,
		},
		"everything is quoted content": {
			"content",
			`"content":["[contenteditable]"]`,
			`"content":["[contenteditable]","div"]`,
		},
		"what is quoted is read":     {"content", `"content":["[contenteditable]"]`, `"content":[]`},
		"the word report is a login": {"vectors", `"login":[`, `"login":["signal*","report*",`},
		"French is gone":             {"platform", `"lang":"fr"`, `"lang":"de"`},
		"a site sleeps for years": {
			"disabled",
			`"disabled":[]`,
			`"disabled":[{"platform":"tiktok","until":"2030-01-01"}]`,
		},
		"a day that is none": {
			"bad_rules",
			`"disabled":[]`,
			`"disabled":[{"platform":"tiktok","until":"always"}]`,
		},
		"the whole part needs a new core": {"engine", `"minEngine":1,"part"`, `"minEngine":9,"part"`},
	} {
		t.Run(name, func(t *testing.T) { detectionAttack(t, change[0], change[1], change[2]) })
	}
}

func TestAttackEverythingIsAReport(t *testing.T) {
	for name, change := range map[string][3]string{
		"every common word": {
			"vectors",
			`"report":[`,
			`"report":["partag*","menu","annuler","cancel","ok","copier","copy",`,
		},
		"a hook of all boxes": {
			"selector",
			`"selector":"[data-e2e=\"report-form\"]"`,
			`"selector":"[role=\"dialog\"]"`,
		},
		"a hook of all elements": {
			"selector",
			`"selector":"[data-e2e=\"report-form\"]"`,
			`"selector":"[data-e2e=\"report-form\"], *"`,
		},
		"a hook by negation": {
			"selector",
			`"selector":"[data-e2e=\"report-form\"]"`,
			`"selector":":not([data-e2e=\"none\"])"`,
		},
	} {
		t.Run(name, func(t *testing.T) { detectionAttack(t, change[0], change[1], change[2]) })
	}
}

func TestAttackWithdrawTheCore(t *testing.T) {
	for _, line := range []string{
		"fr-3018", "fr-3018:phone", "fr-119", "fr-3114:phone", "fr-15", "fr-17", "fr-112", "fr-114:sms",
	} {
		t.Run(line, func(t *testing.T) {
			detectionAttack(t, "withdrawn", `"withdrawn":[]`, `"withdrawn":["`+line+`"]`)
		})
	}
	// And should a package carry it: it has no effect.
	_, c := started(t)
	x := new(core.Core)
	x.Configure([]byte(releasetest.Edit(c.detection, 1, `"withdrawn":[]`, `"withdrawn":["fr-3018","fr-119:phone"]`)))
	if got := string(x.Directory([]byte(c.directory))); !strings.Contains(got, "https://3018.fr") {
		t.Error("the 3018 is gone:", got)
	}
}

func TestAttackNestedJSON(t *testing.T) {
	for name, nested := range map[string]string{
		"lists":   strings.Repeat("[", 5000) + strings.Repeat("]", 5000),
		"objects": strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000),
	} {
		m, c := started(t)
		part := `{"part":"detection","version":2,"x":` + nested + `}`
		m.PublishPart(release.Detection, part, "kestrel")
		t.Run(name, func(t *testing.T) { refuses(t, c, "too_deep", m.Serve) })
	}
	_, c := started(t)
	deep := strings.Repeat("[", 5000)
	if code, _, _ := c.check(func(string) string { return deep }); code != "too_deep" {
		t.Error(code)
	}
}

func TestAttackEmptySite(t *testing.T) {
	_, c := started(t)
	hooks := gjson.Get(c.detection, `platforms.#(id=="tiktok").hooks`).Raw
	tiktok := gjson.Get(c.detection, `platforms.#(id=="tiktok")`).Raw
	for name, change := range map[string][3]string{
		"no hooks":        {"platform", `"hooks":` + hooks, `"hooks":[]`},
		"no site":         {"platform", "," + tiktok, ""},
		"a host less":     {"platform", `"www.tiktok.com",`, ``},
		"another site id": {"platform", `"id":"tiktok"`, `"id":"toktik"`},
	} {
		t.Run(name, func(t *testing.T) { detectionAttack(t, change[0], change[1], change[2]) })
	}
}

func TestAttackLinkUnderOneKey(t *testing.T) {
	for name, change := range map[string][2]string{
		"a link": {"https://17cyber.gouv.fr", "https://17cyber.gouv.fr.example.org"},
		"a number": {
			`"tel:0800235236","id":"phone","kind":"call","number":"0 800 235 236"`,
			`"tel:0899000000","id":"phone","kind":"call","number":"0 899 000 000"`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			m, c := started(t)
			m.PublishPart(release.Directory, releasetest.Edit(c.directory, 1, change[0], change[1]), "heron", "kestrel")
			refuses(t, c, "threshold", m.Serve)
			honest(t, m, c)
		})
	}
}

// TestAttackOldHours: hours are not stated when their source is older than twelve
// months, and a source cannot be dated into the future.
func TestAttackOldHours(t *testing.T) {
	m, c := started(t)
	good := m.HeadFile
	source := `"as_of":"` + gjson.Get(c.directory, `countries.#(code=="FR").helplines.#(id=="fr-3018").as_of`).String() + `"`
	m.PublishPart(release.Directory, releasetest.Edit(c.directory, 1, source, `"as_of":"2099-01-01"`), "heron", "wren")
	refuses(t, c, "future", m.Serve)
	m.HeadFile = good
	honest(t, m, c)

	fresh := releasetest.Edit(c.directory, 1, source, `"as_of":"2026-11-30"`)
	m.PublishPart(release.Directory, fresh, "heron", "wren")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
	x := new(core.Core)
	x.Configure([]byte(c.detection))
	x.Directory([]byte(c.directory))
	vector := gjson.GetBytes(c.vectors, `decisions.#(harm=="harassment").request`).Raw
	at := func(year int) string {
		return decideAt(x, vector, time.Date(year, 12, 10, 18, 0, 0, 0, time.UTC)).Get("view.card.lines.0.open").String()
	}
	if open := at(2026); open != "open" {
		t.Errorf("with a source of this year: %s", open)
	}
	if open := at(2027); open != "" {
		t.Errorf("a year later: %s, and nothing may be said", open)
	}
}

// TestAttackDisabledForEver: a pause that the client did not see signed ends all the same.
func TestAttackDisabledForEver(t *testing.T) {
	_, c := started(t)
	part := releasetest.Edit(c.detection, 1, `"disabled":[]`,
		`"disabled":[{"platform":"tiktok","until":"2026-12-20"},{"platform":"instagram","until":"2099-01-01"}]`)
	x := new(core.Core)
	x.Configure([]byte(part))
	x.Directory([]byte(c.directory))
	stage := func(platform string, at time.Time) string {
		v := gjson.GetBytes(c.vectors, `decisions.#(name%"`+platform+`*harassment-fr*")#|0.request`).Raw
		if v == "" {
			t.Fatal("no vector of", platform)
		}
		return decideAt(x, v, at).Get("stage").String()
	}
	for _, want := range []struct {
		platform, at, stage string
	}{
		{"tiktok", "2026-11-19T12:00:00Z", "early"}, // more than a month ahead is no pause
		{"tiktok", "2026-12-01T12:00:00Z", "none"},
		{"tiktok", "2026-12-20T22:59:00Z", "none"}, // in Paris a minute before midnight
		{"tiktok", "2026-12-20T23:01:00Z", "early"},
		{"instagram", "2026-12-01T12:00:00Z", "card"},
		{"instagram", "2099-06-01T12:00:00Z", "card"},
	} {
		at, err := time.Parse(time.RFC3339, want.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := stage(want.platform, at); got != want.stage {
			t.Errorf("%s at %s: %s, want %s", want.platform, want.at, got, want.stage)
		}
	}
}

// decideAt asks a core the same at another time.
func decideAt(x *core.Core, request string, at time.Time) gjson.Result {
	request = strings.Replace(request, gjson.Get(request, "now").Raw, strconv.FormatInt(at.UnixMilli(), 10), 1)
	return gjson.ParseBytes(x.Decide([]byte(request)))
}
