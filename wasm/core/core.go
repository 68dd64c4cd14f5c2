// Package core puts the parts of the referral logic together behind the calls
// that the host makes: configure, amend, directory, decide and mask. Bytes of JSON in,
// bytes of JSON out, never a panic: bad input of any kind gives
// {"error":{"code":…,"detail":…}}.
//
// It is pure. Rules, snapshot, earlier state and time come in; stage, harm, what is
// drawn and the new state go out. Nothing else is remembered.
package core

import (
	"encoding/json"

	"bouton3018/rules"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/flow"
	"bouton3018/wasm/lexicon"
	"bouton3018/wasm/referral"
)

// Core is one configured instance. It is not safe for concurrent use.
type Core struct {
	knows     *knowledge
	guard     *knowledge // what was known before the part of one key; nil where nothing stands guard
	directory *rules.Directory
	pauses    []pause
	choosers  *referral.Choosers
}

// Configure takes the detection part, that of the package or one that two keys signed. On an error the earlier rules
// stay. Given another part, it keeps the platforms that the new one does not have: a host that the package has rules
// for is never without.
// The answer holds the gates: {"ok":true,"engine":1,"version":N,"gates":{"words":[…],"hosts":{…}}}.
func (c *Core) Configure(part []byte) []byte { return c.take(part, false) }

// Amend takes a detection part that one key signed, and answers like [Core.Configure]. What was configured before it
// stands guard: see [Core.follow].
func (c *Core) Amend(part []byte) []byte { return c.take(part, true) }

func (c *Core) take(part []byte, guarded bool) []byte {
	if code, detail := c.Learn(part, guarded); code != "" {
		return Failure(code, detail)
	}
	return Answer(struct {
		OK      bool  `json:"ok"`
		Engine  int   `json:"engine"`
		Version int64 `json:"version"`
		Gates   gates `json:"gates"`
	}{true, rules.Engine, c.knows.detection.Version, gatesOf(c.knows, c.guard)})
}

// Learn is [Core.Configure], or [Core.Amend] where one key signed the part, for who needs no gates: code and detail
// are those of the error, "" where there is none.
func (c *Core) Learn(part []byte, oneKey bool) (code, detail string) {
	if code := Sound(part, MaxPart); code != "" {
		return code, "detection"
	}
	d, err := rules.ParseDetection(part)
	if err != nil {
		return BadRules, err.Error()
	}
	earlier := c.guard
	if earlier == nil {
		earlier = c.knows
	}
	knows, err := learn(d, earlier)
	var guard *knowledge
	if err == nil && oneKey && earlier != nil {
		guard, err = earlier.still(d)
	}
	if err != nil {
		return BadRules, err.Error()
	}
	choosers, err := choose(c.directory, d)
	if err != nil {
		return BadRules, err.Error()
	}
	c.knows, c.guard, c.pauses, c.choosers = knows, guard, pausesOf(d), choosers
	return "", ""
}

// Directory takes the directory part. On an error the earlier one stays. The answer
// holds the addresses that may be opened: {"ok":true,"version":N,"links":{…}}.
func (c *Core) Directory(part []byte) []byte {
	if code, detail := c.LearnDirectory(part); code != "" {
		return Failure(code, detail)
	}
	return Answer(struct {
		OK      bool              `json:"ok"`
		Version int64             `json:"version"`
		Links   map[string]string `json:"links"`
	}{true, c.directory.Version, c.choosers.Links()})
}

// LearnDirectory is [Core.Directory] without its answer, as [Core.Learn] is.
func (c *Core) LearnDirectory(part []byte) (code, detail string) {
	if code := Sound(part, MaxPart); code != "" {
		return code, "directory"
	}
	d, err := rules.ParseDirectory(part)
	if err != nil {
		return BadRules, err.Error()
	}
	var by *rules.Detection
	if c.knows != nil {
		by = c.knows.detection
	}
	choosers, err := choose(d, by)
	if err != nil {
		return BadRules, err.Error()
	}
	c.directory, c.choosers = d, choosers
	return "", ""
}

// Rules are the parts in use and what the phrases were compiled to; nil before
// there are any. They must not be changed.
func (c *Core) Rules() (*rules.Detection, *rules.Directory, *lexicon.Lexicon) {
	if c.knows == nil {
		return nil, c.directory, nil
	}
	return c.knows.detection, c.directory, c.knows.reader.Lexicon
}

