// Package flow answers: where is the person in the report, and what was chosen?
//
// All categories of a report stand on the screen at once, so only a choice
// counts: the row that was clicked, the option that became checked, or, when
// neither was seen, what the next step's title repeats. A report is a path of
// choices; going back takes the later ones off again.
package flow

import (
	"bouton3018/rules"
	"bouton3018/wasm/dialog"
)

// Stage is what the person is shown.
type Stage uint8

const (
	Nothing Stage = iota
	Early         // a report is open, no harm is understood: the pill
	Card          // the chosen harm is one that the helplines are for
	After         // the same, and the report was sent
)

var stages = [...]string{"none", "early", "card", "after"}

// String is the stage's id in decisions and recorded flows.
func (s Stage) String() string { return stages[s] }

// Result is one step of a report.
type Result struct {
	Stage   Stage
	Harm    rules.Concept // what was chosen, or None
	Set     rules.Set     // what the chosen row named beside it
	Surface string
	Chosen  string // how the choice was seen: "", "click", "checked" or "title"
	State   State
	Reading dialog.Reading
}

// Follow reads a snapshot in the light of the steps before it.
func Follow(x dialog.Reader, s *dialog.Snapshot, platform *rules.Platform, before State) Result {
	prior := dialog.Fresh
	if before.Seen {
		prior = dialog.SameBox
		if s.Event == dialog.Opened {
			prior = dialog.FormerBox
		}
	}
	r := Result{State: before, Reading: x.Read(s, platform, prior)}
	r.Surface = r.Reading.Surface
	if !r.Reading.Report {
		return r
	}
	st := &r.State
	if st.Done && r.Reading.Reasons >= 2 {
		*st = State{} // another report in the same box
	}
	r.Chosen = choose(st, &r.Reading, s, before)
	st.Seen = true
	st.Done = st.Done || r.Reading.Done
	st.Last = r.Reading.Shape
	if n := len(st.Path); n > 0 {
		r.Harm, r.Set = st.Path[n-1].Harm, st.Path[n-1].Set
	}
	r.Stage = stage(r.Harm, r.Set)
	if r.Stage == Card && st.Done {
		r.Stage = After
	}
	return r
}

// choose brings the path up to date and says how a choice was seen.
func choose(st *State, r *dialog.Reading, s *dialog.Snapshot, before State) string {
	if s.Event == dialog.Opened {
		// What is checked from the start was not chosen by anyone.
		st.Checks = r.Checks
	}
	if o := clicked(r, s); o != nil {
		st.back(r.Shape)
		st.push(r.Shape, o.Harm, o.Set)
		return "click"
	}
	if s.Event != dialog.Opened && r.Checks != st.Checks {
		st.Checks = r.Checks
		st.back(r.Shape)
		if o := checked(r); o != nil {
			st.push(r.Shape, o.Harm, o.Set)
			return "checked"
		}
		return ""
	}
	if before.Seen && before.Last != r.Shape {
		if st.back(r.Shape) {
			return ""
		}
		if len(st.Path) == 0 && r.Harm != rules.None && !r.Done && (len(r.Options) > 0 || r.Submit) {
			st.push(before.Last, r.Harm, r.HarmSet)
			return "title"
		}
	}
	return ""
}

// clicked is the option that the user has just activated. A checkbox that was
// checked is being unchecked.
func clicked(r *dialog.Reading, s *dialog.Snapshot) *dialog.Option {
	if s.Event != dialog.Chosen || s.Chosen < 0 {
		return nil
	}
	for i := range r.Options {
		if o := &r.Options[i]; o.Row == s.Chosen && !(o.Checked && s.Rows[o.Row].Kind == "checkbox") {
			return o
		}
	}
	return nil
}

// checked is the first checked option whose meaning is known, else the first.
func checked(r *dialog.Reading) *dialog.Option {
	var first *dialog.Option
	for i := range r.Options {
		o := &r.Options[i]
		if !o.Checked {
			continue
		}
		if o.Harm != rules.None {
			return o
		}
		if first == nil {
			first = o
		}
	}
	return first
}

// back takes off what was chosen in this step or after it; it reports whether
// anything was.
func (st *State) back(shape uint32) bool {
	for i := range st.Path {
		if st.Path[i].Shape == shape {
			st.Path = st.Path[:i]
			return true
		}
	}
	return false
}

// push adds a choice. One that is not understood ("Someone I know", "Something
// else" further down) leaves the harm that was chosen before it.
func (st *State) push(shape uint32, harm rules.Concept, set rules.Set) {
	n := len(st.Path)
	if n > 0 {
		// Some answers mean something only after the question before them.
		switch before := st.Path[n-1].Harm; {
		case before == rules.Impersonation && set.Has(rules.PublicFigure):
			harm = before
		case before == rules.MinorSafety && (harm == rules.Sexual || harm == rules.Violence):
			harm = before
		}
	}
	if harm == rules.None || harm == rules.Other {
		return
	}
	if n == maxPath {
		st.Path = st.Path[1:]
	}
	// A copy, so that the state before this step stays as it was.
	st.Path = append(st.Path[:len(st.Path):len(st.Path)], Choice{shape, harm, set})
}

// personal is what makes sex or violence the child's own matter instead of a
// picture that someone came across.
var personal = rules.SetOf(rules.Me, rules.Minor, rules.Unwanted, rules.NoConsent)

// stage says what a chosen harm leads to.
func stage(harm rules.Concept, set rules.Set) Stage {
	switch harm {
	case rules.Spam, rules.Misinformation, rules.IP, rules.RegulatedGoods, rules.Dislike:
		return Nothing
	case rules.None, rules.Other, rules.Scam:
		return Early
	case rules.Sexual, rules.Violence:
		if !set.Any(personal) {
			return Early
		}
	case rules.Impersonation:
		if set.Has(rules.PublicFigure) {
			return Early
		}
	}
	return Card
}
