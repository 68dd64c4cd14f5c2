// Package policy makes the files with which an administrator installs the extension on many computers and sets it:
// for the Google Admin console, for Chrome and Edge on Windows, macOS and Linux, for Chromium, and for Firefox.
//
// It is one function of the answers to a few questions, [Files]. The same answers give the same bytes. It reads no
// file, because the worker offers it as a page. Where each format comes from is said beside it.
package policy

import (
	"cmp"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"bouton3018/extension/crx"
)

// Answers are what an administrator answered.
type Answers struct {
	Extension string         `json:"extension"`          // id of the extension: 32 letters from a to p
	Updates   string         `json:"updates"`            // https address of updates.xml, or of a store
	Private   Private        `json:"private,omitempty"`  // private windows
	Firefox   *Firefox       `json:"firefox,omitempty"`  // nil: nothing for Firefox
	Settings  map[string]any `json:"settings,omitempty"` // items of extension/managed.json

	// Sites are the ids of those that rules know; it is asked only where some are switched off.
	Sites func() ([]string, error) `json:"-"`
}

// Private says what becomes of private windows, in which an extension does not run unless someone allows it.
type Private string

const (
	Open     Private = "open"     // as they are; "" is the same
	Closed   Private = "closed"   // there are none
	Required Private = "required" // only with the extension allowed there; Edge, which cannot ask for that, has none
)

// Firefox names the package for Firefox, which has its own kind of id and no list of updates.
type Firefox struct {
	ID      string `json:"id"`      // name@domain, or a UUID in braces
	Install string `json:"install"` // https address of the signed package
}

// File is one file to hand out.
type File struct {
	Name string // with folders: "windows/chrome.reg"
	What string // where it belongs, in French
	Data []byte
}

// Files returns the files, in a fixed order, or what is wrong with the answers.
func Files(a Answers) ([]File, []Problem) {
	if problems := a.check(); len(problems) > 0 {
		return nil, problems
	}
	files := slices.Concat(a.googleAdmin(), a.windows(), a.macOS(), a.linux(), a.firefox())
	return append([]File{a.readme(files)}, files...), nil
}

// Problem is something wrong with one answer.
type Problem struct {
	Field   string // "updates", "settings.contactPhone", "settings.localLines.0.phone"
	English string
	French  string
}

func (p Problem) Error() string { return p.Field + ": " + p.English }

var (
	firefoxID = pattern(`^([\w.-]{0,60}@[\w.-]{1,60}|\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\})$`)
	// plainAddress keeps out what one of the formats would have to escape.
	plainAddress = pattern(`^[A-Za-z0-9:/?&=._~%@\[\]+-]{1,500}$`)
	hostName     = pattern(`^([A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]+$`)
)

// pattern is compiled when it is first asked for: the worker's program starts anew for each request, and few are for
// this.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}

func (a Answers) check() (out []Problem) {
	if !crx.IsID(a.Extension) {
		out = append(out, Problem{"extension",
			"the id of an extension is 32 letters from a to p, as the browser's page of extensions shows it",
			"L’identifiant d’une extension a 32 lettres, de a à p ; la page des extensions du navigateur le montre."})
	}
	out = append(out, checkAddress("updates", a.Updates)...)
	if !slices.Contains([]Private{"", Open, Closed, Required}, a.Private) {
		out = append(out, Problem{"private", "is one of open, closed and required", "Choisissez une des réponses."})
	}
	if f := a.Firefox; f != nil {
		if !firefoxID().MatchString(f.ID) {
			out = append(out, Problem{"firefox.id", "the id of an extension for Firefox is name@domain or a UUID in braces",
				"L’identifiant pour Firefox a la forme nom@domaine, ou est un UUID entre accolades."})
		}
		out = append(out, checkAddress("firefox.install", f.Install)...)
	}
	return append(out, a.checkSettings()...)
}

// checkAddress wants https; on this machine alone, where there is nobody in between, http will do.
func checkAddress(field, address string) []Problem {
	u, err := url.Parse(address)
	if err == nil && plainAddress().MatchString(address) && isHost(u) && u.User == nil {
		loopback := slices.Contains([]string{"127.0.0.1", "::1", "localhost"}, u.Hostname())
		if u.Scheme == "https" || u.Scheme == "http" && loopback {
			return nil
		}
	}
	return []Problem{{field, "is an https address without spaces, quotes or a name of a user; é in a host is written xn--…",
		"C’est une adresse https, sans espace, guillemet ni nom d’utilisateur ; un nom accentué s’y écrit xn--…"}}
}

