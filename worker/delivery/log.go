package delivery

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"bouton3018/rules/changes"
	"bouton3018/rules/release"
	"bouton3018/wasm/update"
)

// entry writes the element of /v1/log for a publication. It is written once, when the
// keys that signed are known.
func entry(leaf int64, a update.Answer, words []changes.Change) []byte {
	type part struct {
		Version int64    `json:"version"`
		Hash    string   `json:"sha256"`
		Size    int64    `json:"size"`
		Date    string   `json:"date"`
		Keys    []string `json:"keys"`
		Note    string   `json:"note"`
	}
	type change struct {
		Kind   string `json:"kind"`
		Text   string `json:"text"`
		Strong bool   `json:"strong,omitempty"`
	}
	of := func(s release.Signed) part { return part{s.Version, s.Hash, s.Size, s.Date, s.Keys, s.Note} }
	list := []change{}
	for _, c := range words {
		list = append(list, change{c.Kind, c.Text, c.Strong})
	}
	return jsonOf(struct {
		Index     int64    `json:"index"`
		Head      string   `json:"head"`
		Time      string   `json:"time"`
		Detection part     `json:"detection"`
		Directory part     `json:"directory"`
		Changes   []change `json:"changes"`
	}{leaf, a.HeadNote, a.Head.Time, of(a.Detection), of(a.Directory), list})
}

// batch is how many entries are read at once; on the platform an answer of the database is held in memory.
const batch = 500

func (s *server) log(r *http.Request) answer {
	var entries [][]byte
	for {
		more, err := s.store.entries(r.Context(), int64(len(entries)), batch)
		if err != nil {
			return storeFails()
		}
		entries = append(entries, more...)
		if len(more) < batch {
			break
		}
	}
	a := found(cacheMinute, nil)
	if prefersHTML(r.Header.Get("Accept")) {
		a.kind, a.page, a.body = kindHTML, true, logPage(entries)
	} else {
		a.body = logList(entries)
	}
	a.vary = "Accept"
	return a
}

func logList(entries [][]byte) []byte {
	list := []json.RawMessage{}
	for _, e := range entries {
		list = append(list, e)
	}
	return jsonOf(struct {
		Size    int               `json:"size"`
		Entries []json.RawMessage `json:"entries"`
	}{len(entries), list})
}

// prefersHTML reports whether an Accept header ranks HTML above JSON. Who ranks
// neither gets JSON. entry.mjs has the same rule, for its cache.
func prefersHTML(accept string) bool {
	html, plain := 0.0, 0.0
	for _, item := range strings.Split(accept, ",") {
		kind, rest, _ := strings.Cut(item, ";")
		rank := 1.0
		for _, field := range strings.Split(rest, ";") {
			if q, ok := strings.CutPrefix(strings.ReplaceAll(field, " ", ""), "q="); ok {
				rank, _ = strconv.ParseFloat(q, 64)
			}
		}
		switch strings.ToLower(strings.TrimSpace(kind)) {
		case "text/html":
			html = rank
		case "application/json":
			plain = rank
		}
	}
	return html > plain
}

// logPage is the log for people, the newest entry first.
func logPage(entries [][]byte) []byte {
	var p html
	p.begin("Bouton 3018 : toutes les versions", "fr")
	p.tag("h1", "Toutes les versions des règles")
	p.raw("<p>Chaque version est une publication signée. Rien ne peut en être retiré ni changé après coup sans que cela se voie. ")
	p.raw(`Les logiciels lisent la même liste en JSON à la même adresse. <a href="/">Retour à l’accueil</a>.</p>`)
	if len(entries) == 0 {
		p.tag("p", "Rien n’est encore publié ici : les règles livrées avec l’extension servent.")
		return p.end()
	}
	for i := len(entries) - 1; i >= 0; i-- {
		e := gjson.ParseBytes(entries[i])
		p.raw("<section>")
		p.tag("h2", "Version "+strconv.FormatInt(e.Get("index").Int()+1, 10))
		signed := e.Get("time").String() // 2026-11-23T10:04:05Z
		if len(signed) == 20 {
			p.tag("p", "Signée le "+day(signed[:10])+" à "+signed[11:19]+" UTC.")
		}
		p.raw("<ul>")
		for _, part := range []struct{ id, name string }{{release.Detection, "Détection"}, {release.Directory, "Annuaire"}} {
			s := e.Get(part.id)
			hash := s.Get("sha256").String()
			var names []string
			for _, k := range s.Get("keys").Array() {
				names = append(names, k.String())
			}
			p.raw("<li>")
			p.text(part.name + " " + s.Get("version").String() + " du " + day(s.Get("date").String()) + ", par " + strings.Join(names, " et ") + " : ")
			p.raw(`<a href="/v1/part/` + escape(hash) + `"><code>` + escape(hash) + "</code></a></li>")
		}
		p.raw("</ul><h3>Ce qui change, en anglais</h3>")
		if list := e.Get("changes").Array(); len(list) > 0 {
			p.raw(`<ul lang="en">`)
			for _, c := range list {
				text := escape(c.Get("kind").String() + ": " + c.Get("text").String())
				if c.Get("strong").Bool() {
					text = "<strong>" + text + "</strong>"
				}
				p.raw("<li>" + text + "</li>")
			}
			p.raw("</ul></section>")
		} else {
			p.raw(`<p lang="en">nothing: the head was signed again</p></section>`)
		}
	}
	return p.end()
}
