package update_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/wasm/core"
	"bouton3018/wasm/update"
)

// The attacks of this file are of whoever has stolen one detection key, on a log whose key is stolen too. What a
// client refuses is tried with refuses; what it takes must leave help as it was, and be taken back by the documented
// number of keys.

// undo publishes the content of the package again, under the next number, and has clients take it: those that took
// the attack, and those that were off meanwhile.
func undo(t *testing.T, m *releasetest.Maintainer, by []string, clients ...*client) {
	t.Helper()
	newest := int64(0)
	for _, c := range clients {
		newest = max(newest, releasetest.Version(c.detection))
	}
	packaged := clients[0].packaged
	good := releasetest.Edit(packaged, newest+1-releasetest.Version(packaged), `"part":`, `"part":`)
	m.PublishPart(release.Detection, good, by...)
	for i, c := range clients {
		code, changed, _ := c.check(m.Serve)
		if code != "" || len(changed) != 1 || c.detection != good {
			t.Errorf("client %d does not go back: code %q", i, code)
		}
	}
}

// newCore is what a client uses, as its background builds it.
func newCore(t testing.TB, c *client) *core.Core {
	t.Helper()
	x := new(core.Core)
	answers := [][]byte{x.Configure([]byte(c.packaged))}
	if c.detection != c.packaged {
		take := x.Configure
		if c.signed < 2 {
			take = x.Amend
		}
		answers = append(answers, take([]byte(c.detection)))
	}
	for _, a := range append(answers, x.Directory([]byte(c.directory))) {
		if !gjson.GetBytes(a, "ok").Bool() {
			t.Fatal(string(a))
		}
	}
	return x
}

// decisions asks a client, in a report of a few rows, what follows on the choice of a text: the stages of both steps,
// the harm and the helpline that leads.
func decisions(t testing.TB, x *core.Core, text string) string {
	t.Helper()
	first, second := steps(t, x, text)
	a, b := gjson.ParseBytes(first), gjson.ParseBytes(second)
	return strings.Join([]string{a.Get("stage").String(), b.Get("stage").String(), b.Get("harm").String(), b.Get("view.card.lines.0.id").String()}, " ")
}

func steps(t testing.TB, x *core.Core, text string) (first, second []byte) {
	t.Helper()
	first = x.Decide(reportOf(text, "opened", -1, ""))
	return first, x.Decide(reportOf(text, "chosen", 1, gjson.GetBytes(first, "state").String()))
}

func reportOf(text, event string, chosen int, state string) []byte {
	rows := []map[string]string{{"t": "Moi", "k": "button"}, {"t": text, "k": "button"}, {"t": "Contenu indésirable", "k": "button"}, {"t": "Autre chose", "k": "button"}}
	b, err := json.Marshal(map[string]any{
		"host": "www.instagram.com", "now": now.UnixMilli(), "zone": "Europe/Paris", "lang": "fr", "state": state,
		"snapshot": map[string]any{
			"event": event, "name": "Signaler", "headings": []string{"Pourquoi signales-tu cette publication ?"},
			"rows": rows, "opener": "report", "chosen": chosen,
		},
	})
	if err != nil {
		panic(err)
	}
	return b
}

func TestAttackBrokenSelector(t *testing.T) {
	for name, selector := range map[string]string{
		"no CSS":               `[data-e2e=\"report-form\"]]`,
		"not closed":           `[data-e2e=\"report-form`,
		"a pseudo-class":       `#report:has(> :is(`,
		"unknown to a browser": `#report:nonsense`,
		"an empty alternative": `#report,`,
		"a combinator alone":   `#report >`,
		"an escape":            `#report\\`,
		"a rule":               `#report{}`,
		"nothing":              ` `,
	} {
		t.Run(name, func(t *testing.T) {
			detectionAttack(t, "selector", `"selector":"[data-e2e=\"report-form\"]"`, `"selector":"`+selector+`"`)
			detectionAttack(t, "selector", `"content":["[contenteditable]"]`, `"content":["`+selector+`"]`)
		})
	}
}

