package main

import (
	"strings"
	"testing"

	"bouton3018/rules"
)

func TestPhraseOf(t *testing.T) {
	for text, want := range map[string]string{
		"On me fait vivre un enfer": "fait vivre enfer",
		"Prévenir l’équipe !":       "prévenir équipe",
		"Ça me dégoûte":             "=ça me dégoûte",
		"Suivi":                     "=suivi",
		"举报":                        "=举报",
	} {
		if got := phraseOf(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestAddPhrase(t *testing.T) {
	const file = "{\n  \"concepts\": {\n    \"report\": [\"signal*\"],\n    \"done\": [\"merci\"]\n  }\n}\n"
	for c, want := range map[rules.Concept]string{
		rules.Report: "    \"report\": [\"signal*\", \"a$1b\"],\n",
		rules.Done:   "    \"done\": [\"merci\", \"a$1b\"]\n",
		rules.Spam:   "  \"concepts\": {\n    \"spam\": [\"a$1b\"],\n    \"report\"",
	} {
		if got := string(addPhrase([]byte(file), c, "a$1b")); !strings.Contains(got, want) {
			t.Errorf("%s: no %s in\n%s", c, want, got)
		}
	}
}

func TestIsToldOf(t *testing.T) {
	for _, it := range []struct {
		told, text string
		want       bool
	}{
		{"Xx xx xxxx", "On me fait", true},
		{"Signaler xx xxxx", "Signaler ce fait", true},
		{"Signaler xx xxxx", "Signalez ce fait", false},
		{"Xx xx xxxx", "On me fait du", false},
		{"Xx xx 00", "On me 12", true},
		{"", "a", false},
	} {
		if got := isToldOf(it.told, it.text); got != it.want {
			t.Errorf("%q of %q: %v", it.told, it.text, got)
		}
	}
}
