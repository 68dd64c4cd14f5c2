// Package update answers: may these files replace the rules that are in use?
//
// It is the one check of an update. The extension runs it in the core before it
// takes anything; the worker runs the same on what a maintainer publishes. Whoever
// runs the server is trusted with nothing, and whoever holds one key with little:
//
//   - heads, statements and proofs: is it signed, in the log, and newer? ([Check])
//   - one key must not be able to silence help ([alone])
//   - every version decides the recorded dialogs alike ([vectors])
package update

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/wasm/core"
	"bouton3018/wasm/hours"
)

// Held is what is in use.
type Held struct {
	Heads                []string // signed heads that are known; the largest that a known key signed counts
	Detection, Directory Part
}

// A Part is the text of a part. In JSON it is a string.
type Part []byte

// UnmarshalText reads a part.
func (p *Part) UnmarshalText(text []byte) error {
	*p = slices.Clone(text)
	return nil
}

// A Request is everything that an update is judged by.
type Request struct {
	Now     int64           // milliseconds since 1970
	Keys    string          // the key file
	Hosts   []string        // hosts that the extension may run on
	Vectors json.RawMessage // vectors.json: what every version must decide alike
	// Packaged is the detection part of the package, which the new one is compared with; empty where it is the one held.
	Packaged Part
	Held     Held
	Files    map[string]string // bodies that the worker served, by their paths below /v1/
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

// refusal is an answer that refuses; a nil one is none.
type refusal struct{ code, detail string }

const (
	maxFile = 16 << 10 // bytes of a head file or a proof
	day     = 24 * 60 * 60 * 1000
	// maxRise is by how much a version may rise with each entry of the log, so that no number is the last.
	maxRise = 1000
	// maxGrowth is how many entries a log may have more than it had, so that no head is of the longest log there is:
	// several a day for years. Maintainers can go on with what somebody else appended.
	maxGrowth = 10_000
	// maxAhead is how far a clock may be behind the publisher's.
	maxAhead = 2 * day
)

// Check judges an update.
func Check(r *Request) Answer {
	a, no := check(r)
	return a.unless(no)
}

// unless is the answer, or a refusal in its place.
func (a Answer) unless(no *refusal) Answer {
	if no != nil {
		return Answer{Code: no.code, Detail: no.detail}
	}
	return a
}

func check(r *Request) (a Answer, no *refusal) {
	keys, err := release.ParseKeys(r.Keys)
	if err != nil {
		return a, &refusal{CodeKeys, err.Error()}
	}
	body, ok := r.Files["head"]
	if !ok {
		a.Fetch = []string{"head"}
		return a, nil
	}
	if no := sound(body, maxFile); no != nil {
		return a, no
	}
	file, err := release.ParseHeadFile(body)
	if err != nil {
		return a, &refusal{CodeHead, err.Error()}
	}
	if a.Head, err = keys.OpenHead(file.Head); err != nil {
		return a, refusalOf(err, CodeHead)
	}
	a.HeadNote = file.Head
	if ahead(a.Head.Time[:10], r.Now) {
		return a, &refusal{CodeFuture, "the head was signed on " + a.Head.Time[:10] + ", after this computer's clock"}
	}
	old := largest(keys, r.Held.Heads)
	switch {
	case a.Head.Size < old.Size:
		return a, &refusal{CodeRollback, "the log has " + decimal(a.Head.Size) + " versions and had " + decimal(old.Size)}
	case a.Head.Size-old.Size > maxGrowth:
		return a, &refusal{CodeHead, "the log has " + decimal(a.Head.Size) + " versions, more than " + decimal(maxGrowth) +
			" above the " + decimal(old.Size) + " that it had"}
	case a.Head.Size == old.Size && a.Head.Hash != old.Hash:
		return a, &refusal{CodeFork, "two heads of version " + decimal(old.Size) +
			" differ: keep both and tell the maintainers"}
	}
	if a.Detection, err = keys.OpenStatement(release.Detection, file.Detection); err != nil {
		return a, refusalOf(err, CodeStatement)
	}
	if a.Directory, err = keys.OpenStatement(release.Directory, file.Directory); err != nil {
		return a, refusalOf(err, CodeStatement)
	}

	var fetch []string
	if a.Head.Size > old.Size {
		name := "proof/" + decimal(old.Size) + "/" + decimal(a.Head.Size)
		if text, ok := r.Files[name]; !ok {
			fetch = append(fetch, name)
		} else if no := proves(text, old, a.Head, file); no != nil {
			return a, no
		}
	}
	detection, directory, missing, no := r.compare(&a, max(1, a.Head.Size-old.Size))
	if no != nil {
		return a, no
	}
	fetch = append(fetch, missing...)
	if len(fetch) > 0 {
		return Answer{Fetch: fetch}, nil
	}
	if a.Head.Size == old.Size && len(a.Changed) > 0 {
		// Nothing proves that these statements are the ones of the log.
		return a, &refusal{CodeProof, "the statements changed and the log did not"}
	}
	if len(a.Changed) > 0 {
		return a, judge(r, detection, directory)
	}
	return a, nil
}

// Rehearse judges parts among the files of a request as if these statements stood in the log, so many entries after
// what is held. Nothing is asked of signatures: who signed is what the statements say.
func Rehearse(r *Request, detection, directory release.Signed, entries int64) Answer {
	a := Answer{Detection: detection, Directory: directory}
	newDetection, newDirectory, _, no := r.compare(&a, entries)
	if no == nil {
		no = judge(r, newDetection, newDirectory)
	}
	return a.unless(no)
}

// compare finds out which parts are to be taken, and adds them to the answer. Missing are files to fetch.
func (r *Request) compare(a *Answer, entries int64) (detection, directory *candidate, missing []string, no *refusal) {
	detection = &candidate{signed: a.Detection, held: r.Held.Detection}
	directory = &candidate{signed: a.Directory, held: r.Held.Directory}
	for _, p := range []*candidate{detection, directory} {
		if no := p.compare(r.Now, entries); no != nil {
			return nil, nil, nil, no
		}
		name := "part/" + p.signed.Hash
		text, ok := r.Files[name]
		switch {
		case !p.newer:
			continue
		case !ok:
			missing = append(missing, name)
			continue
		}
		if no := p.read(text); no != nil {
			return nil, nil, nil, no
		}
		a.Changed = append(a.Changed, p.signed.Part)
	}
	return detection, directory, missing, nil
}

// largest is the head of the most versions among those that a key of today
// signed; the zero head when there is none.
func largest(keys *release.Keys, notes []string) (best release.Head) {
	for _, n := range notes {
		if h, err := keys.OpenHead(n); err == nil && h.Size > best.Size {
			best = h
		}
	}
	return best
}

func proves(text string, old, head release.Head, file release.HeadFile) *refusal {
	if no := sound(text, maxFile); no != nil {
		return no
	}
	proof, err := release.ParseProof(text)
	if err == nil {
		err = proof.Check(old, head, file.Leaf())
	}
	if err != nil {
		return &refusal{CodeProof, err.Error()}
	}
	return nil
}

// candidate is a part as its statement describes it, beside the one in use.
type candidate struct {
	signed release.Signed
	held   []byte
	newer  bool
	text   []byte // the part to use: the new one, or the one held
}

// compare finds out whether the statement is of a newer version, so many entries of the log after the one held.
func (p *candidate) compare(now, entries int64) *refusal {
	p.text = p.held
	s := &p.signed
	if ahead(s.Date, now) {
		return &refusal{CodeFuture, "the " + s.Part + " part was signed on " + s.Date + ", after this computer's clock"}
	}
	version := rules.VersionOf(p.held)
	switch {
	case s.Version < version:
		return &refusal{CodeOlder, s.Part + " " + decimal(s.Version) + " is older than " + decimal(version) +
			", which is in use"}
	case s.Version > version+maxRise*entries:
		return &refusal{CodeVersion, s.Part + " " + decimal(s.Version) + " is more than " + decimal(maxRise) +
			" above " + decimal(version) + " for each entry of the log since then"}
	case s.Version > version:
		p.newer = true
	case s.Hash != release.HashOf(p.held):
		return &refusal{CodeChanged, s.Part + " " + decimal(version) + " is signed with other content than the one in use"}
	}
	return nil
}

// read takes the bytes of the part when they are those that were signed.
func (p *candidate) read(text string) *refusal {
	s := &p.signed
	switch {
	case int64(len(text)) != s.Size:
		return &refusal{CodeSize, "the " + s.Part + " part has " + decimal(int64(len(text))) + " bytes and should have " +
			decimal(s.Size)}
	case release.HashOf([]byte(text)) != s.Hash:
		return &refusal{CodeHash, "the " + s.Part + " part is not the one that was signed"}
	}
	p.text = []byte(text)
	if no := sound(text, release.MaxPart); no != nil {
		return no
	}
	if v := rules.VersionOf(p.text); v != s.Version {
		return &refusal{CodeChanged, "the " + s.Part + " part says it is version " + decimal(v) + ", its statement says " +
			decimal(s.Version)}
	}
	return nil
}

// judge looks at what the new parts say, and at what a core does with them.
func judge(r *Request, detection, directory *candidate) *refusal {
	var recorded vectors
	if json.Unmarshal(r.Vectors, &recorded) != nil {
		return &refusal{CodeVectors, "the recorded decisions cannot be read"}
	}
	packaged := r.Packaged
	if len(packaged) == 0 {
		packaged = r.Held.Detection
	}
	c := new(core.Core)
	if no := given(c.Learn(packaged, false)); no != nil {
		return no
	}
	if no := given(c.LearnDirectory(directory.text)); no != nil {
		return no
	}
	first, dir, before := c.Rules()
	if directory.newer {
		if no := directoryRefusal(dir, directory.signed.Date); no != nil {
			return no
		}
	}
	held := first
	if string(packaged) != string(detection.held) {
		if no := given(c.Learn(detection.held, true)); no != nil {
			return no
		}
		held, _, before = c.Rules()
	}
	if detection.newer {
		if no := take(c, detection, &compared{first, held, before, r.Hosts, recorded.Labels}, dir); no != nil {
			return no
		}
	}
	return recorded.run(c)
}

// take hands the new detection part to the core as a browser would, where nothing speaks against it.
func take(c *core.Core, detection *candidate, with *compared, dir *rules.Directory) *refusal {
	alone := detection.signed.Strength() < 2
	if no := given(c.Learn(detection.text, alone)); no != nil {
		return no
	}
	new, _, after := c.Rules()
	if no := with.refuse(new, dir, detection.signed.Date); no != nil || !alone {
		return no
	}
	return with.refuseAlone(new, after)
}

// given is the refusal of a part that a core was given, by the code and detail of its error.
func given(code, detail string) *refusal {
	switch {
	case code == "":
		return nil
	case code == CodeRules && strings.HasSuffix(detail, rules.NewerEngine):
		return &refusal{CodeEngine, "these rules need a newer extension"}
	case code == CodeRules && strings.HasSuffix(detail, rules.NoSelector):
		code = CodeSelector
	}
	return &refusal{code, detail}
}

// vectors are what the package recorded.
type vectors struct {
	Labels    []string // of sites, that stand for a core harm
	Decisions []struct {
		Name, Stage, Harm string
		Request           json.RawMessage
	}
}

// run asks the core what the package recorded. A site that is switched off is
// judged as if it were not.
func (v *vectors) run(c *core.Core) *refusal {
	c.EndPauses()
	for _, want := range v.Decisions {
		d, problem := c.Explain(want.Request)
		if stage, harm := d.Stage(), d.Flow.Harm.String(); problem != "" || stage != want.Stage || harm != want.Harm {
			return &refusal{CodeVectors, want.Name + ": becomes " + stage + " " + harm + " and must stay " + want.Stage + " " +
				want.Harm}
		}
	}
	if len(v.Decisions) == 0 {
		return &refusal{CodeVectors, "there are no recorded decisions to judge by"}
	}
	return nil
}

// sound refuses a body that no parser should see, or of which two parsers would read different things.
func sound(text string, limit int) *refusal {
	if code := core.Sound([]byte(text), limit); code != "" {
		return &refusal{code, "what the server answered"}
	}
	if !json.Valid([]byte(text)) {
		return nil // whoever reads it says so
	}
	if repeated := rules.RepeatedKey(text); repeated != "" {
		return &refusal{CodeRepeated, "what the server answered has the key " + repeated + " twice"}
	}
	return nil
}

func refusalOf(err error, code string) *refusal {
	if errors.Is(err, release.ErrThreshold) || errors.Is(err, release.ErrSignature) {
		code = CodeThreshold
	}
	return &refusal{code, err.Error()}
}

// ahead reports whether a day is in the future, by more than clocks differ.
func ahead(date string, now int64) bool { return dayOf(date)*day > now+maxAhead }

// dayOf counts the days from 1970 to a date, "2026-11-23".
func dayOf(date string) int64 {
	d, _ := rules.ParseDate(date)
	return hours.Day(d)
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
