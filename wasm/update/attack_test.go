package update_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
	"bouton3018/wasm/core"
	"bouton3018/wasm/update"
)

// refuses asks a server that is not honest, and holds that the client refuses with
// the code and the reason, keeps everything it has, and takes an honest version
// after that.
func refuses(t *testing.T, c *client, code string, get func(name string) string) {
	t.Helper()
	was := *c
	got, changed, _ := c.check(get)
	if got != code {
		t.Errorf("got code %q, want %q", got, code)
	}
	if len(changed) > 0 || c.detection != was.detection || c.directory != was.directory || c.head != was.head {
		t.Error("the last good rules are not in use any more")
	}
	a := update.Check(c.request(map[string]string{"head": get("head")}))
	if a.Code != "" && len(a.Detail) < 8 {
		t.Errorf("the reason is %q", a.Detail)
	}
}

// instead is a server that answers with one text to everything whose address begins so, and
// honestly to the rest.
func instead(m *releasetest.Maintainer, address, text string) func(name string) string {
	return func(name string) string {
		if strings.HasPrefix(name, address) {
			return text
		}
		return m.Serve(name)
	}
}

// honest publishes a good version on the same log and has the client take it.
func honest(t *testing.T, m *releasetest.Maintainer, c *client) {
	t.Helper()
	was := *c
	publishBoth(m, c, 9)
	if !takes(c, m) || c.detection == was.detection || c.directory == was.directory {
		t.Error("the honest version after it is not taken")
	}
}

func TestAttackWrongKey(t *testing.T) {
	thief := releasetest.New(now) // has other keys under the same names
	m, c := started(t)
	honestPart := m.Detection
	part := releasetest.AddPhrase(c.detection, 1, "x1")
	m.Publish(thief.Statement(release.Detection, part, "kestrel"), m.Directory)
	refuses(t, c, "threshold", m.Serve)

	// A key under a name that nobody knows.
	stranger, _ := releasetest.NewKey("magpie")
	signed, err := release.Sign(m.Describe(release.Detection, part).Text(), stranger)
	if err != nil {
		t.Fatal(err)
	}
	m.Publish(signed, m.Directory)
	refuses(t, c, "threshold", m.Serve)

	// The head is the thief's.
	m.Publish(honestPart, m.Directory)
	m.Head = thief.Note(m.LogHead().Text(), releasetest.LogKey)
	refuses(t, c, "threshold", m.Serve)
	honest(t, m, c)
}

func TestAttackOneSignatureForTwo(t *testing.T) {
	m, c := started(t)
	part := releasetest.Edit(c.directory, 1, "Tu peux en parler.", "Appelle-moi.")
	for _, by := range []string{"heron", "plover"} {
		m.PublishPart(release.Directory, part, by)
		refuses(t, c, "threshold", m.Serve)
	}
	// A detection key is no second directory key, and the log's is none at all.
	m.PublishPart(release.Directory, part, "heron", "kestrel", "swift", releasetest.LogKey)
	refuses(t, c, "threshold", m.Serve)
	// A directory key is no detection key.
	m.PublishPart(release.Detection, releasetest.AddPhrase(c.detection, 1, "x1"), "heron", "wren")
	refuses(t, c, "threshold", m.Serve)
	honest(t, m, c)
}

func TestAttackSameKeyTwice(t *testing.T) {
	m, c := started(t)
	part := releasetest.Edit(c.directory, 1, "Tu peux en parler.", "Appelle-moi.")
	once := m.Statement(release.Directory, part, "heron")
	line := once[strings.LastIndex(strings.TrimSuffix(once, "\n"), "\n")+1:]
	m.Publish(m.Detection, once+line)
	refuses(t, c, "threshold", m.Serve)
	honest(t, m, c)

	// Under two names: the key file of the package cannot list it.
	heron, _, _ := strings.Cut(m.Keys[strings.Index(m.Keys, "heron+"):], "\n")
	public := strings.SplitN(heron, "+", 3)[2] // after its name and its hash
	for _, name := range []string{"heron", "ibis"} {
		again := m.Keys + "directory " + verifier(t, name, public) + "\n"
		if _, err := release.ParseKeys(again); err == nil {
			t.Errorf("a key is listed twice, the second time as %s", name)
		}
	}
}