// TestAttackEmptiedHost: the first version makes a site one for a newer engine, the second brings a clone of it.
func TestAttackEmptiedHost(t *testing.T) {
	m, c := started(t)
	off := *c
	tiktok := gjson.Get(c.packaged, `platforms.#(id=="tiktok")`).Raw
	later := strings.Replace(tiktok, `"minEngine":1`, `"minEngine":9`, 1)
	m.PublishPart(release.Detection, releasetest.Edit(c.packaged, 1, tiktok, later), "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal("a site for a newer engine is skipped:", code)
	}
	clone := `{"hosts":["www.tiktok.com","m.tiktok.com"],"id":"clock","minEngine":1,"name":"Clock","source":"none","content":["div","label"]}`
	for name, sites := range map[string]string{
		"a clone in its place":                     clone,
		"a clone beside it":                        later + "," + clone,
		"a clone, and it without hosts of its own": strings.Replace(later, `"hosts":["www.tiktok.com","m.tiktok.com"]`, `"hosts":["x.example"]`, 1) + "," + clone,
		"itself, without hooks":                    strings.Replace(tiktok, gjson.Get(tiktok, "hooks").Raw, "[]", 1),
		"itself, all is quoted":                    strings.Replace(tiktok, `["[contenteditable]"]`, `["div"]`, 1),
		"itself, a hook silences":                  strings.Replace(tiktok, `"signal":"form"`, `"signal":"never"`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			m, c := m.Clone(), *c
			m.PublishPart(release.Detection, releasetest.Edit(c.packaged, 2, tiktok, sites), "kestrel")
			was := c
			if code, _, _ := c.check(m.Serve); code == "" {
				t.Error("it is taken")
			}
			if c.detection != was.detection {
				t.Error("the last good rules are not in use any more")
			}
			skipped := off
			if code, _, _ := skipped.check(m.Serve); code == "" {
				t.Error("it is taken by who was off meanwhile")
			}
		})
	}
	gates := gjson.GetBytes(gatesOf(t, c), `hosts.www\.tiktok\.com`)
	if !strings.Contains(gates.Get("hooks").Raw, "tt-form") || gates.Get("content").Raw != `["[contenteditable]"]` {
		t.Error("the site is without its rules:", gates.Raw)
	}
	undo(t, m, []string{"kestrel"}, c, &off)
}

// wordsOf are the words of the gates that a client gives to its content scripts.
func wordsOf(t testing.TB, c *client) (words core.Words) {
	if err := json.Unmarshal([]byte(gjson.GetBytes(gatesOf(t, c), "words").Raw), &words); err != nil {
		t.Fatal(err)
	}
	return words
}

// gatesOf is what a client gives to its content scripts.
func gatesOf(t testing.TB, c *client) []byte {
	t.Helper()
	x := new(core.Core)
	x.Configure([]byte(c.packaged))
	return []byte(gjson.GetBytes(x.Amend([]byte(c.detection)), "gates").Raw)
}

