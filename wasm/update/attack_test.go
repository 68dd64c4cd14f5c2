package update_test

import (
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"bouton3018/rules/release"
	"bouton3018/wasm/core"
	"bouton3018/wasm/update"
)

// refuses asks a server that is not honest, and holds that the client refuses with
// the code and the reason, keeps everything it has, and takes an honest version
// after that.
func refuses(t *testing.T, p *publisher, c *client, code string, get func(name string) string) {
	t.Helper()
	was := *c
	got, changed, _ := c.check(get)
	if got != code {
		t.Errorf("got code %q, want %q", got, code)
	}
	if len(changed) > 0 || c.detection != was.detection || c.directory != was.directory || c.head != was.head {
		t.Error("the last good rules are not in use any more")
	}
	a := update.Check(c.request([]update.File{{Name: "head", Text: get("head")}}))
	if a.Code != "" && len(a.Detail) < 8 {
		t.Errorf("the reason is %q", a.Detail)
	}
}

// honest publishes a good version on the same log and has the client take it.
func honest(t *testing.T, p *publisher, c *client) {
	t.Helper()
	p.publish(p.statement(release.Detection, edit(t, c.detection, 9, `"harass*",`, `"harass*","hounding",`), p.one[0]),
		p.statement(release.Directory, edit(t, c.directory, 9, "Tu peux en parler.", "Tu peux en parler, ici."), p.two[0], p.two[1]))
	if code, changed, _ := c.check(p.get); code != "" || len(changed) != 2 {
		t.Errorf("the honest version after it: code %q, changed %v", code, changed)
	}
}

// detectionAttack publishes a detection part with the signature of one stolen
// key, on a log whose key is stolen too.
func detectionAttack(t *testing.T, code, old, new string) {
	t.Helper()
	p, c := started(t)
	good := p.file.Detection
	part := edit(t, c.detection, 1, old, new)
	p.publish(p.statement(release.Detection, part, p.one[0]), p.file.Directory)
	refuses(t, p, c, code, p.get)
	p.file.Detection = good
	honest(t, p, c)
}

func TestAttackWrongKey(t *testing.T) {
	thief := newPublisher(t)
	p, c := started(t)
	file := p.file
	part := edit(t, c.detection, 1, `"harass*",`, `"harass*","x1",`)
	p.publish(p.statement(release.Detection, part, thief.one[0]), p.file.Directory)
	refuses(t, p, c, "threshold", p.get)

	honestLog := p.log
	p.log = thief.log
	p.publish(file.Detection, file.Directory)
	refuses(t, p, c, "threshold", p.get)
	p.log = honestLog

	// A key of a known name with other bytes.
	same, _ := signer(t, "kestrel")
	p.publish(p.statement(release.Detection, part, same), file.Directory)
	refuses(t, p, c, "threshold", p.get)
	p.file.Detection = file.Detection
	honest(t, p, c)
}

func TestAttackOneSignatureForTwo(t *testing.T) {
	p, c := started(t)
	file := p.file
	part := edit(t, c.directory, 1, "Tu peux en parler.", "Appelle-moi.")
	for _, by := range [][]int{{0}, {2}} {
		p.publish(file.Detection, p.statement(release.Directory, part, p.two[by[0]]))
		refuses(t, p, c, "threshold", p.get)
	}
	// A detection key is no second directory key, and the log's is none at all.
	p.publish(file.Detection, p.statement(release.Directory, part, p.two[0], p.one[0], p.one[1], p.log))
	refuses(t, p, c, "threshold", p.get)
	// A directory key is no detection key.
	p.publish(p.statement(release.Detection, edit(t, c.detection, 1, `"harass*",`, `"harass*","x1",`), p.two[0], p.two[1]), file.Directory)
	refuses(t, p, c, "threshold", p.get)
	honest(t, p, c)
}

func TestAttackSameKeyTwice(t *testing.T) {
	p, c := started(t)
	part := edit(t, c.directory, 1, "Tu peux en parler.", "Appelle-moi.")
	once := p.statement(release.Directory, part, p.two[0])
	line := once[strings.LastIndex(strings.TrimSuffix(once, "\n"), "\n")+1:]
	p.publish(p.file.Detection, once+line)
	refuses(t, p, c, "threshold", p.get)
	honest(t, p, c)

	// Under two names: the key file of the package cannot list it.
	public := ""
	for _, l := range strings.Split(p.keys, "\n") {
		if strings.Contains(l, "heron") {
			public = l[strings.LastIndex(l, "+")+1:]
		}
	}
	for _, name := range []string{"heron", "ibis"} {
		again := p.keys + "directory " + verifier(t, name, public) + "\n"
		if _, err := release.ParseKeys(again); err == nil {
			t.Errorf("a key is listed twice, the second time as %s", name)
		}
	}
}

