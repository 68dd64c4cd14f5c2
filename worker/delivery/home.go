package delivery

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/rules/release"
)

// home is the page for families, schools and maintainers, in French.
func (s *server) home(r *http.Request) answer {
	last, err := s.store.last(r.Context())
	if err != nil {
		return storeFails()
	}
	h, err := s.held(r.Context(), last)
	if err != nil {
		return storeFails()
	}
	p := &html{}
	p.begin("Bouton 3018 (extension indépendante)", "fr")
	p.raw(homeTop)
	if err := p.rules(h.detection, h.directory); err != nil {
		return refusal(http.StatusInternalServerError, "bad_rules", err.Error())
	}
	p.raw(`<h3>Version</h3><p>`)
	if last.size == 0 {
		p.text("Ce sont les règles livrées avec l’extension : rien n’a encore été publié ici.")
	} else {
		detection, directory := last.statement(release.Detection), last.statement(release.Directory)
		p.text("Détection, version " + strconv.FormatInt(detection.Version, 10) + ", du " + day(detection.Date) +
			". Annuaire, version " + strconv.FormatInt(directory.Version, 10) + ", du " + day(directory.Date) + ". ")
		p.raw(`<a href="/v1/log">Toutes les versions</a>, avec ce qui a changé et qui a signé.`)
	}
	p.raw("</p>")
	p.raw(homeMaintainers)
	p.raw("<footer><h2>Mentions légales</h2><p>Cette page et l’extension sont indépendantes. Elles ne sont pas faites par l’association e-Enfance, qui gère le 3018, ni par les sites nommés ici.</p>")
	p.notice("Éditeur : ", s.publisher)
	p.notice("", s.legal)
	p.raw("<p>Cette page ne pose aucun cookie et ne charge rien d’ailleurs. Ce serveur n’enregistre pas qui l’appelle ; son hébergeur et le réseau voient passer l’adresse de l’ordinateur, comme pour toute page.</p></footer>")
	return answer{status: http.StatusOK, kind: kindHTML, cache: cachePage, page: true, body: p.end()}
}

const homeTop = `<h1>Bouton 3018</h1>
<p>Une extension de navigateur pour les familles et les établissements scolaires, en France. Quand une jeune personne ouvre la fenêtre « Signaler » d’un réseau social, le 3018 s’affiche juste à côté : appeler, écrire, et ce qui se passe ensuite.</p>
<div class="now"><p><strong>Besoin d’aide maintenant ?</strong> Le <a href="tel:3018">3018</a> aide les jeunes victimes de harcèlement et de violences en ligne, et leurs proches : par téléphone ou sur <a href="https://3018.fr">3018.fr</a>. En danger tout de suite : le <a href="tel:17">17</a> ou le <a href="tel:112">112</a>, et par écrit le <a href="https://www.urgence114.fr">114</a>.</p></div>

<h2>Pour les familles</h2>
<p>Signaler prend du courage. Le bon numéro, au même endroit et en quelques mots simples, peut aider à faire le pas suivant.</p>
<ul>
<li>Rien ne change tant que personne ne signale. L’extension cherche si une fenêtre de signalement s’ouvre, et ne lit que celle-là.</li>
<li>Elle ne bloque rien, ne retarde rien et n’envoie pas le signalement à la place de votre enfant.</li>
<li>Elle n’envoie rien de ce qui s’affiche ou s’écrit : ni à vous, ni à l’école, ni à nous. Elle ne garde aucune trace des fiches d’aide sur l’ordinateur.</li>
<li>D’elle-même, elle ne demande ici qu’une fois par jour s’il y a de nouvelles règles. Cette demande est la même pour tout le monde et ne dit pas qui la fait.</li>
</ul>
<p>Parlez-en ensemble avant de l’installer : une aide que l’on découvre par surprise inquiète.</p>

<h2>Installer</h2>
<p>L’extension n’est pas encore dans les magasins d’extensions. Aujourd’hui, il faut la construire depuis son code source, sur un ordinateur avec Go et Node :</p>
<pre><code>go run ./scripts/build</code></pre>
<ol>
<li>Dans Chrome, Edge ou Chromium, ouvrez la page des extensions (<code>chrome://extensions</code>).</li>
<li>Activez le « mode développeur ».</li>
<li>Choisissez « Charger l’extension non empaquetée », puis le dossier <code>dist/chromium</code>.</li>
</ol>

<h2>Pour les établissements</h2>
<ul>
<li>Pas de compte, pas d’identifiant, pas de statistiques, aucune donnée d’élève.</li>
<li>L’extension n’agit que sur les sites nommés plus bas.</li>
<li>Les règles livrées avec elle suffisent. Les mises à jour se coupent dans ses réglages, et un établissement peut les servir lui-même, en fichiers, sans passer par ce serveur.</li>
</ul>

<h2>Ce qu’elle ne fait pas</h2>
<ul>
<li>Elle ne fonctionne pas dans les applications des téléphones, où se font la plupart des signalements.</li>
<li>Elle ne remplace ni le 3018, ni un adulte de confiance, ni les secours.</li>
<li>Elle ne surveille pas, n’alerte personne et ne décide pour personne.</li>
<li>Elle ne promet pas que quelqu’un réponde tout de suite, ni que le site retire un contenu.</li>
<li>Elle peut se tromper ou ne pas reconnaître une fenêtre. Dans le doute, elle reste discrète.</li>
</ul>
`

