// Package core puts the parts of the referral logic together behind the three
// calls that the host makes: configure, directory and decide. Bytes of JSON in,
// bytes of JSON out, never a panic: bad input of any kind gives
// {"error":{"code":…,"detail":…}}.
//
// It is pure. Rules, snapshot, earlier state and time come in; stage, reasons,
// helplines, words and the new state go out. Nothing else is remembered.
package core

import (
	"slices"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/flow"
	"bouton3018/wasm/jsonw"
	"bouton3018/wasm/lexicon"
	"bouton3018/wasm/referral"
)

// Core is one configured instance. It is not safe for concurrent use, and what
// its methods return is overwritten by the next call.
type Core struct {
	detection *rules.Detection
	platforms []rules.Platform // of the detection part, and those that only an earlier one had
	directory *rules.Directory
	pauses    []pause
	reader    dialog.Reader
	choosers  *referral.Choosers
	out       []byte
}

// Configure takes the detection part. On an error the earlier rules stay. Given
// another part, it keeps the platforms that the new one does not have: a host that
// the package has rules for is never without.
// The answer holds the gates: {"ok":true,"engine":1,"version":N,"gates":{"words":[…],"hosts":{…}}}.
func (c *Core) Configure(part []byte) []byte {
	if code := Sound(part, MaxPart); code != "" {
		return c.fail(code, "detection")
	}
	d, err := rules.ParseDetection(part)
	if err != nil {
		return c.fail(badRules, err.Error())
	}
	x, err := lexicon.Compile(d.Lexicons)
	if err != nil {
		return c.fail(badRules, err.Error())
	}
	choosers, err := choose(c.directory, d)
	if err != nil {
		return c.fail(badRules, err.Error())
	}
	platforms := d.Platforms[:len(d.Platforms):len(d.Platforms)]
	for _, former := range c.platforms {
		if !hasPlatform(d, former.ID) {
			platforms = append(platforms, former)
		}
	}
	for i := range platforms {
		labels := platforms[i].Labels
		for j := range labels {
			labels[j].Hash = x.Match(labels[j].Text).Hash
		}
	}
	c.detection, c.platforms, c.reader, c.pauses, c.choosers = d, platforms, dialog.Reader{Lexicon: x}, pausesOf(d), choosers
	b := append(c.out[:0], `{"ok":true,"engine":`...)
	b = jsonw.Int(b, rules.Engine)
	b = append(b, `,"version":`...)
	b = jsonw.Int(b, d.Version)
	b = append(b, `,"gates":`...)
	b = appendGates(b, d.Lexicons, platforms)
	c.out = append(b, '}')
	return c.out
}

// Directory takes the directory part. On an error the earlier one stays.
func (c *Core) Directory(part []byte) []byte {
	if code := Sound(part, MaxPart); code != "" {
		return c.fail(code, "directory")
	}
	d, err := rules.ParseDirectory(part)
	if err != nil {
		return c.fail(badRules, err.Error())
	}
	choosers, err := choose(d, c.detection)
	if err != nil {
		return c.fail(badRules, err.Error())
	}
	c.directory, c.choosers = d, choosers
	b := append(c.out[:0], `{"ok":true,"version":`...)
	b = jsonw.Int(b, d.Version)
	b = append(b, `,"links":`...)
	c.out = append(choosers.AppendLinks(b), '}')
	return c.out
}

