// Package packaged holds the rules that ship inside the extension. They work
// alone, for ever: an update can only be newer, never necessary.
package packaged

import "embed"

// Files are the rule files and their schemas, as package source reads them.
//
//go:embed adult.json hosts.json optional.json pinned.json release.json vectors.json platforms lexicon countries prompts schema
var Files embed.FS
