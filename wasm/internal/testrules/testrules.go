// Package testrules gives tests the rules that ship, compiled.
package testrules

import (
	"slices"
	"sync"
	"testing"

	"bouton3018/rules"
	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
	"bouton3018/wasm/lexicon"
)

// Parts are the packaged detection and directory parts.
func Parts(t testing.TB) (detection, directory []byte) {
	t.Helper()
	s, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return slices.Clone(s.Detection()), slices.Clone(s.Directory())
}

// load reads them once: every file is held against its schema.
var load = sync.OnceValues(func() (*source.Source, error) { return source.Load(packaged.Files) })

// Lexicon is the packaged lexicon, and the detection part it comes from.
func Lexicon(t testing.TB) (*lexicon.Lexicon, *rules.Detection) {
	t.Helper()
	part, _ := Parts(t)
	d, err := rules.ParseDetection(part)
	if err != nil {
		t.Fatal(err)
	}
	x, err := lexicon.Compile(d.Lexicons)
	if err != nil {
		t.Fatal(err)
	}
	return x, d
}
