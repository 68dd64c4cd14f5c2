package core_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/wasm/core"
	"bouton3018/wasm/internal/testrules"
)

func configured(t testing.TB) *core.Core {
	t.Helper()
	detection, directory := testrules.Parts(t)
	c := new(core.Core)
	for _, answer := range []string{string(c.Configure(detection)), string(c.Directory(directory))} {
		if !gjson.Get(answer, "ok").Bool() {
			t.Fatal(answer)
		}
	}
	return c
}

// request is a report list of which one row was clicked.
func request(click string) string {
	rows, chosen := []string{"Je n’aime pas ce contenu", "Intimidation ou harcèlement", "Suicide ou automutilation", "Nudité", "Autre"}, -1
	var b strings.Builder
	for i, r := range rows {
		if r == click {
			chosen = i
		}
		fmt.Fprintf(&b, `%s{"t":%s,"k":"button"}`, strings.Repeat(",", min(i, 1)), strconv.Quote(r))
	}
	event := "opened"
	if chosen >= 0 {
		event = "chosen"
	}
	return fmt.Sprintf(`{"host":"www.instagram.com","now":1795541400000,"zone":"Europe/Paris","country":"","lang":"fr","touch":false,"state":"","snapshot":{"event":%q,"surface":"post","lang":"fr","role":"dialog","modal":true,"name":"Signaler","headings":["Pourquoi signales-tu cette publication ?"],"texts":[],"rows":[%s],"fields":0,"hooks":[],"opener":"report","chosen":%d,"truncated":false}}`, event, b.String(), chosen)
}

func TestDecide(t *testing.T) {
	c := configured(t)
	for _, w := range []struct{ click, stage, harm, first string }{
		{"", "early", "", ""},
		{"Intimidation ou harcèlement", "card", "harassment", "fr-3018"},
		{"Suicide ou automutilation", "card", "self_harm", "fr-3114"},
		{"Je n’aime pas ce contenu", "none", "dislike", ""},
		{"Nudité", "early", "sexual", ""},
	} {
		r := gjson.ParseBytes(c.Decide([]byte(request(w.click))))
		first := r.Get("view.card.first").String()
		if r.Get("stage").String() != w.stage || r.Get("harm").String() != w.harm || w.first != "" && first != w.first {
			t.Errorf("%q: %s", w.click, r)
		}
		keys := `["stage","harm","state","view"]`
		if w.harm == "sexual" {
			keys = `["stage","harm","state","view","noPicture"]`
		}
		if names := r.Get("@keys").String(); names != keys {
			t.Errorf("%q: the answer has %s", w.click, names)
		}
		if r.Get("view").IsObject() == (w.stage == "none") {
			t.Errorf("%q: view is %s at stage %s", w.click, r.Get("view").Type, w.stage)
		}
	}
}

// TestGeneral asks for help without a dialog: whoever asks sees what a report shows before its harm is understood.
func TestGeneral(t *testing.T) {
	c := configured(t)
	early := gjson.GetBytes(c.Decide([]byte(request(""))), "view").Raw
	ask := func(more string) gjson.Result {
		const about = `{"host":"own","now":1795541400000,"lang":"fr","touch":false,"general":true,`
		return gjson.ParseBytes(c.Decide([]byte(about + more + `}`)))
	}
	if got := ask(`"zone":"Europe/Paris"`); got.Get("view").Raw != early || got.Get("stage").String() != "early" {
		t.Errorf("got %s", got)
	}
	if got := ask(`"zone":"America/Lima"`); got.Get("stage").String() != "early" ||
		len(got.Get("view.card.lines").Array()) > 0 {
		t.Errorf("where no line is known: %s", got)
	}
}

// TestNoPicture tells the host of what nobody may keep a picture, whatever is shown, and of nothing else. Blackmail is taken
// for one with a picture, also beside threats: the numbers are the same, but who is told of threats is told to take a
// picture first.
func TestNoPicture(t *testing.T) {
	c := configured(t)
	for row, want := range map[string]bool{
		"Quelqu’un partage une photo de moi nu":        true,
		"Nudité ou activité sexuelle":                  true,
		"Nudité d’un mineur":                           true,
		"Exploitation ou abus d’un enfant":             true,
		"Intimidation ou harcèlement":                  false,
		"Il se fait passer pour moi":                   false,
		"Menaces":                                      false,
		"Menaces ou chantage":                          true,
		"Mon numéro de téléphone est publié":           false,
		"Suicide ou automutilation":                    false,
		"C’est du spam":                                false,
		"Je ne sais pas comment le dire, autre raison": false,
	} {
		answer := c.Decide([]byte(strings.Replace(request("Nudité"), "Nudité", row, 1)))
		if got := gjson.GetBytes(answer, "noPicture"); got.Bool() != want || got.Exists() != want {
			t.Errorf("%s: harm %s, no picture %s", row, gjson.GetBytes(answer, "harm"), got.Raw)
		}
	}
}