func TestAttackStatementOfTheOtherPart(t *testing.T) {
	m, c := started(t)
	m.Publish(m.Directory, m.Directory)
	refuses(t, c, "statement", m.Serve)
	// Signed by a detection key, but it says directory.
	swapped := m.Statement(release.Directory, c.directory, "kestrel", "swift")
	m.Publish(swapped, swapped)
	refuses(t, c, "statement", m.Serve)
}

// TestAttackSkippedDirectory: the weaker signature of a later version must not
// carry a change that came before it.
func TestAttackSkippedDirectory(t *testing.T) {
	m, c := started(t)
	good := m.HeadFile
	forged := m.Statement(release.Directory, releasetest.Edit(c.directory, 1,
		`"tel:3018","id":"phone","kind":"call","number":"3018"`,
		`"tel:0899","id":"phone","kind":"call","number":"0899"`), "heron")
	m.Publish(good.Detection, forged) // nobody asked on that day
	m.Publish(m.Statement(release.Detection, releasetest.AddPhrase(c.detection, 1, "x1"), "kestrel"), forged)
	refuses(t, c, "threshold", m.Serve)
	m.HeadFile = good
	honest(t, m, c)
}

func TestAttackOlderVersion(t *testing.T) {
	m, c := started(t)
	first := m.HeadFile
	honest(t, m, c)
	m.Publish(first.Detection, first.Directory)
	refuses(t, c, "older", m.Serve)
}

// TestAttackChangedPast: the log says something else of a version that was seen.
func TestAttackChangedPast(t *testing.T) {
	m, c := started(t)
	m.Log = release.Tree{}
	m.Log.Append([]byte("another first leaf"))
	m.Grow()
	refuses(t, c, "proof", m.Serve)

	// The same version number, other bytes.
	m, c = started(t)
	part := releasetest.AddPhrase(c.detection, 0, "x1")
	m.PublishPart(release.Detection, part, "kestrel")
	refuses(t, c, "changed", m.Serve)
	// The statement says 2, the part says 1.
	later := m.Describe(release.Detection, part)
	later.Version++
	m.Publish(m.Note(later.Text(), "kestrel"), m.Directory)
	refuses(t, c, "changed", m.Serve)
}

// TestAttackSplitHead: one browser is shown another log of the same length.
func TestAttackSplitHead(t *testing.T) {
	m, c := started(t)
	m.Log = release.Tree{}
	m.PublishPart(release.Detection, releasetest.AddPhrase(c.detection, 1, "x1"), "kestrel")
	refuses(t, c, "fork", m.Serve)
}

// TestAttackUnloggedStatements: good signatures, but the log does not have them.
func TestAttackUnloggedStatements(t *testing.T) {
	m, c := started(t)
	logged := m.Leaf()
	m.Sign(release.Detection, releasetest.AddPhrase(c.detection, 1, "x1"), "kestrel")
	refuses(t, c, "proof", m.Serve) // beside the old head
	m.Log.Append(logged)
	m.SignHead()
	refuses(t, c, "proof", m.Serve) // beside a new one
}

