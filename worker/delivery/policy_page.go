package delivery

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"bouton3018/wasm/update"
	"bouton3018/worker/policy"
)

// maxAnswers is how many bytes the answers to the questions may have; entry.mjs has the same.
const maxAnswers = 64 << 10

const kindForm = "application/x-www-form-urlencoded"

// policy asks an administrator, and answers with files: all that is known is in the form that was sent, nothing is kept.
// A page shows the files; the button of each sends the same answers with its name.
func (s *server) policy(r *http.Request) (answer, error) {
	if r.Method != http.MethodPost {
		p := &policyPage{}
		p.questions()
		return p.answer(http.StatusOK, cachePage), nil
	}
	p := &policyPage{}
	var err error
	if p.values, err = readForm(r); err != nil {
		return answer{}, err
	}
	answers := policy.FromForm(p.values.Get)
	answers.Sites = packagedSites
	var files []policy.File
	if files, p.problems = policy.Files(answers); len(p.problems) > 0 {
		p.questions()
		return p.answer(http.StatusUnprocessableEntity, cacheNever), nil
	}
	wanted := p.values.Get("file")
	if wanted == "" {
		p.files(files)
		return p.answer(http.StatusOK, cacheNever), nil
	}
	if wanted == wholeFile {
		return download(wholeFile, zipped(files)), nil
	}
	for _, f := range files {
		if f.Name == wanted {
			return download(path.Base(f.Name), f.Data), nil
		}
	}
	return answer{}, missing("there is no such file for these answers")
}

// packagedSites are the ids of the sites that the packaged rules are for.
func packagedSites() (ids []string, err error) {
	f, err := packagedFacts()
	if err != nil {
		return nil, err
	}
	for _, site := range f.detection.Platforms {
		ids = append(ids, site.ID)
	}
	slices.Sort(ids)
	return ids, nil
}

// wholeFile is the name of all files in one.
const wholeFile = "bouton3018.zip"

func download(name string, data []byte) answer {
	return answer{
		status: http.StatusOK, kind: "application/octet-stream", cache: cacheNever, page: true, file: name, body: data,
	}
}

// zipped does not compress: it is small, and a date would make it another file each day.
func zipped(files []policy.File) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: f.Name})
		if err == nil {
			_, err = entry.Write(f.Data)
		}
		if err != nil {
			panic(err) // there is no way to fail in memory
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func readForm(r *http.Request) (url.Values, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != kindForm {
		return nil, refuse(http.StatusUnsupportedMediaType, codeContentType,
			"send the answers with Content-Type: "+kindForm)
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxAnswers+1))
	if err != nil {
		return nil, refuse(http.StatusBadRequest, update.CodeRequest, "the body ended early: send it again")
	}
	if len(body) > maxAnswers {
		return nil, refuse(http.StatusRequestEntityTooLarge, update.CodeTooLarge,
			"the answers have at most 64 KiB: shorten them")
	}
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, refuse(http.StatusBadRequest, update.CodeRequest, "the body is no form: send it again")
	}
	return values, nil
}

// policyPage is the page of questions, or of files.
type policyPage struct {
	page
	values   url.Values
	problems []policy.Problem
}

func (p *policyPage) answer(status int, cache string) answer {
	return answer{status: status, kind: kindHTML, cache: cache, page: true, form: true, body: p.end()}
}

// inEnglish says what each question is.
func (p *policyPage) inEnglish() {
	list := &page{}
	list.raw("<dl>")
	fields := []string{"extension", "updates", "private"}
	for _, item := range policy.Items() {
		fields = append(fields, "settings."+item.Name)
	}
	for _, field := range append(fields, "firefox.id", "firefox.install") {
		list.raw(`<dt lang="fr">`)
		list.text(title(field))
		list.raw("</dt>")
		list.tag("dd", english[strings.TrimPrefix(field, "settings.")])
	}
	list.raw("</dl>")
	p.english += list.String()
}

