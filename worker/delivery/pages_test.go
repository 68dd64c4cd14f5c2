package delivery

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"bouton3018/extension/crx"
	"bouton3018/extension/crx/crxtest"
	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
)

// pagePaths are the addresses that are pages for people alone.
var pagePaths = []string{"/", "/install", "/guides", "/policy", "/data", "/legal", "/poster", "/letter"}

// browse asks as a browser does when someone follows a link.
func browse(h http.Handler, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// allPages are the pages of a server that has published, with its answers to a form and its errors.
func allPages(t *testing.T, h http.Handler) map[string]*httptest.ResponseRecorder {
	t.Helper()
	all := map[string]*httptest.ResponseRecorder{
		"the files": send(h, http.MethodPost, "/policy", kindForm, []byte(answers().Encode())),
		"mistakes":  send(h, http.MethodPost, "/policy", kindForm, nil),
	}
	for _, path := range append([]string{"/v1/log", "/nothing"}, pagePaths...) {
		all[path] = browse(h, path)
	}
	return all
}

// TestCountriesAndLanguagesHaveNames: the page says them in words, not in codes.
func TestCountriesAndLanguagesHaveNames(t *testing.T) {
	packaged, err := Packaged()
	if err != nil {
		t.Fatal(err)
	}
	directory, err := rules.ParseDirectory(packaged.Directory)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range directory.Countries {
		if countries[c.Code] == "" {
			t.Errorf("home.go has no name for the country %s", c.Code)
		}
	}
	detection, err := rules.ParseDetection(packaged.Detection)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range detection.Lexicons {
		if languages[l.Lang] == "" {
			t.Errorf("home.go has no name for the language %s", l.Lang)
		}
	}
}

// TestPagesLoadNothing: the policy of each page lets its style sheet in, and the page needs no more, but for a picture
// of this server.
func TestPagesLoadNothing(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	m.publish(h)
	for path, w := range allPages(t, h) {
		text, policy := w.Body.String(), w.Header().Get("Content-Security-Policy")
		_, rest, _ := strings.Cut(text, "<style>")
		sheet, _, _ := strings.Cut(rest, "</style>")
		sum := sha256.Sum256([]byte(sheet))
		forms := "'none'"
		if strings.Contains(text, "<form") {
			forms = "'self'"
		}
		want := "default-src 'none'; base-uri 'none'; form-action " + forms + "; frame-ancestors 'none'"
		if path == "/" {
			want += "; img-src 'self'"
		}
		want += "; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		if policy != want {
			t.Errorf("%s: the policy is %s, want %s", path, policy, want)
		}
		for _, forbidden := range []string{"style=", "<script", "<iframe", "<link", "@import", "url(", " on"} {
			if strings.Contains(strings.ToLower(markupOf(text)), forbidden) {
				t.Errorf("%s has %s, which its policy forbids", path, forbidden)
			}
		}
		for _, source := range regexp.MustCompile(`(?:src|srcset)="([^"]*)"`).FindAllStringSubmatch(text, -1) {
			picture := get(h, source[1])
			if path != "/" || picture.Header().Get("Content-Type") != kindWebP {
				t.Errorf("%s loads %s: %v", path, source[1], picture.Header())
			}
		}
		if len(text) > 64<<10 {
			t.Errorf("%s has %d bytes", path, len(text))
		}
	}
}

// markupOf is a page without what stands between tags, and the style sheet.
func markupOf(text string) string {
	_, sheet, _ := strings.Cut(text, "<style>")
	sheet, _, _ = strings.Cut(sheet, "</style>")
	return sheet + strings.Join(regexp.MustCompile(`<[^>]*>`).FindAllString(text, -1), "")
}

// TestPagesAreOfOneKind: one heading, French first, English second, the way home, and the legal notice on each.
func TestPagesAreOfOneKind(t *testing.T) {
	h := newMaintainer(t).serving(memory(t))
	for path, w := range allPages(t, h) {
		text := w.Body.String()
		for part, times := range map[string]int{
			`<html lang="fr">`: 1, "<h1>": 1, "<main>": 1, `<section lang="en" id="english">`: 1, `href="#english"`: 1,
			`<a class="mark" href="/">`: 1, `<a href="/legal">`: 1, "<title>": 1,
		} {
			if got := strings.Count(text, part); got != times {
				t.Errorf("%s has %s %d times", path, part, got)
			}
		}
		_, english, _ := strings.Cut(text, `id="english">`)
		english, _, _ = strings.Cut(english, "</section>")
		if len(english) < 60 {
			t.Errorf("%s says too little in English: %s", path, english)
		}
		if strings.Index(text, "<h1>") > strings.Index(text, `id="english"`) {
			t.Errorf("%s begins in English", path)
		}
	}
}