// TestAttackDeadHooks: every selector is one that matches nothing any more.
func TestAttackDeadHooks(t *testing.T) {
	m, c := started(t)
	dead := strings.ReplaceAll(c.packaged, `[data-e2e=\"report`, `[data-e2e=\"zzz`)
	m.PublishPart(release.Detection, releasetest.Edit(dead, 1, `"part":`, `"part":`), "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
	if gates := string(gatesOf(t, c)); !strings.Contains(gates, `[data-e2e=\"report-form\"]`) {
		t.Error("what the package looks for is not looked for any more")
	}
	undo(t, m, []string{"kestrel"}, c)
}

// TestAttackLastVersion: a number after which nothing is newer.
func TestAttackLastVersion(t *testing.T) {
	for _, up := range []int64{1001, 1 << 40, math.MaxInt64 - 1} {
		t.Run(strconv.FormatInt(up, 10), func(t *testing.T) {
			m, c := started(t)
			m.PublishPart(release.Detection, releasetest.AddPhrase(c.detection, up, "x1"), "kestrel")
			refuses(t, c, "version", m.Serve)
			m, c = started(t)
			good := m.HeadFile
			m.PublishPart(release.Directory, releasetest.AddWords(c.directory, up, "Ici."), "heron", "wren")
			refuses(t, c, "version", m.Serve)
			m.Directory = good.Directory
			honest(t, m, c)
		})
	}
	// As far as it goes, three times: who was off for all of it comes back as well.
	m, c := started(t)
	off := *c
	for i := range int64(3) {
		m.PublishPart(release.Detection, releasetest.AddPhrase(c.packaged, 1000*(i+1), "x1"), "kestrel")
		if code, _, _ := c.check(m.Serve); code != "" {
			t.Fatal(code)
		}
	}
	undo(t, m, []string{"kestrel"}, c, &off)
}

// TestAttackAddedPhrase adds to every concept a phrase that fits texts of a protected harm better than what the
// package knows. Their decisions stay.
func TestAttackAddedPhrase(t *testing.T) {
	_, c := inAllLanguages(t)
	texts := []string{"Parler de suicide", "Il parle de suicide", "Automutilation ou suicide"}
	gjson.GetBytes(c.vectors, "labels").ForEach(func(_, v gjson.Result) bool {
		texts = append(texts, v.String())
		return true
	})
	x := newCore(t, c)
	was := map[string]string{}
	for _, text := range texts {
		if d := decisions(t, x, text); rules.Harms[rules.ConceptByID(strings.Fields(d)[2])].Protected {
			was[text] = d
		}
	}
	if len(was) < 30 || was["Parler de suicide"] != "early card self_harm fr-3114" {
		t.Fatalf("%d texts: %v", len(was), was)
	}
	phrases := []string{"parl* suicid*", "suicid*", "moi", "=autre chose", "signal*", "pourquoi", "mineur*", "=signaler"}
	tried := 0
	for id := range gjson.Get(c.packaged, `lexicon.#(lang=="fr").concepts`).Map() {
		for _, phrase := range phrases {
			list := `"` + id + `":[`
			at := strings.Index(c.packaged, `"lang":"fr"`)
			if i := strings.LastIndex(c.packaged[:at], list); i >= 0 {
				at = i
			}
			edited := c.packaged[:at] + strings.Replace(c.packaged[at:], list, list+strconv.Quote(phrase)+",", 1)
			if edited == c.packaged {
				t.Fatal("no", id)
			}
			// Whether the check refuses it or not: should it be in use all the same.
			if a := x.Amend([]byte(edited)); !gjson.GetBytes(a, "ok").Bool() {
				t.Fatal(string(a))
			}
			tried++
			for text, want := range was {
				if got := decisions(t, x, text); got != want {
					t.Errorf("%q in %s: “%s” becomes %s and was %s", phrase, id, text, got, want)
				}
			}
		}
	}
	t.Logf("%d parts", tried)
}

// takes asks the native check only: the compiled one agrees in the other tests.
func takes(c *client, m *releasetest.Maintainer) bool {
	files := c.fetch(m.Serve)
	a := update.Check(c.request(files))
	if a.Code == "" {
		c.take(a, files)
	}
	return a.Code == ""
}

// TestAttackParlerDeSuicide is the one that was seen, in full: it is taken, changes nothing, and goes away again. The
// compiled core decides alike.
func TestAttackParlerDeSuicide(t *testing.T) {
	m, c := started(t)
	off := *c
	part := releasetest.Edit(c.packaged, 1, `"intimate_images":[`, `"intimate_images":["parl* suicid*",`)
	m.PublishPart(release.Detection, part, "kestrel")
	code, _, _ := c.check(m.Serve)
	if code != "" {
		t.Fatal(code)
	}
	const want = "early card self_harm fr-3114"
	x := newCore(t, c)
	if got := decisions(t, x, "Parler de suicide"); got != want {
		t.Errorf("one key: %s", got)
	}
	decidesAlike(t, c, "amend", x, "Parler de suicide")
	// In the middle of a report, which began before the part came.
	first, _ := steps(t, newCore(t, &off), "Parler de suicide")
	second := x.Decide(reportOf("Parler de suicide", "chosen", 1, gjson.GetBytes(first, "state").String()))
	if got := gjson.GetBytes(second, "harm").String(); got != "self_harm" {
		t.Errorf("in the middle of a report: %s", got)
	}
	// What the next step asks changes nothing.
	state := gjson.GetBytes(second, "state").String()
	if len(state) > 1024 {
		t.Errorf("the state has %d bytes", len(state))
	}
	// Taking words off a protected harm again needs two.
	undo(t, m, []string{"kestrel", "swift"}, c, &off)
	if got := decisions(t, newCore(t, c), "Parler de suicide"); got != want {
		t.Errorf("after it: %s", got)
	}

	// Two keys may say what it means.
	other := strings.ReplaceAll(part, `"suicid*,`, `"suicid* !parl*,`)
	m.PublishPart(release.Detection, releasetest.Edit(other, 2, `"part":`, `"part":`), "kestrel", "swift")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
	x = newCore(t, c)
	if got := decisions(t, x, "Parler de suicide"); !strings.HasPrefix(got, "early card intimate_images") {
		t.Errorf("two keys: %s", got)
	}
	decidesAlike(t, c, "configure", x, "Parler de suicide")
}

// decidesAlike asks the compiled core the same, byte for byte.
func decidesAlike(t *testing.T, c *client, export string, native *core.Core, text string) {
	t.Helper()
	if err := wasm.Restart(); err != nil {
		t.Fatal(err)
	}
	for _, call := range []struct{ export, input string }{
		{"configure", c.packaged}, {export, c.detection}, {"directory", c.directory},
	} {
		if a, err := wasm.Call(call.export, []byte(call.input)); err != nil || !gjson.GetBytes(a, "ok").Bool() {
			t.Fatalf("%s: %s %v", call.export, a, err)
		}
	}
	first, second := steps(t, native, text)
	for request, want := range map[string][]byte{
		string(reportOf(text, "opened", -1, "")):                                     first,
		string(reportOf(text, "chosen", 1, gjson.GetBytes(first, "state").String())): second,
	} {
		if got, err := wasm.Call("decide", []byte(request)); err != nil || string(got) != string(want) {
			t.Errorf("compiled %s %v\nnative   %s", got, err, want)
		}
	}
}

// TestAttackNextStep: an answer further down that the package does not know must not take a protected harm back.
func TestAttackNextStep(t *testing.T) {
	m, c := started(t)
	m.PublishPart(release.Detection, releasetest.Edit(c.packaged, 1, `"spam":[`, `"spam":["=quelqu’un que je connais","=un ami",`), "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
	x := newCore(t, c)
	_, second := steps(t, x, "Suicide")
	third := x.Decide(reportOf("Un ami", "chosen", 1, gjson.GetBytes(second, "state").String()))
	if got := gjson.GetBytes(third, "harm").String(); got != "self_harm" {
		t.Errorf("after “Un ami”: %s", third)
	}
	undo(t, m, []string{"kestrel"}, c)
}

func TestAttackCeilings(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format+",", i)
		}
		return b.String()
	}
	site := func(n int, rest string) string {
		return many(n, `{"id":"s%[1]d","hosts":["s%[1]d.example"],"minEngine":1,"name":"S","source":"none"`+rest+`}`)
	}
	hook := `{"id":"h%[1]d","selector":"#report-%[1]d","signal":"form","evidence":"verbatim"}`
	for name, change := range map[string][2]string{
		"hooks of a site":         {`"hooks":[{`, `"hooks":[` + many(10000, hook) + `{`},
		"a few more than allowed": {`"hooks":[{`, `"hooks":[` + many(rules.MaxHooks, hook) + `{`},
		"alternatives of a hook":  {`[data-e2e=\"report-form\"]`, `#a11` + strings.Repeat(",#b22", rules.MaxHooks)},
		"a long selector":         {`[data-e2e=\"report-form\"]`, `#` + strings.Repeat("x", rules.MaxSelector)},
		"quoted content":          {`"content":["[contenteditable]"]`, `"content":["[contenteditable]"` + strings.Repeat(`,"[data-x]"`, rules.MaxContent) + `]`},
		"hooks in all": {`"platforms":[`, `"platforms":[` + site(40, `,"hooks":[`+strings.Repeat(`{"id":"h","selector":"#report","signal":"form"},`, rules.MaxHooks-1)+
			`{"id":"h","selector":"#report","signal":"form"}]`)},
		"sites":                      {`"platforms":[`, `"platforms":[` + site(rules.MaxSites, "")},
		"skipped sites":              {`"platforms":[`, `"platforms":[` + strings.ReplaceAll(site(rules.MaxSites, ""), `"minEngine":1`, `"minEngine":9`)},
		"labels":                     {`"labels":[{`, `"labels":[` + many(rules.MaxLabels, `{"text":"x%d","concept":"hate"}`) + `{`},
		"a long label":               {`"labels":[{`, `"labels":[{"text":"` + strings.Repeat("x", rules.MaxLabel+1) + `","concept":"hate"},{`},
		"report words":               {`"report":[`, `"report":[` + many(rules.MaxWords, `"x%d"`)},
		"alternatives":               {`"report":[`, `"report":["aa` + strings.Repeat("|bb", 70) + `",` + strings.Repeat(`"aa`+strings.Repeat("|bb", 70)+`",`, rules.MaxWords/70)},
		"phrases":                    {`"spam":[`, `"spam":[` + many(rules.MaxPhrases, `"x%d"`)},
		"a long phrase":              {`"spam":[`, `"spam":["` + strings.Repeat("x", rules.MaxPhrase+1) + `",`},
		"one word everywhere":        {`"self_harm":[`, `"self_harm":[` + strings.Repeat(`"zq`+strings.Repeat("|zr", 70)+`",`, 5)},
		"alternatives behind a word": {`"report":[`, `"report":[` + strings.Repeat(`"aa bb`+strings.Repeat("|bb", 70)+`",`, rules.MaxWords/70)},
		"a long host":                {`"hosts":["www.tiktok.com"`, `"hosts":["` + strings.Repeat("x", rules.MaxName) + `.example","www.tiktok.com"`},
		"a long path":                {`"surfaces":[{`, `"surfaces":[{"path":"/` + strings.Repeat("x", rules.MaxName) + `","surface":"post"},{`},
		"a long id":                  {`"id":"tt-form"`, `"id":"` + strings.Repeat("x", rules.MaxName+1) + `"`},
		"a long site id":             {`"platforms":[`, `"platforms":[{"id":"` + strings.Repeat("x", rules.MaxName+1) + `","hosts":["s.example"]},`},
		"hosts of a site":            {`"hosts":["www.tiktok.com"`, `"hosts":[` + many(rules.MaxHosts, `"x%d.example"`) + `"www.tiktok.com"`},
	} {
		code := "bad_rules"
		if name == "a long selector" {
			code = "selector"
		}
		t.Run(name, func(t *testing.T) { detectionAttack(t, code, change[0], change[1]) })
	}
}

