package flow_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"bouton3018/rules"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/flow"
	"bouton3018/wasm/internal/testrules"
)

// step is a snapshot in short and what should come of it. Rows are "text" for a
// button, or begin with a mark of rowKinds; click is the text of the row that was
// activated.
type step struct {
	event, title, opener, click string
	surface                     string
	texts, rows, hooks          []string
	fields                      int
	want                        string // "stage" or "stage harm"
}

// rowKinds are the kinds of rows by the marks before their texts; a cross is checked.
var rowKinds = map[string]string{
	"( ) ": "radio", "(x) ": "radio", "[ ] ": "checkbox", "[x] ": "checkbox", "{x} ": "value", "{ } ": "value", "< > ": "link", "s s ": "submit", "b   ": "button", "b x ": "button", "- - ": "item", "-x- ": "item",
}

// platform is a site of the packaged rules.
func platform(d *rules.Detection, id string) *rules.Platform {
	return &d.Platforms[slices.IndexFunc(d.Platforms, func(p rules.Platform) bool { return p.ID == id })]
}

func plainRow(text string) string {
	for mark := range rowKinds {
		if rest, ok := strings.CutPrefix(text, mark); ok {
			return rest
		}
	}
	return text
}

func (s step) snapshot(t *testing.T) *dialog.Snapshot {
	type row struct {
		T string `json:"t"`
		K string `json:"k"`
		C bool   `json:"c,omitempty"`
		O string `json:"o,omitempty"` // what stands behind " <" in the row
	}
	event, chosen, rows := s.event, -1, []row{}
	if event == "" {
		event = "changed"
	}
	for i, text := range s.rows {
		r := row{T: plainRow(text), K: "button"}
		for mark, kind := range rowKinds {
			if strings.HasPrefix(text, mark) {
				r.K, r.C = kind, mark[1] == 'x' || mark[2] == 'x'
			}
		}
		if s.click != "" && r.T == s.click {
			event, chosen = "chosen", i
		}
		r.T, r.O, _ = strings.Cut(r.T, " <")
		rows = append(rows, r)
	}
	if s.click != "" && chosen < 0 {
		t.Fatalf("no row %q", s.click)
	}
	b, err := json.Marshal(map[string]any{"event": event, "headings": []string{s.title}, "texts": s.texts, "rows": rows,
		"hooks": s.hooks, "opener": s.opener, "chosen": chosen, "fields": s.fields, "surface": s.surface})
	if err != nil {
		t.Fatal(err)
	}
	var parsed dialog.Snapshot
	if err := json.Unmarshal(b, &parsed); err != nil || !parsed.Known() {
		t.Fatalf("not a snapshot: %s", b)
	}
	return &parsed
}

var reasonsFR = []string{"Je n’aime pas ce contenu", "Intimidation ou contact indésirable", "Suicide, automutilation ou troubles alimentaires", "Violence, haine ou exploitation", "Nudité ou activité sexuelle", "Arnaque, fraude ou spam", "Autre chose"}
var withMore = append(slices.Clone(reasonsFR), "[ ] Bloquer aussi cette personne", "( ) Aujourd’hui", "( ) Cette semaine", "( ) Moi", "Envoyer")
var subFR = []string{"Menacer de partager ou partager des photos de nu", "Intimidation ou harcèlement", "Spam"}

// checkMore is withMore with one row checked: the one that begins with this.
func checkMore(beginning string) []string {
	rows := slices.Clone(withMore)
	i := slices.IndexFunc(rows, func(row string) bool { return strings.HasPrefix(row, beginning) })
	rows[i] = rows[i][:1] + "x" + rows[i][2:]
	return rows
}

func open(rows []string) step {
	return step{event: "opened", title: "Signaler", opener: "report", rows: rows, want: "early"}
}

