package core_test

import (
	"encoding/json"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/wasm/core"
	"bouton3018/wasm/internal/testrules"
)

// wordsOf are the words of the gates that a core answers with.
func wordsOf(t *testing.T, answer []byte) (words core.Words) {
	if err := json.Unmarshal([]byte(gjson.GetBytes(answer, "gates.words").Raw), &words); err != nil {
		t.Fatal(err)
	}
	return words
}

// TestOpeners reads what was clicked: the way to a report, to feedback, or to something
// else that is called a report.
func TestOpeners(t *testing.T) {
	detection, _ := testrules.Parts(t)
	words := wordsOf(t, configured(t).Configure(detection))
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
			if got := words.Opener(each); got != id {
				t.Errorf("%q: got %q, want %q", each, got, id)
			}
		}
	}
}