// TestAttackBorrowedName: what is found on a page is told by the id of a hook, to what stands guard as well. An id must
// not be found by a selector that says another thing.
func TestAttackBorrowedName(t *testing.T) {
	const form = `{"evidence":"verbatim","id":"tt-form"`
	for name, change := range map[string][3]string{
		"of a hook that silences": {"selector", `"id":"tt-form"`, `"id":"tt-login"`},
		"beside it":               {"bad_rules", form, `{"evidence":"verbatim","id":"tt-login","selector":"#report","signal":"form"},` + form},
		"an end":                  {"selector", `"signal":"form"`, `"signal":"done"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, c := started(t)
			tiktok := gjson.Get(c.packaged, `platforms.#(id=="tiktok")`).Raw
			changed := strings.Replace(tiktok, change[1], change[2], 1)
			if name == "of a hook that silences" {
				changed = strings.Replace(changed, gjson.Get(tiktok, `hooks.#(signal=="never")`).Raw, form+`,"selector":"#report","signal":"form"}`, 1)
			}
			detectionAttack(t, change[0], tiktok, changed)
		})
	}
}

// TestAttackOtherHosts: a site that somebody added on their own computer has no rules, and gets none that silence it.
func TestAttackOtherHosts(t *testing.T) {
	m, c := started(t)
	off := *c
	site := `{"hosts":["forum.example"],"id":"forum","minEngine":1,"name":"Forum","source":"none","content":["div"],` +
		`"hooks":[{"id":"all","selector":"#root","signal":"never"}],"labels":[{"text":"Suicide","concept":"spam"}]}`
	pause := `"disabled":[{"platform":"forum","until":"2026-12-20"}]`
	part := releasetest.Edit(c.packaged, 1, `"platforms":[`, `"platforms":[`+strings.Replace(site, `,"labels":[{"text":"Suicide","concept":"spam"}]`, "", 1)+`,`)
	m.PublishPart(release.Detection, releasetest.Edit(part, 0, `"disabled":[]`, pause), "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal("a site that is none of ours is skipped:", code)
	}
	if gates := gjson.GetBytes(gatesOf(t, c), `hosts.forum\.example`); gates.Exists() {
		t.Error("it has rules:", gates.Raw)
	}
	request := strings.Replace(string(reportOf("Menaces", "opened", -1, "")), "www.instagram.com", "forum.example", 1)
	request = strings.Replace(request, `"opener":`, `"hooks":["all"],"opener":`, 1)
	if stage := gjson.GetBytes(newCore(t, c).Decide([]byte(request)), "stage").String(); stage != "early" {
		t.Error("a report there:", stage)
	}
	undo(t, m, []string{"kestrel"}, c, &off)
}

