package core_test

import (
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/wasm/core"
)

func TestMask(t *testing.T) {
	c := configured(t)
	for request, want := range map[string]string{
		`{"page":"fr","locale":"fr-FR","labels":["Signaler Léa"],"texts":["Il harcèle Léa","Signaler Tom"]}`: `{` +
			`"labels":["Signaler Xxx"],"texts":["Xx xxxxxxx Xxx","Signaler Xxx"]}`,
		// A language counts that the dialog speaks all along.
		`{"page":"","locale":"fr-FR","labels":["Bejelentés","Zaklatás","Gyűlöletbeszéd"]}`: `{` +
			`"labels":["Bejelentés","Zaklatás","Gyűlöletbeszéd"],"texts":[]}`,
		`{}`: `{"labels":[],"texts":[]}`,
	} {
		if got := string(c.Mask([]byte(request))); got != want {
			t.Errorf("%s: %s", request, got)
		}
	}
	for request, want := range map[string]string{
		"":                    core.BadJSON,
		`{"labels":[1]}`:      core.BadJSON,
		"{\"labels\":[\"\xff": core.NotUTF8,
		`{"labels":["` + strings.Repeat("a", core.MaxRequest) + `"]}`: core.TooLarge,
	} {
		if got := gjson.GetBytes(c.Mask([]byte(request)), "error.code").String(); got != want {
			t.Errorf("%.60q: %s, want %s", request, got, want)
		}
	}
	if got := gjson.GetBytes(new(core.Core).Mask([]byte("{}")), "error.code").String(); got != core.NotConfigured {
		t.Errorf("without rules: %s", got)
	}
}

// BenchmarkMask masks as many texts as a request may hold.
func BenchmarkMask(b *testing.B) {
	c := configured(b)
	request := []byte(`{"page":"fr","labels":["` + strings.Repeat(`Harcèlement ou intimidation de Léa","`, 580) + `"]}`)
	for b.Loop() {
		if code, detail := core.Problem(c.Mask(request)); code != "" {
			b.Fatal(code, detail)
		}
	}
}
