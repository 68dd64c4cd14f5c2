package update_test

import (
	"slices"
	"strings"
	"testing"

	"bouton3018/rules/release"
	"bouton3018/wasm/update"
)

// started is a publisher whose first publication is the packaged rules, and a
// client that has seen it.
func started(t testing.TB) (*publisher, *client) {
	t.Helper()
	p := newPublisher(t)
	detection, directory := parts(t)
	p.publish(p.statement(release.Detection, string(detection), p.one[0]), p.statement(release.Directory, string(directory), p.two[0], p.two[1]))
	c := newClient(t, p)
	if code, changed, fetched := c.check(p.get); code != "" || len(changed) != 0 || fetched != 2 {
		t.Fatalf("the packaged rules: code %q, changed %v, %d files", code, changed, fetched)
	}
	return p, c
}

// TestUpdate takes a detection part that one key signed, then a directory of two
// keys, then both at once after a client has slept through three versions.
func TestUpdate(t *testing.T) {
	p, c := started(t)
	late := *c
	better := edit(t, c.detection, 1, `"harass*",`, `"harass*","pestering",`)
	p.publish(p.statement(release.Detection, better, p.one[0]), p.file.Directory)
	if code, changed, fetched := c.check(p.get); code != "" || !slices.Equal(changed, []string{release.Detection}) || fetched != 3 {
		t.Fatalf("code %q, changed %v, %d files", code, changed, fetched)
	}
	if c.detection != better {
		t.Error("the part was not taken")
	}
	warmer := edit(t, c.directory, 1, "Tu peux en parler.", "Tu peux en parler ici.")
	p.publish(p.file.Detection, p.statement(release.Directory, warmer, p.two[1], p.two[2]))
	if code, changed, _ := c.check(p.get); code != "" || !slices.Equal(changed, []string{release.Directory}) {
		t.Fatalf("code %q, changed %v", code, changed)
	}
	p.publish(p.file.Detection, p.file.Directory) // nothing new but a fresh head
	for _, who := range []*client{c, &late} {
		if code, _, _ := who.check(p.get); code != "" {
			t.Fatal(code)
		}
		if who.detection != better || who.directory != warmer || who.head != p.file.Head {
			t.Error("a client does not have the last version")
		}
	}
	if code, changed, fetched := c.check(p.get); code != "" || len(changed) != 0 || fetched != 1 {
		t.Errorf("nothing new: code %q, changed %v, %d files", code, changed, fetched)
	}
}

// TestWithdraw takes a line off with one key, also for a client that skipped a directory.
func TestWithdraw(t *testing.T) {
	p, c := started(t)
	warmer := edit(t, c.directory, 1, "Tu peux en parler.", "Tu peux en parler ici.")
	p.publish(p.file.Detection, p.statement(release.Directory, warmer, p.two[1], p.two[2]))
	off := edit(t, c.detection, 1, `"withdrawn":[]`, `"withdrawn":["fr-17cyber","fr-fil-sante-jeunes:chat"]`)
	p.publish(p.statement(release.Detection, off, p.one[1]), p.file.Directory)
	if code, changed, _ := c.check(p.get); code != "" || len(changed) != 2 {
		t.Fatalf("code %q, changed %v", code, changed)
	}
}

// TestTwoKeys may do what one may not.
func TestTwoKeys(t *testing.T) {
	p, c := started(t)
	part := edit(t, c.detection, 1, `"content":["[contenteditable]"]`, `"content":["[contenteditable]","blockquote"]`)
	part = edit(t, part, 1, `"want* die",`, ``)
	p.publish(p.statement(release.Detection, part, p.one[0], p.two[0]), p.file.Directory)
	if code, changed, _ := c.check(p.get); code != "" || len(changed) != 1 {
		t.Errorf("code %q, changed %v", code, changed)
	}
}

// TestSkippedPlatform keeps the former rules of a site whose new ones need a newer
// engine, and takes the rest.
func TestSkippedPlatform(t *testing.T) {
	p, c := started(t)
	part := edit(t, c.detection, 1, `"harass*",`, `"harass*","pestering",`)
	i := strings.Index(part, `"id":"tiktok"`)
	j := i + strings.Index(part[i:], `"minEngine":1`)
	part = part[:j] + `"minEngine":9` + part[j+len(`"minEngine":1`):]
	p.publish(p.statement(release.Detection, part, p.one[0]), p.file.Directory)
	if code, _, _ := c.check(p.get); code != "" {
		t.Fatal(code)
	}
}

// TestRotation goes on with a package whose keys are new, as long as statements
// carry the signatures of both.
func TestRotation(t *testing.T) {
	p, c := started(t)
	next := newPublisher(t)
	p.publish(p.statement(release.Detection, edit(t, c.detection, 1, `"harass*",`, `"harass*","pestering",`), p.one[0], next.one[0]),
		p.statement(release.Directory, c.directory, p.two[0], p.two[1], next.two[0], next.two[1]))
	head, err := release.Cosign(p.file.Head, next.log)
	if err != nil {
		t.Fatal(err)
	}
	p.file.Head = head
	newer := *c
	newer.keys = next.keys
	for name, who := range map[string]*client{"old keys": c, "new keys": &newer} {
		if code, changed, _ := who.check(p.get); code != "" || len(changed) != 1 {
			t.Errorf("%s: code %q, changed %v", name, code, changed)
		}
	}
	if n := len(p.get("head")); n > 3000 {
		t.Errorf("a head file with all signatures has %d bytes", n)
	}
}

// TestHeadFileSize is what a browser downloads on a day without news.
func TestHeadFileSize(t *testing.T) {
	p, _ := started(t)
	if n := len(p.get("head")); n > 1200 {
		t.Errorf("%d bytes", n)
	}
}

// TestPackageNewerThanStore takes the package's head over the one in the store.
func TestPackageNewerThanStore(t *testing.T) {
	p, c := started(t)
	first := c.head
	p.publish(p.file.Detection, p.file.Directory)
	second := p.file.Head
	r := c.request([]update.File{{Name: "head", Text: p.get("head")}})
	r.Held.Heads = []string{first, second, "", "not a note"}
	if a := update.Check(r); a.Code != "" || len(a.Fetch) != 0 || a.Head.Size != 2 {
		t.Errorf("%+v", a)
	}
}
