package delivery

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html"
	"net/http"
	"strings"
)

// style is the one style sheet. Its hash stands in the policy of the pages: no other may be used there.
//
//go:embed page/style.css
var style string

// texts are what pages say whatever the rules are: NAME.html in French, NAME.en.html the same in short in English.
// A line end is a space there. Drawings are among them as SVG, which is markup.
//
//go:embed page/*.html page/*.svg
var texts embed.FS

// contentPolicy is the Content-Security-Policy: nothing is run or framed, nothing is loaded but a picture of this
// server, and a form is sent to this server alone.
func contentPolicy(a answer) string {
	forms := "'none'"
	if a.form {
		forms = "'self'"
	}
	text := "default-src 'none'; base-uri 'none'; form-action " + forms + "; frame-ancestors 'none'"
	if a.pictures {
		text += "; img-src 'self'"
	}
	if !a.page {
		return text
	}
	sum := sha256.Sum256([]byte(style))
	return text + "; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// A page is HTML that is being written, first in French, then in short in English. It is no template: html/template
// alone would double the program that the platform starts for each request.
type page struct {
	strings.Builder
	english string // markup
}

// begin writes everything up to the content, and reads page/NAME.en.html.
func (p *page) begin(name, title string) {
	p.english = prose(name + ".en.html")
	p.raw(`<!doctype html><html lang="fr"><head><meta charset="utf-8">`)
	p.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">`)
	p.tag("title", strings.TrimPrefix(title+" · "+product, product+" · "))
	p.raw("<style>" + style + "</style></head><body>")
	p.prose("header.html")
	p.raw("<main>")
	p.tag("h1", title)
}

const product = "Bouton 3018"

// end writes the English part and what stands below every page.
func (p *page) end() []byte {
	p.raw(`<section lang="en" id="english"><h2>In English</h2>`)
	p.raw(p.english + "</section></main>")
	p.prose("footer.html")
	p.raw("</body></html>\n")
	return []byte(p.String())
}

// shown is the answer that a page is.
func (p *page) shown() answer {
	return answer{status: http.StatusOK, kind: kindHTML, cache: cachePage, page: true, body: p.end()}
}

// raw writes markup of ours, text what anyone wrote.
func (p *page) raw(markup string) { p.WriteString(markup) }
func (p *page) text(s string)     { p.WriteString(html.EscapeString(s)) }

// prose writes a file of page/.
func (p *page) prose(file string) { p.raw(prose(file)) }

func prose(file string) string {
	markup, err := texts.ReadFile("page/" + file)
	if err != nil {
		panic(err) // the names are constants
	}
	return strings.ReplaceAll(string(markup), "\n", " ")
}

func (p *page) tag(name, content string) {
	p.raw("<" + name + ">" + html.EscapeString(content) + "</" + name + ">")
}

func (p *page) link(href, content string) {
	p.raw(`<a href="` + html.EscapeString(href) + `">` + html.EscapeString(content) + "</a>")
}