func TestAttackProof(t *testing.T) {
	m, c := started(t)
	for range 5 {
		m.Grow()
	}
	other := releasetest.New(now)
	for range 6 {
		other.Publish(m.Detection, m.Directory)
	}
	good := gjson.Parse(m.Serve("proof/1/6"))
	inclusion, consistency := good.Get("inclusion").Raw, good.Get("consistency").Raw
	hash := good.Get("consistency.0").Raw
	for name, proof := range map[string]string{
		"truncated":     `{"inclusion":` + inclusion + `,"consistency":[]}`,
		"swapped":       `{"inclusion":` + consistency + `,"consistency":` + inclusion + `}`,
		"of other size": m.Serve("proof/1/5"),
		"of other log":  other.Serve("proof/2/6"),
		"missing":       ``,
		"a number":      `7`,
		"too long":      `{"inclusion":` + inclusion + `,"consistency":[` + strings.Repeat(hash+",", 90) + `"x"]}`,
		"not base64":    `{"inclusion":["?"],"consistency":["?"]}`,
	} {
		t.Run(name, func(t *testing.T) {
			refuses(t, c, "proof", instead(m, "proof/", proof))
		})
	}
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Error("the honest proof after it:", code)
	}
}

func TestAttackOneByte(t *testing.T) {
	m, c := started(t)
	part := releasetest.AddWords(c.directory, 1, "Ici.")
	m.PublishPart(release.Directory, part, "heron", "wren")
	for name, other := range map[string]string{
		"hash":      strings.Replace(part, "3018", "3019", 1),
		"size":      part + " ",
		"size less": part[:len(part)-1],
	} {
		refuses(t, c, strings.Fields(name)[0], instead(m, "part/", other))
	}
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Error(code)
	}
}

func TestAttackOtherOrigin(t *testing.T) {
	m, c := started(t)
	m.Grow()
	good := m.Head
	body, _, _ := strings.Cut(good, "\n\n")
	for name, text := range map[string]string{
		"another log":     strings.Replace(body, "bouton3018/log", "example.org/log", 1) + "\n",
		"a longer origin": strings.Replace(body, "bouton3018/log", "bouton3018/log2", 1) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			m.Head = m.Note(text, releasetest.LogKey)
			refuses(t, c, "head", m.Serve)
		})
	}
	// A statement is no head.
	m.Head = m.Statement(release.Detection, c.detection, releasetest.LogKey)
	refuses(t, c, "head", m.Serve)
	m.Head = good
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Error(code)
	}
}

func TestAttackExtraText(t *testing.T) {
	m, c := started(t)
	m.Grow()
	good := m.HeadFile
	cases := map[string]func(note string) string{
		"a line more":      func(text string) string { return text + "also true\n" },
		"a line before":    func(text string) string { return "note\n" + text },
		"an empty line":    func(text string) string { return text + "\n" },
		"spaces":           func(text string) string { return strings.Replace(text, " ", "  ", 1) },
		"plus sign":        func(text string) string { return strings.Replace(text, "version ", "version +", 1) },
		"zeros":            func(text string) string { return strings.Replace(text, "size ", "size 0", 1) },
		"capital hash":     func(text string) string { return strings.ToUpper(text) },
		"carriage returns": func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			text, _, _ := strings.Cut(good.Detection, "\n\n")
			changed := change(text + "\n")
			signed, err := release.Sign(changed, m.Signers("kestrel")...)
			if err != nil {
				return // such a text cannot even be signed
			}
			m.Detection = signed
			code, _, _ := c.check(m.Serve)
			if code != "statement" && code != "threshold" {
				t.Errorf("got %q", code)
			}
		})
	}
	m.HeadFile = good
	head, _, _ := strings.Cut(good.Head, "\n\n")
	m.Head = m.Note(head+"\nextra yes\n", releasetest.LogKey)
	refuses(t, c, "head", m.Serve)
	m.HeadFile = good
	m.Head = "note that nobody signed\n" + good.Head
	refuses(t, c, "threshold", m.Serve)
}

