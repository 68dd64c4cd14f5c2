package update

// Codes of refusals. A refusal keeps everything as it was.
const (
	// What was asked, or served.
	CodeRequest  = "bad_request" // the host asked in a wrong way
	CodeTooLarge = "too_large"
	CodeTooDeep  = "too_deep"
	CodeNotUTF8  = "not_utf8"

	// Signatures and the log.
	CodeKeys      = "keys"
	CodeHead      = "head"
	CodeFork      = "fork"     // two heads of one size: somebody is shown another log
	CodeRollback  = "rollback" // the log is shorter than it was
	CodeProof     = "proof"
	CodeStatement = "statement"
	CodeThreshold = "threshold"
	CodeOlder     = "older"
	CodeChanged   = "changed" // other bytes under a version that is known
	CodeSize      = "size"
	CodeHash      = "hash"
	CodeFuture    = "future"

	// What a part says.
	CodeRules     = "bad_rules"
	CodeEngine    = "engine"    // needs a newer extension
	CodeHost      = "host"      // the manifest does not have it
	CodePlatform  = "platform"  // a site or a language would be without rules
	CodeSelector  = "selector"  // a hook that any box could match, or that silences
	CodeAddOnly   = "add_only"  // a label of a core harm is gone or means another
	CodeContent   = "content"   // one key changes what is read as quoted
	CodeDisabled  = "disabled"  // switched off for too long
	CodeWithdrawn = "withdrawn" // a core line
	CodeVectors   = "vectors"   // a recorded dialog would be decided in another way
)