func TestFlows(t *testing.T) {
	x, d := testrules.Lexicon(t)
	reader := dialog.Reader{Lexicon: x}
	for name, steps := range map[string][]step{
		"harassment, then what kind, then who": {
			open(reasonsFR),
			{title: "Signaler", rows: reasonsFR, click: "Intimidation ou contact indésirable", want: "card harassment"},
			{title: "De quel type ?", rows: subFR, want: "card harassment"},
			{title: "De quel type ?", rows: subFR, click: "Menacer de partager ou partager des photos de nu", want: "card intimate_images"},
			{title: "Qui est concerné ?", rows: []string{"Moi", "Une personne que je connais"}, click: "Moi", want: "card intimate_images"},
			{title: "Envoyer le signalement ?", rows: []string{"Envoyer"}, click: "Envoyer", want: "card intimate_images"},
			{title: "Merci pour ton signalement", rows: []string{"Terminé"}, want: "after intimate_images"},
		},
		"spam further down takes the card away": {
			open(reasonsFR),
			{title: "Signaler", rows: reasonsFR, click: "Intimidation ou contact indésirable", want: "card harassment"},
			{title: "De quel type ?", rows: subFR, click: "Spam", want: "none spam"},
			{title: "Merci pour ton signalement", rows: []string{"Terminé"}, want: "none spam"},
		},
		"a list that opens again in a box of its own": {
			open([]string{"{x} Choisis un motif", "Envoyer"}),
			{event: "opened", rows: []string{"( ) Spam", "( ) Menaces"}, want: "early"},
			{rows: []string{"( ) Spam", "( ) Menaces"}, click: "Menaces", want: "card threats"},
			{title: "Signaler", rows: []string{"{x} Menaces", "Envoyer"}, want: "card threats"},
			{event: "opened", rows: []string{"( ) Spam", "(x) Menaces"}, want: "card threats"},
			{rows: []string{"( ) Spam", "(x) Menaces"}, click: "Spam", want: "none spam"},
			{title: "Signaler", rows: []string{"{x} Spam", "Envoyer"}, want: "none spam"},
			{event: "opened", rows: []string{"( ) Spam", "( ) Menaces"}, want: "early"},
		},
		"who is meant, asked in the same step, by what is checked": {
			open([]string{"( ) Spam", "( ) Fausse identité", "( ) Harcèlement", "Envoyer"}),
			{title: "Signaler", rows: []string{"( ) Spam", "(x) Fausse identité", "( ) Moi", "( ) Une célébrité", "( ) Harcèlement", "Envoyer"}, want: "card impersonation"},
			{title: "Signaler", rows: []string{"( ) Spam", "(x) Fausse identité", "( ) Moi", "(x) Une célébrité", "( ) Harcèlement", "Envoyer"}, want: "early impersonation"},
			{title: "Signaler", rows: []string{"( ) Spam", "(x) Fausse identité", "(x) Moi", "( ) Une célébrité", "( ) Harcèlement", "Envoyer"}, want: "card impersonation"},
			{title: "Signaler", rows: []string{"(x) Spam", "( ) Fausse identité", "( ) Harcèlement", "Envoyer"}, want: "none spam"},
		},
		"who is meant, asked in the same step, by clicks": {
			open([]string{"( ) Spam", "( ) Fausse identité", "( ) Harcèlement", "Envoyer"}),
			{title: "Signaler", rows: []string{"( ) Spam", "( ) Fausse identité", "( ) Harcèlement", "Envoyer"}, click: "Fausse identité", want: "card impersonation"},
			{title: "Signaler", rows: []string{"( ) Spam", "(x) Fausse identité", "( ) Moi", "( ) Une célébrité", "( ) Harcèlement", "Envoyer"}, want: "card impersonation"},
			{title: "Signaler", rows: []string{"( ) Spam", "(x) Fausse identité", "( ) Moi", "( ) Une célébrité", "( ) Harcèlement", "Envoyer"}, click: "Une célébrité", want: "early impersonation"},
			{title: "Signaler", rows: []string{"( ) Spam", "(x) Fausse identité", "( ) Moi", "(x) Une célébrité", "( ) Harcèlement", "Envoyer"}, want: "early impersonation"},
			{title: "Signaler", rows: []string{"( ) Spam", "(x) Fausse identité", "( ) Moi", "(x) Une célébrité", "( ) Harcèlement", "Envoyer"}, click: "Moi", want: "card impersonation"},
			{title: "Signaler", rows: []string{"( ) Spam", "(x) Fausse identité", "(x) Moi", "( ) Une célébrité", "( ) Harcèlement", "Envoyer"}, want: "card impersonation"},
		},
		"back to the list, then another": {
			open(reasonsFR),
			{title: "Signaler", rows: reasonsFR, click: "Intimidation ou contact indésirable", want: "card harassment"},
			{title: "De quel type ?", rows: subFR, want: "card harassment"},
			{title: "Signaler", rows: reasonsFR, want: "early"},
			{title: "Signaler", rows: reasonsFR, click: "Autre chose", want: "early"},
			{title: "Signaler", rows: reasonsFR, click: "Suicide, automutilation ou troubles alimentaires", want: "card self_harm"},
		},
		"a click that only marks the row": {
			open(reasonsFR),
			{title: "Signaler", rows: reasonsFR, click: "Violence, haine ou exploitation", want: "card hate"},
			{title: "Signaler", rows: reasonsFR, want: "card hate"},
			{title: "Signaler", rows: reasonsFR, click: "Je n’aime pas ce contenu", want: "none dislike"},
		},
		"radios, chosen by state": {
			{event: "opened", title: "Why are you reporting this?", opener: "report", rows: []string{"( ) Hate", "( ) Harassment", "( ) Spam", "Next"}, want: "early"},
			{title: "Why are you reporting this?", rows: []string{"( ) Hate", "(x) Harassment", "( ) Spam", "Next"}, want: "card harassment"},
			{title: "Why are you reporting this?", rows: []string{"( ) Hate", "( ) Harassment", "(x) Spam", "Next"}, want: "none spam"},
			{title: "Why are you reporting this?", rows: []string{"(x) Hate", "( ) Harassment", "( ) Spam", "Next"}, click: "Next", want: "card hate"},
		},
		"what is checked from the start was not chosen": {
			{event: "opened", title: "Report", opener: "report", rows: []string{"(x) Hate", "( ) Harassment"}, want: "early"},
			{title: "Report", rows: []string{"(x) Hate", "( ) Harassment"}, want: "early"},
		},
		"unchecking a box is not choosing it": {
			{event: "opened", title: "Report", opener: "report", rows: []string{"[ ] Hate", "[ ] Harassment"}, want: "early"},
			{title: "Report", rows: []string{"[ ] Hate", "[x] Harassment"}, want: "card harassment"},
			{title: "Report", rows: []string{"[ ] Hate", "[x] Harassment"}, click: "Harassment", want: "card harassment"},
			{title: "Report", rows: []string{"[ ] Hate", "[ ] Harassment"}, want: "early"},
		},
		"of several boxes the gravest counts": {
			{event: "opened", title: "Report", opener: "report", rows: []string{"[ ] Spam", "[ ] Suicide", "[ ] Hate"}, want: "early"},
			{title: "Report", rows: []string{"[x] Spam", "[ ] Suicide", "[ ] Hate"}, want: "none spam"},
			{title: "Report", rows: []string{"[x] Spam", "[x] Suicide", "[ ] Hate"}, want: "card self_harm"},
			{title: "Report", rows: []string{"[x] Spam", "[x] Suicide", "[ ] Hate"}, click: "Hate", want: "card self_harm"},
			{title: "Report", rows: []string{"[x] Spam", "[ ] Suicide", "[x] Hate"}, want: "card hate"},
		},
		"the click was missed, the title tells": {
			open(reasonsFR),
			{title: "En quoi est-ce de l’intimidation ?", rows: subFR, want: "card harassment"},
		},
		"sex and violence only when it is one's own": {
			open(reasonsFR),
			{title: "Signaler", rows: reasonsFR, click: "Nudité ou activité sexuelle", want: "early sexual"},
			{title: "Laquelle ?", rows: []string{"Prostitution", "Avances sexuelles non désirées"}, click: "Avances sexuelles non désirées", want: "card sexual"},
		},
		"a celebrity": {
			{event: "opened", title: "Report account", opener: "report", rows: []string{"Pretending to be someone", "Spam"}, want: "early"},
			{title: "Report account", rows: []string{"Pretending to be someone", "Spam"}, click: "Pretending to be someone", want: "card impersonation"},
			{title: "Who?", rows: []string{"Me", "A friend", "A celebrity or public figure"}, click: "A celebrity or public figure", want: "early impersonation"},
		},
		"scam in a message": {
			{event: "opened", title: "Signaler cette conversation", opener: "report", rows: reasonsFR, want: "early"},
			{title: "Signaler cette conversation", rows: reasonsFR, click: "Arnaque, fraude ou spam", want: "early scam"},
		},
		"a title without the word, a new box for each step": {
			{event: "opened", title: "Qu’est-ce qui ne va pas ?", opener: "report", rows: reasonsFR, want: "early"},
			{title: "Qu’est-ce qui ne va pas ?", rows: reasonsFR, click: "Violence, haine ou exploitation", want: "card hate"},
			{event: "opened", title: "Laquelle ?", rows: []string{"Menace crédible", "Terrorisme"}, want: "card hate"},
			{title: "Laquelle ?", rows: []string{"Menace crédible", "Terrorisme"}, click: "Menace crédible", want: "card threats"},
		},
		"what was behind a closed dialog": {
			open(reasonsFR),
			{title: "Signaler", rows: reasonsFR, click: "Violence, haine ou exploitation", want: "card hate"},
			{title: "Merci pour ton signalement", rows: []string{"Terminé"}, want: "after hate"},
			{event: "opened", opener: "report", title: "Pour toi", rows: []string{"Accueil", "Explorer", "Abonnements", "Profil"}, want: "none"},
		},
		"only a text field": {
			{event: "opened", title: "Report this video", opener: "report", fields: 1, rows: []string{"Submit"}, want: "early"},
		},
		"first step asks what to report": {
			{event: "opened", title: "Signaler", opener: "report", rows: []string{"Signaler le compte", "Signaler une vidéo"}, want: "early"},
		},
		"a stable hook and words that are not known": {
			{event: "opened", title: "Bericht", hooks: []string{"tt-form"}, rows: []string{"Foo", "Bar"}, want: "early"},
		},
		"menu":           {{event: "opened", rows: []string{"Signaler", "Bloquer", "Copier le lien", "Annuler"}, want: "none"}},
		"english menu":   {{event: "opened", opener: "report", rows: []string{"Report", "Unfollow", "Add to favorites", "Go to post", "Share to…", "Copy link", "Embed", "Cancel"}, want: "none"}},
		"log in":         {{event: "opened", title: "Connecte-toi pour signaler", opener: "report", rows: []string{"Se connecter", "S’inscrire"}, want: "none"}},
		"share":          {{event: "opened", title: "Partager", rows: []string{"Messages", "Copier le lien"}, want: "none"}},
		"block":          {{event: "opened", title: "Bloquer ce compte ?", rows: []string{"Bloquer", "Bloquer et signaler", "Annuler"}, want: "none"}},
		"cookies":        {{event: "opened", title: "Autoriser les cookies ?", rows: []string{"Tout autoriser", "Refuser"}, want: "none"}},
		"feedback":       {{event: "opened", title: "Signaler un problème", opener: "feedback", fields: 1, rows: []string{"Envoyer"}, want: "none"}},
		"mute":           {{event: "opened", title: "Mettre en sourdine ?", rows: []string{"( ) 24 heures", "( ) 7 jours", "( ) Toujours"}, want: "none"}},
		"search":         {{event: "opened", title: "Rechercher", rows: []string{"harcèlement", "racisme"}, want: "none"}},
		"settings":       {{event: "opened", title: "Paramètres", rows: []string{"Confidentialité", "Sécurité", "Comptes bloqués", "Signalements"}, want: "none"}},
		"what to filter": {{event: "opened", title: "Filtrer les commentaires", rows: []string{"( ) Spam", "( ) Harcèlement", "( ) Haine", "( ) Arnaques", "( ) Nudité"}, want: "none"}},
		"topics":         {{event: "opened", title: "Sujets", rows: []string{"Harcèlement", "Racisme", "Suicide", "Violence", "Nudité"}, want: "none"}},
		"help center":    {{event: "opened", title: "Help Center", rows: []string{"Hacked accounts", "Bullying", "Impersonation", "Spam", "Scams", "Other"}, want: "none"}},
		"the word in the opener only, another question first": {
			{event: "opened", title: "Envoyer le commentaire ?", opener: "report", rows: []string{"Envoyer", "Annuler"}, want: "none"},
			{title: "Envoyer le commentaire ?", opener: "report", rows: reasonsFR, want: "early"},
			{title: "Envoyer le commentaire ?", opener: "report", rows: reasonsFR, click: "Intimidation ou contact indésirable", want: "card harassment"},
		},
		"the word in the opener only": {
			{event: "opened", title: "Tell us", opener: "report", rows: []string{"( ) Someone is mean to me", "( ) Spam", "Send"}, want: "early"},
			{title: "Tell us", opener: "report", rows: []string{"(x) Someone is mean to me", "( ) Spam", "Send"}, want: "card harassment"},
		},
		"a children's site: the problem is a person": {
			{event: "opened", title: "Signaler un problème", opener: "feedback", rows: []string{"On m’insulte", "Quelqu’un me menace", "Contenu sexuel", "Autre chose"}, want: "early"},
			{title: "Signaler un problème", opener: "feedback", rows: []string{"On m’insulte", "Quelqu’un me menace", "Contenu sexuel", "Autre chose"}, click: "Quelqu’un me menace", want: "card threats"},
			{title: "Signaler un problème", opener: "feedback", texts: []string{"Dis-nous ce qui se passe"}, fields: 1, rows: []string{"Envoyer"}, want: "card threats"},
			{title: "Merci, c’est envoyé", opener: "feedback", rows: []string{"Fermer"}, want: "after threats"},
		},
		"a problem with somebody": {
			{event: "opened", opener: "feedback", texts: []string{"What is the problem?"}, rows: []string{"( ) They are bullying me", "( ) They said something hateful", "( ) Other", "Send"}, want: "early"},
			{opener: "feedback", texts: []string{"What is the problem?"}, rows: []string{"(x) They are bullying me", "( ) They said something hateful", "( ) Other", "Send"}, want: "card harassment"},
		},
		"a title that shares": {
			open(reasonsFR),
			{title: "Partager ou menacer de partager des photos intimes", rows: []string{"Moi", "Un ami"}, want: "card intimate_images"},
		},
		"a button that sends says report": {
			{event: "opened", title: "Signaler ce commentaire", opener: "report", rows: []string{"( ) Spam", "( ) Moqueries", "Annuler", "Signaler et bloquer"}, want: "early"},
			{title: "Signaler ce commentaire", rows: []string{"( ) Spam", "(x) Moqueries", "Annuler", "Signaler et bloquer"}, want: "card harassment"},
			{title: "Signaler ce commentaire", rows: []string{"( ) Spam", "(x) Moqueries", "Annuler", "Signaler et bloquer"}, click: "Signaler et bloquer", want: "card harassment"},
			{title: "Signaler ce commentaire", texts: []string{"Merci de nous aider à protéger la communauté."}, rows: []string{"( ) Spam", "(x) Moqueries", "Annuler", "Signaler et bloquer"}, want: "card harassment"},
			{title: "Merci", rows: []string{"OK"}, want: "after harassment"},
		},
		"send buttons in english": {
			{event: "opened", title: "What's wrong with this message?", opener: "report", rows: []string{"( ) Ads", "( ) Threats", "Report & block"}, want: "early"},
			{title: "What's wrong with this message?", rows: []string{"( ) Ads", "(x) Threats", "Report & block"}, want: "card threats"},
			{title: "What's wrong with this message?", rows: []string{"( ) Ads", "(x) Threats", "Report & block"}, click: "Report & block", want: "card threats"},
			{title: "Report received", rows: []string{"Done"}, want: "after threats"},
		},
		"the last question is a button that says report": {
			open(reasonsFR),
			{title: "Signaler", rows: reasonsFR, click: "Intimidation ou contact indésirable", want: "card harassment"},
			{title: "Tout est prêt", texts: []string{"Merci de ton aide : ton signalement sera anonyme."}, rows: []string{"Envoyer le rapport", "Retour"}, want: "card harassment"},
			{title: "Tout est prêt", rows: []string{"Envoyer le rapport", "Retour"}, click: "Envoyer le rapport", want: "card harassment"},
			{title: "Rapport envoyé", rows: []string{"Fermer"}, want: "after harassment"},
		},
		"a button that is not understood takes nothing back": {
			open(reasonsFR),
			{title: "Signaler", rows: append([]string{"En savoir plus"}, reasonsFR...), click: "Intimidation ou contact indésirable", want: "card harassment"},
			{title: "Signaler", rows: append([]string{"En savoir plus"}, reasonsFR...), click: "En savoir plus", want: "card harassment"},
		},
		"what is no reason takes nothing back": {
			open(withMore),
			{title: "Signaler", rows: withMore, click: "Intimidation ou contact indésirable", want: "card harassment"},
			{title: "Signaler", rows: withMore, click: "Bloquer aussi cette personne", want: "card harassment"},
			{title: "Signaler", rows: checkMore("[ ] Bloquer"), want: "card harassment"},
			{title: "Signaler", rows: checkMore("[ ] Bloquer"), click: "Bloquer aussi cette personne", want: "card harassment"},
			{title: "Signaler", rows: withMore, want: "card harassment"},
			{title: "Signaler", rows: withMore, click: "Cette semaine", want: "card harassment"},
			{title: "Signaler", rows: checkMore("( ) Cette"), want: "card harassment"},
			{title: "Signaler", rows: checkMore("( ) Moi"), click: "Moi", want: "card harassment"},
			{title: "Signaler", rows: checkMore("( ) Moi"), want: "card harassment"},
			{title: "Signaler", rows: checkMore("( ) Moi"), click: "Arnaque, fraude ou spam", want: "early scam"},
		},
		"a chat: what was said looks like rows": {
			{event: "opened", title: "Bonjour", opener: "report", texts: []string{"Que se passe-t-il ?"}, rows: []string{"Spam", "Harcèlement", "Menaces"}, want: "early"},
			{title: "Bonjour", texts: []string{"Que se passe-t-il ?"}, rows: []string{"Spam", "Harcèlement", "Menaces"}, click: "Harcèlement", want: "card harassment"},
			{rows: []string{"- - Bonjour", "- - Que se passe-t-il ?", "- - Harcèlement", "- - Qui est visé ?", "Moi", "Un ami"}, click: "Moi", want: "card harassment"},
			{texts: []string{"Merci, ton signalement a été envoyé."}, rows: []string{"- - Bonjour", "- - Que se passe-t-il ?", "- - Harcèlement", "- - Qui est visé ?", "- - Moi", "- - Merci, ton signalement a été envoyé."}, want: "after harassment"},
		},
		"a list without roles that opens again beside its value": {
			{event: "opened", title: "Signaler", opener: "report", texts: []string{"Choisis un motif"}, rows: []string{"Annuler"}, want: "early"},
			{title: "Signaler", rows: []string{"- - Spam", "- - Menaces", "Annuler"}, want: "early"},
			{title: "Signaler", rows: []string{"- - Spam", "- - Menaces", "Annuler"}, click: "Menaces", want: "card threats"},
			{title: "Signaler", texts: []string{"Menaces"}, rows: []string{"Annuler"}, want: "card threats"},
			{title: "Signaler", texts: []string{"Menaces"}, rows: []string{"- - Spam", "-x- Menaces", "Annuler"}, want: "card threats"},
			{title: "Signaler", texts: []string{"Menaces"}, rows: []string{"- - Spam", "-x- Menaces", "Annuler"}, click: "Spam", want: "none spam"},
			{title: "Signaler", texts: []string{"Spam"}, rows: []string{"Annuler"}, want: "none spam"},
			{title: "Signaler", texts: []string{"Spam"}, rows: []string{"-x- Spam", "- - Menaces", "Annuler"}, want: "none spam"},
		},
		"tabs over the reasons take nothing back": {
			open(append([]string{"b x Contenu", "b   Profil"}, reasonsFR...)),
			{title: "Signaler", rows: append([]string{"b x Contenu", "b   Profil"}, reasonsFR...), click: "Violence, haine ou exploitation", want: "card hate"},
			{title: "Signaler", rows: append([]string{"b x Contenu", "b   Profil"}, reasonsFR...), click: "Profil", want: "card hate"},
			{title: "Signaler", rows: append([]string{"b   Contenu", "b x Profil"}, reasonsFR...), want: "card hate"},
		},
		"reasons and whom it is about in one step": {
			open([]string{"Menaces", "Fausse identité", "Spam", "Moi", "Une célébrité"}),
			{title: "Signaler", rows: []string{"Menaces", "Fausse identité", "Spam", "Moi", "Une célébrité"}, click: "Fausse identité", want: "card impersonation"},
			{title: "Signaler", rows: []string{"Menaces", "Fausse identité", "Spam", "Moi", "Une célébrité"}, click: "Une célébrité", want: "early impersonation"},
			{title: "Signaler", rows: []string{"Menaces", "Fausse identité", "Spam", "Moi", "Une célébrité"}, click: "Spam", want: "none spam"},
		},
		"a reason that is let go of": {
			open([]string{"b   Menaces", "b   Spam", "b   Dragon"}),
			{title: "Signaler", rows: []string{"b   Menaces", "b   Spam", "b   Dragon"}, click: "Menaces", want: "card threats"},
			{title: "Signaler", rows: []string{"b x Menaces", "b   Spam", "b   Dragon"}, want: "card threats"},
			{title: "Signaler", rows: []string{"b x Menaces", "b   Spam", "b   Dragon"}, click: "Dragon", want: "card threats"},
			{title: "Signaler", rows: []string{"b   Menaces", "b   Spam", "b x Dragon"}, want: "early"},
		},
		"a closing note beside a button that submits": {
			open(reasonsFR),
			{title: "Signaler", rows: reasonsFR, click: "Intimidation ou contact indésirable", want: "card harassment"},
			{title: "Signaler", texts: []string{"Nous avons bien reçu votre signalement et notre équipe va l’examiner dans les meilleurs délais."}, rows: []string{"s s Fermer"}, want: "after harassment"},
		},
		"a closing note in english": {
			{event: "opened", title: "Report", opener: "report", rows: []string{"Bullying", "Spam", "Hate"}, want: "early"},
			{title: "Report", rows: []string{"Bullying", "Spam", "Hate"}, click: "Bullying", want: "card harassment"},
			{title: "Report", texts: []string{"Once you have submitted your report, our team will look at it."}, rows: []string{"s s Continue"}, want: "card harassment"},
			{title: "Report", texts: []string{"We have received your report."}, rows: []string{"s s Close"}, want: "after harassment"},
		},
		"the value of a list that opens elsewhere": {
			{event: "opened", title: "Signaler la publication", opener: "report", rows: []string{"{x} Choisir un motif", "Envoyer"}, want: "early"},
			{title: "Signaler la publication", rows: []string{"{x} Choisir un motif", "Envoyer"}, click: "Choisir un motif", want: "early"},
			{title: "Signaler la publication", rows: []string{"{x} Harcèlement", "Envoyer"}, want: "card harassment"},
			{title: "Signaler la publication", rows: []string{"{x} Harcèlement", "Envoyer"}, click: "Harcèlement", want: "card harassment"},
			{title: "Signaler la publication", rows: []string{"{x} Autre", "Envoyer"}, want: "early"},
			{title: "Signaler la publication", rows: []string{"{x} Menaces", "Envoyer"}, want: "card threats"},
			{title: "Signaler la publication", rows: []string{"{x} Spam", "Envoyer"}, want: "none spam"},
		},
		"what was chosen in a list elsewhere, whose value nothing shows": {
			{event: "opened", title: "Signaler la publication", opener: "report", fields: 2, rows: []string{"Envoyer"}, want: "early"},
			{title: "Signaler la publication", fields: 2, rows: []string{"Envoyer", "{ } Menaces"}, click: "Menaces", want: "card threats"},
			{title: "Signaler la publication", texts: []string{"Menaces"}, fields: 2, rows: []string{"Envoyer"}, want: "card threats"},
			{title: "Signaler la publication", texts: []string{"Menaces"}, fields: 2, rows: []string{"Envoyer", "{ } Cette semaine"}, click: "Cette semaine", want: "card threats"},
			{title: "Signaler la publication", fields: 2, rows: []string{"Envoyer", "{ } Autre"}, click: "Autre", want: "early"},
			{title: "Signaler la publication", fields: 2, rows: []string{"Envoyer", "{ } Spam"}, click: "Spam", want: "none spam"},
		},
		"what was chosen in a list elsewhere, whose value is shown then": {
			{event: "opened", title: "Signaler la publication", opener: "report", rows: []string{"{x} Choisir un motif", "Envoyer"}, want: "early"},
			{title: "Signaler la publication", rows: []string{"{x} Choisir un motif", "Envoyer", "{ } Menaces"}, click: "Menaces", want: "card threats"},
			{title: "Signaler la publication", rows: []string{"{x} Menaces", "Envoyer"}, want: "card threats"},
			{title: "Signaler la publication", rows: []string{"{x} Menaces", "Envoyer", "{ } Autre"}, click: "Autre", want: "early"},
			{title: "Signaler la publication", rows: []string{"{x} Autre", "Envoyer"}, want: "early"},
		},
		"the description of a row names others": {
			{event: "opened", title: "Signaler", opener: "report", rows: []string{"( ) Spam : arnaque, menace ou fausse identité", "( ) Intimidation. Insultes, photos intimes, menaces", "( ) Discours haineux – racisme, harcèlement"}, want: "early"},
			{title: "Signaler", rows: []string{"( ) Spam : arnaque, menace ou fausse identité", "(x) Intimidation. Insultes, photos intimes, menaces", "( ) Discours haineux – racisme, harcèlement"}, want: "card harassment"},
			{title: "Signaler", rows: []string{"(x) Spam : arnaque, menace ou fausse identité", "( ) Intimidation. Insultes, photos intimes, menaces", "( ) Discours haineux – racisme, harcèlement"}, want: "none spam"},
		},
		"the description of a row names self-harm": {
			{event: "opened", title: "Signaler", opener: "report", rows: []string{
				"( ) Menaces - suicide ou automutilation", "( ) Menaces - contre une autre personne", "( ) Spam",
			}, want: "early"},
			{title: "Signaler", rows: []string{
				"(x) Menaces - suicide ou automutilation", "( ) Menaces - contre une autre personne", "( ) Spam",
			}, want: "card self_harm"},
		},
		"a page that is translated": {
			{event: "opened", title: "Signaler", opener: "report", rows: []string{"Menaces", "Spam", "Haine"}, want: "early"},
			{title: "Melden", rows: []string{"Drohungen <Menaces", "Spam <Spam", "Hass <Haine"}, want: "early"},
			{title: "Melden", rows: []string{"Drohungen <Menaces", "Spam <Spam", "Hass <Haine"}, click: "Drohungen <Menaces", want: "card threats"},
			{title: "Melden", rows: []string{"Drohungen <Menaces", "Spam <Spam", "Hass <Haine"}, want: "card threats"},
		},
		"radios that change in two tasks": {
			{event: "opened", title: "Report", opener: "report", rows: []string{"( ) Hate", "( ) Harassment", "( ) Spam", "Next"}, want: "early"},
			{title: "Report", rows: []string{"(x) Hate", "( ) Harassment", "( ) Spam", "Next"}, want: "card hate"},
			{title: "Report", rows: []string{"( ) Hate", "( ) Harassment", "( ) Spam", "Next"}, want: "card hate"},
			{title: "Report", rows: []string{"( ) Hate", "(x) Harassment", "( ) Spam", "Next"}, want: "card harassment"},
			{title: "Report", rows: []string{"( ) Hate", "(x) Harassment", "( ) Spam", "Next"}, click: "Spam", want: "none spam"},
			{title: "Report", rows: []string{"( ) Hate", "( ) Harassment", "( ) Spam", "Next"}, want: "none spam"},
			{title: "Report", rows: []string{"( ) Hate", "( ) Harassment", "(x) Spam", "Next"}, want: "none spam"},
		},
		"delete comment":  {{event: "opened", title: "Supprimer le commentaire ?", rows: []string{"Supprimer", "Annuler"}, want: "none"}},
		"message, select": {{event: "opened", title: "Select a problem to report", opener: "report", rows: []string{"Nudity or sexual activity", "Scam or fraud", "Something else"}, want: "early"}},
	} {
		t.Run(name, func(t *testing.T) {
			state := ""
			for i, s := range steps {
				r := flow.Follow(reader, s.snapshot(t), platform(d, "tiktok"), flow.ParseState(state))
				state = r.State.String()
				got := r.Stage.String()
				if r.Harm != rules.None {
					got += " " + r.Harm.String()
				}
				if got != s.want {
					t.Errorf("step %d: got %s, want %s; %v chosen %q state %s", i, got, s.want, r.Reading.Signals, r.Chosen, state)
				}
			}
		})
	}
}

func TestStateRoundTrip(t *testing.T) {
	s := flow.State{Seen: true, Done: true, Last: 1 << 31, Checks: 7, Path: []flow.Choice{{Shape: 9, Harm: rules.Hate, Set: rules.SetOf(rules.Post)}}}
	if got := flow.ParseState(s.String()).String(); got != s.String() {
		t.Errorf("got %s, want %s", got, s)
	}
	for _, bad := range []string{"", "x", "[2,1,0,0]", "[1]", "[1,1,0,0,[1,99,0]]", "{}", strings.Repeat("[", 2000)} {
		if got := flow.ParseState(bad); got.Seen || got.Path != nil {
			t.Errorf("%.20q is read as %v", bad, got)
		}
	}
}
