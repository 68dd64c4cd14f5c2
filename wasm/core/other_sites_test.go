package core_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/wasm/core"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/internal/testrules"
)

// other is a window of a site without rules of its own, as forums, school platforms, dating and market sites show it.
// It is written after their kinds, not copied from any.
type other struct {
	site, click string // what it is, and what was pressed to get the window
	title, text string
	kind        string // of the rows
	rows        string // between bars
	fields      int
	chosen      string // the row that is chosen then, "" for none
	seen        string // the stage at the opening and, after the choice, the stage, harm and first line
}

var others = []other{
	{"forum", "Signaler ce message", "Signaler un message", "Motif du signalement", "radio",
		"Publicité | Hors sujet | Propos insultants | Harcèlement d’un membre | Autre | Envoyer", 1,
		"Harcèlement d’un membre", "early, card harassment fr-3018"},
	{"forum of players", "Signaler", "Signaler ce message à la modération", "", "button",
		"Spam ou publicité | Contenu choquant | Insultes ou harcèlement | Menaces | Pseudo déplacé | Annuler", 0,
		"Menaces", "early, card threats fr-3018"},
	{"forum with a list", "Alerter les modérateurs", "Alerter les modérateurs", "Pourquoi alerter ?", "option",
		"Choisir un motif | Doublon | Incitation à la haine | Harcèlement | Contenu illégal", 1,
		"Incitation à la haine", "early, card hate fr-3018"},
	{"forum with a form", "Signaler un abus", "Signaler un abus", "Expliquez pourquoi ce message pose problème.", "submit",
		"Envoyer le signalement", 1, "", "early"},
	{"forum with a field below the message", "Créer un signalement", "Raison", "", "submit",
		"Créer un signalement", 1, "", "early"},
	{"forum of health", "Signaler cette réponse", "Signaler cette réponse", "", "radio",
		"Message publicitaire | Conseil dangereux | Cette personne parle de suicide | Propos agressifs | Valider", 0,
		"Cette personne parle de suicide", "early, card self_harm fr-3114"},
	{"questions and answers", "Signaler la question", "Pourquoi signalez-vous cette question ?", "", "radio",
		"Elle n’est pas claire | C’est un doublon | C’est du spam | Elle se moque de quelqu’un | Envoyer", 0,
		"Elle se moque de quelqu’un", "early, card harassment fr-3018"},
	{"comments below news", "Signaler ce commentaire", "Signaler ce commentaire", "Sélectionnez une raison", "radio",
		"Hors sujet | Propos diffamatoires | Attaque personnelle | Propos racistes | Spam | Signaler", 0,
		"Propos racistes", "early, card hate fr-3018"},
	{"stories", "Signaler l’histoire", "Signaler un contenu", "Que se passe-t-il ?", "button",
		"Plagiat | Contenu pour adultes | Automutilation | Harcèlement | Faux profil", 0,
		"Automutilation", "early, card self_harm fr-3114"},

	{"school's messages", "Signaler le message", "Signaler ce message", "Le chef d’établissement le verra.", "radio",
		"Contenu inapproprié | Harcèlement | Erreur de destinataire | Autre motif | Envoyer", 1,
		"Harcèlement", "early, card harassment fr-3018"},
	{"school's network", "Signaler un contenu", "Signaler un contenu inapproprié", "", "radio",
		"Des moqueries ou des insultes | Une photo sans mon accord | De la triche | Autre chose | Signaler", 1,
		"Des moqueries ou des insultes", "early, card harassment fr-3018"},
	{"class chat", "Signaler", "Signaler cette discussion", "Pourquoi ?", "button",
		"On m’embête | On me menace | Je me suis trompé | Ce n’est pas pour l’école", 0,
		"On me menace", "early, card threats fr-3018"},
	{"learning games", "Signaler ce joueur", "Signaler un joueur", "Raison du signalement", "option",
		"Pseudo grossier | Tricherie | Intimidation | Spam", 0,
		"Intimidation", "early, card harassment fr-3018"},

	{"dating", "Signaler ce profil", "Signaler et bloquer ce profil", "Dis-nous ce qui ne va pas", "button",
		"Faux profil | Photos inappropriées | Messages insultants | Personne mineure | Arnaque | Autre", 0,
		"Personne mineure", "early, card minor_safety fr-3018"},
	{"friends", "Signaler cette personne", "Pourquoi signaler cette personne ?", "", "button",
		"Elle m’envoie des photos intimes | Elle me fait du chantage | Elle ment sur son âge | Je n’aime pas son profil", 0,
		"Elle me fait du chantage", "early, card intimate_images fr-3018"},
	{"dating with boxes", "Signaler un abus", "Signaler un abus", "Cochez les motifs", "checkbox",
		"Profil publicitaire | Harcèlement | Propos sexuels | Demande d’argent | Envoyer", 1,
		"Harcèlement", "early, card harassment fr-3018"},
	{"video chat", "Signaler", "Signaler l’utilisateur", "", "button",
		"Nudité | Menaces | Spam | Utilisateur mineur | Annuler", 0,
		"Menaces", "early, card threats fr-3018"},

	{"small ads", "Signaler l’annonce", "Signaler cette annonce", "Motif", "radio",
		"Fraude | Doublon | Mauvaise catégorie | Contenu discriminatoire | Bien déjà vendu | Envoyer", 1,
		"Fraude", "early, early scam fr-3018"},
	{"second-hand clothes", "Signaler le membre", "Signaler ce membre", "Quel est le problème ?", "button",
		"Messages insultants ou harcèlement | Contrefaçon | Arnaque | Photos volées | Autre", 0,
		"Messages insultants ou harcèlement", "early, card harassment fr-3018"},
	{"reviews of a shop", "Signaler cet avis", "Signaler cet avis", "Pourquoi signaler cet avis ?", "radio",
		"Faux avis | Langage injurieux | Données personnelles | Hors sujet | Envoyer", 0,
		"Données personnelles", "early, card privacy fr-3018"},
	{"messages of a market", "Signaler la conversation", "Signaler cette conversation", "", "radio",
		"Demande de paiement hors du site | Propos menaçants | Propositions sexuelles | Spam | Signaler", 0,
		"Propos menaçants", "early, card threats fr-3018"},

	// No reports.
	{"forum", "Supprimer", "Supprimer le message ?", "", "button", "Supprimer | Annuler", 0, "", "none"},
	{"forum", "Répondre", "Répondre au sujet", "", "button", "Envoyer | Aperçu | Annuler", 1, "", "none"},
	{"forum, what stands behind the window", "Signaler", "Répondre au sujet", "", "button", "Signaler | Envoyer | Annuler", 1, "", "none"},
	{"school", "Déclarer une absence", "Signaler une absence", "Motif", "radio",
		"Maladie | Rendez-vous médical | Transport | Autre | Valider", 1, "", "none"},
	{"school", "Signaler un bug", "Signaler un bug", "Décrivez le problème", "button", "Envoyer | Annuler", 1, "", "none"},
	{"market", "Un problème ?", "Problème avec ma commande", "", "button",
		"Colis non reçu | Article abîmé | Demander un remboursement", 0, "", "none"},
	{"dating", "Bloquer", "Bloquer ce profil ?", "", "button", "Bloquer | Annuler", 0, "", "none"},
}

