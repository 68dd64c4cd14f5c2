package core_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/wasm/core"
	"bouton3018/wasm/internal/testrules"
)

// TestOneRowIsAHarm adds a harm as a maintainer would: a row of the table, phrases,
// and a row of the referral table with its words. Nothing else is told of it.
func TestOneRowIsAHarm(t *testing.T) {
	detection, directory := testrules.Parts(t)
	const concept = rules.Trait + 1
	if rules.Harms[concept].ID != "" {
		t.Fatal("the row is taken")
	}
	rules.Harms[concept] = rules.Harm{
		ID: "stalking", Precedence: 95, LeadsTo: rules.StageCard, CardNotWith: rules.SetOf(rules.PublicFigure), Row: "stalking",
	}
	defer func() { rules.Harms[concept] = rules.Harm{} }()

	replaced := func(part []byte, pairs ...string) []byte {
		t.Helper()
		text := string(part)
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(text, pairs[i]) {
				t.Fatalf("no %s", pairs[i])
			}
			text = strings.Replace(text, pairs[i], pairs[i+1], 1)
		}
		return []byte(text)
	}
	// Every country has the row, with its main line.
	rows := regexp.MustCompile(`"main":"([a-z0-9-]+)".*?"rows":\[`)
	c := new(core.Core)
	for _, answer := range [][]byte{
		c.Configure(replaced(detection, `]},"lang":"fr"`, `],"stalking":["suit partout"]},"lang":"fr"`)),
		c.Directory(replaced(rows.ReplaceAll(directory, []byte(`$0{"id":"stalking","open":["$1"],"closed":["$1"]},`)),
			`{"id":"stalking","open":["fr-3018"],"closed":["fr-3018"]}`, `{"id":"stalking","open":["fr-17"],"closed":["fr-17"]}`,
			`"card.general.title":"Tu peux en parler."`, `"card.stalking.title":"On te suit.","card.general.title":"Tu peux en parler."`,
			`"card.general.title":"You can talk about it."`, `"card.stalking.title":"You are followed.","card.general.title":"You can talk about it."`)),
	} {
		if !gjson.GetBytes(answer, "ok").Bool() {
			t.Fatal(string(answer))
		}
	}
	for row, want := range map[string]string{
		"Il me suit partout":            `card stalking fr-17 On te suit.`,
		"Il suit partout une célébrité": `early stalking fr-3018 Tu peux en parler.`,
	} {
		r := replaced([]byte(request("Nudité")), "Nudité", row)
		a := gjson.ParseBytes(c.Decide(r))
		got := strings.Join([]string{a.Get("stage").String(), a.Get("harm").String(), a.Get("view.card.lines.0.id").String(), a.Get("view.card.title").String()}, " ")
		if got != want {
			t.Errorf("%s: got %s, want %s", row, got, want)
		}
	}
}
