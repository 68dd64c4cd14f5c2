// Package update answers: may these files replace the rules that are in use?
//
// It is the one check of an update. The extension runs it in the core before it
// takes anything; the worker runs the same on what a maintainer publishes.
package update

import (
	"bouton3018/rules/release"
)

// A File is a body that the worker served, by its path below /v1/.
type File struct{ Name, Text string }

// Held is what is in use.
type Held struct {
	Heads                []string // signed heads that are known; the largest that a known key signed counts
	Detection, Directory []byte   // the parts
}

// A Request is everything that an update is judged by.
type Request struct {
	Now     int64    // milliseconds since 1970
	Keys    string   // the key file
	Hosts   []string // hosts that the extension may run on
	Vectors []byte   // vectors.json: what every version must decide alike
	Held    Held
	Files   []File
}

// An Answer is one of three: files to fetch, a refusal, or what may be taken.
type Answer struct {
	Fetch        []string // paths below /v1/
	Code, Detail string   // why the update is refused
	Changed      []string // parts to take: release.Detection, release.Directory
	Head         release.Head
	HeadNote     string
	Detection    release.Signed
	Directory    release.Signed
}

// Check judges an update. It takes nothing on trust but the keys and what is held.
func Check(r *Request) Answer {
	return Answer{Code: "bad_request", Detail: "not written yet"}
}