// english are the questions in English, by field.
var english = map[string]string{
	"extension":       "Id of the extension: 32 letters from a to p.",
	"updates":         "Address of updates.xml on your server, or that of the store.",
	"private":         "Private windows: as they are, closed, or only with the extension allowed there (in Edge: closed).",
	"language":        "Language of the card and the pages, until the pupil chooses another.",
	"country":         "Country whose helplines are shown: FR, BE, LU, CA.",
	"onlyCard":        "Yes: nothing is shown before a serious reason is chosen.",
	"sitesOff":        "Names of sites on which nothing is shown, one a line.",
	"rulesAddress":    "https address of newer rules, such as your own mirror.",
	"rulesInterval":   "When newer rules are asked for: every day, every week, never.",
	"contactRole":     "Role of somebody at school to talk to: school nurse…",
	"contactOffice":   "Where to find them.",
	"contactPhone":    "Their telephone number.",
	"contactEmail":    "Their e-mail address.",
	"contactHours":    "When they are there, such as Mo-Fr 08:00-17:00; never shown without.",
	"localLines":      "Helplines of the region, below the 3018: name, number, hours.",
	"evidence":        "Whether a picture of a message may be kept.",
	"capture":         "Whether the shape of a window that was not recognised may be saved.",
	"firefox.id":      "Id of the extension for Firefox; empty as long as there is no package.",
	"firefox.install": "https address of the signed package for Firefox.",
}

func (p *policyPage) questions() {
	p.begin("policy", "Installer sur de nombreux ordinateurs")
	p.inEnglish()
	p.tag("p", "Pour qui gère les ordinateurs d’un établissement. Répondez à ces questions : vous recevrez des fichiers "+
		"prêts pour la console d’administration Google, Windows, macOS, Linux et Firefox. Vos réponses ne sont ni "+
		"gardées, ni inscrites dans un journal.")
	p.raw(`<p><a href="/guides">Guides d’installation</a> : où va chaque fichier, système par système.</p>`)
	if len(p.problems) > 0 {
		p.raw(`<div class="now" role="alert"><p><strong>À corriger :</strong></p><ul>`)
		for _, problem := range p.problems {
			p.raw("<li>")
			p.link("#"+problem.Field, title(problem.Field))
			p.text(" : " + problem.French)
			p.raw("</li>")
		}
		p.raw("</ul></div>")
	}
	p.raw(`<form method="post" action="` + policyPath + `">`)
	p.tag("h2", "L’extension")
	p.input("extension", "32 lettres, de a à p. La page chrome://extensions le montre, et le magasin dans son adresse.")
	p.input("updates", "Adresse de updates.xml sur votre serveur, ou celle du magasin : "+
		"https://clients2.google.com/service/update2/crx")
	p.choice("private", "Une extension n’y agit que si on l’y autorise.", [][2]string{
		{"open", "comme aujourd’hui"},
		{"closed", "interdites"},
		{"required", "seulement si l’extension y est autorisée (dans Edge : interdites)"},
	})
	p.tag("h2", "Réglages")
	p.tag("p", "Rien n’est obligatoire. Le 3018 ne peut être ni caché, ni changé, et rien n’est envoyé à l’établissement.")
	for _, item := range policy.Items() {
		p.item("settings."+item.Name, item)
	}
	p.tag("h2", "Firefox")
	p.tag("p", "Il n’y a pas encore de paquet pour Firefox : laissez vide tant que vous n’en avez pas.")
	p.input("firefox.id", "nom@domaine, ou un UUID entre accolades.")
	p.input("firefox.install", "Adresse https du paquet signé.")
	p.raw(`<button class="first">Préparer les fichiers</button></form>`)
}

// titles of the questions that are not in the schema.
var titles = map[string]string{
	"extension":       "Identifiant de l’extension",
	"updates":         "Adresse des mises à jour",
	"private":         "Fenêtres de navigation privée",
	"firefox.id":      "Identifiant pour Firefox",
	"firefox.install": "Adresse du paquet pour Firefox",
	"name":            "Nom",
	"phone":           "Téléphone",
	"hours":           "Heures",
}

// title is what a field is called on the page.
func title(field string) string {
	if t, ok := titles[field]; ok {
		return t
	}
	parts := strings.Split(field, ".") // settings, an item, and perhaps a number and a part
	for _, item := range policy.Items() {
		if len(parts) > 1 && item.Name == parts[1] {
			if n, err := strconv.Atoi(parts[len(parts)-2]); err == nil {
				return item.Title + ", " + strconv.Itoa(n+1) + ", " + titles[parts[len(parts)-1]]
			}
			return item.Title
		}
	}
	return field
}

