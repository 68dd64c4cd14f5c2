package flow_test

import (
	"testing"

	"bouton3018/wasm/dialog"
	"bouton3018/wasm/flow"
	"bouton3018/wasm/internal/testrules"
)

// silent are boxes that list harms, or say "report", and are no report. Each is read
// as it opens and again with each of its rows chosen: nothing may be shown.
var silent = map[string][]step{
	"leaving": {
		{title: "Supprimer mon compte", texts: []string{"Dis-nous pourquoi tu pars"}, rows: []string{"( ) J’y passe trop de temps", "( ) On s’est moqué de moi", "( ) Mes données personnelles", "( ) Trop de publicité", "( ) Je n’aime plus l’appli", "( ) Autre raison", "Supprimer le compte"}},
		{title: "Avant de partir…", texts: []string{"Pour quelle raison quittes-tu le groupe ?", "Tu peux aussi signaler le groupe."}, rows: []string{"Trop de messages", "Spam", "Propos haineux", "Harcèlement", "Je n’aime pas ce groupe", "Autre"}},
		{title: "Why are you leaving?", rows: []string{"( ) I was bullied", "( ) Too many ads", "( ) Privacy concerns", "( ) My account was hacked", "( ) I don't like it", "( ) Something else", "Continue"}},
		{title: "Deactivate your account", texts: []string{"Help us understand what went wrong"}, rows: []string{"Harassment", "Too much spam", "Scams", "Safety or privacy", "Other"}},
		{title: "Cancel subscription", rows: []string{"[ ] Too expensive", "[ ] Spam", "[ ] Harassment in the chat", "[ ] Hate speech", "[ ] Scams", "[ ] Other"}, click: "Harassment in the chat"},
	},
	"surveys": {
		{title: "Enquête sur le climat scolaire", texts: []string{"As-tu déjà été victime de :"}, rows: []string{"[ ] Harcèlement", "[ ] Insultes racistes", "[ ] Menaces", "[ ] Arnaque", "[ ] Fausses informations", "Suivant"}},
		{title: "Sondage", texts: []string{"Qu’est-ce qui ne va pas sur Internet ?"}, rows: []string{"( ) Le harcèlement", "( ) La haine", "( ) Le spam", "( ) Les arnaques", "( ) Autre"}},
		{title: "Quick survey", texts: []string{"What did you see this week?", "Your answers are not reported to anyone."}, rows: []string{"[ ] Bullying", "[ ] Hate speech", "[ ] Spam", "[ ] Scams", "[ ] None of these", "Submit"}, fields: 1},
		{title: "Give us your feedback", texts: []string{"What is the main problem in your school?"}, rows: []string{"Bullying", "Violence", "Spam", "Drugs", "Other"}},
	},
	"bans": {
		{title: "Bannir nino.b ?", texts: []string{"Motif"}, rows: []string{"( ) Spam", "( ) Harcèlement", "( ) Propos haineux", "( ) Arnaque", "( ) Autre", "Bannir"}},
		{title: "Exclure ce membre", texts: []string{"Pourquoi exclure ce membre ?"}, rows: []string{"Harcèlement", "Menaces", "Publicité", "Spam", "Autre raison", "[ ] Signaler aussi à l’équipe"}},
		{title: "Ban this user", texts: []string{"Choose a reason"}, rows: []string{"( ) Spam", "( ) Harassment", "( ) Hate", "( ) Scam", "( ) Other", "Ban"}},
		{title: "Suspend account: reason", rows: []string{"Bullying", "Impersonation", "Spam", "Copyright", "Threats", "[ ] Also report to the police"}},
		{title: "Remove this comment", texts: []string{"Which rule does it break? The author is told."}, rows: []string{"Hate", "Harassment", "Spam", "Advertising", "Other"}},
	},
	"filters": {
		{title: "Filtres de modération", texts: []string{"Choisis ce que la modération cache."}, rows: []string{"[ ] Harcèlement", "[ ] Haine", "[ ] Spam", "[ ] Arnaques", "[ ] Nudité", "Enregistrer"}},
		{title: "AutoMod", rows: []string{"[ ] Insults", "[ ] Hate", "[ ] Spam", "[ ] Scams", "[ ] Sexual content", "Save"}},
		{title: "Mots interdits", texts: []string{"Les messages signalés vont dans une file à part."}, rows: []string{"[ ] Insultes", "[ ] Menaces", "[ ] Spam", "[ ] Publicité"}},
		{title: "Content warnings", rows: []string{"[ ] Violence", "[ ] Nudity", "[ ] Self-harm", "[ ] Spam", "[ ] Drugs"}},
	},
	"queues": {
		{title: "File de modération", texts: []string{"12 signalements à traiter"}, rows: []string{"Harcèlement · 4 signalements", "Spam · 3 signalements", "Haine · 2 signalements", "Arnaque · 1 signalement", "Ignorer", "Bannir"}},
		{title: "Contenus signalés", rows: []string{"Harcèlement", "Menaces", "Spam", "Publicité", "Approuver", "Supprimer"}},
		{title: "Moderation queue", texts: []string{"Reported by 3 users"}, rows: []string{"Harassment", "Hate", "Spam", "Scam", "Approve", "Remove"}},
		{title: "Reports", texts: []string{"Open reports: 7"}, rows: []string{"Bullying", "Threats", "Spam", "Misinformation", "Dismiss"}},
		{title: "Review report", rows: []string{"( ) Harassment", "( ) Hate", "( ) Spam", "( ) Not a violation", "Close report"}},
	},
	"reports made earlier": {
		{title: "Vos signalements", opener: "other", rows: []string{"Vous avez signalé un commentaire · Harcèlement · En cours", "Vous avez signalé un compte · Spam · Terminé", "Fermer"}},
		{title: "Ton signalement a été examiné", texts: []string{"Nous avons supprimé ce commentaire pour harcèlement."}, rows: []string{"Voir la décision", "OK"}},
		{title: "Mes signalements", rows: []string{"Harcèlement : en cours d’examen", "Haine : rejeté", "Spam : supprimé", "Arnaque : supprimé"}},
		{title: "Suivi de votre signalement", texts: []string{"Reçu le 3 mai", "En cours d’examen"}, rows: []string{"Ajouter une précision", "Fermer"}},
		{title: "Your reports", opener: "other", rows: []string{"Bullying · In review", "Spam · Removed", "Hate speech · No violation", "Scam · Removed"}},
		{title: "We reviewed your report", texts: []string{"The comment you reported was removed for harassment."}, rows: []string{"See details", "Done"}},
		{title: "Report history", rows: []string{"Harassment", "Spam", "Hate", "Scam"}},
		{title: "You’ve reported this account", rows: []string{"OK"}},
	},
	"reports of another kind": {
		{title: "Weekly report", opener: "other", texts: []string{"See how your posts did."}, rows: []string{"Screen time", "Top posts", "Spam blocked", "Hateful comments hidden", "Share"}},
		{title: "Rapport d’activité", texts: []string{"Voici ton rapport de la semaine."}, rows: []string{"Temps d’écran", "Messages indésirables bloqués", "Commentaires haineux masqués", "Télécharger le rapport"}},
		{title: "Download report", opener: "report", rows: []string{"( ) PDF", "( ) CSV", "Download"}, fields: 1},
		{title: "Signal", texts: []string{"Partager sur Signal"}, rows: []string{"Signal", "WhatsApp"}},
	},
	"absences": {
		{title: "Signaler une absence", opener: "other", texts: []string{"Motif"}, rows: []string{"Maladie", "Rendez-vous", "Autre", "Envoyer"}, fields: 1},
		{title: "Signaler un retard", texts: []string{"Pour quelle raison ?"}, rows: []string{"( ) Transport", "( ) Panne de réveil", "( ) Autre", "Envoyer"}, fields: 1},
		{title: "Absence", texts: []string{"Quel est le motif de l’absence à signaler ?"}, rows: []string{"Maladie", "Famille", "Autre motif", "Valider"}, fields: 1},
		{title: "Report an absence", opener: "other", texts: []string{"Choose a reason"}, rows: []string{"( ) Illness", "( ) Appointment", "( ) Other", "Submit"}, fields: 1},
		{title: "Report a sick day", texts: []string{"Why will you be absent?"}, rows: []string{"Flu", "Injury", "Family", "Other", "Send"}, fields: 1},
	},
	"reports to a shop, a pharmacy, a teacher": {
		{title: "Signaler un problème avec ma commande", opener: "report", rows: []string{"( ) Article manquant", "( ) Colis endommagé", "( ) Fraude", "( ) Livreur menaçant", "( ) Autre", "Envoyer"}, fields: 1},
		{title: "Signaler un colis abîmé", opener: "other", rows: []string{"( ) Emballage", "( ) Contenu", "Envoyer"}, fields: 1},
		{title: "Signaler un effet indésirable", opener: "report", rows: []string{"[ ] Maux de tête", "[ ] Pensées suicidaires", "[ ] Autre", "Envoyer"}, fields: 1},
		{title: "Signaler une faute", opener: "feedback", texts: []string{"Que faut-il corriger ?"}, rows: []string{"( ) Orthographe", "( ) Réponse fausse", "( ) Image choquante", "Envoyer"}, fields: 1},
	},
	"questions about reporting": {
		{title: "Comment signaler un harcèlement ?", opener: "other", texts: []string{"Ouvre le menu du message et touche « Signaler »."}, rows: []string{"Harcèlement", "Menaces", "Fermer"}},
		{title: "Aide", opener: "other", texts: []string{"Comment dénoncer une vidéo ?", "Pour signaler, ouvre le menu."}, rows: []string{"Oui", "Non"}},
		{title: "How to report bullying", opener: "other", texts: []string{"Open the menu and choose Report."}, rows: []string{"Was this helpful?", "Yes", "No"}},
	},
	"not interested": {
		{title: "Pourquoi cela ne t’intéresse pas ?", rows: []string{"Je n’aime pas ce créateur", "Contenu choquant", "Propos haineux", "Trop de publicité", "Déjà vu", "Autre"}},
		{title: "Pas intéressé", texts: []string{"Dis-nous pourquoi"}, rows: []string{"C’est violent", "C’est sexiste", "C’est de la pub", "Je n’aime pas", "Je veux plutôt signaler cette vidéo"}},
		{title: "Why don't you want to see this?", rows: []string{"It's violent", "It's hateful", "It's spam", "I don't like it", "Report this video instead"}},
		{title: "Why are you hiding this ad?", rows: []string{"Offensive", "Sexual content", "Spam", "Scam", "Hateful", "Not relevant"}},
	},
	"support": {
		{title: "Boîte de réception de l’assistance", texts: []string{"Signalements et infractions"}, rows: []string{"Harcèlement : ta demande", "Compte piraté", "Spam", "Arnaque"}},
		{title: "Comment pouvons-nous t’aider ?", rows: []string{"Mon compte a été piraté", "Quelqu’un me harcèle", "Je reçois du spam", "Problème de confidentialité", "Autre chose"}},
		{title: "Support inbox", rows: []string{"Reports", "Violations", "Harassment", "Spam", "Hacked account", "Scam"}},
		{title: "Contact us", texts: []string{"What can we help with?"}, rows: []string{"Hacked account", "Bullying", "Scam", "Spam", "Other"}, fields: 1},
	},
	"notifications": {
		{title: "Notifications", texts: []string{"Sois prévenu quand un signalement est traité."}, rows: []string{"[ ] Harcèlement", "[ ] Menaces", "[ ] Spam", "[ ] Arnaques"}},
		{title: "Paramètres de notification", rows: []string{"[ ] Signalements", "[ ] Messages de haine masqués", "[ ] Spam", "[ ] Menaces", "[ ] Publicité"}},
		{title: "Notification settings", rows: []string{"[ ] Reports", "[ ] Hate speech removed", "[ ] Spam", "[ ] Threats", "[ ] Ads"}},
		{title: "Email alerts", texts: []string{"Tell me when a report is closed."}, rows: []string{"[ ] Harassment", "[ ] Threats", "[ ] Spam", "[ ] Scams"}},
	},
	"technical problems": {
		{title: "Signaler un problème", opener: "feedback", rows: []string{"La page se fige", "Les photos ne s’affichent pas", "Autre chose"}},
		{texts: []string{"Quel est le souci ?"}, opener: "feedback", rows: []string{"Connexion impossible", "Compte piraté", "Vidéo trop lente", "Autre"}},
		{title: "Report a problem", opener: "feedback", rows: []string{"The app crashes", "Videos don't load", "Something else", "Submit"}, fields: 1},
		{title: "Report a problem", opener: "feedback", rows: []string{"Bug", "Harassment", "Abuse", "Payment", "Other"}},
		{title: "Signaler un bug", opener: "feedback", fields: 1, rows: []string{"Envoyer"}},
	},
	"nothing says report": {
		{rows: reasonsFR},
		{title: "Sujets", rows: []string{"Spam", "Harcèlement", "Haine", "Arnaque", "Menaces", "Autre"}},
		{title: "Qu’est-ce qui ne va pas ?", rows: reasonsFR},
		{title: "Categories", rows: []string{"Hate", "Harassment", "Spam", "Scam", "Other"}},
	},
}

func TestSilent(t *testing.T) {
	x, d := testrules.Lexicon(t)
	reader := dialog.Reader{Lexicon: x}
	for kind, boxes := range silent {
		for _, box := range boxes {
			box.event, box.click = "opened", ""
			steps := []step{box}
			for _, row := range box.rows {
				chosen := box
				chosen.event, chosen.click = "", plainRow(row)
				steps = append(steps, chosen)
			}
			state := ""
			for _, s := range steps {
				r := flow.Follow(reader, s.snapshot(t), platform(d, "instagram"), flow.ParseState(state))
				if state = r.State.String(); r.Stage.String() != "none" || r.State.Seen {
					t.Errorf("%s: %q %v, chosen %q: %s %s, %v", kind, s.title, s.texts, s.click, r.Stage, r.Harm, r.Reading.Signals)
					break
				}
			}
		}
	}
}
