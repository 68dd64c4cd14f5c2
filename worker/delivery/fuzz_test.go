package delivery

import (
	"strings"
	"testing"
	"unicode/utf8"

	"bouton3018/rules/release"
	"bouton3018/worker/internal/publisher"
)

// FuzzPublish reads bodies of /v1/publish: what is taken is within its limits and is the same
// when it is written and read again; what is refused has a code and words.
func FuzzPublish(f *testing.F) {
	f.Fuzz(func(t *testing.T, body []byte) {
		p, code, detail := parsePublication(body)
		if code != "" {
			if detail == "" || p.Head != "" || p.Parts != nil {
				t.Fatalf("refused with %q, %q and %+v", code, detail, p)
			}
			return
		}
		for _, note := range []string{p.Head, p.Detection, p.Directory} {
			if note == "" || len(note) > release.MaxNote || !utf8.ValidString(note) {
				t.Fatalf("took the note %q", note)
			}
		}
		if len(p.Parts) > 2 || len(strings.Join(p.Parts, "")) > maxBody {
			t.Fatal("took parts that are too many or too large")
		}
		again, code, detail := parsePublication(publisher.Body(p))
		if code != "" {
			t.Fatalf("does not read what it wrote: %s, %s", code, detail)
		}
		if again.Head != p.Head || again.Detection != p.Detection || again.Directory != p.Directory || strings.Join(again.Parts, "\x00") != strings.Join(p.Parts, "\x00") {
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
		if (handle == nil) != (methods == "") {
			t.Fatalf("%q has methods %q", path, methods)
		}
		if left, ok := strings.CutPrefix(path, "/v1/proof/"); ok && handle != nil && strings.ContainsAny(left, "+- _x.") {
			t.Fatalf("%q is an address of a proof", path)
		}
	})
}
