package delivery

import (
	_ "embed"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// The card as the extension draws it: `npx playwright test -c test worker-card.spec.ts`, in extension/, makes both anew.
var (
	//go:embed page/card.webp
	cardLight []byte
	//go:embed page/card-dark.webp
	cardDark []byte
)

const kindWebP = "image/webp"

// picture hands out a picture of the pages.
func picture(file []byte) func(*server, *http.Request) (answer, error) {
	return func(*server, *http.Request) (answer, error) {
		return answer{status: http.StatusOK, kind: kindWebP, cache: cachePage, page: true, body: file}, nil
	}
}

// codesFile holds the QR codes of the ways of the main line, which the extension's library made: rows of modules by
// address, "#" for a dark one. qr.test.ts, in the extension, says when they are not those of the rules any more.
//
//go:embed page/codes.json
var codesFile []byte

var codes = sync.OnceValue(func() (codes map[string][]string) {
	if err := json.Unmarshal(codesFile, &codes); err != nil {
		panic(err)
	}
	return codes
})

// code draws the QR code of an address with the quiet zone of four modules that its readers need. It says whether there
// is one.
func (p *page) code(href string) bool {
	rows, ok := codes()[href]
	if !ok {
		return false
	}
	size := strconv.Itoa(len(rows) + 8)
	p.raw(`<svg class="code" viewBox="-4 -4 ` + size + " " + size + `" aria-hidden="true"><path d="`)
	for y, row := range rows {
		for x := 0; x < len(row); {
			run := len(row[x:]) - len(strings.TrimLeft(row[x:], "#")) // dark modules in a row are one rectangle
			if run > 0 {
				n := strconv.Itoa(run)
				p.raw("M" + strconv.Itoa(x) + " " + strconv.Itoa(y) + "h" + n + "v1h-" + n + "z")
			}
			x += run + 1
		}
	}
	p.raw(`"/></svg>`)
	return true
}
