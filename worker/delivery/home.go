package delivery

import (
	"cmp"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/wasm/update"
)

// home is the page for families, schools and maintainers, in French.
func (s *server) home(r *http.Request) (answer, error) {
	last, err := s.store.last(r.Context())
	if err != nil {
		return answer{}, err
	}
	h, err := s.held(r.Context(), last)
	if err != nil {
		return answer{}, err
	}
	p := &page{}
	p.begin("Bouton 3018 (extension indépendante)")
	p.prose(homeTop)
	if err := p.rules(h.detection, h.directory); err != nil {
		return answer{}, refuse(http.StatusInternalServerError, update.CodeRules, err.Error())
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
	p.prose(homeMaintainers)
	p.prose(homeLegal)
	p.notice("Éditeur : ", s.publisher)
	p.notice("", s.legal)
	p.prose(homePrivacy)
	p.raw("</footer>")
	return answer{status: http.StatusOK, kind: kindHTML, cache: cachePage, page: true, body: p.end()}, nil
}

// data is the page for data protection officers and whoever informs pupils, parents and staff.
func (s *server) data(*http.Request) (answer, error) {
	p := &page{}
	p.begin("Données personnelles")
	p.prose(dataProtection)
	p.raw("<footer>")
	p.notice("Éditeur : ", s.publisher)
	p.notice("", s.legal)
	p.prose(homePrivacy)
	p.raw("</footer>")
	return answer{status: http.StatusOK, kind: kindHTML, cache: cachePage, page: true, body: p.end()}, nil
}

// rules writes what the parts say: sites, languages, lines.
func (p *page) rules(detectionPart, directoryPart []byte) error {
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
		p.raw("<li>")
		p.text(cmp.Or(site.Name, site.ID) + " : " + strings.Join(site.Hosts, ", "))
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
		p.text(cmp.Or(languages[l.Lang], l.Lang))
	}
	p.raw("</p><h3>Lignes d’aide</h3><p>Leurs horaires peuvent changer : vérifiez sur leurs sites.</p><dl>")
	for _, country := range dir.Without(det.Withdrawn).Countries {
		for _, line := range country.Helplines {
			p.tag("dt", cmp.Or(line.FullName, line.ID))
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
func (p *page) way(w rules.Way) {
	scheme, rest, _ := strings.Cut(w.Href, ":")
	switch {
	case scheme == "tel" && w.Number != "":
		p.text("Appeler : ")
		p.link(w.Href, w.Number)
	case scheme == "sms":
		p.text("Par SMS : ")
		p.link(w.Href, rest)
	case scheme == "https":
		label := "Site : "
		if w.Kind == "write" {
			label = "Écrire : "
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
func (p *page) notice(label, text string) {
	if text == "" {
		return
	}
	p.raw("<p>")
	p.text(label)
	if strings.HasPrefix(text, "https://") && !strings.ContainsAny(text, " \n") {
		p.link(text, strings.TrimPrefix(text, "https://"))
	} else {
		p.raw(strings.ReplaceAll(html.EscapeString(text), "\n", "<br>"))
	}
	p.raw("</p>")
}

var languages = map[string]string{
	"fr": "français", "en": "anglais", "ar": "arabe", "es": "espagnol", "pt": "portugais", "tr": "turc",
	"de": "allemand", "it": "italien",
}

var months = [...]string{
	"janvier", "février", "mars", "avril", "mai", "juin",
	"juillet", "août", "septembre", "octobre", "novembre", "décembre",
}

// day writes a date as people say it, "2026-11-23" as "23 novembre 2026".
func day(date string) string {
	d, ok := rules.ParseDate(date)
	if !ok || len(date) != len("2026-11-23") {
		return date
	}
	number := strconv.Itoa(d.Day())
	if number == "1" {
		number = "1er"
	}
	return number + " " + months[d.Month()-1] + " " + strconv.Itoa(d.Year())
}