func TestAttackStatementOfTheOtherPart(t *testing.T) {
	p, c := started(t)
	p.publish(p.file.Directory, p.file.Directory)
	refuses(t, p, c, "statement", p.get)
	// Signed by a detection key, but it says directory.
	swapped := p.statement(release.Directory, c.directory, p.one[0], p.one[1])
	p.publish(swapped, swapped)
	refuses(t, p, c, "statement", p.get)
}

// TestAttackSkippedDirectory: the weaker signature of a later version must not
// carry a change that came before it.
func TestAttackSkippedDirectory(t *testing.T) {
	p, c := started(t)
	good := p.file
	forged := p.statement(release.Directory, edit(t, c.directory, 1, `"tel:3018","id":"phone","kind":"call","number":"3018"`, `"tel:0899","id":"phone","kind":"call","number":"0899"`), p.two[0])
	p.publish(good.Detection, forged) // nobody asked on that day
	p.publish(p.statement(release.Detection, edit(t, c.detection, 1, `"harass*",`, `"harass*","x1",`), p.one[0]), forged)
	refuses(t, p, c, "threshold", p.get)
	p.file = good
	honest(t, p, c)
}

func TestAttackSuicideLabel(t *testing.T) {
	for name, change := range map[string][3]string{
		"removed":                        {"add_only", `"suicid*",`, ``},
		"moved to spam":                  {"add_only", `"self_harm":["suicid*",`, `"self_harm":["xyz",`},
		"shadowed by a stronger harm":    {"add_only", `"intimate_images":[`, `"intimate_images":["suicid*",`},
		"a nude photo is spam":           {"add_only", `"intimate_images":["intimate image*|photo*|picture*|video*|media|imagery|content",`, `"intimate_images":[`},
		"a site's label says spam":       {"add_only", `"labels":[{`, `"labels":[{"concept":"spam","evidence":"verbatim","text":"Suicide or self-injury"},{`},
		"the same in capitals":           {"add_only", `"labels":[{`, `"labels":[{"concept":"dislike","evidence":"verbatim","text":"SUICIDE OR SELF-INJURY"},{`},
		"a label that nobody knew":       {"add_only", `"labels":[{`, `"labels":[{"concept":"spam","evidence":"verbatim","text":"Suicide et automutilation"},{`},
		"another harm by one label":      {"add_only", `"labels":[{`, `"labels":[{"concept":"harassment","evidence":"verbatim","text":"Threatening to share or sharing nude images"},{`},
		"a child in danger means a sale": {"add_only", `"minor_safety":["pedophil*|paedophil*",`, `"minor_safety":[`},
	} {
		t.Run(name, func(t *testing.T) { detectionAttack(t, change[0], change[1], change[2]) })
	}
}

// TestAttackHiddenSite: a second site of the same hosts, before the real one.
func TestAttackHiddenSite(t *testing.T) {
	hidden := `{"hosts":["www.tiktok.com","m.tiktok.com"],"id":"clock","minEngine":1,"name":"Clock","source":"none","hooks":[{"evidence":"verbatim","id":"tt-x","selector":"[data-e2e=\"report-form\"]","signal":"never"}]}`
	for name, site := range map[string]string{"another id": hidden, "the same id": strings.Replace(hidden, `"clock"`, `"tiktok"`, 1)} {
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
		"a hook that silences":            {"selector", `"signal":"never"}`, `"signal":"never"},{"evidence":"verbatim","id":"tt-x","selector":"[data-e2e=\"report-form\"]","signal":"never"}`},
		"a hook turns into one":           {"selector", `"selector":"[data-e2e=\"report-form\"]","signal":"form"`, `"selector":"[data-e2e=\"report-form\"]","signal":"never"`},
		"everything is quoted content":    {"content", `"content":["[contenteditable]"]`, `"content":["[contenteditable]","div"]`},
		"what is quoted is read":          {"content", `"content":["[contenteditable]"]`, `"content":[]`},
		"the word report is a login":      {"vectors", `"login":[`, `"login":["signal*","report*",`},
		"French is gone":                  {"platform", `"lang":"fr"`, `"lang":"de"`},
		"a site sleeps for years":         {"disabled", `"disabled":[]`, `"disabled":[{"platform":"tiktok","until":"2030-01-01"}]`},
		"a day that is none":              {"bad_rules", `"disabled":[]`, `"disabled":[{"platform":"tiktok","until":"always"}]`},
		"the whole part needs a new core": {"engine", `"minEngine":1,"part"`, `"minEngine":9,"part"`},
	} {
		t.Run(name, func(t *testing.T) { detectionAttack(t, change[0], change[1], change[2]) })
	}
}

