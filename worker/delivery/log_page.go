package delivery

import (
	"encoding/json"
	"html"
	"strconv"
	"strings"

	"bouton3018/rules/changes"
	"bouton3018/rules/release"
)

// logPage is the log for people, the newest entry first.
func logPage(entries []json.RawMessage) ([]byte, error) {
	var p page
	p.begin("log", "Toutes les versions des règles")
	p.raw("<p>Chaque version est une publication signée. ")
	p.raw("Rien ne peut en être retiré ni changé après coup sans que cela se voie. ")
	p.raw("Les logiciels lisent la même liste en JSON à la même adresse.</p>")
	if len(entries) == 0 {
		p.tag("p", "Rien n’est encore publié ici : les règles livrées avec l’extension servent.")
	}
	for i := len(entries) - 1; i >= 0; i-- {
		var e entry
		if err := json.Unmarshal(entries[i], &e); err != nil {
			return nil, err
		}
		p.entry(e)
	}
	return p.end(), nil
}

// entry writes one version.
func (p *page) entry(e entry) {
	p.raw("<section>")
	p.tag("h2", "Version "+strconv.FormatInt(e.Index+1, 10))
	if len(e.Time) == len(release.TimeLayout) {
		p.tag("p", "Signée le "+day(e.Time[:10])+" à "+e.Time[11:19]+" UTC.")
	}
	p.raw("<ul>")
	p.statement("Détection", e.Detection)
	p.statement("Annuaire", e.Directory)
	p.raw("</ul><h3>Ce qui change, en anglais</h3>")
	p.changes(e.Changes)
	p.raw("</section>")
}

func (p *page) statement(part string, s statement) {
	p.raw("<li>")
	p.text(part + " " + strconv.FormatInt(s.Version, 10) + " du " + day(s.Date))
	p.text(", par " + strings.Join(s.Keys, " et ") + " : ")
	p.raw(`<a href="/v1/part/` + html.EscapeString(s.SHA256) + `">`)
	p.tag("code", s.SHA256)
	p.raw("</a></li>")
}

func (p *page) changes(list []changes.Change) {
	if len(list) == 0 {
		p.raw(`<p lang="en">nothing: the head was signed again</p>`)
		return
	}
	p.raw(`<ul lang="en">`)
	for _, c := range list {
		text := html.EscapeString(c.Kind + ": " + c.Text)
		if c.Strong {
			text = "<strong>" + text + "</strong>"
		}
		p.raw("<li>" + text + "</li>")
	}
	p.raw("</ul>")
}
