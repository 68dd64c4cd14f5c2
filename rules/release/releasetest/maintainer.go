// Package releasetest is the maintainer of the tests: whoever holds the keys, signs the
// parts and appends to the log, as the commands of scripts/rules do for people.
//
// A [Maintainer] has new keys of every role, one for the log, two for the detection part, three for
// the directory, and a log in memory. Tests of the check, of the worker and of the
// commands publish with it, and attack with it: it signs whatever it is told to. The tests in
// TypeScript have one of their own, which is a second implementation on purpose.
//
// What goes wrong here is a mistake of the test, and panics.
package releasetest

import (
	"crypto/rand"
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"
	"golang.org/x/mod/sumdb/note"

	"bouton3018/rules/release"
)

// LogKey is the name of the key that signs heads.
const LogKey = "bouton3018-log"

// keys are the names of all keys, with their roles, in the order of the key file.
var keys = []struct{ role, name string }{
	{release.RoleLog, LogKey},
	{release.RoleDetection, "kestrel"}, {release.RoleDetection, "swift"},
	{release.RoleDirectory, "heron"}, {release.RoleDirectory, "wren"}, {release.RoleDirectory, "plover"},
}

// A Maintainer holds all keys and the log. The notes in it are the current ones: what an honest
// server answers to who asks for the head. A test may put others in their place.
type Maintainer struct {
	release.HeadFile
	Keys string    // the key file
	Time time.Time // of what is signed next; each entry of the log is a minute later
	Log  release.Tree

	signers map[string]note.Signer
	parts   map[string]string // what was signed, by hash
}

// New returns a maintainer with new keys and an empty log.
func New(now time.Time) *Maintainer {
	m := &Maintainer{Time: now.UTC(), signers: map[string]note.Signer{}, parts: map[string]string{}}
	for _, k := range keys {
		signer, public := NewKey(k.name)
		m.signers[k.name] = signer
		m.Keys += k.role + " " + public + "\n"
	}
	return m
}

// NewKey makes a key with a name, and its public half as a key file has it.
func NewKey(name string) (signer note.Signer, public string) {
	private, public, err := note.GenerateKey(rand.Reader, name)
	must(err)
	signer, err = note.NewSigner(private)
	must(err)
	return signer, public
}

// Clone returns a maintainer with the same keys who goes on with a copy of the log.
func (m *Maintainer) Clone() *Maintainer {
	c := *m
	c.Log = m.Log.Clone()
	c.parts = maps.Clone(m.parts)
	return &c
}

// Signers are keys by their names.
func (m *Maintainer) Signers(names ...string) (signers []note.Signer) {
	for _, name := range names {
		if m.signers[name] == nil {
			panic("no key has the name " + name)
		}
		signers = append(signers, m.signers[name])
	}
	return signers
}

// Note signs a text.
func (m *Maintainer) Note(text string, by ...string) string {
	signed, err := release.Sign(text, m.Signers(by...)...)
	must(err)
	return signed
}

// Describe is the statement of a part as it is, of the version that it says. The part is
// kept, for [Maintainer.Serve].
func (m *Maintainer) Describe(part, text string) release.Statement {
	hash := release.HashOf([]byte(text))
	m.parts[hash] = text
	return release.Statement{
		Part: part, Version: Version(text), Hash: hash, Size: int64(len(text)), Date: m.Time.Format(time.DateOnly),
	}
}

// Statement is the signed statement of a part.
func (m *Maintainer) Statement(part, text string, by ...string) string {
	return m.Note(m.Describe(part, text).Text(), by...)
}

// Sign makes a part the current one.
func (m *Maintainer) Sign(part, text string, by ...string) {
	signed := m.Statement(part, text, by...)
	if part == release.Detection {
		m.Detection = signed
	} else {
		m.Directory = signed
	}
}

// SignBoth makes two parts the current ones, with as many keys as they need.
func (m *Maintainer) SignBoth(detection, directory string) {
	m.Sign(release.Detection, detection, "kestrel")
	m.Sign(release.Directory, directory, "heron", "wren")
}

// LogHead is the head of the log as it is.
func (m *Maintainer) LogHead() release.Head {
	return release.Head{Size: m.Log.Size, Hash: m.Log.Root(), Time: m.Time.Format(release.TimeLayout)}
}

// SignHead signs the head of the log as it is.
func (m *Maintainer) SignHead() { m.Head = m.Note(m.LogHead().Text(), LogKey) }

// Grow takes the current statements into the log and signs its head.
func (m *Maintainer) Grow() {
	m.Log.Append(m.Leaf())
	m.SignHead()
	m.Time = m.Time.Add(time.Minute)
}

// Publish makes two signed statements the current ones and takes them into the log.
func (m *Maintainer) Publish(detection, directory string) {
	m.Detection, m.Directory = detection, directory
	m.Grow()
}

// PublishPart makes a part the current one and takes it into the log, beside the other as it is.
func (m *Maintainer) PublishPart(part, text string, by ...string) {
	m.Sign(part, text, by...)
	m.Grow()
}

// Next is the publication of the current statements with the parts that are to be sent. The log
// stays as it is, because another publication may win: then [Maintainer.Grow] follows.
func (m *Maintainer) Next(parts ...string) release.Publication {
	next := m.Clone()
	next.Grow()
	return release.Publication{HeadFile: next.HeadFile, Parts: parts}
}

// NextHead is the head that [Maintainer.Next] signs.
func (m *Maintainer) NextHead() release.Head {
	next := m.Clone()
	next.Log.Append(m.Leaf())
	return next.LogHead()
}

// Serve is what an honest server answers at an address below /v1/, "" where it has nothing.
func (m *Maintainer) Serve(name string) string {
	kind, rest, _ := strings.Cut(name, "/")
	switch kind {
	case "head":
		return string(m.HeadFile.JSON())
	case "part":
		return m.parts[rest]
	case "proof":
		left, right, _ := strings.Cut(rest, "/")
		from, err := strconv.ParseInt(left, 10, 64)
		must(err)
		to, err := strconv.ParseInt(right, 10, 64)
		must(err)
		proof, err := release.Prove(from, to, &m.Log)
		must(err)
		return string(proof.JSON())
	}
	panic("a server has nothing at " + name)
}

// Body is a publication as it is sent.
func Body(p release.Publication) []byte {
	body, err := json.Marshal(p)
	must(err)
	return body
}

// Version is what a part says.
func Version(part string) int64 { return gjson.Get(part, "version").Int() }

// Edit is a later version of a part, in which one text is another. Versions are counted from
// the part, because tests must hold after the packaged rules went on.
func Edit(part string, up int64, old, new string) string {
	if !strings.Contains(part, old) {
		panic("the part does not contain " + old)
	}
	part = strings.Replace(part, old, new, 1)
	version := `"version":` + strconv.FormatInt(Version(part), 10)
	i := strings.LastIndex(part, version)
	return part[:i] + `"version":` + strconv.FormatInt(Version(part)+up, 10) + part[i+len(version):]
}

// AddPhrase is a later version of a detection part, which one key may sign: it knows one phrase
// of harassment more.
func AddPhrase(detection string, up int64, phrase string) string {
	const known = `"harass*`
	return Edit(detection, up, known, strconv.Quote(phrase)+","+known)
}

// AddWords is a later version of a directory part: a card says something more.
func AddWords(directory string, up int64, words string) string {
	const known = "Tu peux en parler."
	return Edit(directory, up, known, known+" "+words)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
