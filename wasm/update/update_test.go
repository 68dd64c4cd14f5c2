package update_test

import (
	"slices"
	"strings"
	"testing"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/wasm/update"
)

// TestUpdate is of all languages: it takes a detection part that one key signed, then a directory of two
// keys, then both at once after a client has slept through three versions.
func TestUpdate(t *testing.T) {
	m, c := inAllLanguages(t)
	late := *c
	better := releasetest.AddPhrase(c.detection, 1, "pestering")
	m.PublishPart(release.Detection, better, "kestrel")
	code, changed, fetched := c.check(m.Serve)
	if code != "" || !slices.Equal(changed, []string{release.Detection}) || fetched != 3 {
		t.Fatalf("code %q, changed %v, %d files", code, changed, fetched)
	}
	if c.detection != better {
		t.Error("the part was not taken")
	}
	warmer := releasetest.AddWords(c.directory, 1, "Ici.")
	m.PublishPart(release.Directory, warmer, "wren", "plover")
	if code, changed, _ := c.check(m.Serve); code != "" || !slices.Equal(changed, []string{release.Directory}) {
		t.Fatalf("code %q, changed %v", code, changed)
	}
	m.Grow() // nothing new but a fresh head
	for _, who := range []*client{c, &late} {
		if code, _, _ := who.check(m.Serve); code != "" {
			t.Fatal(code)
		}
		if who.detection != better || who.directory != warmer || who.head != m.Head {
			t.Error("a client does not have the last version")
		}
	}
	if code, changed, fetched := c.check(m.Serve); code != "" || len(changed) != 0 || fetched != 1 {
		t.Errorf("nothing new: code %q, changed %v, %d files", code, changed, fetched)
	}
}

// TestEscapedText takes a part in which characters are written as JSON may write them: a phrase that is read
// as another would be one that was taken away, which one key may not.
func TestEscapedText(t *testing.T) {
	m, c := started(t)
	part := c.detection
	for old, new := range map[string]string{`"suicid*,`: `"\u0073uicid\u002a,`, `"harass*,`: `"\u0068ar\u0061ss*\u002c`} {
		part = strings.ReplaceAll(part, old, new)
	}
	m.PublishPart(release.Detection, releasetest.Edit(part, 1, `"withdrawn":[]`, `"withdrawn":[]`), "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
}

// TestWithdraw takes a line off with one key, also for a client that skipped a directory.
func TestWithdraw(t *testing.T) {
	m, c := started(t)
	m.PublishPart(release.Directory, releasetest.AddWords(c.directory, 1, "Ici."), "wren", "plover")
	off := releasetest.Edit(c.detection, 1, `"withdrawn":[]`, `"withdrawn":["fr-17cyber","fr-fil-sante-jeunes:chat"]`)
	m.PublishPart(release.Detection, off, "swift")
	if code, changed, _ := c.check(m.Serve); code != "" || len(changed) != 2 {
		t.Fatalf("code %q, changed %v", code, changed)
	}
}

// TestTwoKeys may do what one may not.
func TestTwoKeys(t *testing.T) {
	m, c := inAllLanguages(t)
	part := releasetest.Edit(c.detection, 1,
		`"content":["[contenteditable]"]`, `"content":["[contenteditable]","blockquote"]`)
	part = releasetest.Edit(part, 1, `want* die,`, ``)
	m.PublishPart(release.Detection, part, "kestrel", "heron")
	if code, changed, _ := c.check(m.Serve); code != "" || len(changed) != 1 {
		t.Errorf("code %q, changed %v", code, changed)
	}
}

// TestSkippedPlatform keeps the former rules of a site whose new ones need a newer
// engine, and takes the rest.
func TestSkippedPlatform(t *testing.T) {
	m, c := started(t)
	part := releasetest.AddPhrase(c.detection, 1, "pestering")
	before, site, _ := strings.Cut(part, `"id":"tiktok"`)
	site = strings.Replace(site, `"minEngine":1`, `"minEngine":9`, 1)
	m.PublishPart(release.Detection, before+`"id":"tiktok"`+site, "kestrel")
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
}

// TestRotation goes on with a package whose keys are new, as long as statements
// carry the signatures of both.
func TestRotation(t *testing.T) {
	m, c := started(t)
	next := releasetest.New(now)
	cosigned := func(note string, by ...string) string {
		for _, signer := range next.Signers(by...) {
			var err error
			if note, err = release.Cosign(note, signer); err != nil {
				t.Fatal(err)
			}
		}
		return note
	}
	m.SignBoth(releasetest.AddPhrase(c.detection, 1, "pestering"), c.directory)
	m.Publish(cosigned(m.Detection, "kestrel"), cosigned(m.Directory, "heron", "wren"))
	m.Head = cosigned(m.Head, releasetest.LogKey)
	newer := *c
	newer.keys = next.Keys
	for name, who := range map[string]*client{"old keys": c, "new keys": &newer} {
		if code, changed, _ := who.check(m.Serve); code != "" || len(changed) != 1 {
			t.Errorf("%s: code %q, changed %v", name, code, changed)
		}
	}
	if n := len(m.Serve("head")); n > 3000 {
		t.Errorf("a head file with all signatures has %d bytes", n)
	}
}

// TestHeadFileSize is what a browser downloads on a day without news.
func TestHeadFileSize(t *testing.T) {
	m, _ := started(t)
	if n := len(m.Serve("head")); n > 1200 {
		t.Errorf("%d bytes", n)
	}
}

// TestPackageNewerThanStore takes the package's head over the one in the store.
func TestPackageNewerThanStore(t *testing.T) {
	m, c := started(t)
	first := c.head
	m.Grow()
	second := m.Head
	r := c.request(map[string]string{"head": m.Serve("head")})
	r.Held.Heads = []string{first, second, "", "not a note"}
	if a := update.Check(r); a.Code != "" || len(a.Fetch) != 0 || a.Head.Size != 2 {
		t.Errorf("%+v", a)
	}
}
