package delivery

const (
	codeBadRequest = "bad_request"
	codeTooDeep    = "too_deep"
	codeNotUTF8    = "not_utf8"
	codeTooLarge   = "too_large"
	codeHead       = "head"
	codeStatement  = "statement"
	codeThreshold  = "threshold"
	codeFork       = "fork"
	codeRollback   = "rollback"
	codeProof      = "proof"
	codeOlder      = "older"
	codeChanged    = "changed"
	codeKeys       = "keys"
)