// words of values in the schema.
var words = map[string]string{"day": "chaque jour", "week": "chaque semaine", "off": "jamais"}

func (p *policyPage) item(field string, item *policy.Item) {
	switch {
	case item.Type == "array" && item.Items.Type == "object":
		p.raw("<fieldset>")
		p.tag("legend", item.Title)
		p.raw(`<p class="hint">` + html.EscapeString(item.Description) + "</p>")
		for n := range item.MaxItems {
			for _, part := range item.Items.Properties {
				p.input(field+"."+strconv.Itoa(n)+"."+part.Name, "")
			}
		}
		p.raw("</fieldset>")
	case item.Type == "array":
		p.label(field, item.Description+" Un par ligne.")
		p.raw(`<textarea rows="3"` + p.attributes(field) + ">\n" + html.EscapeString(p.values.Get(field)) + "</textarea>")
	case item.Type == "boolean":
		p.choice(field, item.Description, [][2]string{{"", "—"}, {"true", "oui"}, {"false", "non"}})
	case len(item.Enum) > 0:
		options := [][2]string{{"", "—"}}
		for _, value := range item.Enum {
			options = append(options, [2]string{value, words[value]})
		}
		p.choice(field, item.Description, options)
	default:
		p.input(field, item.Description)
	}
}

// label writes what stands above a field: its name, a hint, what is wrong.
func (p *policyPage) label(field, hint string) {
	p.raw(`<label for="` + field + `">`)
	p.text(title(field))
	p.raw("</label>")
	p.raw(`<div id="` + field + `.hint">`)
	if hint != "" {
		p.raw(`<p class="hint">` + html.EscapeString(hint) + "</p>")
	}
	for _, problem := range p.problems {
		if problem.Field == field {
			p.raw(`<p class="wrong">` + html.EscapeString("⚠ "+problem.French) + "</p>")
		}
	}
	p.raw("</div>")
}

// attributes of a field. Browsers are asked not to fill it: it is about a school, not about who types.
func (p *policyPage) attributes(field string) string {
	out := ` id="` + field + `" name="` + field + `" aria-describedby="` + field + `.hint" autocomplete="off"`
	if slices.ContainsFunc(p.problems, func(problem policy.Problem) bool { return problem.Field == field }) {
		out += ` aria-invalid="true"`
	}
	return out
}

func (p *policyPage) input(field, hint string) {
	p.label(field, hint)
	p.raw(`<input value="` + html.EscapeString(p.values.Get(field)) + `"` + p.attributes(field) + ">")
}

func (p *policyPage) choice(field, hint string, options [][2]string) {
	p.label(field, hint)
	p.raw("<select" + p.attributes(field) + ">")
	for _, option := range options {
		selected := ""
		if option[0] == p.values.Get(field) {
			selected = " selected"
		}
		p.raw(`<option value="` + html.EscapeString(option[0]) + `"` + selected + ">" + html.EscapeString(option[1]) + "</option>")
	}
	p.raw("</select>")
}

// files is the page after the questions.
func (p *policyPage) files(files []policy.File) {
	p.begin("files", "Vos fichiers")
	p.tag("p", "Pour changer une réponse, revenez en arrière dans le navigateur.")
	p.raw(`<p><a href="/guides">Guides d’installation</a> : où va chaque fichier, système par système.</p>`)
	p.raw(`<form method="post" action="` + policyPath + `">`)
	for _, field := range slices.Sorted(maps.Keys(p.values)) {
		if value := p.values.Get(field); value != "" && field != "file" {
			p.raw(`<input type="hidden" name="` + html.EscapeString(field) + `" value="` + html.EscapeString(value) + `">`)
		}
	}
	p.button("first", wholeFile, "Tout télécharger")
	for _, f := range files {
		p.tag("h2", f.Name)
		p.tag("p", f.What)
		p.button("", f.Name, "Télécharger "+path.Base(f.Name))
		if !strings.HasSuffix(f.Name, ".reg") { // which is not UTF-8
			p.raw("<details><summary>Montrer, pour copier</summary><pre><code>")
			p.text(string(f.Data))
			p.raw("</code></pre></details>")
		}
	}
	p.raw("</form>")
}

func (p *policyPage) button(class, file, text string) {
	p.raw(`<button class="` + class + `" name="file" value="` + html.EscapeString(file) + `">` + html.EscapeString(text) +
		"</button>")
}
