package delivery

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html"
	"strings"
)

// style is the one style sheet. Its hash stands in the policy of the pages: nothing
// else may be loaded or run there.
//
//go:embed page/style.css
var style string

// What the first page says, whatever the rules are. A line end is a space there.
var (
	//go:embed page/top.html
	homeTop string
	//go:embed page/maintainers.html
	homeMaintainers string
	//go:embed page/legal.html
	homeLegal string
	//go:embed page/privacy.html
	homePrivacy string
	// Missing is what a browser sees where there is nothing. The platform has it beside the program, and it has no
	// style, so that it needs no policy of its own.
	//
	//go:embed page/missing.html
	Missing string
	//go:embed page/data.html
	dataProtection string
)

// contentPolicy is the Content-Security-Policy: nothing is loaded or framed, and a form is sent to this server alone.
func contentPolicy(a answer) string {
	forms := "'none'"
	if a.form {
		forms = "'self'"
	}
	text := "default-src 'none'; base-uri 'none'; form-action " + forms + "; frame-ancestors 'none'"
	if !a.page {
		return text
	}
	sum := sha256.Sum256([]byte(style))
	return text + "; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// A page is HTML that is being written. It is no template: html/template alone would double the
// program that the platform starts for each request.
type page struct{ strings.Builder }

// begin writes everything up to the content.
func (p *page) begin(title string) {
	p.raw(`<!doctype html><html lang="fr"><head><meta charset="utf-8">`)
	p.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">`)
	p.tag("title", title)
	p.raw("<style>" + style + "</style></head><body><main>")
}

func (p *page) end() []byte {
	p.raw("</main></body></html>\n")
	return []byte(p.String())
}

// raw writes markup of ours, text what anyone wrote.
func (p *page) raw(markup string) { p.WriteString(markup) }
func (p *page) text(s string)     { p.WriteString(html.EscapeString(s)) }

// prose writes markup of ours that is more than one line in the source.
func (p *page) prose(markup string) { p.raw(strings.ReplaceAll(markup, "\n", " ")) }

func (p *page) tag(name, content string) {
	p.raw("<" + name + ">" + html.EscapeString(content) + "</" + name + ">")
}

func (p *page) link(href, content string) {
	p.raw(`<a href="` + html.EscapeString(href) + `">` + html.EscapeString(content) + "</a>")
}
