package dialog

import (
	"bouton3018/rules"
	"bouton3018/wasm/lexicon"
)

// Weights of the signals, and what they must add up to. They are part of the
// package and never of an update: an update carries facts, not judgement.
const (
	Threshold = 60

	weightHook     = 70 // a selector that the site uses for its report form only
	weightOpener   = 35 // "Report" was clicked to get here
	weightTitle    = 45 // name or heading says report
	weightQuestion = 30 // name or heading asks what is wrong
	weightBody     = 20 // other text says report
	weightReason   = 15 // one row is a reason
	weightReasons  = 40 // two or three are
	weightMany     = 50 // four or more are
	weightList     = 65 // among them harms and everyday reasons: nothing but a report lists both
	weightForm     = 15 // a text field beside a send button
	weightSame     = 60 // this box was a report dialog a moment ago
	weightNext     = 40 // the box before this one was
	weightAct      = 15 // nothing but report actions to choose from: "Report account", "Report video"

	weightMenu     = -80
	weightLogin    = -80
	weightCookies  = -80
	weightShare    = -70
	weightBlock    = -60
	weightMute     = -60
	weightFeedback = -100
	weightSettings = -50
	weightNever    = -200 // a selector that is never a report dialog
)

// Prior is what the flow remembers of the boxes before this one.
type Prior uint8

const (
	Fresh     Prior = iota // nothing
	SameBox                // this very box was a report dialog
	FormerBox              // the box before was one
)

// Signal is one reason for or against, for the explain command.
type Signal struct {
	ID     string
	Weight int
}

// Option is a row that is not an action of the form.
type Option struct {
	Row     int
	Harm    rules.Concept // the reason it stands for, or None
	Set     rules.Set
	Hash    uint32
	Checked bool
}

// Reading is what a snapshot says.
type Reading struct {
	Score   int
	Signals []Signal
	Report  bool // the score reaches the threshold

	Options []Option
	Reasons int // options that stand for a reason
	Submit  bool
	Done    bool          // it thanks for a report
	Title   rules.Set     // concepts of name and headings
	Harm    rules.Concept // the reason that the headings name, or None
	HarmSet rules.Set     // the concepts of that heading
	Surface string        // what is being reported, or ""
	Shape   uint32        // hash of the options: tells one step from another
	Checks  uint32        // hash of which are checked
}

// Reader reads snapshots with one lexicon.
type Reader struct {
	Lexicon *lexicon.Lexicon
}

// actions are the rows that drive a form instead of answering it.
var actions = rules.SetOf(rules.Submit, rules.Next, rules.Back, rules.Cancel)

// menuRows are what an options menu holds beside "Report".
var menuRows = rules.SetOf(rules.Menu, rules.Share, rules.Block, rules.Mute)

// Read adds up what a snapshot says. platform may be nil.
func (x Reader) Read(s *Snapshot, platform *rules.Platform, prior Prior) Reading {
	r := Reading{Surface: s.Surface, Shape: lexicon.NoHash, Checks: lexicon.NoHash}
	if r.Surface == "" && platform != nil {
		r.Surface = platform.Surface
	}
	x.hooks(&r, s, platform)
	x.title(&r, s)
	x.rows(&r, s, platform)
	x.texts(&r, s)
	x.judge(&r, s, prior)
	return r
}

func (r *Reading) add(id string, weight int) {
	r.Signals = append(r.Signals, Signal{id, weight})
	r.Score += weight
}

func (x Reader) hooks(r *Reading, s *Snapshot, platform *rules.Platform) {
	if platform == nil {
		return
	}
	found := false
	for _, id := range s.Hooks {
		for i := range platform.Hooks {
			h := &platform.Hooks[i]
			if h.ID != id {
				continue
			}
			switch h.Signal {
			case "never":
				r.add("never:"+id, weightNever)
			case "done":
				r.Done = true
				fallthrough
			default:
				if !found {
					r.add("hook:"+id, weightHook)
					found = true
				}
			}
		}
	}
}

func (x Reader) title(r *Reading, s *Snapshot) {
	x.heading(r, s.Name)
	for _, h := range s.Headings {
		x.heading(r, h)
	}
	if r.Title.Has(rules.Report) && !r.Title.Has(rules.Feedback) {
		r.add("title:report", weightTitle)
	}
	if r.Title.Has(rules.Question) {
		r.add("title:question", weightQuestion)
	}
	r.Done = r.Done || r.Title.Has(rules.Done)
}

func (x Reader) heading(r *Reading, h string) {
	if h == "" {
		return
	}
	m := x.Lexicon.Match(h)
	r.Title |= m.Set
	if r.Harm == rules.None && m.Harm != rules.None && !rules.Harms[m.Harm].Unclear {
		r.Harm, r.HarmSet = m.Harm, m.Set
	}
	r.surface(m.Set)
}

// surface lets the words of the dialog say what is being reported.
func (r *Reading) surface(s rules.Set) {
	switch {
	case s.Has(rules.Message):
		r.Surface = "message"
	case s.Has(rules.Account):
		r.Surface = "account"
	case s.Has(rules.Post) && r.Surface == "":
		r.Surface = "post"
	}
}

