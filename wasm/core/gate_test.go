package core_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/wasm/internal/testrules"
	"bouton3018/wasm/text"
)

// opener is what the content script makes of a click on these words
// (extension/src/content/ask/gate.ts).
func opener(gates gjson.Result, said string) string {
	for _, word := range gates.Get("words").Array() {
		if fits(word.Get("s").String(), said) {
			return word.Get("id").String()
		}
	}
	return ""
}

// fits reports whether a pattern of the gate fits what is said.
func fits(pattern, said string) bool {
	normal := strings.ReplaceAll(text.Normal(said), "'", " ")
	if whole, ok := strings.CutPrefix(pattern, "="); ok {
		return normal == whole
	}
	for _, part := range strings.Split(pattern, "+") {
		found := false
		for _, each := range strings.Split(part, "|") {
			found = found || strings.Contains(" "+normal+" ", each)
		}
		if !found {
			return false
		}
	}
	return true
}

// TestOpeners reads what was clicked: the way to a report, to feedback, or to something
// else that is called a report.
func TestOpeners(t *testing.T) {
	detection, _ := testrules.Parts(t)
	gates := gjson.GetBytes(configured(t).Configure(detection), "gates")
	for id, said := range map[string][]string{
		"report": {
			"Signaler", "Signale cette vidéo", "Bloquer et signaler", "Signaler l’utilisateur", "Dénoncer ce message",
			"Signaler un abus", "Faire un signalement", "Report", "Block & report", "Report this comment…", "Flag this post",
			"Rapport", "Signaler aux modérateurs", "Report to moderators", "use the report form",
		},
		"feedback": {"Signaler un problème", "Signaler un bug", "Report a problem", "Report an issue", "Report a technical problem"},
		"other": {
			"Vos signalements", "Mes signalements", "Suivi des signalements", "Signalement examiné", "Signaler une absence",
			"Signaler un retard", "Contenus signalés", "Vous avez signalé un compte", "Rapport hebdomadaire",
			"Rapport d’activité", "Your reports", "Weekly report", "Reports", "Reported posts", "Report an absence",
			"Report history", "Export report",
		},
		"": {"Partager", "Partager sur Signal", "Envoyer", "Copier le lien", "Message", "Par rapport à hier", "Send", "Flags of the world"},
	} {
		for _, each := range said {
			if got := opener(gates, each); got != id {
				t.Errorf("%q: got %q, want %q", each, got, id)
			}
		}
	}
}

// TestGateAlone: what the core takes for a report although nothing led there has a word
// of the gate, for nothing else of it wakes the background.
func TestGateAlone(t *testing.T) {
	detection, _ := testrules.Parts(t)
	c := configured(t)
	gates := gjson.GetBytes(c.Configure(detection), "gates")
	shown, silent := 0, 0
	for _, request := range recorded(t) {
		read := gjson.Get(request, "snapshot")
		says := make([]any, 5)
		for i, name := range []string{"name", "headings", "texts", "rows", "fields"} {
			says[i] = read.Get(name).Raw
		}
		alone := fmt.Sprintf(`{"host":"www.instagram.com","now":1,"zone":"Europe/Paris","locale":"fr-FR","page":"fr",
			"lang":"fr","snapshot":{"event":"opened","name":%s,"headings":%s,"texts":%s,"rows":%s,"fields":%s,"chosen":-1}}`,
			says...)
		if gjson.GetBytes(c.Decide([]byte(alone)), "stage").String() == "none" {
			silent++
			continue
		}
		shown++
		said := fmt.Sprint(says...)
		if !slices.ContainsFunc(gates.Get("words").Array(), func(word gjson.Result) bool {
			return word.Get("id").String() == "report" && fits(word.Get("s").String(), said)
		}) {
			t.Errorf("nothing of %s passes", said)
		}
	}
	if shown < 500 || silent < 500 {
		t.Errorf("%d are reports by themselves and %d are none: too few to tell", shown, silent)
	}
}
