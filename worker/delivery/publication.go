package delivery

import (
	"io"
	"mime"
	"net/http"
	"slices"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/wasm/core"
	"bouton3018/wasm/update"
)

// readPublication reads the body of a request.
func readPublication(r *http.Request) (p release.Publication, err error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != kindJSON {
		return p, refuse(http.StatusUnsupportedMediaType, codeContentType,
			"send the publication with Content-Type: application/json")
	}
	tooLarge := refuse(http.StatusRequestEntityTooLarge, update.CodeTooLarge,
		"a publication has at most 3 MiB: send only the parts that changed")
	if r.ContentLength > release.MaxPublication {
		return p, tooLarge
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, release.MaxPublication+1))
	switch {
	case err != nil:
		return p, refuse(http.StatusBadRequest, update.CodeRequest, "the body ended early: send it again")
	case len(body) > release.MaxPublication:
		return p, tooLarge
	}
	return parsePublication(body)
}

// parsePublication reads a [release.Publication]. What it does not know is an
// error, so that nobody believes to have published something that was passed over.
func parsePublication(body []byte) (p release.Publication, err error) {
	if code := core.Sound(body, release.MaxPublication); code != "" {
		return p, refuseUpdate(code, "a publication is UTF-8 text of at most 3 MiB with little nesting")
	}
	err = rules.DecodeStrict(body, &p)
	detail := ""
	switch {
	case err != nil:
		detail = "the body is not an object with head, detection, directory and parts: " + err.Error()
	case p.Head == "" || p.Detection == "" || p.Directory == "":
		detail = "one of the notes head, detection and directory is missing"
	case max(len(p.Head), len(p.Detection), len(p.Directory)) > release.MaxNote:
		detail = "a signed note has at most 4 KiB"
	case len(p.Parts) > 2 || slices.Contains(p.Parts, ""):
		detail = "parts are at most two texts"
	}
	if detail != "" {
		return release.Publication{}, refuse(http.StatusBadRequest, update.CodeRequest, detail)
	}
	for _, part := range p.Parts {
		if len(part) > release.MaxPart {
			return release.Publication{}, refuseUpdate(update.CodeTooLarge, "a part has at most 1 MiB")
		}
	}
	return p, nil
}
