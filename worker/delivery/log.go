package delivery

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"bouton3018/rules/changes"
	"bouton3018/rules/release"
	"bouton3018/wasm/jsonw"
	"bouton3018/wasm/update"
)

// entry writes the element of /v1/log for a publication. It is written once, when the
// keys that signed are known.
func entry(leaf int64, a update.Answer, words []changes.Change) []byte {
	b := append([]byte(nil), '{')
	b = jsonw.Int(jsonw.Key(b, "index"), leaf)
	b = jsonw.String(jsonw.Key(b, "head"), a.HeadNote)
	b = jsonw.String(jsonw.Key(b, "time"), a.Head.Time)
	for _, s := range []release.Signed{a.Detection, a.Directory} {
		b = append(jsonw.Key(b, s.Part), '{')
		b = jsonw.Int(jsonw.Key(b, "version"), s.Version)
		b = jsonw.String(jsonw.Key(b, "sha256"), s.Hash)
		b = jsonw.Int(jsonw.Key(b, "size"), s.Size)
		b = jsonw.String(jsonw.Key(b, "date"), s.Date)
		b = append(jsonw.Key(b, "keys"), '[')
		for _, name := range s.Keys {
			b = jsonw.String(jsonw.Comma(b), name)
		}
		b = append(b, ']')
		b = append(jsonw.String(jsonw.Key(b, "note"), s.Note), '}')
	}
	b = append(jsonw.Key(b, "changes"), '[')
	for _, c := range words {
		b = append(jsonw.Comma(b), '{')
		b = jsonw.String(jsonw.Key(b, "kind"), c.Kind)
		b = jsonw.String(jsonw.Key(b, "text"), c.Text)
		if c.Strong {
			b = jsonw.Bool(jsonw.Key(b, "strong"), true)
		}
		b = append(b, '}')
	}
	return append(b, "]}"...)
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
	b := append([]byte(nil), '{')
	b = jsonw.Int(jsonw.Key(b, "size"), int64(len(entries)))
	b = append(jsonw.Key(b, "entries"), '[')
	for _, e := range entries {
		b = append(jsonw.Comma(b), e...)
	}
	return append(b, "]}"...)
}

// prefersHTML reports whether an Accept header ranks HTML above JSON. Who ranks
// neither gets JSON. entry.mjs has the same rule, for its cache.
func prefersHTML(accept string) bool {
	html, json := 0.0, 0.0
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
			json = rank
		}
	}
	return html > json
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
