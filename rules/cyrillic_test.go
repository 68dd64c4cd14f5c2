package rules

import "testing"

func TestInCyrillic(t *testing.T) {
	for phrase, want := range map[string]string{
		"pretnj*":             "претњ*",
		"nasil* vršnjačk*":    "насил*|насиљ* вршњачк*",
		"chat|ćaskanj*":       "цхат|ћаскањ*",
		"=u redu|dalje":       "=у реду|даље",
		"bullying*":           "",
		"prijav* !se_prijavi": "пријав* !се_пријави",
		"ispod 18|13":         "испод 18|13",
	} {
		if got := inCyrillic(phrase); got != want {
			t.Errorf("%q is %q in Cyrillic, not %q", phrase, got, want)
		}
	}
}