func TestAttackEverythingIsAReport(t *testing.T) {
	for name, change := range map[string][3]string{
		"every common word":      {"vectors", `"report":[`, `"report":["partag*","menu","annuler","cancel","ok","copier","copy",`},
		"a hook of all boxes":    {"selector", `"selector":"[data-e2e=\"report-form\"]"`, `"selector":"[role=\"dialog\"]"`},
		"a hook of all elements": {"selector", `"selector":"[data-e2e=\"report-form\"]"`, `"selector":"[data-e2e=\"report-form\"], *"`},
		"a hook by negation":     {"selector", `"selector":"[data-e2e=\"report-form\"]"`, `"selector":":not([data-e2e=\"none\"])"`},
	} {
		t.Run(name, func(t *testing.T) { detectionAttack(t, change[0], change[1], change[2]) })
	}
}

func TestAttackWithdrawTheCore(t *testing.T) {
	for _, line := range []string{"fr-3018", "fr-3018:phone", "fr-119", "fr-3114:phone", "fr-15", "fr-17", "fr-112", "fr-114:sms"} {
		t.Run(line, func(t *testing.T) {
			detectionAttack(t, "withdrawn", `"withdrawn":[]`, `"withdrawn":["`+line+`"]`)
		})
	}
	// And should a package carry it: it has no effect.
	_, c := started(t)
	x := new(core.Core)
	x.Configure([]byte(edit(t, c.detection, 1, `"withdrawn":[]`, `"withdrawn":["fr-3018","fr-119:phone"]`)))
	if got := string(x.Directory([]byte(c.directory))); !strings.Contains(got, "https://3018.fr") {
		t.Error("the 3018 is gone:", got)
	}
}

func TestAttackOlderVersion(t *testing.T) {
	p, c := started(t)
	first := p.file
	honest(t, p, c)
	p.publish(first.Detection, first.Directory)
	refuses(t, p, c, "older", p.get)
}

// TestAttackChangedPast: the log says something else of a version that was seen.
func TestAttackChangedPast(t *testing.T) {
	p, c := started(t)
	file := p.file
	p.hashes, p.size = nil, 0
	p.append([]byte("another first leaf"))
	p.publish(file.Detection, file.Directory)
	refuses(t, p, c, "proof", p.get)

	// The same version number, other bytes.
	p, c = started(t)
	p.publish(p.statement(release.Detection, edit(t, c.detection, 0, `"harass*",`, `"harass*","x1",`), p.one[0]), p.file.Directory)
	refuses(t, p, c, "changed", p.get)
	// The statement says 2, the part says 1.
	text := edit(t, c.detection, 0, `"harass*",`, `"harass*","x1",`)
	s := p.statement(release.Detection, text, p.one[0])
	body, _, _ := strings.Cut(s, "\n\n")
	p.publish(p.sign(strings.Replace(body, "version 1", "version 2", 1)+"\n", p.one[0]), p.file.Directory)
	refuses(t, p, c, "changed", p.get)
}

// TestAttackSplitHead: one browser is shown another log of the same length.
func TestAttackSplitHead(t *testing.T) {
	p, c := started(t)
	file := p.file
	p.hashes, p.size = nil, 0
	p.publish(p.statement(release.Detection, edit(t, c.detection, 1, `"harass*",`, `"harass*","x1",`), p.one[0]), file.Directory)
	refuses(t, p, c, "fork", p.get)
}

// TestAttackUnloggedStatements: good signatures, but the log does not have them.
func TestAttackUnloggedStatements(t *testing.T) {
	p, c := started(t)
	file := p.file
	p.file.Detection = p.statement(release.Detection, edit(t, c.detection, 1, `"harass*",`, `"harass*","x1",`), p.one[0])
	refuses(t, p, c, "proof", p.get) // beside the old head
	p.append(release.Leaf(file.Detection, file.Directory))
	p.file.Head = p.head(p.now)
	refuses(t, p, c, "proof", p.get) // beside a new one
}