// TestAnswersAreSmall keeps every recorded decision, in every language, in a message of 6,000 bytes, with
// what the background adds: two settings and one QR code.
func TestAnswersAreSmall(t *testing.T) {
	const limit = 5480
	c := configured(t)
	largest, which := 0, ""
	_, directory, _ := c.Rules()
	asked := map[string]bool{} // what was recorded in another language than French is the same each time
	for _, r := range recorded(t) {
		for _, p := range directory.Elsewhere.Prompts {
			request := strings.Replace(r, `"lang":"fr"`, `"lang":"`+p.Lang+`"`, 1)
			if asked[request] {
				continue
			}
			asked[request] = true
			answer := c.Decide([]byte(request))
			if len(answer) > largest {
				largest, which = len(answer), gjson.GetBytes(answer, "harm").String()+" in "+p.Lang
			}
		}
	}
	if largest > limit {
		t.Errorf("more than %d bytes", limit)
	}
	t.Logf("the largest decision has %d bytes: %s", largest, which)
}

// TestElsewhere says that no line is known where that is so, names the emergency number of
// the Union there, and never a number of another country.
func TestElsewhere(t *testing.T) {
	c := configured(t)
	for zone, lines := range map[string]string{
		"Europe/Berlin": `["eu-112"]`, "America/New_York": `[]`, "Asia/Tokyo": `[]`,
		"Europe/Brussels": `["be-112","be-child-focus"]`, "Europe/Luxembourg": `["lu-112","lu-kjt"]`,
		"America/Toronto": `["ca-kids-help-phone"]`,
	} {
		r := strings.Replace(request("Suicide ou automutilation"), "Europe/Paris", zone, 1)
		answer := gjson.ParseBytes(c.Decide([]byte(r)))
		if got := answer.Get("view.card.lines.#.id").Raw; answer.Get("stage").String() != "card" || got != lines {
			t.Errorf("%s: stage %s, lines %s, want %s", zone, answer.Get("stage"), got, lines)
		}
		if strings.Contains(answer.Get("view").Raw, "3018") || strings.Contains(answer.Get("view").Raw, "3114") {
			t.Errorf("%s: a French number in %s", zone, answer.Get("view"))
		}
	}
}

// hostile are requests that a page or a broken host could lead to, and the code
// of the error; "" where an answer is fine as long as it is one.
var hostile = map[string]struct{ request, code string }{
	"empty":          {"", "bad_json"},
	"not JSON":       {"signaler", "bad_json"},
	"cut":            {`{"host":"www.instagram.com","now":1`, "bad_json"},
	"nested":         {strings.Repeat("[", 4096), "too_deep"},
	"nested objects": {strings.Repeat(`{"a":`, 4000) + "1" + strings.Repeat("}", 4000), "too_deep"},
	"large":          {`{"a":"` + strings.Repeat("x", 1<<20-100) + `"}`, "too_large"},
	"many rows":      {`{"snapshot":{"rows":[` + strings.Repeat(`{"t":"Spam","k":"button"},`, 10000) + `1]}}`, "too_large"},
	"invalid UTF-8":  {"{\"host\":\"\xff\xfe\"}", "not_utf8"},
	"lone surrogate": {`{"host":"www.instagram.com","now":1,"snapshot":{"event":"opened","name":"\ud800","rows":[{"t":"\udfff"}]}}`, ""},
	"control":        {`{"host":"www.instagram.com","now":1,"snapshot":{"event":"opened","name":"\u0000\u0001\u001f","rows":[{"t":"\u0000"}]}}`, ""},
	"raw control":    {"{\"host\":\"\x01\"}", "bad_json"},
	"array":          {`[]`, "bad_request"},
	"wrong types":    {`{"host":5,"now":"x","snapshot":[1],"state":{},"touch":"no"}`, "bad_request"},
	"no event":       {`{"host":"x.example","now":1,"snapshot":{}}`, "bad_request"},
	"row numbers":    {`{"host":"x.example","now":1,"snapshot":{"event":"chosen","chosen":99999999999,"rows":[1,null,{"t":7}],"headings":{"a":[]},"fields":-9e99}}`, ""},
	"far future":     {`{"host":"x.example","now":9223372036854775807,"zone":"Europe/Paris","snapshot":{"event":"opened","opener":"report","name":"Signaler","rows":[{"t":"Haine"},{"t":"Spam"}]}}`, ""},
	"odd state":      {`{"host":"x.example","now":1,"state":"[1,3,99999999999999999999,1,[1,4,0],[1,4,18446744073709551615]]","snapshot":{"event":"changed","rows":[]}}`, ""},
	"odd zone":       {`{"host":"x.example","now":1,"zone":"../../etc","lang":"\u202e","snapshot":{"event":"opened","opener":"report","name":"Signaler","rows":[]}}`, ""},
}