// TestLinks follows every link of every page: what is here exists, with the place on the page that is meant, and what
// is elsewhere is a helpline, or an address that a page may name.
func TestLinks(t *testing.T) {
	m := newMaintainer(t)
	key := crxtest.Key()
	file := crxtest.Make("1.9", key)
	p, err := crx.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	h, err := New(Config{DB: memory(t), Keys: m.Keys, Now: m.now, Extension: p.ID, Source: "https://code.example/x"})
	if err != nil {
		t.Fatal(err)
	}
	m.publish(h)
	body(t, send(h, http.MethodPost, packagePath, kindCRX, file), http.StatusOK)
	followed := map[string]bool{}
	for path, w := range allPages(t, h) {
		for _, found := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(w.Body.String(), -1) {
			to, err := url.Parse(html.UnescapeString(found[1]))
			switch {
			case err != nil:
				t.Errorf("%s: %v", path, err)
				continue
			case to.Scheme == "tel" || to.Scheme == "sms" || to.Scheme == "https" && to.User == nil:
				continue
			case to.Scheme != "" || to.Host != "":
				t.Errorf("%s leads to %s", path, to)
				continue
			}
			text := w.Body.String()
			if to.Path != "" {
				there := browse(h, to.Path)
				if there.Code != http.StatusOK {
					t.Errorf("%s leads to %s: %d", path, to, there.Code)
				}
				text = there.Body.String()
				followed[to.Path] = true
			}
			if to.Fragment != "" && strings.Count(text, ` id="`+to.Fragment+`"`) != 1 {
				t.Errorf("%s leads to %s, and there is no such place", path, to)
			}
		}
	}
	for _, path := range append([]string{"/extension/bouton3018-1.9.crx", updatesPath, "/v1/log", "/v1/head"}, pagePaths...) {
		if !followed[path] {
			t.Errorf("no page leads to %s", path)
		}
	}
}

