package flows

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// folder writes files and returns the folder of the flow among them.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site", "name")
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const example = `{
  "url": "https://www.instagram.com/p/C0ffee/", "locale": "fr-FR", "timezone": "Europe/Paris", "now": "2026-11-24T18:30:00+01:00",
  "csp": "strict", "viewport": "1280x800", "page": "feed.html", "mount": "light", "source": "platforms.json: Instagram",
  "steps": [
    { "show": "menu.html", "expect": { "stage": "none" } },
    { "click": "Signaler", "show": "../shared/reasons.html", "how": "swap", "expect": { "stage": "early" } },
    { "click": "Intimidation", "press": "Enter", "show": "menu.html", "how": "swap", "delay": 2500,
      "expect": { "stage": "card", "harm": "harassment", "first": "fr-3018" } },
    { "press": "Escape" }, { "press": "Envoyer" }, { "press": { "on": "Oui", "key": "Space" } },
    { "close": true, "wait": 0, "expect": { "stage": "none" } }
  ],
  "also": [
    { "name": "night", "now": "2026-11-24T23:30:00+01:00", "first": "fr-pnav" },
    { "timezone": "Europe/Brussels", "stage": "none" }
  ]
}`

func TestRead(t *testing.T) {
	dir := folder(t, map[string]string{"flow.json": example, "menu.html": "<p>menu", "feed.html": "<p>feed", "../shared/reasons.html": "<p>reasons"})
	all, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 3 {
		t.Fatalf("%d flows, want the flow and two variants", len(all))
	}
	f := all[0]
	if f.Page != "<p>feed" || *f.Steps[1].Show != "<p>reasons" || f.Now != 1795541400000 || f.Touch ||
		*f.Steps[0].Wait != 1500 || *f.Steps[6].Wait != 0 {
		t.Errorf("read %+v", f)
	}
	for i, want := range map[int]string{2: "Intimidation/Enter", 3: "/Escape", 4: "Envoyer/Enter", 5: "Oui/Space"} {
		press := f.Steps[i].Press
		on := ""
		if press.On != nil {
			on = *press.On
		}
		if got := on + "/" + press.Key; got != want {
			t.Errorf("step %d presses %s, want %s", i+1, got, want)
		}
	}
	if got := f.Judged(); !reflect.DeepEqual(got, map[int]Expect{1: {Stage: "none"}, 2: {Stage: "early"}, 3: {"card", "harassment", "fr-3018"}, 7: {Stage: "none"}}) {
		t.Errorf("judged %v", got)
	}
	night, brussels := all[1], all[2]
	if !strings.HasSuffix(night.ID, "site/name@night") || night.Steps[2].Expect.First != "fr-pnav" ||
		night.Steps[1].Expect.Stage != "early" || night.Seed != f.Seed {
		t.Errorf("night %+v", night)
	}
	if brussels.Variant != "also-2" || brussels.Timezone != "Europe/Brussels" ||
		*brussels.Steps[2].Expect != (Expect{Stage: "none"}) || brussels.Steps[1].Expect.Stage != "none" {
		t.Errorf("brussels %+v", brussels)
	}
	if f.Unknown != "" {
		t.Errorf("unknown: %v", f.Unknown)
	}
}

func TestReadWrong(t *testing.T) {
	for what, text := range map[string]string{
		"http://":     `{"url":"http://a.example/","expect":{"stage":"none"}}`,
		"neither":     `{"url":"https://a.example/"}`,
		"Mars":        `{"url":"https://a.example/","timezone":"Mars","expect":{"stage":"none"}}`,
		"sideways":    `{"url":"https://a.example/","mount":"sideways","expect":{"stage":"none"}}`,
		"wide":        `{"url":"https://a.example/","viewport":"wide","expect":{"stage":"none"}}`,
		"tomorrow":    `{"url":"https://a.example/","now":"tomorrow","expect":{"stage":"none"}}`,
		"pop":         `{"url":"https://a.example/","expect":{"stage":"pop"}}`,
		"absent.html": `{"url":"https://a.example/","steps":[{"show":"absent.html"}]}`,
		"/etc/x.html": `{"url":"https://a.example/","steps":[{"show":"/etc/x.html"}]}`,
		"fade":        `{"url":"https://a.example/","steps":[{"how":"fade"}]}`,
		"both":        `{"url":"https://a.example/","steps":[{"click":"a","check":"b"}]}`,
		"must be":     `{"url":"https://a.example/","steps":[{"click":"a","press":"Envoyer"}]}`,
		"two":         `{"url":"https://a.example/","expect":{"stage":"none"},"also":[{"name":"a"},{"name":"a"}]}`,
		"flow.json":   `{`,
	} {
		_, err := Read(folder(t, map[string]string{"flow.json": text}))
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s gives %v, want an error with %q", text, err, what)
		}
	}
}

func TestUnknown(t *testing.T) {
	dir := folder(t, map[string]string{"flow.json": `{"url":"https://a.example/","expects":1,"steps":[{"clik":"a","expect":{"stage":"none"}}]}`})
	all, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if all[0].Unknown != `unknown field "expects"` {
		t.Errorf("unknown %q", all[0].Unknown)
	}
}