// choose makes the directory ready, without what the detection part withdraws.
func choose(d *rules.Directory, by *rules.Detection) (*referral.Choosers, error) {
	if d == nil {
		return nil, nil
	}
	if by != nil {
		d = d.Without(by.Withdrawn)
	}
	return referral.New(d)
}

// Decide answers one request of the host: {"stage":…,"harm":…,"state":…,"view":…}, and "noPicture":true where no
// picture may be kept of what was reported. A request with "general":true has no snapshot: it asks for what is shown
// before any harm is understood, as a page of the extension does. Its answer has "ignored", the items of a school that
// no card shows, where there are any.
func (c *Core) Decide(request []byte) []byte {
	d, code, detail := c.decide(request)
	if code != "" {
		return Failure(code, detail)
	}
	answer := struct {
		Stage string         `json:"stage"`
		Harm  string         `json:"harm"`
		State string         `json:"state"`
		View  *referral.View `json:"view"`
		// Also where nothing is shown.
		NoPicture bool               `json:"noPicture,omitempty"`
		Ignored   []referral.Ignored `json:"ignored,omitempty"`
	}{d.Stage(), d.Flow.Harm.String(), d.State, nil, d.Flow.NoPicture, d.ignored}
	if d.Stage() != "none" {
		answer.View = d.Referral.View()
	}
	out := Answer(answer)
	for len(out) > maxAnswer && answer.View != nil && len(answer.View.Card.Near) > 0 {
		near := &answer.View.Card.Near
		*near = (*near)[:len(*near)-1]
		out = Answer(answer)
	}
	return out
}

// maxAnswer is how many bytes an answer to a managed browser has: a message to a page has 6,000, and what the
// background adds is small there, without a code to scan. What a school adds is left out where it does not fit.
const maxAnswer = 5940

// Decision is one step decided, and why. A page is told what it draws and no reasons.
type Decision struct {
	Flow     flow.Result
	State    string             // what the next step of this report is asked with
	Referral *referral.Referral // nil when nothing is shown
	Silent   bool               // nothing is shown here: the platform is switched off, or no line is for this place
	ignored  []referral.Ignored
}

// Stage is what is shown.
func (d *Decision) Stage() string {
	if d.Silent {
		return "none"
	}
	return d.Flow.Stage.String()
}

// Explain decides like [Core.Decide] and returns the steps instead of JSON.
func (c *Core) Explain(request []byte) (d Decision, problem string) {
	d, code, detail := c.decide(request)
	if code != "" {
		return d, code + ": " + detail
	}
	return d, ""
}

func (c *Core) decide(request []byte) (d Decision, code, detail string) {
	if c.knows == nil || c.choosers == nil {
		return d, NotConfigured, "rules are missing"
	}
	if code := Sound(request, MaxRequest); code != "" {
		return d, code, "request"
	}
	var r struct {
		Host, State string
		Page        string // the language that the page says it is in
		Locale      string // of the browser
		referral.Device
		Snapshot dialog.Snapshot
		General  bool // help without a dialog: what is shown while no harm is understood
	}
	err := json.Unmarshal(request, &r)
	// What is of another kind than it must be is as if it were not there.
	if _, otherKind := err.(*json.UnmarshalTypeError); err != nil && !otherKind {
		return d, BadJSON, "request"
	}
	if r.Host == "" || r.Now <= 0 {
		return d, BadRequest, "host or now is missing"
	}
	if r.General {
		d.Flow.Stage = rules.StageEarly
		d.refer(c.choosers, referral.Case{Stage: d.Flow.Stage.String()}, r.Device)
		d.ignored = d.Referral.Ignored()
		return d, "", ""
	}
	if !r.Snapshot.Known() {
		return d, BadRequest, "snapshot has no known event"
	}
	platform := c.platform(r.Host)
	if platform != nil && c.isPaused(platform.ID, r.Now) {
		d.Silent = true
		return d, "", ""
	}
	// Who chooses a language for the card changes nothing of what the page is written in.
	if r.Page == "" && r.Locale == "" {
		r.Page = r.Lang // a request of an older package
	}
	d.Flow, d.State = c.follow(&r.Snapshot, r.Host, r.State, r.Page, r.Locale)
	if d.Flow.Stage != rules.StageNone {
		f := &d.Flow
		report := referral.Case{Stage: f.Stage.String(), Harm: f.Harm, Set: f.Set, Surface: f.Surface}
		d.refer(c.choosers, report, r.Device)
	}
	return d, "", ""
}

func (d *Decision) refer(by *referral.Choosers, report referral.Case, device referral.Device) {
	d.Referral = by.Decide(report, device)
	d.Silent = d.Referral.Stage == "none"
}