// TestNothingIsTypedTwice: what is said whatever the rules are holds no number to call but the name of the line, no
// address of a line, and no hour.
func TestNothingIsTypedTwice(t *testing.T) {
	f := packagedFactsOf(t)
	var never []string
	for _, country := range f.directory.Countries {
		for _, l := range country.Helplines {
			for _, w := range l.Ways {
				never = append(never, w.Href, shownAs(w))
				if w.Number != "" {
					never = append(never, strings.ReplaceAll(w.Number, " ", ""))
				}
			}
		}
	}
	number := regexp.MustCompile(`(?:^|[^\d.-])(\d[\d ]*\d)(?:[^\d%-]|$)`)
	hour := regexp.MustCompile(`\d[  ]?h\b`)
	err := fs.WalkDir(texts, "page", func(name string, _ fs.DirEntry, err error) error {
		text, readErr := fs.ReadFile(texts, name)
		if readErr != nil || !strings.HasSuffix(name, ".html") {
			return err
		}
		plain := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(text), " ")
		for _, found := range number.FindAllStringSubmatch(plain, -1) {
			if found[1] != f.name(f.main()) && slices.Contains(never, found[1]) {
				t.Errorf("%s has %s, which the rules say", name, found[1])
			}
		}
		for _, one := range never {
			if strings.Contains(one, ":") && strings.Contains(string(text), one) {
				t.Errorf("%s has %s, which the rules say", name, one)
			}
		}
		if found := hour.FindString(string(text)); found != "" {
			t.Errorf("%s says an hour, %q", name, found)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func packagedFactsOf(t *testing.T) *facts {
	t.Helper()
	f, err := packagedFacts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestCommandsStandOnLines: a line end of a file is a space on the page.
func TestCommandsStandOnLines(t *testing.T) {
	guides := body(t, get(newMaintainer(t).serving(memory(t)), "/guides"), http.StatusOK)
	for _, found := range regexp.MustCompile(`<pre><code>(.*?)</code></pre>`).FindAllStringSubmatch(guides, -1) {
		for _, line := range strings.Split(found[1], "<br>") {
			if commands := regexp.MustCompile(`\b(sudo|reg import|f=)`).FindAllString(line, -1); len(commands) != 1 {
				t.Errorf("%q holds the commands %q", line, commands)
			}
		}
	}
}

// TestPicturesAreSmall, because they are in the program that the platform starts.
func TestPicturesAreSmall(t *testing.T) {
	h := newMaintainer(t).serving(memory(t))
	for _, path := range []string{"/card.webp", "/card-dark.webp"} {
		w := get(h, path)
		picture := []byte(body(t, w, http.StatusOK))
		if len(picture) > 50_000 || !bytes.HasPrefix(picture, []byte("RIFF")) || string(picture[8:12]) != "WEBP" ||
			w.Header().Get("Content-Type") != kindWebP {
			t.Errorf("%s: %d bytes, %v", path, len(picture), w.Header())
		}
	}
}

// TestInstall: what is offered is what there is.
func TestInstall(t *testing.T) {
	m := newMaintainer(t)
	page := func(c Config) string {
		t.Helper()
		c.DB, c.Keys, c.Now = memory(t), m.Keys, m.now
		h, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		return body(t, get(h, "/install"), http.StatusOK)
	}
	none := page(Config{})
	for _, want := range []string{"pas encore dans les magasins", "go run ./scripts/build", "téléphone", `href="tel:3018"`} {
		if !strings.Contains(none, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, wrong := range []string{"chromewebstore", "addons.mozilla", ".crx", "Le code source</a>"} {
		if strings.Contains(none, wrong) {
			t.Errorf("the page promises %q", wrong)
		}
	}
	const edge = "https://microsoftedge.microsoft.com/addons/detail/abc"
	some := page(Config{Stores: edge, Source: "https://code.example/x?a=1&b=2"})
	for _, want := range []string{`<a href="` + edge + `">Pour Edge</a>`, `<a href="https://code.example/x?a=1&amp;b=2">`} {
		if !strings.Contains(some, want) {
			t.Errorf("the page does not have %s", want)
		}
	}
	for _, wrong := range []string{"pas encore dans les magasins", "Pour Chrome", "Pour Firefox", "mode développeur »,"} {
		if strings.Contains(some, wrong) {
			t.Errorf("the page says %q, with a store", wrong)
		}
	}
	for _, text := range []string{none, some} {
		if got := strings.Count(text, `<svg class="drawing"`); got != 3 {
			t.Errorf("%d steps have a drawing", got)
		}
	}
	for _, wrong := range []string{
		"http://chromewebstore.google.com/detail/x", "https://chromewebstore.google.com.evil.example/x", "x",
		edge + " https://evil.example/",
	} {
		if _, err := New(Config{DB: memory(t), Stores: wrong}); err == nil {
			t.Errorf("%q is offered as a store", wrong)
		}
	}
}

// TestPackageOnPages: the newest one, once it is here.
func TestPackageOnPages(t *testing.T) {
	m := newMaintainer(t)
	key := crxtest.Key()
	first := crxtest.Make("1.9", key)
	p, err := crx.Open(first)
	if err != nil {
		t.Fatal(err)
	}
	h, err := New(Config{DB: memory(t), Keys: m.Keys, Now: m.now, Extension: p.ID})
	if err != nil {
		t.Fatal(err)
	}
	if page := body(t, get(h, "/guides"), http.StatusOK); strings.Contains(page, updatesPath) {
		t.Error("the guides name an address of updates where there is no package")
	}
	for _, version := range []string{"1.9", "1.10"} {
		body(t, send(h, http.MethodPost, packagePath, kindCRX, crxtest.Make(version, key)), http.StatusOK)
	}
	if page := body(t, get(h, "/guides"), http.StatusOK); !strings.Contains(page, `<a href="`+updatesPath+`">`) ||
		!strings.Contains(page, "version 1.10") {
		t.Error("the guides do not name the newest package")
	}
	if page := body(t, get(h, "/install"), http.StatusOK); !strings.Contains(page, "bouton3018-1.10.crx") ||
		strings.Contains(page, "bouton3018-1.9.crx") {
		t.Error("the page for families does not name the newest package alone")
	}
}

// TestLegal: who runs the server says who that is, and a server of nobody says so.
func TestLegal(t *testing.T) {
	h, err := New(Config{DB: memory(t), Publisher: "Association <Exemple>", Legal: "https://example.org/mentions"})
	if err != nil {
		t.Fatal(err)
	}
	page := body(t, get(h, "/legal"), http.StatusOK)
	for _, want := range []string{"Association &lt;Exemple&gt;", `<a href="https://example.org/mentions">`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not have %s", want)
		}
	}
	const nobody = "ne s’est pas encore nommée"
	if strings.Contains(page, nobody) {
		t.Error("a publisher is named, and the page says that none is")
	}
	h = newMaintainer(t).serving(memory(t))
	if !strings.Contains(body(t, get(h, "/legal"), http.StatusOK), nobody) {
		t.Error("the page does not say that nobody is named")
	}
}

// TestSchoolsAreToldTheTruth: on each page that a school hands out or reads first.
func TestSchoolsAreToldTheTruth(t *testing.T) {
	h := newMaintainer(t).serving(memory(t))
	for path, wants := range map[string][]string{
		"/":       {"rien n’est enregistré sur les élèves", "rien n’est envoyé à l’établissement", "applications des téléphones"},
		"/guides": {"Rien n’est enregistré sur les élèves", "rien n’est envoyé à l’établissement", "applications des téléphones"},
		"/letter": {"n’enregistre rien sur votre enfant", "n’envoie rien à l’établissement", "applications des téléphones"},
	} {
		page := body(t, get(h, path), http.StatusOK)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not say %q", path, want)
			}
		}
		for _, wrong := range []string{"base légale", "obligatoire", "article L."} {
			if strings.Contains(strings.ToLower(page), strings.ToLower(wrong)) {
				t.Errorf("%s speaks of %q", path, wrong)
			}
		}
	}
}

// at serves the packaged rules on a day.
func at(t *testing.T, db *sql.DB, day string) http.Handler {
	t.Helper()
	now, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	h, err := New(Config{DB: db, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestPrintedHours: as old as the card may say them, with the day of their source.
func TestPrintedHours(t *testing.T) {
	main := packagedFactsOf(t).main()
	source, ok := rules.ParseDate(main.AsOf)
	if !ok || main.ID != "fr-3018" {
		t.Fatalf("%+v", main)
	}
	const daily, usually = "Tous les jours de 9 h à 23 h", "D’habitude tous les jours de 9 h à 23 h"
	for _, c := range []struct {
		days int
		want string
	}{{1, daily}, {364, daily}, {367, usually}, {3*365 - 1, usually}, {3*365 + 2, ""}} {
		h := at(t, memory(t), source.AddDate(0, 0, c.days).Format(time.DateOnly))
		for _, path := range []string{"/poster", "/letter"} {
			page := strings.ReplaceAll(body(t, get(h, path), http.StatusOK), "\u00a0", " ")
			if c.want == "" && strings.Contains(page, "tous les jours") || !strings.Contains(page, c.want) ||
				c.want == daily && strings.Contains(page, usually) {
				t.Errorf("%s, %d days after the source: it should say %q", path, c.days, c.want)
			}
			if aged := strings.Contains(page, "(source du "+day(main.AsOf)+")"); aged != (c.want != "") {
				t.Errorf("%s, %d days after the source: the age is said: %v", path, c.days, aged)
			}
		}
	}
}

func TestHoursInWords(t *testing.T) {
	f := packagedFactsOf(t)
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for spec, want := range map[string]string{
		"24/7": "Jour et nuit", "Mo-Su,PH 09:00-23:00": "Tous les jours de 9 h à 23 h",
		"Mo-Su 09:30-24:00": "Tous les jours de 9 h 30 à minuit", "Mo-Su 12:00-19:05": "Tous les jours de midi à 19 h 05",
		"Mo-Fr 09:00-18:00": "", "": "", "always": "",
	} {
		got := f.hours(&rules.Helpline{AsOf: "2026-11"}, rules.Way{Hours: spec}, noon)
		if strings.ReplaceAll(got, "\u00a0", " ") != want {
			t.Errorf("%q: %q, want %q", spec, got, want)
		}
	}
	if got := f.hours(&rules.Helpline{}, rules.Way{Hours: "24/7"}, noon); got != "" {
		t.Errorf("hours without a date: %q", got)
	}
}

// TestPrintedLines: what is printed is what is published, and a code that is not for it is left out.
func TestPrintedLines(t *testing.T) {
	m := newMaintainer(t)
	h := m.serving(memory(t))
	poster := strings.ReplaceAll(body(t, get(h, "/poster"), http.StatusOK), "\u00a0", " ")
	for _, want := range []string{
		`<p class="number">3018</p>`, "Le numéro des jeunes, gratuit, anonyme", "112 (toutes les urgences)", "119 (enfance en danger)",
		"3114 (prévention du suicide)", "Scanne pour appeler", "Scanne pour écrire", "3018.fr",
	} {
		if !strings.Contains(poster, want) {
			t.Errorf("the poster does not say %q", want)
		}
	}
	if got := strings.Count(poster, `<svg class="code"`); got != 2 {
		t.Errorf("the poster has %d codes", got)
	}
	moved := releasetest.Edit(m.directory, 1, `"href":"https://3018.fr"`, `"href":"https://www.3018.fr/chat"`)
	if moved == m.directory {
		t.Fatal("the packaged directory has no such address")
	}
	m.Sign(release.Directory, moved, "heron", "wren")
	m.publish(h, moved)
	poster = body(t, get(h, "/poster"), http.StatusOK)
	if strings.Contains(poster, "Scanne pour écrire") || !strings.Contains(poster, "Scanne pour appeler") ||
		!strings.Contains(poster, "<p>3018.fr</p>") {
		t.Error("the poster has a code of another address")
	}
}

// TestSharedLinks: what networks add to the address of a page that somebody shares there changes nothing.
func TestSharedLinks(t *testing.T) {
	h := newMaintainer(t).serving(memory(t))
	for _, path := range []string{"/", "/install", "/guides", "/poster", "/letter", "/data", "/legal", "/policy"} {
		for _, added := range []string{"?fbclid=IwAR0abc", "?utm_source=x&utm_medium=y", "?"} {
			w, want := browse(h, path+added), browse(h, path)
			if w.Code != http.StatusOK || w.Body.String() != want.Body.String() {
				t.Errorf("%s%s: %d", path, added, w.Code)
			}
		}
	}
}

// TestErrorsForPeople: a browser gets a page, and a program never does.
func TestErrorsForPeople(t *testing.T) {
	h := newMaintainer(t).serving(memory(t))
	for _, path := range []string{"/nothing", "/index.html", "/nothing?x=1", "/policy/", "/card", "/v1/log?x"} {
		w := browse(h, path)
		errorForPeople(t, w, http.StatusNotFound)
		refusedWith(t, get(h, path), http.StatusNotFound, codeNotFound)
		r := httptest.NewRequest(http.MethodHead, path, nil)
		r.Header.Set("Accept", "text/html")
		only := httptest.NewRecorder()
		h.ServeHTTP(only, r)
		if only.Body.Len() > 0 || only.Header().Get("Content-Type") != w.Header().Get("Content-Type") {
			t.Errorf("HEAD %s: %v", path, only.Header())
		}
	}
	for _, path := range []string{"/v1/nothing", "/extension/nothing", "/v1/head?x", "/v1/head"} {
		w := browse(h, path)
		if w.Code != http.StatusNotFound || w.Header().Get("Content-Type") != kindJSON {
			t.Errorf("%s: %d %v", path, w.Code, w.Header())
		}
	}
	form := func(kind, text string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "/policy", strings.NewReader(text))
		r.Header.Set("Accept", "text/html")
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	errorForPeople(t, form("text/plain", "a"), http.StatusUnsupportedMediaType)
	errorForPeople(t, form(kindForm, "a=%zz"), http.StatusBadRequest)
	errorForPeople(t, form(kindForm, strings.Repeat("a", maxAnswers+1)), http.StatusRequestEntityTooLarge)
	values := answers()
	values.Set("file", "../secret")
	errorForPeople(t, form(kindForm, values.Encode()), http.StatusNotFound)

	db := memory(t)
	broken, err := New(Config{DB: db})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	for _, path := range []string{"/", "/poster", "/install", "/v1/log"} {
		errorForPeople(t, browse(broken, path), http.StatusServiceUnavailable)
		refusedWith(t, get(broken, path), http.StatusServiceUnavailable, codeStore)
	}
}

// errorForPeople checks that an answer is a page that says what to do, and whom to call in need.
func errorForPeople(t *testing.T, w *httptest.ResponseRecorder, status int) {
	t.Helper()
	page := body(t, w, status)
	if !strings.Contains(page, `href="tel:3018"`) || !strings.Contains(page, `<a href="/">`) ||
		w.Header().Get("Content-Type") != kindHTML || w.Header().Get("Cache-Control") != cacheNever ||
		w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("%d: %v %s", status, w.Header(), page)
	}
	e, err := ErrorPages()
	if err != nil {
		t.Fatal(err)
	}
	if e.Pages[status] != page || e.Policy != w.Header().Get("Content-Security-Policy") {
		t.Errorf("%d: the platform is given another page or policy", status)
	}
	if _, err := json.Marshal(e); err != nil {
		t.Error(err)
	}
}