func TestAttackProof(t *testing.T) {
	p, c := started(t)
	for range 5 {
		p.publish(p.file.Detection, p.file.Directory)
	}
	other := newPublisher(t)
	for range 6 {
		other.publish(p.file.Detection, p.file.Directory)
	}
	good := gjson.Parse(p.get("proof/1/6"))
	for name, proof := range map[string]string{
		"truncated":     `{"inclusion":` + good.Get("inclusion").Raw + `,"consistency":[]}`,
		"swapped":       `{"inclusion":` + good.Get("consistency").Raw + `,"consistency":` + good.Get("inclusion").Raw + `}`,
		"of other size": p.get("proof/1/5"),
		"of other log":  other.get("proof/2/6"),
		"missing":       ``,
		"a number":      `7`,
		"too long":      `{"inclusion":` + good.Get("inclusion").Raw + `,"consistency":[` + strings.Repeat(`"`+good.Get("consistency.0").String()+`",`, 90) + `"x"]}`,
		"not base64":    `{"inclusion":["?"],"consistency":["?"]}`,
	} {
		t.Run(name, func(t *testing.T) {
			refuses(t, p, c, "proof", func(path string) string {
				if strings.HasPrefix(path, "proof/") {
					return proof
				}
				return p.get(path)
			})
		})
	}
	if code, _, _ := c.check(p.get); code != "" {
		t.Error("the honest proof after it:", code)
	}
}

func TestAttackOneByte(t *testing.T) {
	p, c := started(t)
	part := edit(t, c.directory, 1, "Tu peux en parler.", "Tu peux en parler, ici.")
	p.publish(p.file.Detection, p.statement(release.Directory, part, p.two[0], p.two[1]))
	for name, other := range map[string]string{
		"hash":      strings.Replace(part, "3018", "3019", 1),
		"size":      part + " ",
		"size less": part[:len(part)-1],
	} {
		refuses(t, p, c, strings.Fields(name)[0], func(path string) string {
			if strings.HasPrefix(path, "part/") {
				return other
			}
			return p.get(path)
		})
	}
	if code, _, _ := c.check(p.get); code != "" {
		t.Error(code)
	}
}

func TestAttackOtherOrigin(t *testing.T) {
	p, c := started(t)
	p.publish(p.file.Detection, p.file.Directory)
	good := p.file.Head
	body, _, _ := strings.Cut(good, "\n\n")
	for name, text := range map[string]string{
		"another log":     strings.Replace(body, "bouton3018/log", "example.org/log", 1) + "\n",
		"a longer origin": strings.Replace(body, "bouton3018/log", "bouton3018/log2", 1) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			p.file.Head = p.sign(text, p.log)
			refuses(t, p, c, "head", p.get)
		})
	}
	// A statement is no head.
	p.file.Head = p.sign(release.Statement{Part: release.Detection, Version: 1, Hash: strings.Repeat("a", 64), Size: 1, Date: "2026-11-23"}.Text(), p.log)
	refuses(t, p, c, "head", p.get)
	p.file.Head = good
	if code, _, _ := c.check(p.get); code != "" {
		t.Error(code)
	}
}

func TestAttackExtraText(t *testing.T) {
	p, c := started(t)
	p.publish(p.file.Detection, p.file.Directory)
	good := p.file
	cases := map[string]func(note string) string{
		"a line more":      func(text string) string { return text + "also true\n" },
		"a line before":    func(text string) string { return "note\n" + text },
		"an empty line":    func(text string) string { return text + "\n" },
		"spaces":           func(text string) string { return strings.Replace(text, " ", "  ", 1) },
		"plus sign":        func(text string) string { return strings.Replace(text, "version ", "version +", 1) },
		"zeros":            func(text string) string { return strings.Replace(text, "size ", "size 0", 1) },
		"capital hash":     func(text string) string { return strings.ToUpper(text) },
		"carriage returns": func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			text, _, _ := strings.Cut(good.Detection, "\n\n")
			changed := change(text + "\n")
			signed, err := release.Sign(changed, p.one[0])
			if err != nil {
				return // such a text cannot even be signed
			}
			p.file.Detection = signed
			code, _, _ := c.check(p.get)
			if code != "statement" && code != "threshold" {
				t.Errorf("got %q", code)
			}
		})
	}
	p.file = good
	head, _, _ := strings.Cut(good.Head, "\n\n")
	p.file.Head = p.sign(head+"\nextra yes\n", p.log)
	refuses(t, p, c, "head", p.get)
	p.file = good
	p.file.Head = "note that nobody signed\n" + good.Head
	refuses(t, p, c, "threshold", p.get)
}

