package delivery

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
)

// FuzzPublish reads bodies of /v1/publish: what is taken is within its limits and is the same
// when it is written and read again; what is refused has a code and words.
func FuzzPublish(f *testing.F) {
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := parsePublication(body)
		if err != nil {
			var r *refusal
			if !errors.As(err, &r) || r.code == "" || r.detail == "" || p.Head != "" || p.Parts != nil {
				t.Fatalf("refused with %v and %+v", err, p)
			}
			return
		}
		for _, note := range []string{p.Head, p.Detection, p.Directory} {
			if note == "" || len(note) > release.MaxNote || !utf8.ValidString(note) {
				t.Fatalf("took the note %q", note)
			}
		}
		if len(p.Parts) > 2 || len(strings.Join(p.Parts, "")) > release.MaxPublication {
			t.Fatal("took parts that are too many or too large")
		}
		again, err := parsePublication(releasetest.Body(p))
		if err != nil {
			t.Fatalf("does not read what it wrote: %v", err)
		}
		if again.HeadFile != p.HeadFile || !slices.Equal(again.Parts, p.Parts) {
			t.Fatalf("reads %+v as %+v", p, again)
		}
	})
}

// FuzzAddress reads addresses: whatever is asked for, the answer is whole.
func FuzzAddress(f *testing.F) {
	m := newMaintainer(f)
	h := m.serving(memory(f))
	m.publish(h)
	f.Fuzz(func(t *testing.T, path string) {
		handle, methods := h.(*server).route(path)
		if (handle == nil) != (methods == nil) {
			t.Fatalf("%q has methods %v", path, methods)
		}
		sizes, ok := strings.CutPrefix(path, "/v1/proof/")
		if ok && handle != nil && strings.ContainsAny(sizes, "+- _x.") {
			t.Fatalf("%q is an address of a proof", path)
		}
	})
}
