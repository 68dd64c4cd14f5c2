package delivery

import (
	"cmp"
	"html"
	"net/http"
	"strconv"
	"strings"

	"bouton3018/rules"
	"bouton3018/rules/release"
)

// home is the page for families, schools and maintainers.
func (s *server) home(r *http.Request) (answer, error) {
	last, err := s.store.last(r.Context())
	if err != nil {
		return answer{}, err
	}
	f, err := s.facts(r.Context(), last)
	if err != nil {
		return answer{}, err
	}
	p := &page{}
	p.begin("home", product)
	p.prose("home-what.html")
	p.now(f)
	p.prose("home.html")
	p.rules(f)
	p.raw(`<h3>Version</h3><p>`)
	if last.size == 0 {
		p.text("Ce sont les règles livrées avec l’extension : rien n’a encore été publié ici.")
	} else {
		detection, directory := last.statement(release.Detection), last.statement(release.Directory)
		p.text("Détection, version " + strconv.FormatInt(detection.Version, 10) + ", du " + day(detection.Date) +
			". Annuaire, version " + strconv.FormatInt(directory.Version, 10) + ", du " + day(directory.Date) + ". ")
		p.raw(`<a href="/v1/log">Toutes les versions</a>, avec ce qui a changé et qui a signé.`)
	}
	p.raw("</p>")
	p.prose("home-maintainers.html")
	p.source(s.source)
	a := p.shown()
	a.pictures = true
	return a, nil
}

// data is the page for data protection officers and whoever informs pupils, parents and staff.
func (s *server) data(*http.Request) (answer, error) {
	p := &page{}
	p.begin("data", "Données personnelles")
	p.prose("data.html")
	return p.shown(), nil
}

// legal is the legal notice: whoever runs the server says who that is.
func (s *server) legal(*http.Request) (answer, error) {
	p := &page{}
	p.begin("legal", "Mentions légales")
	p.tag("h2", "Éditeur et hébergeur")
	if s.publisher+s.legalNotice == "" {
		p.tag("p", "La personne qui fait fonctionner ce serveur ne s’est pas encore nommée. "+
			"Tant que c’est le cas, il sert à essayer.")
	}
	p.notice("Éditeur : ", s.publisher)
	p.notice("", s.legalNotice)
	p.prose("legal.html")
	p.source(s.source)
	return p.shown(), nil
}

// rules writes what the parts say: sites, languages, lines.
func (p *page) rules(f *facts) {
	p.raw("<h2>Les règles d’aujourd’hui</h2><h3>Sites</h3><ul>")
	for _, site := range f.detection.Platforms {
		p.raw("<li>")
		p.text(cmp.Or(site.Name, site.ID) + " : " + strings.Join(site.Hosts, ", "))
		for _, pause := range f.detection.Disabled {
			if pause.Platform == site.ID {
				p.text(" (en pause jusqu’au " + day(pause.Until) + ")")
			}
		}
		p.raw("</li>")
	}
	p.raw("</ul><h3>Langues reconnues</h3><p>")
	for i, l := range f.detection.Lexicons {
		if i > 0 {
			p.text(", ")
		}
		p.text(cmp.Or(languages[l.Lang], l.Lang))
	}
	p.raw("</p><h3>Lignes d’aide</h3><p>Leurs horaires peuvent changer : vérifiez sur leurs sites.</p>")
	for _, country := range f.directory.Countries {
		p.tag("h4", cmp.Or(countries[country.Code], country.Code))
		p.raw("<dl>")
		for _, line := range country.Helplines {
			p.tag("dt", cmp.Or(line.FullName, line.ID))
			for _, way := range line.Ways {
				p.raw("<dd>")
				p.way(way)
				p.raw("</dd>")
			}
		}
		p.raw("</dl>")
	}
}

// way writes one way to reach a line. Only telephones, texts and https addresses become links.
func (p *page) way(w rules.Way) {
	scheme, _, _ := strings.Cut(w.Href, ":")
	switch {
	case scheme == "tel" && w.Number != "":
		p.text("Appeler : ")
	case scheme == "sms":
		p.text("Par SMS : ")
	case scheme == "https" && w.Kind == "write":
		p.text("Écrire : ")
	case scheme == "https":
		p.text("Site : ")
	default:
		p.text(w.Number)
		return
	}
	p.link(w.Href, shownAs(w))
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

var countries = map[string]string{
	"FR": "France", "BE": "Belgique", "CA": "Canada", "LU": "Luxembourg", "EU": "Ailleurs dans l’Union européenne",
}

var languages = map[string]string{
	"fr": "français", "en": "anglais", "ar": "arabe", "es": "espagnol", "pt": "portugais", "tr": "turc",
	"de": "allemand", "it": "italien", "bg": "bulgare", "ca": "catalan", "cs": "tchèque", "da": "danois",
	"el": "grec", "et": "estonien", "fa": "persan", "fi": "finnois", "ga": "irlandais", "he": "hébreu",
	"hi": "hindi", "hr": "croate", "hu": "hongrois", "id": "indonésien", "ja": "japonais", "ko": "coréen",
	"lt": "lituanien", "lv": "letton", "mt": "maltais", "nb": "norvégien", "nl": "néerlandais",
	"pl": "polonais", "ro": "roumain", "ru": "russe", "sk": "slovaque", "sl": "slovène", "sr": "serbe",
	"sv": "suédois", "th": "thaï", "uk": "ukrainien", "vi": "vietnamien", "zh": "chinois",
}

var months = [...]string{
	"janvier", "février", "mars", "avril", "mai", "juin",
	"juillet", "août", "septembre", "octobre", "novembre", "décembre",
}

// day writes a date as people say it, "2026-11-23" as "23 novembre 2026", "2026-11" as "novembre 2026".
func day(date string) string {
	d, ok := rules.ParseDate(date)
	switch {
	case !ok || len(date) == len("2026"):
		return date
	case len(date) == len("2026-11"):
		return months[d.Month()-1] + " " + strconv.Itoa(d.Year())
	}
	number := strconv.Itoa(d.Day())
	if number == "1" {
		number = "1er"
	}
	return number + " " + months[d.Month()-1] + " " + strconv.Itoa(d.Year())
}
