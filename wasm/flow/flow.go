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
	"bouton3018/wasm/lexicon"
)

// Result is one step of a report.
type Result struct {
	Stage   rules.Stage
	Harm    rules.Concept // what was chosen, or None
	Set     rules.Set     // what the chosen row named beside it
	Surface string
	// NoPicture: nobody may keep a picture of what is reported.
	NoPicture bool
	Chosen    string // how the choice was seen: "", "click", "checked" or "title"
	State     State
	Reading   dialog.Reading
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
	r.NoPicture = r.forbidsPicture(s)
	r.Stage = rules.Harms[r.Harm].Stage(r.Set)
	if r.Stage == rules.StageCard && st.Done {
		r.Stage = rules.StageAfter
	}
	return r
}

// forbidsPicture reports whether the harm forbids to keep a picture, or one that its row names beside it, or one that
// is chosen together with it.
func (r *Result) forbidsPicture(s *dialog.Snapshot) bool {
	forbids := rules.Harms[r.Harm].NoPicture
	for c := range rules.Concept(rules.MaxConcepts) {
		h := &rules.Harms[c]
		forbids = forbids || h.NoPicture && h.Protected && r.Set.Has(c)
	}
	for i := range r.Reading.Options {
		o := &r.Reading.Options[i]
		forbids = forbids || (o.Checked || o.Row == s.Chosen) && rules.Harms[o.Harm].NoPicture
	}
	return forbids
}

// choose brings the path up to date and says how a choice was seen.
func choose(st *State, r *dialog.Reading, s *dialog.Snapshot, before State) string {
	if s.Event == dialog.Opened {
		// What is checked from the start was not chosen by anyone.
		st.Checks = r.Checks
	}
	if o := clicked(r, s); o != nil {
		if o.Kind == "checkbox" {
			o = checked(r, o)
		}
		if r.Answers(o) {
			st.takeBack(r.Shape)
		}
		st.addChoice(r.Shape, o.Harm, o.Set)
		return "click"
	}
	if s.Event != dialog.Opened && r.Checks != st.Checks {
		st.Checks = r.Checks
		if r.Checks == lexicon.NoHash && r.Radios {
			// The page unchecks one and checks the other a moment later.
			return ""
		}
		st.takeBack(r.Shape)
		if o := checked(r, nil); o != nil {
			st.addChoice(r.Shape, o.Harm, o.Set)
			st.addQualifiers(r, o)
			return "checked"
		}
		return ""
	}
	if before.Seen && before.Last != r.Shape {
		if was := st.takeBack(r.Shape); was.Harm != rules.None {
			// A list that opens again shows what was chosen in it.
			if o := checked(r, nil); o != nil && o.Harm == was.Harm {
				st.addChoice(r.Shape, o.Harm, o.Set)
			}
			return ""
		}
		if len(st.Path) == 0 && r.Harm != rules.None && !r.Done && (len(r.Options) > 0 || r.Submit) {
			st.addChoice(before.Last, r.Harm, r.HarmSet)
			return "title"
		}
	}
	return ""
}

// clicked is the option that the user has just activated. A checkbox that was
// checked is being unchecked; the value of a list opens the list, unless it is one
// that was just chosen in it.
func clicked(r *dialog.Reading, s *dialog.Snapshot) *dialog.Option {
	if s.Event != dialog.Chosen || s.Chosen < 0 {
		return nil
	}
	for i := range r.Options {
		if o := &r.Options[i]; o.Row == s.Chosen && !(o.Checked && (o.Kind == "value" || o.Kind == "checkbox")) {
			return o
		}
	}
	return nil
}

// checked is the option that counts among those that are checked and one that is being checked: of several boxes the
// gravest, wherever it stands in the list.
func checked(r *dialog.Reading, also *dialog.Option) (counts *dialog.Option) {
	for i := range r.Options {
		o := &r.Options[i]
		if !o.Checked && o != also {
			continue
		}
		if counts == nil || rules.Harms[o.Harm].Precedence > rules.Harms[counts.Harm].Precedence {
			counts = o
		}
	}
	return counts
}

// addQualifiers adds what is checked below a harm and says whom it is about: a group
// that comes to light in the same step.
func (st *State) addQualifiers(r *dialog.Reading, harm *dialog.Option) {
	for i := range r.Options {
		o := &r.Options[i]
		if o.Checked && o.Row > harm.Row && o.Harm == rules.None && o.Set.Any(rules.Qualifiers) && r.Answers(o) {
			st.addChoice(r.Shape, o.Harm, o.Set)
		}
	}
}

// takeBack takes off what was chosen in this step or after it; it is the choice of
// this step, if there was one.
func (st *State) takeBack(shape uint32) (was Choice) {
	for i := range st.Path {
		if st.Path[i].Shape == shape {
			was, st.Path = st.Path[i], st.Path[:i]
			break
		}
	}
	return was
}

// addChoice adds a choice. One that is not understood ("Someone I know", "Something
// else" further down) leaves the harm that was chosen before it.
func (st *State) addChoice(shape uint32, harm rules.Concept, set rules.Set) {
	n := len(st.Path)
	if n > 0 {
		harm = harm.After(st.Path[n-1].Harm, set)
	}
	if harm == rules.None || rules.Harms[harm].Unclear {
		return
	}
	if n == maxPath {
		st.Path = st.Path[1:]
	}
	// A copy, so that the state before this step stays as it was.
	st.Path = append(st.Path[:len(st.Path):len(st.Path)], Choice{shape, harm, set})
}