func TestAttackHugePart(t *testing.T) {
	p, c := started(t)
	file := p.file
	text, _, _ := strings.Cut(p.statement(release.Detection, c.detection, p.one[0]), "\n\n")
	lines := strings.Split(text, "\n")
	lines[1], lines[3] = "version 2", "size 99999999"
	p.publish(p.sign(strings.Join(lines, "\n")+"\n", p.one[0]), file.Directory)
	refuses(t, p, c, "statement", p.get)

	big := edit(t, c.detection, 1, `"harass*",`, `"harass*","`+strings.Repeat("x", release.MaxPart)+`",`)
	signed := p.statement(release.Detection, big, p.one[0])
	p.publish(signed, file.Directory)
	refuses(t, p, c, "statement", p.get)
	// A body that is larger than the statement says is not read.
	p.publish(p.statement(release.Detection, edit(t, c.detection, 1, `"harass*",`, `"harass*","x1",`), p.one[0]), file.Directory)
	refuses(t, p, c, "size", func(path string) string {
		if strings.HasPrefix(path, "part/") {
			return big
		}
		return p.get(path)
	})
	refuses(t, p, c, "too_large", func(path string) string {
		if path == "head" {
			return p.get(path) + strings.Repeat(" ", 20000)
		}
		return p.get(path)
	})
	p.file.Detection = file.Detection
	honest(t, p, c)
}

