package delivery

import (
	"net/http"

	"bouton3018/wasm/update"
)

// Codes of the refusals that only a server gives. Those of the check are in package update.
const (
	codeNotFound    = "not_found"
	codeMethod      = "method"
	codeEmpty       = "empty" // before the first publication
	codeStore       = "store" // the database does not answer
	codeInternal    = "internal"
	codeContentType = "content_type"
	codeNoKeys      = "no_keys"
	codeConflict    = "conflict" // another publication was first
	codePart        = "part"     // a statement names one that is not there
)

// refuseUpdate refuses with a code of the check, and says what to do next.
func refuseUpdate(code, detail string) error {
	switch code {
	case update.CodeRequest, update.CodeTooDeep, update.CodeNotUTF8, update.CodeHead, update.CodeStatement:
		return refuse(http.StatusBadRequest, code, detail)
	case update.CodeThreshold:
		return refuse(http.StatusForbidden, code, detail)
	case update.CodeFork, update.CodeRollback, update.CodeProof, update.CodeOlder, update.CodeChanged:
		return refuse(http.StatusConflict, code, detail+": read /v1/head and compare")
	case update.CodeTooLarge:
		return refuse(http.StatusRequestEntityTooLarge, code, detail)
	case update.CodeKeys:
		return refuse(http.StatusServiceUnavailable, codeNoKeys, "the server's key file cannot be used: "+detail)
	}
	return refuse(http.StatusUnprocessableEntity, code, detail+": correct the part, sign it again")
}
