package update

import "bouton3018/wasm/core"

// Codes of refusals. A refusal keeps everything as it was.
const (
	// What was asked, or served.
	CodeRequest  = core.BadRequest // the host asked in a wrong way
	CodeTooLarge = core.TooLarge
	CodeTooDeep  = core.TooDeep
	CodeNotUTF8  = core.NotUTF8

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
	CodeVersion   = "version"  // a version number that leaves too few above it
	CodeRepeated  = "repeated" // a key twice in one object: parsers disagree on which counts

	// What a part says.
	CodeRules     = core.BadRules
	CodeEngine    = "engine"    // needs a newer extension
	CodePlatform  = "platform"  // a site or a language would be without rules
	CodeSelector  = "selector"  // no selector, or a hook that any box could match or that silences
	CodeAddOnly   = "add_only"  // a label of a core harm is gone or means another
	CodeContent   = "content"   // one key changes what is read as quoted
	CodeDisabled  = "disabled"  // switched off for too long, or too many sites at once
	CodeWithdrawn = "withdrawn" // a core line
	CodeVectors   = "vectors"   // a recorded dialog would be decided in another way
)
