package core_test

import (
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/wasm/internal/testrules"
	"bouton3018/wasm/text"
)

// opener is what the content script makes of a click on these words
// (extension/src/content/ask/gate.ts).
func opener(gates gjson.Result, said string) string {
	normal := strings.ReplaceAll(text.Normal(said), "'", " ")
	for _, word := range gates.Get("words").Array() {
		for pattern := range strings.SplitSeq(word.Get("s").String(), "\n") {
			if fits(normal, pattern) {
				return word.Get("id").String()
			}
		}
	}
	return ""
}

func fits(normal, pattern string) bool {
	if whole, ok := strings.CutPrefix(pattern, "="); ok {
		return normal == whole
	}
	for part := range strings.SplitSeq(pattern, "+") {
		found := false
		for each := range strings.SplitSeq(part, "|") {
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