func TestAttackNestedJSON(t *testing.T) {
	for name, nested := range map[string]string{
		"lists":   `{"part":"detection","version":2,"x":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`,
		"objects": `{"part":"detection","version":2,"x":` + strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5001),
	} {
		p, c := started(t)
		p.publish(p.statement(release.Detection, nested, p.one[0]), p.file.Directory)
		t.Run(name, func(t *testing.T) { refuses(t, p, c, "too_deep", p.get) })
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

func TestAttackForeignHost(t *testing.T) {
	detectionAttack(t, "host", `"hosts":["www.tiktok.com"`, `"hosts":["www.mabanque.fr","www.tiktok.com"`)
}

func TestAttackLinkUnderOneKey(t *testing.T) {
	for name, change := range map[string][2]string{
		"a link":   {"https://17cyber.gouv.fr", "https://17cyber.gouv.fr.example.org"},
		"a number": {`"tel:0800235236","id":"phone","kind":"call","number":"0 800 235 236"`, `"tel:0899000000","id":"phone","kind":"call","number":"0 899 000 000"`},
	} {
		t.Run(name, func(t *testing.T) {
			p, c := started(t)
			p.publish(p.file.Detection, p.statement(release.Directory, edit(t, c.directory, 1, change[0], change[1]), p.two[0], p.one[0]))
			refuses(t, p, c, "threshold", p.get)
			honest(t, p, c)
		})
	}
}

// TestAttackReplay: an old publication is served again, whole and well signed.
func TestAttackReplay(t *testing.T) {
	p, c := started(t)
	first := p.get("head")
	honest(t, p, c)
	refuses(t, p, c, "rollback", func(path string) string {
		if path == "head" {
			return first
		}
		return p.get(path)
	})
}

// TestAttackFrozenHead: whoever serves the same head for ever is not refused, but
// its age can be read from what was signed.
func TestAttackFrozenHead(t *testing.T) {
	p, c := started(t)
	c.now = p.now.AddDate(0, 0, 61)
	a := update.Check(c.request([]update.File{{Name: "head", Text: p.get("head")}}))
	if a.Code != "" || len(a.Changed) > 0 {
		t.Fatalf("%+v", a)
	}
	signed, err := time.Parse(time.RFC3339, a.Head.Time)
	if err != nil || c.now.Sub(signed) < 60*24*time.Hour {
		t.Errorf("the head's time is %q", a.Head.Time)
	}
}

// TestAttackOldHours: hours are not stated when their source is older than twelve
// months, and a source cannot be dated into the future.
func TestAttackOldHours(t *testing.T) {
	p, c := started(t)
	good := p.file
	source := `"as_of":"` + gjson.Get(c.directory, `helplines.#(id=="fr-3018").as_of`).String() + `"`
	p.publish(good.Detection, p.statement(release.Directory, edit(t, c.directory, 1, source, `"as_of":"2099-01-01"`), p.two[0], p.two[1]))
	refuses(t, p, c, "future", p.get)
	p.file = good
	honest(t, p, c)

	fresh := edit(t, c.directory, 1, source, `"as_of":"2026-11-30"`)
	p.publish(p.file.Detection, p.statement(release.Directory, fresh, p.two[0], p.two[1]))
	if code, _, _ := c.check(p.get); code != "" {
		t.Fatal(code)
	}
	x := new(core.Core)
	x.Configure([]byte(c.detection))
	x.Directory([]byte(c.directory))
	vector := gjson.GetBytes(p.vectors, `decisions.#(harm=="harassment").request`).Raw
	at := func(year int) string {
		moment := time.Date(year, 12, 10, 18, 0, 0, 0, time.UTC).UnixMilli()
		return gjson.GetBytes(x.Decide([]byte(strings.Replace(vector, gjson.Get(vector, "now").Raw, decimal(moment), 1))), "view.card.lines.0.open").String()
	}
	if open := at(2026); open != "open" {
		t.Errorf("with a source of this year: %s", open)
	}
	if open := at(2027); open != "" {
		t.Errorf("a year later: %s, and nothing may be said", open)
	}
}

func TestAttackCaptivePortal(t *testing.T) {
	p, c := started(t)
	for _, page := range []string{"<!doctype html><title>Wi-Fi</title><form action=/login>", "", "null", "[]", `{"head":"","detection":"","directory":""}`, `{"error":{"code":"x"}}`, "\xff\xfe", `{"head":"a","head":"b","detection":"c","directory":"d"}`} {
		was := *c
		if code, _, _ := c.check(func(string) string { return page }); code == "" || c.head != was.head {
			t.Errorf("%q is taken", page)
		}
	}
	honest(t, p, c)
}

// TestAttackClock: a clock that is years behind refuses what is signed "later"
// and keeps what it has; one that is years ahead goes on.
func TestAttackClock(t *testing.T) {
	p, c := started(t)
	p.publish(p.statement(release.Detection, edit(t, c.detection, 1, `"harass*",`, `"harass*","x1",`), p.one[0]), p.file.Directory)
	right := c.now
	c.now = right.AddDate(-6, 0, 0)
	refuses(t, p, c, "future", p.get)
	c.now = time.UnixMilli(0)
	refuses(t, p, c, "future", p.get)
	c.now = right.AddDate(9, 0, 0)
	if code, changed, _ := c.check(p.get); code != "" || len(changed) != 1 {
		t.Error(code, changed)
	}
}

// TestAttackOldPackage: a package comes with rules that are older than those in
// the store; the store's stay in use, and the package's under them.
func TestAttackOldPackage(t *testing.T) {
	p, c := started(t)
	packaged := c.detection
	honest(t, p, c)
	x := new(core.Core)
	older := gjson.GetBytes(x.Configure([]byte(packaged)), "version").Int()
	newer := gjson.GetBytes(x.Configure([]byte(c.detection)), "version").Int()
	if older >= newer {
		t.Errorf("the package has version %d, the store %d", older, newer)
	}
}

// TestAttackDisabledForEver: a pause that the client did not see signed ends all the same.
func TestAttackDisabledForEver(t *testing.T) {
	p, c := started(t)
	part := edit(t, c.detection, 1, `"disabled":[]`, `"disabled":[{"platform":"tiktok","until":"2026-12-20"},{"platform":"instagram","until":"2099-01-01"}]`)
	x := new(core.Core)
	x.Configure([]byte(part))
	x.Directory([]byte(c.directory))
	stage := func(platform string, at time.Time) string {
		v := gjson.GetBytes(p.vectors, `decisions.#(name%"`+platform+`*harassment-fr*")#|0.request`).Raw
		if v == "" {
			t.Fatal("no vector of", platform)
		}
		return gjson.GetBytes(x.Decide([]byte(strings.Replace(v, gjson.Get(v, "now").Raw, decimal(at.UnixMilli()), 1))), "stage").String()
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

// verifier is a public key under a name, as package note writes it.
func verifier(t testing.TB, name, public string) string {
	t.Helper()
	return name + "+" + hex.EncodeToString(keyHash(name, public)) + "+" + public
}