// rowCounts is how many rows are of each kind.
type rowCounts struct {
	everyday int // reasons that people report all day
	acts     int // "Report account"
	menu     int // what an options menu holds
	others   int
}

func (x Reader) rows(r *Reading, s *Snapshot, platform *rules.Platform) {
	var n rowCounts
	r.Options = make([]Option, 0, len(s.Rows))
	for i := range s.Rows {
		row := &s.Rows[i]
		m := x.Lexicon.Match(row.Text)
		if m.Words == 0 {
			continue
		}
		if c := label(platform, m.Hash); c != rules.None {
			m.Harm = c
		}
		if m.Harm == rules.None && m.Set.Any(actions) || row.Kind == "submit" && m.Harm == rules.None {
			r.Submit = r.Submit || m.Set.Has(rules.Submit) || row.Kind == "submit"
			continue
		}
		r.Options = append(r.Options, Option{i, m.Harm, m.Set, m.Hash, row.Checked})
		r.Shape = lexicon.AddToHash(r.Shape, m.Hash)
		if row.Checked {
			r.Checks = lexicon.AddToHash(r.Checks, uint32(i+1))
		}
		switch {
		case m.Harm != rules.None:
			r.Reasons++
			if rules.Harms[m.Harm].Everyday {
				n.everyday++
			}
		case m.Set.Any(menuRows):
			n.menu++
		case m.Set.Has(rules.Report):
			n.acts++
		default:
			n.others++
		}
	}
	r.weighRows(n)
	if s.Fields > 0 && r.Submit {
		r.add("form", weightForm)
	}
}

func (r *Reading) weighRows(n rowCounts) {
	switch {
	case r.Reasons >= 4 && n.everyday >= 2 && r.Reasons-n.everyday >= 2:
		r.add("rows:list", weightList)
	case r.Reasons >= 4:
		r.add("rows:many", weightMany)
	case r.Reasons >= 2:
		r.add("rows:some", weightReasons)
	case r.Reasons == 1:
		r.add("rows:one", weightReason)
	}
	// "Report" beside "Block", "Share" or "Copy link" is a menu that leads to a
	// report; "Report account" beside "Report a video" is the report's first step.
	if n.acts > 0 && n.menu > 0 || n.menu >= 2 {
		r.add("menu", weightMenu)
	} else if n.acts > 0 && r.Reasons == 0 && n.others <= n.acts {
		r.add("rows:report", weightAct)
	}
}

// label is the reason that the platform's exact labels give this text.
func label(platform *rules.Platform, hash uint32) rules.Concept {
	if platform == nil {
		return rules.None
	}
	for i := range platform.Labels {
		if platform.Labels[i].Hash == hash {
			return platform.Labels[i].Concept
		}
	}
	return rules.None
}

func (x Reader) texts(r *Reading, s *Snapshot) {
	said := false
	for _, t := range s.Texts {
		m := x.Lexicon.Match(t)
		if m.Set.Has(rules.Report) && !m.Set.Has(rules.Feedback) && !said {
			r.add("text:report", weightBody)
			said = true
		}
		// On a form that still has a send button, "once you have submitted your
		// report" is a promise, not a thank-you; so is a long explanation.
		if m.Set.Has(rules.Done) && m.Words <= 14 && !r.Submit && r.Reasons < 2 {
			r.Done = true
		}
		if m.Words <= 12 {
			r.surface(m.Set & (1<<rules.Message | 1<<rules.Account))
		}
	}
	if r.Reasons >= 2 {
		r.Done = false
	}
}

func (x Reader) judge(r *Reading, s *Snapshot, prior Prior) {
	if r.Done {
		r.add("done", weightBody)
	}
	switch own := r.Score > 0; {
	case prior == SameBox:
		r.add("same box", weightSame)
	case prior == FormerBox && own:
		// What stands behind a dialog comes to light when it closes, so a box that
		// says nothing of a report is no part of one for having come after it.
		r.add("next box", weightNext)
	}
	if s.Opener == "report" {
		r.add("opener:report", weightOpener)
	}
	for _, n := range titlesAgainst {
		// A step of a report may speak of sharing or blocking: then its title names
		// the harm or the report as well.
		if r.Title.Has(n.concept) && (n.strict || r.Harm == rules.None && !r.Title.Any(reports)) {
			r.add("never:"+n.concept.String(), n.weight)
		}
	}
	if s.Opener == "feedback" {
		r.add("opener:feedback", weightFeedback)
	}
	r.Report = r.Score >= Threshold
}

// titlesAgainst speak against a report dialog.
var titlesAgainst = [...]struct {
	concept rules.Concept
	weight  int
	strict  bool // also where the title names a harm or a report: "Log in to report"
}{
	{rules.Login, weightLogin, true},
	{rules.Cookies, weightCookies, true},
	{rules.Share, weightShare, false},
	{rules.Block, weightBlock, false},
	{rules.Mute, weightMute, false},
	{rules.Feedback, weightFeedback, true},
	{rules.Settings, weightSettings, false},
}

var reports = rules.SetOf(rules.Report, rules.Done)
