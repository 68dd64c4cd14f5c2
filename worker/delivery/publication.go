package delivery

import (
	"io"
	"mime"
	"net/http"

	"github.com/tidwall/gjson"

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
func parsePublication(body []byte) (release.Publication, error) {
	if code := core.Sound(body, release.MaxPublication); code != "" {
		return release.Publication{}, refuseUpdate(code,
			"a publication is UTF-8 text of at most 3 MiB with little nesting")
	}
	bad := func(detail string) (release.Publication, error) {
		return release.Publication{}, refuse(http.StatusBadRequest, update.CodeRequest, detail)
	}
	if !gjson.ValidBytes(body) {
		return bad("the body is not JSON")
	}
	root := gjson.ParseBytes(body)
	if !root.IsObject() {
		return bad("the body is not an object with head, detection, directory and parts")
	}
	if repeated := rules.RepeatedKeys(body); len(repeated) > 0 {
		return bad("the field " + repeated[0] + " stands there twice")
	}
	var p release.Publication
	detail := ""
	root.ForEach(func(k, v gjson.Result) bool {
		detail = readField(&p, k.String(), v)
		return detail == ""
	})
	switch {
	case detail != "":
		return bad(detail)
	case p.Head == "" || p.Detection == "" || p.Directory == "":
		return bad("one of the notes head, detection and directory is missing")
	}
	for _, part := range p.Parts {
		if len(part) > release.MaxPart {
			return release.Publication{}, refuseUpdate(update.CodeTooLarge, "a part has at most 1 MiB")
		}
	}
	return p, nil
}

// readField reads one field of a publication. The detail is "" or says what is wrong.
func readField(p *release.Publication, name string, v gjson.Result) (detail string) {
	notes := map[string]*string{"head": &p.Head, "detection": &p.Detection, "directory": &p.Directory}
	if note := notes[name]; note != nil {
		if v.Type != gjson.String || len(v.Str) > release.MaxNote {
			return "the field " + name + " is not a signed note of at most 4 KiB"
		}
		*note = v.Str
		return ""
	}
	if name != "parts" {
		return "a publication has no field of this name: head, detection, directory and parts are known"
	}
	if !v.IsArray() {
		return "parts is not a list"
	}
	v.ForEach(func(_, part gjson.Result) bool {
		if part.Type != gjson.String || len(p.Parts) == 2 {
			detail = "parts are at most two texts"
			return false
		}
		p.Parts = append(p.Parts, part.Str)
		return true
	})
	return detail
}
