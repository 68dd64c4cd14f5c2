package delivery

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"bouton3018/extension/crx"
)

// storeNames are the stores that may be named, by host.
var storeNames = map[string]string{
	"chromewebstore.google.com":   "Pour Chrome, Brave ou Chromium",
	"microsoftedge.microsoft.com": "Pour Edge",
	"addons.mozilla.org":          "Pour Firefox",
}

// offer is the page of the extension in a browser's store.
type offer struct{ name, address string }

// readStores reads addresses in stores, separated by white space. Nothing else is offered: a family trusts these links.
func readStores(text string) (out []offer, err error) {
	for _, address := range strings.Fields(text) {
		u, bad := url.Parse(address)
		if bad != nil || u.Scheme != "https" || storeNames[u.Host] == "" {
			err = fmt.Errorf("%q is not the https address of a page in a browser's store", address)
			continue
		}
		out = append(out, offer{storeNames[u.Host], address})
	}
	return out, err
}

// install is the page for families: three steps, out of a store where there is one.
func (s *server) install(r *http.Request) (answer, error) {
	f, err := s.currentFacts(r.Context())
	if err != nil {
		return answer{}, err
	}
	version, err := s.store.newestPackage(r.Context())
	if err != nil {
		return answer{}, err
	}
	p := &page{}
	p.begin("install", "Installer à la maison")
	p.prose("install.html")
	p.raw(`<ol class="steps">`)
	if len(s.stores) > 0 {
		p.storeSteps(s.stores)
	} else {
		p.sourceSteps(s.source)
	}
	p.step("step-read.svg", "Lisez la première page ensemble")
	p.prose("install-read.html")
	p.raw("</li></ol>")
	p.prose("install-after.html")
	p.telephone(f)
	p.source(s.source)
	if version != "" {
		p.packageHere(version)
	}
	return p.shown(), nil
}

// step begins a step; who writes it ends the list item.
func (p *page) step(drawing, title string) {
	p.raw("<li>")
	p.prose(drawing)
	p.tag("h2", title)
}

func (p *page) storeSteps(stores []offer) {
	p.step("step-store.svg", "Ouvrez la page de l’extension")
	p.raw("<p>Avec le navigateur dans lequel elle doit servir, sur l’ordinateur :</p><ul>")
	for _, store := range stores {
		p.raw("<li>")
		p.link(store.address, store.name)
		p.raw("</li>")
	}
	p.raw("</ul></li>")
	p.step("step-add.svg", "Ajoutez-la")
	p.prose("install-store.html")
	p.raw("</li>")
}

func (p *page) sourceSteps(source string) {
	p.step("step-build.svg", "Préparez le dossier")
	p.prose("install-build.html")
	p.source(source)
	p.raw("</li>")
	p.step("step-add.svg", "Chargez-le dans le navigateur")
	p.prose("install-load.html")
	p.raw("</li>")
}

// source writes where the source code is, where that is known.
func (p *page) source(address string) {
	if address == "" {
		return
	}
	p.raw("<p>")
	p.link(address, "Le code source")
	p.text(", ouvert à toutes et à tous.")
	p.raw("</p>")
}

// telephone says what helps on a telephone, which cannot have the extension.
func (p *page) telephone(f *facts) {
	main := f.main()
	if main == nil {
		return
	}
	p.raw(`<h2 id="telephone">Et sur le téléphone ?</h2><p>Enregistrez le numéro dans les contacts, ensemble : le `)
	p.ways(main)
	p.text(".")
	p.emergency(f)
	p.raw("</p>")
}

// packageHere names the newest package of this server, and says whom it is for.
func (p *page) packageHere(version string) {
	p.raw(`<h2>Le paquet de ce serveur</h2><p>`)
	p.link(packageFolder+crx.FileName(version), "Bouton 3018, version "+version)
	p.raw(`, pour les ordinateurs d’un établissement : une stratégie l’installe (<a href="/guides">guides</a>). ` +
		`Ouvert à la main, Chrome et Edge le refusent, car il ne vient pas d’un magasin.</p>`)
}