// steps are the stage of the opening and, where a row is chosen, what is shown then.
func (o *other) steps(t *testing.T, c *core.Core, words core.Words) string {
	t.Helper()
	rows, chosen := []map[string]any{}, -1
	for i, row := range strings.Split(o.rows, " | ") {
		kind := o.kind
		if row == "Envoyer" || row == "Valider" || row == "Signaler" {
			kind = "submit"
		}
		rows = append(rows, map[string]any{"t": row, "k": kind})
		if row == o.chosen {
			chosen = i
		}
	}
	if o.chosen != "" && chosen < 0 {
		t.Fatalf("%s has no row %q", o.site, o.chosen)
	}
	snapshot := map[string]any{
		"event": dialog.Opened, "name": o.title, "headings": []string{o.title}, "texts": []string{o.text}, "rows": rows,
		"fields": o.fields, "opener": words.Opener(o.click), "chosen": -1,
	}
	request := map[string]any{
		"host": "www.forum.example", "now": int64(1795541400000), "zone": "Europe/Paris", "page": "fr", "locale": "fr-FR",
		"lang": "fr", "state": "", "snapshot": snapshot,
	}
	decide := func() gjson.Result {
		text, err := json.Marshal(request)
		if err != nil {
			t.Fatal(err)
		}
		return gjson.ParseBytes(c.Decide(text))
	}
	opened := decide()
	seen := opened.Get("stage").String()
	if chosen < 0 {
		return seen
	}
	snapshot["event"], snapshot["chosen"], request["state"] = dialog.Chosen, chosen, opened.Get("state").String()
	then := decide()
	seen += ", " + then.Get("stage").String()
	if then.Get("stage").String() != "none" {
		seen += " " + then.Get("harm").String() + " " + then.Get("view.card.first").String()
	}
	return seen
}

// TestOtherSites: on a site that somebody adds to those of the package, the words and the shape of a window do alone.
func TestOtherSites(t *testing.T) {
	c := configured(t)
	part, _ := testrules.Parts(t)
	words := wordsOf(t, c.Configure(part))
	openings := 0
	for _, o := range others {
		if seen := o.steps(t, c, words); seen != o.seen {
			t.Errorf("%s, %q: %s, want %s", o.site, o.title, seen, o.seen)
		} else if seen != "none" {
			openings++
		}
	}
	if openings < 20 {
		t.Errorf("%d openings of 20 are recognised", openings)
	}
}