// TestAttackNamedClicks: a click that the package has no name for must not be called feedback, which speaks against
// what it opens.
func TestAttackNamedClicks(t *testing.T) {
	m, c := started(t)
	part := releasetest.Edit(c.packaged, 1, `"feedback":[`, `"feedback":["=plus","=drapeau",`)
	m.PublishPart(release.Detection, releasetest.Edit(part, 0, `"other_report":[`, `"other_report":["=plus d’options","zinzin*",`), "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
	for _, clicked := range []string{"Plus", "Drapeau", "Plus d’options", "Zinzin"} {
		if named := wordsOf(t, c).Opener(clicked); named != "" {
			t.Errorf("a click on %s is named %s", clicked, named)
		}
	}
	undo(t, m, []string{"kestrel"}, c)
}

// TestAttackNamesTold: what somebody saves of a dialog that was not recognised has no names in it, whatever words are
// said to mean something.
func TestAttackNamesTold(t *testing.T) {
	m, c := started(t)
	m.PublishPart(release.Detection, releasetest.Edit(c.packaged, 1, `"menu":[`, `"menu":["dupont*","camille*",`), "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
	told := string(newCore(t, c).Mask([]byte(`{"page":"fr","locale":"fr","labels":["Signaler Camille Dupont"],"texts":["Camille Dupont"]}`)))
	if want := `{"labels":["Signaler Xxxxxxx Xxxxxx"],"texts":["Xxxxxxx Xxxxxx"]}`; told != want {
		t.Errorf("got %s, want %s", told, want)
	}
	undo(t, m, []string{"kestrel"}, c)
}

// TestAttackPictures: what nobody may keep a picture of is known by the package too.
func TestAttackPictures(t *testing.T) {
	m, c := started(t)
	const text = "Contenu sexuel"
	was := newCore(t, c)
	part := c.packaged
	known := gjson.Get(part, `lexicon.#(lang=="fr").concepts.sexual`).Raw
	part = strings.Replace(part, `"sexual":`+known, `"sexual":["porn*"]`, 1)
	part = releasetest.Edit(part, 1, `"spam":[`, `"spam":["=contenu sexuel",`)
	m.PublishPart(release.Detection, part, "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
	for name, x := range map[string]*core.Core{"the package": was, "one key": newCore(t, c)} {
		if _, second := steps(t, x, text); !gjson.GetBytes(second, "noPicture").Bool() {
			t.Errorf("%s lets a picture be kept: %s", name, second)
		}
	}
	undo(t, m, []string{"kestrel"}, c)
}

// TestForeignSite: a site that this extension does not run on is skipped, and the rest is used.
func TestForeignSite(t *testing.T) {
	m, c := started(t)
	site := `{"hosts":["www.newsite.example"],"id":"newsite","minEngine":1,"name":"New","source":"none","labels":[{"text":"Zut","concept":"hate"}]}`
	part := releasetest.Edit(c.packaged, 1, `"platforms":[`, `"platforms":[`+site+`,`)
	part = releasetest.Edit(part, 0, `"hosts":["www.tiktok.com"`, `"hosts":["lite.tiktok.example","www.tiktok.com"`)
	part = releasetest.AddPhrase(part, 0, "zinzin*")
	m.PublishPart(release.Detection, part, "kestrel")
	if code, changed, _ := c.check(m.Serve); code != "" || len(changed) != 1 {
		t.Fatal(code, changed)
	}
	if got := decisions(t, newCore(t, c), "zinzinerie"); !strings.HasPrefix(got, "early card harassment") {
		t.Error("the rest is not used:", got)
	}
	undo(t, m, []string{"kestrel"}, c)
}

// TestAttackPauses: one key can switch off a third of the sites.
func TestAttackPauses(t *testing.T) {
	pauses := func(ids ...string) string {
		var list []string
		for _, id := range ids {
			list = append(list, `{"platform":"`+id+`","until":"2026-12-29"}`)
		}
		return `"disabled":[` + strings.Join(list, ",") + `]`
	}
	for name, ids := range map[string][]string{
		"every site": {"instagram", "messenger", "tiktok"},
		"two":        {"tiktok", "instagram"},
	} {
		t.Run(name, func(t *testing.T) { detectionAttack(t, "disabled", `"disabled":[]`, pauses(ids...)) })
	}
	t.Run("among many that are none of ours", func(t *testing.T) {
		m, c := started(t)
		var sites strings.Builder
		for i := range 20 {
			fmt.Fprintf(&sites, `{"hosts":["s%[1]d.example"],"id":"s%[1]d","minEngine":1,"name":"S","source":"none"},`, i)
		}
		part := releasetest.Edit(c.packaged, 1, `"disabled":[]`, pauses("tiktok", "instagram", "messenger"))
		m.PublishPart(release.Detection, releasetest.Edit(part, 0, `"platforms":[`, `"platforms":[`+sites.String()), "kestrel")
		refuses(t, c, "disabled", m.Serve)
	})
	m, c := started(t)
	off := *c
	m.PublishPart(release.Detection, releasetest.Edit(c.packaged, 1, `"disabled":[]`, pauses("tiktok", "tiktok")), "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Error("one of three:", code)
	}
	m.PublishPart(release.Detection, releasetest.Edit(c.packaged, 2, `"disabled":[]`, pauses("tiktok", "instagram", "messenger")), "kestrel", "swift")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Error("all, with two keys:", code)
	}
	undo(t, m, []string{"kestrel"}, c, &off)
}

// TestAttackOddValues: what no rule file may say is refused here too, and by both cores alike: the compiled one has
// numbers of 32 bits, and what only the native one takes would be published and refused by every browser.
func TestAttackOddValues(t *testing.T) {
	_, c := started(t)
	site := gjson.Get(c.packaged, `platforms.#(id=="tiktok")`).Raw
	hook := `"hooks":[{"id":"tt-x","selector":"#report","signal":`
	for name, change := range map[string][3]string{
		"an engine of 33 bits":       {site, `"minEngine":1`, `"minEngine":4294967297`},
		"an engine of 63 bits":       {site, `"minEngine":1`, `"minEngine":9223372036854775807`},
		"a signal that nobody knows": {site, `"hooks":[{`, hook + `"silence"},{`},
		"a signal in capitals":       {site, `"hooks":[{`, hook + `"NEVER"},{`},
		"a hook without a signal":    {site, `"hooks":[{`, hook + `""},{`},
		"a hook without an id":       {site, `"hooks":[{`, `"hooks":[{"id":"","selector":"#report","signal":"form"},{`},
		"what a site is about":       {site, `"id":"tiktok"`, `"surface":"<b>","id":"tiktok"`},
		"what a path is about":       {site, `"surfaces":[{`, `"surfaces":[{"path":"/","surface":"all"},{`},
		"a label of nothing":         {site, `"labels":[{`, `"labels":[{"text":" ","concept":"spam"},{`},
		"a language in capitals":     {`"lexicon":[`, `"lexicon":[`, `"lexicon":[{"lang":"FR","concepts":{"spam":["=suicide"]}},`},
		"a language without end": {`"lexicon":[`, `"lexicon":[`, `"lexicon":[{"lang":"` + strings.Repeat("x", 5000) +
			`","concepts":{}},`},
	} {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(change[0], change[1], change[2], 1)
			if changed == change[0] {
				t.Fatal("nothing was replaced")
			}
			detectionAttack(t, "bad_rules", change[0], changed)
		})
	}
}