func TestHostileRequests(t *testing.T) {
	c := configured(t)
	for name, h := range hostile {
		answer := gjson.ParseBytes(c.Decide([]byte(h.request)))
		if got := answer.Get("error.code").String(); got != h.code {
			t.Errorf("%s: got error %q, want %q: %.200s", name, got, h.code, answer)
		}
		if !answer.IsObject() {
			t.Errorf("%s: the answer is not JSON", name)
		}
	}
}

// TestBadParts keeps the rules it had when new ones cannot be used.
func TestBadParts(t *testing.T) {
	c := configured(t)
	before := string(c.Decide([]byte(request("Suicide ou automutilation"))))
	for _, part := range []string{"", "{}", "[]", strings.Repeat("[", 5000), `{"part":"detection","version":1}`, `{"part":"directory","version":1}`,
		`{"part":"detection","version":1,"platforms":[{"id":"x","hosts":["x"]}],"lexicon":[{"lang":"fr","concepts":{"gossip":["x"]}}]}`,
		`{"part":"detection","version":1,"platforms":[{"id":"x","hosts":["x"]}],"lexicon":[{"lang":"fr","concepts":{"hate":["*"]}}]}`,
		"{\"part\":\"\xff\"}", strings.Repeat(" ", core.MaxPart+1)} {
		for name, answer := range map[string]string{
			"configure": string(c.Configure([]byte(part))), "directory": string(c.Directory([]byte(part))),
		} {
			if !gjson.Get(answer, "error.code").Exists() {
				t.Errorf("%s takes %.60q: %s", name, part, answer)
			}
		}
	}
	if after := string(c.Decide([]byte(request("Suicide ou automutilation")))); after != before {
		t.Errorf("got %s, want %s", after, before)
	}
	if got := gjson.GetBytes(new(core.Core).Decide([]byte(request(""))), "error.code").String(); got != "not_configured" {
		t.Errorf("without rules: %s", got)
	}
}

func FuzzDecide(f *testing.F) {
	c := configured(f)
	f.Add([]byte(request("Intimidation ou harcèlement")))
	for _, h := range hostile {
		f.Add([]byte(h.request))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		first := string(c.Decide(b))
		if !gjson.Valid(first) {
			t.Fatalf("the answer is not JSON: %s", first)
		}
		if second := string(c.Decide(b)); second != first {
			t.Fatalf("two answers: %s and %s", first, second)
		}
	})
}

func BenchmarkDecide(b *testing.B) {
	c := configured(b)
	r := []byte(request("Intimidation ou harcèlement"))
	b.SetBytes(int64(len(r)))
	for b.Loop() {
		c.Decide(r)
	}
}

// TestReadIn reads a dialog in the languages of page and browser: which one the card is in changes nothing.
func TestReadIn(t *testing.T) {
	c := configured(t)
	part, _ := testrules.Parts(t)
	turkish := strings.Replace(string(part), `"lexicon":[`,
		`"lexicon":[{"lang":"xt","concepts":{"harassment":["zorbal*"]}},`, 1)
	if code, detail := core.Problem(c.Configure([]byte(turkish))); code != "" {
		t.Fatal(code, detail)
	}
	for _, w := range []struct {
		name, page, locale, lang string
		stage                    string
	}{
		{"the page's", "xt", "fr-FR", "fr", "card"},
		{"the browser's", "", "xt-TR", "fr", "card"},
		{"the browser's, on a page of another", "fr", "xt", "fr", "card"},
		{"the card's alone", "fr", "fr-FR", "xt", "early"},
		{"the one that an older package says", "", "", "xt", "card"},
	} {
		r := strings.Replace(request("Intimidation ou harcèlement"), `"lang":"fr","touch"`,
			fmt.Sprintf(`"lang":%q,"page":%q,"locale":%q,"touch"`, w.lang, w.page, w.locale), 1)
		r = strings.Replace(r, "Intimidation ou harcèlement", "Zorbalık", 1)
		if got := gjson.GetBytes(c.Decide([]byte(r)), "stage").String(); got != w.stage {
			t.Errorf("%s: %s, want %s", w.name, got, w.stage)
		}
	}
}