// isHost asks for a host that a browser can look for. A name that ends in a number is an address of numbers to it.
func isHost(u *url.URL) bool {
	port, err := strconv.Atoi(cmp.Or(u.Port(), "443"))
	name := u.Hostname()
	_, notIP := netip.ParseAddr(name)
	_, noNumber := strconv.Atoi(name[strings.LastIndex(name, ".")+1:])
	isName := hostName().MatchString(name) && noNumber != nil
	return err == nil && port > 0 && port < 1<<16 && (notIP == nil || isName)
}

// stores are where a browser's own store hands out updates.
var stores = []string{
	"https://clients2.google.com/service/update2/crx",
	"https://edge.microsoft.com/extensionwebstorebase/v1/crx",
}

// extensionSettings is the element of ExtensionSettings for this extension, in Chrome and in Edge.
//
// https://chromeenterprise.google/policies/#ExtensionSettings
// https://learn.microsoft.com/deployedge/microsoft-edge-manage-extensions-ref-guide
func (a Answers) extensionSettings() map[string]any {
	out := map[string]any{"installation_mode": "force_installed", "update_url": a.Updates}
	if !slices.Contains(stores, a.Updates) {
		// Without this only the first installation comes from there, and updates from the address in the package.
		out["override_update_url"] = true
	}
	return out
}

// settings is never nil, so that formats show an empty object.
func (a Answers) settings() map[string]any {
	if a.Settings == nil {
		return map[string]any{}
	}
	return a.Settings
}

// browser is a browser of the Chromium family. All take the same policies; what they call private windows differs.
type browser struct {
	name     string // as people say it
	file     string // beginning of a file's name
	registry string // key below HKEY_LOCAL_MACHINE
	domain   string // of preferences on macOS
	linux    string // folder of policies
	private  string // the policy that closes private windows with 1
	required string // the policy that asks for extensions there, "" where there is none
}

// The second policy of Chrome is https://chromeenterprise.google/policies/#MandatoryExtensionsForIncognitoNavigation;
// Edge's list of policies has none like it.
var (
	chrome = browser{
		name: "Chrome", file: "chrome",
		registry: `SOFTWARE\Policies\Google\Chrome`,
		domain:   "com.google.Chrome",
		linux:    "etc/opt/chrome/policies/managed",
		private:  "IncognitoModeAvailability",
		required: "MandatoryExtensionsForIncognitoNavigation",
	}
	// Chromium is for Linux alone here.
	chromium = browser{
		name:     "Chromium",
		linux:    "etc/chromium/policies/managed",
		private:  chrome.private,
		required: chrome.required,
	}
	edge = browser{
		name: "Edge", file: "edge",
		registry: `SOFTWARE\Policies\Microsoft\Edge`,
		domain:   "com.microsoft.Edge",
		linux:    "etc/opt/edge/policies/managed",
		private:  "InPrivateModeAvailability",
	}
)

// policies are those of a browser for this extension, without the extension's own settings.
func (a Answers) policies(b browser) map[string]any {
	out := map[string]any{"ExtensionSettings": map[string]any{a.Extension: a.extensionSettings()}}
	switch {
	case a.Private == Required && b.required != "":
		out[b.required] = []any{a.Extension}
	case a.Private == Required, a.Private == Closed:
		out[b.private] = 1
	}
	return out
}

// readme says what each file is for.
func (a Answers) readme(files []File) File {
	var b strings.Builder
	b.WriteString("Installer et régler l’extension " + a.Extension + "\n\n")
	for _, f := range files {
		b.WriteString(f.Name + "\n    " + f.What + "\n")
	}
	b.WriteString(`
Ces fichiers remplacent ceux d’une réponse précédente. Ils ne contiennent ni mot de passe, ni donnée d’élève.

Windows : hors du magasin, Chrome et Edge n’installent d’office que sur un ordinateur qui appartient à un
domaine (Active Directory ou Entra ID) ou qui est inscrit à la gestion du navigateur. macOS : l’ordinateur doit
être géré (MDM).

Pour vérifier : chrome://policy (edge://policy, about:policies) dans le navigateur.
`)
	return File{"LISEZMOI.txt", "Ce que sont les fichiers.", []byte(b.String())}
}
