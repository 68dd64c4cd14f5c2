package delivery

import (
	"net/http"
	"strings"
	"sync"
)

var notUnderstood = [3]string{"La demande n’a pas été comprise",
	"Revenez en arrière dans le navigateur, et envoyez le formulaire encore une fois.",
	"The request was not understood. Go back in the browser, and send the form again."}

// errorWords say to people, by status, what went wrong and what to do: title, French, English.
var errorWords = map[int][3]string{
	http.StatusBadRequest:           notUnderstood,
	http.StatusUnsupportedMediaType: notUnderstood,
	http.StatusNotFound: {"Il n’y a rien à cette adresse",
		"L’adresse est peut-être ancienne, ou mal copiée.",
		"There is nothing at this address. It may be old, or was not copied well."},
	http.StatusRequestEntityTooLarge: {"Les réponses sont trop longues",
		"Revenez en arrière dans le navigateur, et raccourcissez-les.",
		"The answers are too long. Go back in the browser, and shorten them."},
	http.StatusInternalServerError: {"Le serveur a fait une erreur",
		"Ce n’est pas de votre faute. Réessayez ; si cela reste ainsi, dites-le à qui fait fonctionner ce serveur.",
		"The server made a mistake, not you. Try again; if it stays, tell whoever runs this server."},
	http.StatusServiceUnavailable: {"Le serveur ne peut pas répondre",
		"Réessayez dans une minute.",
		"The server cannot answer. Try again in a minute."},
}

// errorPage is the page of a status, nil where people meet none. The helplines on it are the packaged ones: the
// database may be what does not answer.
func errorPage(status int, f *facts) []byte {
	words, ok := errorWords[status]
	if !ok {
		return nil
	}
	p := &page{}
	p.begin("error", words[0])
	p.tag("p", words[1])
	p.now(f)
	p.raw(`<p><a href="/">Aller à l’accueil</a></p>`)
	p.english = "<p>" + words[2] + "</p>" + p.english
	return p.end()
}

// packagedFacts are read once.
var packagedFacts = sync.OnceValues(func() (*facts, error) {
	r, err := Packaged()
	if err != nil {
		return nil, err
	}
	return readFacts(r.Detection, r.Directory)
})

// Errors are the pages of errors by status, and their Content-Security-Policy: the platform refuses much before the
// program is started.
type Errors struct {
	Policy string         `json:"policy"`
	Pages  map[int]string `json:"pages"`
}

// ErrorPages returns all of them.
func ErrorPages() (Errors, error) {
	f, err := packagedFacts()
	if err != nil {
		return Errors{}, err
	}
	e := Errors{contentPolicy(answer{page: true}), map[int]string{}}
	for status := range errorWords {
		e.Pages[status] = string(errorPage(status, f))
	}
	return e, nil
}

// refusedTo is the answer to an error: a page for who typed an address or sent a form, JSON for programs.
func refusedTo(r *http.Request, err error) answer {
	a := refused(err)
	if !isForPeople(r) {
		return a
	}
	f, err := packagedFacts()
	if err != nil {
		return a
	}
	if body := errorPage(a.status, f); body != nil {
		a.kind, a.page, a.body = kindHTML, true, body
	}
	return a
}

// isForPeople says whether someone typed this address, followed a link to it or sent its form; entry.mjs asks the same.
func isForPeople(r *http.Request) bool {
	path := r.URL.EscapedPath()
	if path != logPath && (strings.HasPrefix(path, "/v1/") || strings.HasPrefix(path, packageFolder)) {
		return false
	}
	asks := r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodPost && path == policyPath
	return asks && strings.Contains(strings.ToLower(r.Header.Get("Accept")), "text/html")
}
