package dialog

import (
	"slices"

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
	weightList     = 65 // among them harms and everyday reasons
	weightForm     = 15 // a text field beside a send button
	weightSend     = 15 // which says report, and nothing else can be chosen
	weightSame     = 60 // this box was a report dialog a moment ago
	weightNext     = 40 // the box before this one was
	weightAct      = 15 // nothing but report actions to choose from: "Report account", "Report video"

	weightMenu      = -80
	weightLogin     = -80
	weightCookies   = -80
	weightShare     = -70
	weightBlock     = -60
	weightMute      = -60
	weightFeedback  = -100
	weightSettings  = -50
	weightOther     = -100
	weightUnrelated = -90
	weightNever     = -200 // a selector that is never a report dialog
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
	Kind    string
	Harm    rules.Concept // the reason it stands for, or None
	Set     rules.Set
	Hash    uint32
	Checked bool
}

// Reading is what a snapshot says.
type Reading struct {
	Score   int
	Signals []Signal
	// Says: a word, the click that led here, a hook or the way so far says report. A
	// list of harms alone does not: who leaves, votes or bans is asked for the same.
	Says   bool
	Report bool // it says so, and the score reaches the threshold

	Options []Option
	Reasons int // options that stand for a reason
	Submit  bool
	Done    bool          // it thanks for a report
	Title   rules.Set     // concepts of name and headings
	Harm    rules.Concept // the reason that the headings name, or None
	HarmSet rules.Set     // the concepts of that heading
	Surface string        // what is being reported, or ""
	Shape   uint32        // hash of the options: tells one step from another
	Checks  uint32        // hash of which are checked, of those that may answer
	Radios  bool          // they cannot be unchecked by hand

	problem bool // the title is "Report a problem"
}

// Reader reads snapshots with one lexicon.
type Reader struct {
	Lexicon *lexicon.Lexicon
	// Langs count on this page whatever the dialog is in; French and English always do.
	Langs lexicon.Langs
}

// On is the reader for a page in some languages: that of the page, that of the browser.
func (x Reader) On(tags ...string) Reader {
	return Reader{x.Lexicon, x.Lexicon.Langs(tags...)}
}

// actions are the rows that drive a form instead of answering it.
var actions = rules.SetOf(rules.Submit, rules.Next, rules.Back, rules.Cancel)

// technical are the rows of a form about the site itself.
var technical = rules.SetOf(rules.Technical, rules.Feedback, rules.Login)

// hurts are the harms that one person does to another.
var hurts = rules.SetOf(rules.Harassment, rules.Hate, rules.Threats, rules.IntimateImages, rules.MinorSafety,
	rules.Sexual, rules.Violence, rules.SelfHarm)

// menuRows are what an options menu holds beside "Report".
var menuRows = rules.SetOf(rules.Menu, rules.Share, rules.Block, rules.Mute)

// Read adds up what a snapshot says. platform may be nil.
func (x Reader) Read(s *Snapshot, platform *rules.Platform, prior Prior) Reading {
	h := x.hear(s)
	x.Langs = h.langs
	r := Reading{Surface: s.Surface, Shape: lexicon.NoHash, Checks: lexicon.NoHash, Says: prior != Fresh}
	if r.Surface == "" && platform != nil {
		r.Surface = platform.Surface
	}
	x.hooks(&r, s, platform)
	x.title(&r, &h)
	n := x.rows(&r, s, &h, platform, prior)
	r.countChecks()
	x.texts(&r, &h)
	r.weighRows(n, prior)
	r.weighProblem(s, n, prior)
	r.judge(s, prior)
	return r
}

func (r *Reading) add(id string, weight int) {
	r.Signals = append(r.Signals, Signal{id, weight})
	r.Score += weight
}

// say adds a signal that says report by itself.
func (r *Reading) say(id string, weight int) {
	r.add(id, weight)
	r.Says = true
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
					r.say("hook:"+id, weightHook)
					found = true
				}
			}
		}
	}
}

func (x Reader) title(r *Reading, h *heard) {
	for i := range h.titles {
		x.heading(r, &h.titles[i])
	}
	if r.Title.Has(rules.Report) {
		r.say("title:report", weightTitle)
	}
	if r.Title.Has(rules.Question) {
		r.add("title:question", weightQuestion)
	}
	r.Done = r.Done || r.Title.Has(rules.Done)
}

func (x Reader) heading(r *Reading, t *lexicon.Text) {
	m := x.mean(t)
	r.Title |= reportIn(m.Set)
	r.problem = r.problem || m.Set.Has(rules.Report) && m.Set.Has(rules.Feedback)
	if r.Harm == rules.None && m.Harm != rules.None && !rules.Harms[m.Harm].Unclear {
		r.Harm, r.HarmSet = m.Harm, m.Set
	}
	r.surface(m.Set)
}

