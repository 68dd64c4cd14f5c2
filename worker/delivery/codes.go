package delivery

import "net/http"

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
	codeHash        = "hash"     // the head is of another log
	codeBadRules    = "bad_rules"
)

// refuseUpdate refuses with a code of the check, and says what to do next.
func refuseUpdate(code, detail string) error {
	switch code {
	case codeBadRequest, codeTooDeep, codeNotUTF8, codeHead, codeStatement:
		return refuse(http.StatusBadRequest, code, detail)
	case codeThreshold:
		return refuse(http.StatusForbidden, code, detail)
	case codeFork, codeRollback, codeProof, codeOlder, codeChanged:
		return refuse(http.StatusConflict, code, detail+": read /v1/head and compare")
	case codeTooLarge:
		return refuse(http.StatusRequestEntityTooLarge, code, detail)
	case codeKeys:
		return refuse(http.StatusServiceUnavailable, codeNoKeys, "the server's key file cannot be used: "+detail)
	}
	return refuse(http.StatusUnprocessableEntity, code, detail+": correct the part, sign it again")
}
