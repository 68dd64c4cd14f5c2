package delivery

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"strings"
)

// style is the one style sheet. Its hash stands in the policy of the pages: nothing
// else may be loaded or run there.
const style = `:root{color-scheme:light dark}
:root{--ink:#1b1b1f;--paper:#fdfdfb;--line:#8a8a94;--link:#0b4fae;--soft:#f0f1f6}
@media(prefers-color-scheme:dark){:root{--ink:#ececf1;--paper:#17181c;--line:#85858f;--link:#9cc4ff;--soft:#24262d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif}
body{text-align:left;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.75rem;line-height:1.25;margin:1.5rem 0 .5rem}
h2{font-size:1.3rem;line-height:1.3;margin:2.5rem 0 .5rem}
h3{font-size:1.0625rem;margin:1.5rem 0 .25rem}
p,ul,ol,dl{margin:.5rem 0}
li,dd{margin:.25rem 0}
dt{font-weight:600;margin-top:.75rem}
dd{margin-left:0}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.now{background:var(--soft);border-left:.25rem solid var(--link);padding:.5rem 1rem;margin:1rem 0}
code{font-size:.875em}
pre{background:var(--soft);padding:.75rem 1rem;overflow-x:auto}
footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:1rem}
`

// policy is the Content-Security-Policy: nothing is loaded, framed or sent anywhere.
func policy(page bool) string {
	const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	if !page {
		return nothing
	}
	sum := sha256.Sum256([]byte(style))
	return nothing + "; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
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