// reportIn takes the word "report" out of a text that uses it for something else.
func reportIn(s rules.Set) rules.Set {
	if s.Any(rules.SetOf(rules.Feedback, rules.OtherReport)) {
		s &^= rules.SetOf(rules.Report)
	}
	return s
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
	everyday  int // reasons that people report all day
	hurts     int // what one person does to another
	technical int // what does not work
	acts      int // "Report account"
	menu      int // what an options menu holds
	choices   int // radios and the like
	others    int
}

func (x Reader) rows(r *Reading, s *Snapshot, h *heard, platform *rules.Platform, prior Prior) rowCounts {
	var n rowCounts
	named := make([]lexicon.Meaning, len(s.Rows))
	for i := range s.Rows {
		named[i] = x.meaningOf(&s.Rows[i], h.rows[2*i:], platform)
		r.count(&n, s.Rows[i].Kind, &named[i])
	}
	// Where something can be chosen or told, a button that says report sends it; so
	// does the only one of a later step.
	acts := n.acts
	sends := r.Reasons+n.choices+s.Fields > 0 || prior != Fresh && acts == 1 && n.menu+n.others == 0
	saysReport := false // what sends, and nothing else does
	for i := range s.Rows {
		row, m := &s.Rows[i], &named[i]
		switch {
		case m.Words == 0:
		case isAct(m) && sends && row.isButton():
			saysReport = !r.Submit
			r.Submit = true
			n.acts--
			r.Says = true
		case m.Harm == rules.None && (m.Set.Any(actions) || row.Kind == "submit"):
			// A button of a form may only close or go on.
			isClosing := m.Set.Has(rules.Cancel) || m.Set.Has(rules.Next) && r.Reasons+n.choices+s.Fields == 0
			if m.Set.Has(rules.Submit) || row.Kind == "submit" && !isClosing {
				r.Submit, saysReport = true, false
			}
		default:
			r.addOption(i, row, m)
		}
	}
	if s.Fields > 0 && r.Submit {
		r.add("form", weightForm)
		if saysReport && len(r.Options) == 0 {
			r.add("send:report", weightSend)
		}
	}
	return n
}

// isAct says that a row reports; "Your report was sent" is no row, though it may look like one.
func isAct(m *lexicon.Meaning) bool {
	return m.Harm == rules.None && reportIn(m.Set).Has(rules.Report) && !m.Set.Has(rules.Done)
}

// count adds a row to the counts of its kind.
func (r *Reading) count(n *rowCounts, kind string, m *lexicon.Meaning) {
	switch kind {
	case "radio", "checkbox", "option", "value":
		n.choices++
	}
	if m.Set.Any(technical) {
		n.technical++
	}
	switch {
	case m.Words == 0:
	case m.Harm != rules.None:
		r.Reasons++
		if rules.Harms[m.Harm].Everyday {
			n.everyday++
		} else if rules.SetOf(m.Harm).Any(hurts) {
			n.hurts++
		}
	case m.Set.Any(actions) || kind == "submit":
	case m.Set.Any(menuRows):
		n.menu++
	case isAct(m):
		n.acts++
	default:
		n.others++
	}
}

func (r *Reading) addOption(i int, row *Row, m *lexicon.Meaning) {
	r.Options = append(r.Options, Option{i, row.Kind, m.Harm, m.Set, m.Hash, row.Checked})
	// What a list shows as its value is the choice, and no part of the question.
	if row.Kind != "value" {
		r.Shape = lexicon.AddToHash(r.Shape, m.Hash)
	}
}

// countChecks hashes what is checked of that which may answer.
func (r *Reading) countChecks() {
	for i := range r.Options {
		o := &r.Options[i]
		if !r.Answers(o) {
			continue
		}
		r.Radios = r.Radios || o.Kind == "radio"
		if o.Checked {
			r.Checks = lexicon.AddToHash(r.Checks, uint32(o.Row+1))
			if o.Kind == "value" {
				r.Checks = lexicon.AddToHash(r.Checks, o.Hash)
			}
		}
	}
}

// Answers reports whether an option that is chosen takes the place of the one before it. A button that is not
// understood may be anything: "Learn more", "Report and block". Where reasons stand in the box, what is of another kind
// than these asks for something else: whom it is about, whether to block them, too.
func (r *Reading) Answers(o *Option) bool {
	isButton := o.Kind == "button" || o.Kind == "submit" || o.Kind == "link"
	switch {
	case o.Harm != rules.None:
		return true
	case o.Kind == "value" && !o.Checked: // of any list
		return false
	case r.Reasons == 0:
		return !isButton || o.Set.Any(rules.Qualifiers)
	}
	return !isButton && slices.ContainsFunc(r.Options, func(each Option) bool {
		return each.Kind == o.Kind && each.Harm != rules.None
	})
}