func TestWilson(t *testing.T) {
	for _, it := range []struct {
		share     Share
		low, high float64
	}{
		{Share{0, 0}, 0, 1},
		{Share{10, 10}, 0.7225, 1},
		{Share{0, 100}, 0, 0.0370},
		{Share{81, 263}, 0.2553, 0.3662}, // Newcombe 1998, table I
	} {
		low, high := it.share.Wilson()
		if math.Abs(low-it.low) > 5e-4 || math.Abs(high-it.high) > 5e-4 {
			t.Errorf("%v: %.4f to %.4f, want %.4f to %.4f", it.share, low, high, it.low, it.high)
		}
	}
}

func TestCount(t *testing.T) {
	ms := func(v float64) *float64 { return &v }
	none, early := Expect{Stage: "none"}, Expect{Stage: "early"}
	card := Expect{Stage: "card", Harm: "threats", First: "fr-3018"}
	all := []Judged{
		{Flow: "a", Step: 1, OK: true, Expected: none, Seen: Seen{Stage: "none"}},
		{Flow: "a", Step: 2, OK: true, Expected: early, Seen: Seen{Stage: "early"}, Latency: ms(40)},
		{Flow: "a", Step: 3, OK: true, Expected: card, Seen: Seen{Stage: "card", Harm: "threats", First: "fr-3018"}},
		{Flow: "b", Step: 1, Expected: none, Seen: Seen{Stage: "early"}, Latency: ms(60)},
		{Flow: "b", Step: 2, Expected: card, Seen: Seen{Stage: "card", Harm: "hate", First: "fr-3018"}},
		{Flow: "b", Step: 3, Expected: card, Seen: Seen{Stage: "card", Harm: "threats", First: "fr-119"}},
		{Flow: "c", Step: 1, Expected: card, Seen: Seen{Stage: "card", Harm: "threats", First: "fr-3018"}, Problems: []string{"is inert"}},
		{Flow: "c", Step: 2, Expected: card, Seen: Seen{Stage: "early"}},
	}
	got := Count(4, all)
	if got.Exact != (Share{4, 8}) || got.CardRight != (Share{3, 4}) || got.CardFound != (Share{3, 5}) ||
		got.FalseAlarm != (Share{1, 2}) ||
		got.Whole != (Share{2, 4}) || got.Precision != (Share{6, 7}) || got.Recall != (Share{6, 6}) || len(got.Failed) != 5 {
		t.Errorf("%+v", got)
	}
	if got.Percentile(0.5) != 40 || got.Percentile(0.95) != 60 {
		t.Errorf("latencies %v", got.Latencies)
	}
	want := map[string]*Harm{"hate": {Share{0, 1}, Share{}}, "threats": {Share{3, 3}, Share{3, 5}}}
	if !reflect.DeepEqual(got.Harms, want) {
		t.Errorf("harms %+v, want %+v", got.Harms, want)
	}
	var out strings.Builder
	got.WriteTable(&out)
	for _, row := range []string{"exact", "card precision", "threats recall", "false alarms per negative step", "flows without a failed step", "anything shown: recall", "p95 60 ms"} {
		if !strings.Contains(out.String(), row) {
			t.Errorf("no row %q in\n%s", row, &out)
		}
	}
}

func TestConfusion(t *testing.T) {
	card := func(harm string) (Expect, Seen) {
		return Expect{Stage: "card", Harm: harm}, Seen{Stage: "card", Harm: harm}
	}
	threats, threatsSeen := card("threats")
	_, hateSeen := card("hate")
	all := []Judged{
		{Flow: "x/post-threats-fr", Expected: threats, Seen: threatsSeen},
		{Flow: "x/post-threats-fr@night", Expected: threats, Seen: Seen{Stage: "after", Harm: "threats"}},
		{Flow: "x/post-any-fr", Expected: Expect{Stage: "card"}, Seen: hateSeen},
		{Flow: "x/post-scam-fr", Expected: Expect{Stage: "early"}, Seen: Seen{Stage: "early", Harm: "scam"}},
	}
	var out strings.Builder
	if Count(1, all).Confusion.Write(&out); out.Len() > 0 {
		t.Errorf("nothing was seen wrongly, but\n%s", &out)
	}
	all = append(all,
		Judged{Flow: "x/post-threats-fr@night", Expected: threats, Seen: hateSeen},
		Judged{Flow: "x/post-threats-en", Expected: threats, Seen: Seen{Stage: "none"}},
		Judged{Flow: "mine/captured", Expected: Expect{Stage: "none"}, Seen: Seen{Stage: "early"}},
		Judged{Flow: "x/post-scam-en", Expected: Expect{Stage: "early", Harm: "scam"}, Seen: Seen{Stage: "early", Harm: "spam"}},
	)
	Count(1, all).Confusion.Write(&out)
	for _, want := range []string{
		`expected \ seen  right  hate  nothing  pill  pill spam  of`,
		"        threats      2     1        1                    4\n",
		"        nothing      0                    1              1\n",
		"  mine/captured: nothing seen as pill 1, of 1\n",
		"  x en: pill scam seen as pill spam 1, of 1\n  x en: threats seen as nothing 1, of 1\n" +
			"  x fr: threats seen as hate 1, of 3\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}