const homeMaintainers = `
<h2>Pour celles et ceux qui tiennent les règles</h2>
<p>Les règles sont des données signées : ce serveur ne peut ni changer un numéro, ni montrer une autre liste à quelqu’un. Il ne garde aucun secret. Une détection demande une clé, un numéro ou un texte en demande deux.</p>
<ul>
<li><a href="/v1/log">Le journal</a> : chaque version, ce qui a changé, quelles clés.</li>
<li><a href="/v1/head">La tête du journal</a>, à comparer avec celle que montre l’extension.</li>
<li>Le guide est dans <code>rules/README.md</code>, dans le code source.</li>
</ul>
`

// rules writes what the parts say: sites, languages, lines.
func (p *html) rules(detectionPart, directoryPart []byte) error {
	det, err := rules.ParseDetection(detectionPart)
	if err != nil {
		return err
	}
	dir, err := rules.ParseDirectory(directoryPart)
	if err != nil {
		return err
	}
	p.raw("<h2>Les règles d’aujourd’hui</h2><h3>Sites</h3><ul>")
	for _, site := range det.Platforms {
		name := named(detectionPart, "platforms", site.ID, "name")
		p.raw("<li>")
		p.text(name + " : " + strings.Join(site.Hosts, ", "))
		for _, pause := range det.Disabled {
			if pause.Platform == site.ID {
				p.text(" (en pause jusqu’au " + day(pause.Until) + ")")
			}
		}
		p.raw("</li>")
	}
	p.raw("</ul><h3>Langues reconnues</h3><p>")
	for i, l := range det.Lexicons {
		if i > 0 {
			p.text(", ")
		}
		p.text(language(l.Lang))
	}
	p.raw("</p><h3>Lignes d’aide</h3><p>Leurs horaires peuvent changer : vérifiez sur leurs sites.</p><dl>")
	for _, country := range dir.Without(det.Withdrawn).Countries {
		for _, line := range country.Helplines {
			list := `countries.#(code=="` + country.Code + `").helplines`
			p.tag("dt", named(directoryPart, list, line.ID, "full_name"))
			for _, way := range line.Ways {
				p.raw("<dd>")
				p.way(way)
				p.raw("</dd>")
			}
		}
	}
	p.raw("</dl>")
	return nil
}

// way writes one way to reach a line. Only telephones, texts and https addresses become links.
func (p *html) way(w rules.Way) {
	scheme, rest, _ := strings.Cut(w.Href, ":")
	switch {
	case scheme == "tel" && w.Number != "":
		p.text("Appeler : ")
		p.link(w.Href, w.Number)
	case scheme == "sms":
		p.text("Par SMS : ")
		p.link(w.Href, rest)
	case scheme == "https":
		label := map[string]string{"write": "Écrire : "}[w.Kind]
		if label == "" {
			label = "Site : "
		}
		p.text(label)
		name := w.Href
		if u, err := url.Parse(w.Href); err == nil {
			name = strings.TrimPrefix(u.Host, "www.")
		}
		p.link(w.Href, name)
	default:
		p.text(w.Number)
	}
}

// notice writes a setting of whoever runs the server, a link where it is an address.
func (p *html) notice(label, text string) {
	if text == "" {
		return
	}
	p.raw("<p>")
	p.text(label)
	if strings.HasPrefix(text, "https://") && !strings.ContainsAny(text, " \n") {
		p.link(text, strings.TrimPrefix(text, "https://"))
	} else {
		p.raw(strings.ReplaceAll(escape(text), "\n", "<br>"))
	}
	p.raw("</p>")
}

// named is a field of the element with an id, the id where there is none.
func named(part []byte, list, id, field string) string {
	name := id
	gjson.GetBytes(part, list).ForEach(func(_, v gjson.Result) bool {
		if v.Get("id").String() != id {
			return true
		}
		if n := v.Get(field).String(); n != "" {
			name = n
		}
		return false
	})
	return name
}

var languages = map[string]string{"fr": "français", "en": "anglais", "ar": "arabe", "es": "espagnol", "pt": "portugais", "tr": "turc", "de": "allemand", "it": "italien"}

func language(id string) string {
	if name := languages[id]; name != "" {
		return name
	}
	return id
}

var months = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// day writes a date as people say it, "2026-11-23" as "23 novembre 2026".
func day(date string) string {
	if !release.IsDate(date) {
		return date
	}
	month, _ := strconv.Atoi(date[5:7])
	number := strings.TrimPrefix(date[8:], "0")
	if number == "1" {
		number = "1er"
	}
	return number + " " + months[month-1] + " " + date[:4]
}