func TestAttackHugePart(t *testing.T) {
	m, c := started(t)
	file := m.HeadFile
	text, _, _ := strings.Cut(m.Statement(release.Detection, c.detection, "kestrel"), "\n\n")
	lines := strings.Split(text, "\n")
	lines[1], lines[3] = "version 2", "size 99999999"
	m.Publish(m.Note(strings.Join(lines, "\n")+"\n", "kestrel"), file.Directory)
	refuses(t, c, "statement", m.Serve)

	big := releasetest.Edit(c.detection, 1, `"harass*`, `"`+strings.Repeat("x", release.MaxPart)+`","harass*`)
	signed := m.Statement(release.Detection, big, "kestrel")
	m.Publish(signed, file.Directory)
	refuses(t, c, "statement", m.Serve)
	// A body that is larger than the statement says is not read.
	m.PublishPart(release.Detection, releasetest.AddPhrase(c.detection, 1, "x1"), "kestrel")
	refuses(t, c, "size", instead(m, "part/", big))
	refuses(t, c, "too_large", instead(m, "head", m.Serve("head")+strings.Repeat(" ", 20000)))
	m.Detection = file.Detection
	honest(t, m, c)
}

// TestAttackReplay: an old publication is served again, whole and well signed.
func TestAttackReplay(t *testing.T) {
	m, c := started(t)
	first := m.Serve("head")
	honest(t, m, c)
	refuses(t, c, "rollback", instead(m, "head", first))
}

// TestAttackFrozenHead: whoever serves the same head for ever is not refused, but
// its age can be read from what was signed.
func TestAttackFrozenHead(t *testing.T) {
	m, c := started(t)
	c.now = m.Time.AddDate(0, 0, 61)
	a := update.Check(c.request(map[string]string{"head": m.Serve("head")}))
	if a.Code != "" || len(a.Changed) > 0 {
		t.Fatalf("%+v", a)
	}
	signed, err := time.Parse(time.RFC3339, a.Head.Time)
	if err != nil || c.now.Sub(signed) < 60*24*time.Hour {
		t.Errorf("the head's time is %q", a.Head.Time)
	}
}

func TestAttackCaptivePortal(t *testing.T) {
	m, c := started(t)
	for _, page := range []string{
		"<!doctype html><title>Wi-Fi</title><form action=/login>", "", "null", "[]", "\xff\xfe",
		`{"head":"","detection":"","directory":""}`, `{"error":{"code":"x"}}`,
		`{"head":"a","head":"b","detection":"c","directory":"d"}`,
	} {
		was := *c
		if code, _, _ := c.check(func(string) string { return page }); code == "" || c.head != was.head {
			t.Errorf("%q is taken", page)
		}
	}
	honest(t, m, c)
}

// TestAttackClock: a clock that is years behind refuses what is signed "later"
// and keeps what it has; one that is years ahead goes on.
func TestAttackClock(t *testing.T) {
	m, c := started(t)
	m.PublishPart(release.Detection, releasetest.AddPhrase(c.detection, 1, "x1"), "kestrel")
	right := c.now
	c.now = right.AddDate(-6, 0, 0)
	refuses(t, c, "future", m.Serve)
	c.now = time.UnixMilli(0)
	refuses(t, c, "future", m.Serve)
	c.now = right.AddDate(9, 0, 0)
	if code, changed, _ := c.check(m.Serve); code != "" || len(changed) != 1 {
		t.Error(code, changed)
	}
}

// TestAttackOldPackage: a package comes with rules that are older than those in
// the store; the store's stay in use, and the package's under them.
func TestAttackOldPackage(t *testing.T) {
	m, c := started(t)
	packaged := c.detection
	honest(t, m, c)
	x := new(core.Core)
	older := gjson.GetBytes(x.Configure([]byte(packaged)), "version").Int()
	newer := gjson.GetBytes(x.Configure([]byte(c.detection)), "version").Int()
	if older >= newer {
		t.Errorf("the package has version %d, the store %d", older, newer)
	}
}

// verifier is a public key under a name, as package note writes it.
func verifier(t testing.TB, name, public string) string {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(public)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(append([]byte(name+"\n"), raw...))
	return name + "+" + hex.EncodeToString(sum[:4]) + "+" + public
}