func (r *Reading) weighRows(n rowCounts, prior Prior) {
	harms := r.Reasons - n.everyday
	switch {
	case r.Reasons >= 4 && n.everyday >= 2 && harms >= 2:
		r.add("rows:list", weightList)
	case r.Reasons >= 4:
		r.add("rows:many", weightMany)
	case r.Reasons >= 2:
		r.add("rows:some", weightReasons)
	case r.Reasons == 1:
		r.add("rows:one", weightReason)
	}
	// "Report" beside "Block", "Share" or "Copy link" is a menu that leads to a
	// report; "Report account" beside "Report a video" is the report's first step, and
	// "Block" below reasons is offered with the report, and below thanks after it.
	isOver := r.Done && prior != Fresh
	if !isOver && harms < 2 && (n.acts > 0 && n.menu > 0 || n.menu >= 2) {
		r.add("menu", weightMenu)
	} else if n.acts > 0 && r.Reasons == 0 && n.others <= n.acts {
		r.add("rows:report", weightAct)
	}
}

// weighProblem reads "Report a problem": on some sites that is feedback, on those for
// children the report itself. What can be chosen tells, and the way so far.
func (r *Reading) weighProblem(s *Snapshot, n rowCounts, prior Prior) {
	isOpener := s.Opener == "feedback" && prior == Fresh
	switch {
	case !isOpener && !r.problem:
	case prior == Fresh && n.technical == 0 && n.hurts > 0 && r.Reasons-n.everyday >= 2:
		r.Title &^= rules.SetOf(rules.Feedback)
		if isOpener {
			r.say("opener:problem", weightOpener)
		}
		if r.problem {
			r.say("title:problem", weightTitle)
		}
	case prior == SameBox && n.technical == 0:
		r.Title &^= rules.SetOf(rules.Feedback)
	case isOpener:
		r.add("opener:feedback", weightFeedback)
	}
}

// label is the reason that the platform's exact labels give this text.
func label(platform *rules.Platform, hash uint32) rules.Concept {
	if platform != nil {
		for _, l := range platform.Labels {
			if l.Hash == hash {
				return l.Concept
			}
		}
	}
	return rules.None
}

func (x Reader) texts(r *Reading, h *heard) {
	said := false
	for i := range h.texts {
		m := x.mean(&h.texts[i])
		if reportIn(m.Set).Has(rules.Report) && !said {
			r.say("text:report", weightBody)
			said = true
		}
		// On a form that still has a send button, "your report will be sent" is a
		// promise, not a thank-you; so is a long explanation.
		if m.Set.Has(rules.Done) && m.Words <= 20 && !r.Submit && r.Reasons < 2 {
			r.Done = true
		}
		if m.Words <= 12 {
			r.surface(m.Set & (1<<rules.Message | 1<<rules.Account))
		}
		// The question may stand below a title that says nothing.
		if m.Set.Has(rules.Question) {
			r.Title |= m.Set & (1 << rules.Unrelated)
		}
	}
	if r.Reasons >= 2 {
		r.Done = false
	}
}

func (r *Reading) judge(s *Snapshot, prior Prior) {
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
		r.say("opener:report", weightOpener)
	}
	for _, n := range titlesAgainst {
		if r.Title.Has(n.concept) && n.after&(1<<prior) != 0 && !r.excuses(n.unless) {
			r.add("never:"+n.concept.String(), n.weight)
		}
	}
	r.Report = r.Says && r.Score >= Threshold
}

// excuses reports whether the title says what makes another word in it harmless: a
// step of a report may speak of sharing or blocking.
func (r *Reading) excuses(by excuse) bool {
	switch by {
	case byReport:
		return r.Title.Has(rules.Report)
	case byHarm:
		return r.Harm != rules.None || r.Title.Any(reports)
	}
	return false
}

type excuse uint8

const (
	never    excuse = iota // "Log in to report"
	byReport               // "Ban and report"
	byHarm                 // "Threats to share pictures"
)

// titlesAgainst speak against a report dialog, where nothing excuses them.
var titlesAgainst = [...]struct {
	concept rules.Concept
	weight  int
	unless  excuse
	after   uint8 // bits of the [Prior] that it counts with
}{
	{rules.Login, weightLogin, never, always},
	{rules.Cookies, weightCookies, never, always},
	{rules.Share, weightShare, byHarm, always},
	{rules.Block, weightBlock, byHarm, always},
	{rules.Mute, weightMute, byHarm, always},
	{rules.Feedback, weightFeedback, never, always},
	{rules.Settings, weightSettings, byHarm, always},
	// At the end of a report "You have reported this" is a receipt.
	{rules.OtherReport, weightOther, byReport, 1 << Fresh},
	{rules.Unrelated, weightUnrelated, byReport, 1<<Fresh | 1<<FormerBox},
}

const always = 1<<Fresh | 1<<SameBox | 1<<FormerBox

var reports = rules.SetOf(rules.Report, rules.Done)