// TestAttackRepeatedKeys: whoever reads a part with another parser would read something else.
func TestAttackRepeatedKeys(t *testing.T) {
	for name, change := range map[string][2]string{
		"at the top":      {`"part":`, `"disabled":[{"platform":"tiktok","until":"2026-12-20"}],"part":`},
		"a concept":       {`"self_harm":[`, `"self_harm":["x1"],"self_harm":[`},
		"in a site":       {`"id":"tiktok"`, `"hooks":[],"id":"tiktok"`},
		"written another": {`"id":"tiktok"`, `"\u0068ooks":[],"id":"tiktok"`},
		"in capitals":     {`"id":"tiktok"`, `"Hooks":[],"id":"tiktok"`},
		"a letter alike":  {`"id":"tiktok"`, `"hooK\u0073":[],"hoo\u212as":[],"id":"tiktok"`},
		"in what nobody reads": {
			`"id":"tiktok"`, `"x":{"a":[{"b":1,"b":2}]},"id":"tiktok"`,
		},
	} {
		t.Run(name, func(t *testing.T) { detectionAttack(t, "repeated", change[0], change[1]) })
	}
	t.Run("in the directory", func(t *testing.T) {
		m, c := started(t)
		m.PublishPart(release.Directory, releasetest.Edit(c.directory, 1, `"href":"tel:3018"`, `"href":"tel:0899","href":"tel:3018"`), "heron", "wren")
		refuses(t, c, "repeated", m.Serve)
	})
	t.Run("in what the server says", func(t *testing.T) {
		m, c := started(t)
		m.Grow()
		head := m.Serve("head")
		refuses(t, c, "repeated", instead(m, "head", strings.Replace(head, `{"head":`, `{"Head":"x","head":`, 1)))
		proof := m.Serve("proof/1/2")
		refuses(t, c, "repeated", instead(m, "proof/", strings.Replace(proof, `{`, `{"consistency":[],`, 1)))
	})
}

// TestAttackOpener: what was clicked to begin a report keeps its name.
func TestAttackOpener(t *testing.T) {
	m, c := started(t)
	m.PublishPart(release.Detection, releasetest.Edit(c.packaged, 1, `"feedback":[`, `"feedback":["=signaler la publication","=report post",`), "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
	for _, clicked := range []string{"signaler la publication", "report post"} {
		if id := wordsOf(t, c).Opener(clicked); id != "report" {
			t.Errorf("a click on %s opens a %s", clicked, id)
		}
	}
	undo(t, m, []string{"kestrel"}, c)
}
