// Package extension holds what programs outside of the extension read of its source.
package extension

import _ "embed"

// Managed is the schema of what an administrator may set: names, types and bounds, in the order of the questions.
//
//go:embed managed.json
var Managed []byte