// Rules are the parts in use and what the phrases were compiled to; nil before
// there are any. They must not be changed.
func (c *Core) Rules() (*rules.Detection, *rules.Directory, *lexicon.Lexicon) {
	return c.detection, c.directory, c.reader.Lexicon
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

func hasPlatform(d *rules.Detection, id string) bool {
	return slices.ContainsFunc(d.Platforms, func(p rules.Platform) bool { return p.ID == id })
}

// Decide answers one request of the host.
func (c *Core) Decide(request []byte) []byte {
	d, code, detail := c.decide(request)
	if code != "" {
		return c.fail(code, detail)
	}
	c.out = d.append(c.out[:0])
	return c.out
}

// Decision is what [Core.Decide] writes, for those who explain it.
type Decision struct {
	Flow     flow.Result
	Referral *referral.Referral // nil when nothing is shown
	Silent   bool               // nothing is shown here: the platform is switched off, or no line is for this place
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
	if c.detection == nil || c.choosers == nil {
		return d, notConfigured, "rules are missing"
	}
	if code := Sound(request, MaxRequest); code != "" {
		return d, code, "request"
	}
	if !gjson.ValidBytes(request) {
		return d, badJSON, "request"
	}
	var host, state string
	var device referral.Device
	var snapshot gjson.Result
	gjson.ParseBytes(request).ForEach(func(k, v gjson.Result) bool {
		switch k.String() {
		case "host":
			host = v.String()
		case "now":
			device.Now = v.Int()
		case "zone":
			device.Zone = v.String()
		case "country":
			device.Country = v.String()
		case "lang":
			device.Lang = v.String()
		case "touch":
			device.Touch = v.Bool()
		case "state":
			state = v.String()
		case "snapshot":
			snapshot = v
		}
		return true
	})
	if host == "" || device.Now <= 0 {
		return d, badRequest, "host or now is missing"
	}
	s, ok := dialog.Parse(snapshot)
	if !ok {
		return d, badRequest, "snapshot has no known event"
	}
	platform := c.platform(host)
	if platform != nil && c.silent(platform.ID, device.Now) {
		d.Silent = true
		return d, "", ""
	}
	d.Flow = flow.Follow(c.reader, &s, platform, flow.ParseState(state))
	if d.Flow.Stage != rules.StageNone {
		f := &d.Flow
		report := referral.Case{Stage: f.Stage.String(), Harm: f.Harm, Set: f.Set, Surface: f.Surface}
		d.Referral = c.choosers.Decide(report, device)
		d.Silent = d.Referral.Stage == "none"
	}
	return d, "", ""
}

func (c *Core) platform(host string) *rules.Platform {
	for i := range c.platforms {
		for _, h := range c.platforms[i].Hosts {
			if h == host {
				return &c.platforms[i]
			}
		}
	}
	return nil
}

func (c *Core) fail(code, detail string) []byte {
	b := append(c.out[:0], `{"error":{"code":`...)
	b = jsonw.String(b, code)
	b = append(b, `,"detail":`...)
	b = jsonw.String(b, detail)
	c.out = append(b, '}', '}')
	return c.out
}

// append writes the decision.
func (d *Decision) append(b []byte) []byte {
	stage := d.Stage()
	b = append(b, `{"stage":`...)
	b = jsonw.String(b, stage)
	b = append(b, `,"harm":`...)
	b = jsonw.String(b, d.Flow.Harm.String())
	b = append(b, `,"confidence":`...)
	b = jsonw.Int(b, int64(max(0, min(99, d.Flow.Reading.Score))))
	b = append(b, `,"reasons":[`...)
	for i, s := range d.Flow.Reading.Signals {
		if i > 0 {
			b = append(b, ',')
		}
		b = jsonw.String(b, s.ID)
	}
	if d.Flow.Chosen != "" {
		if len(d.Flow.Reading.Signals) > 0 {
			b = append(b, ',')
		}
		b = jsonw.String(b, "chosen by "+d.Flow.Chosen+":"+d.Flow.Harm.String())
	}
	b = append(b, `],"state":`...)
	b = jsonw.String(b, d.Flow.State.String())
	if stage == "none" {
		return append(b, `,"lines":[],"text":[],"view":null}`...)
	}
	b = append(b, `,"lines":`...)
	b = d.Referral.AppendLines(b)
	b = append(b, `,"text":`...)
	b = d.Referral.AppendText(b)
	b = append(b, `,"view":`...)
	b = d.Referral.AppendView(b)
	return append(b, '}')
}
