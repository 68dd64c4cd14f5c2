package core_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tidwall/gjson"
)

// schoolOf is what the background says of a school, in the largest texts that are taken.
func schoolOf(texts string, hours string) string {
	text := func(n int) string { return strings.Repeat(texts, n/len([]rune(texts))) }
	line := fmt.Sprintf(`{"name":%q,"phone":"01 23 45 67 89","hours":%q}`, text(60), hours)
	return fmt.Sprintf(`"managed":true,"contact":{"role":%q,"office":%q,"phone":"+33 1 23 45 67 89","email":%q,"hours":%q},"localLines":[%s]`,
		text(60), text(60), strings.Repeat("a", 60)+"@college.example.fr", hours, strings.Join([]string{line, line, line, line}, ","))
}

// What a school adds never makes a message larger than one may be: 6,000 bytes with what the background adds, which is
// no code to scan there. What it says of itself is always there.
func TestSchoolFits(t *testing.T) {
	c := configured(t)
	largest, named := 0, 0
	for _, r := range recorded(t) {
		for _, lang := range []string{"fr", "ru"} {
			r := strings.Replace(strings.Replace(r, `"lang":"fr"`, `"lang":"`+lang+`"`, 1), "{", "{"+schoolOf("漢字", "24/7")+",", 1)
			answer := c.Decide([]byte(r))
			card := gjson.GetBytes(answer, "view.card")
			if card.Exists() && card.Get("school").String() == "" {
				t.Fatalf("a managed browser does not say so: %s", answer)
			}
			if card.Get("near").Exists() {
				named++
			}
			largest = max(largest, len(answer))
		}
	}
	if largest > 5940 || named == 0 {
		t.Errorf("the largest answer has %d bytes, %d name somebody", largest, named)
	}
	t.Logf("the largest answer has %d bytes, %d name somebody", largest, named)
}

// What no card shows is named to whoever asks without a report, and to nobody else.
func TestIgnoredItems(t *testing.T) {
	c := configured(t)
	general := `{"general":true,"host":"own","now":1795541400000,"zone":"Europe/Paris","lang":"fr",` + schoolOf("x", "toujours") + `}`
	if got := gjson.GetBytes(c.Decide([]byte(general)), "ignored").Raw; got != `[{"item":"contactHours","why":"hours"},{"item":"localLines","why":"hours"}]` {
		t.Errorf("ignored are %s", got)
	}
	for _, r := range []string{
		strings.ReplaceAll(general, "toujours", "24/7"),
		strings.Replace(request("Intimidation ou harcèlement"), `"lang":"fr"`, `"lang":"fr",`+schoolOf("x", "toujours"), 1),
	} {
		answer := gjson.ParseBytes(c.Decide([]byte(r)))
		if answer.Get("ignored").Exists() || answer.Get("stage").String() == "" {
			t.Errorf("ignored are %s of %s", answer.Get("ignored"), answer)
		}
	}
}

// A setting of another kind is as if it were not there, and the card comes.
func TestOddSchool(t *testing.T) {
	c := configured(t)
	for _, school := range []string{
		`"managed":"yes","contact":[1],"localLines":{}`, `"managed":true,"contact":null,"localLines":[1,null,{"name":7}]`,
		`"managed":true,"contact":{"role":{},"hours":5,"phone":[]},"localLines":"x"`,
		`"managed":true,"contact":{"role":"\u0000","hours":"24/7","phone":"\u202e123456","email":"\ud800@x.fr"},"localLines":[]`,
	} {
		r := strings.Replace(request("Intimidation ou harcèlement"), `"lang":"fr"`, `"lang":"fr",`+school, 1)
		answer := gjson.ParseBytes(c.Decide([]byte(r)))
		if answer.Get("stage").String() != "card" || answer.Get("view.card.first").String() != "fr-3018" ||
			answer.Get("view.card.near").Exists() {
			t.Errorf("%s: %s", school, answer)
		}
	}
}
