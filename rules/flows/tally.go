package flows

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
)

// Seen is what a person saw: stage none, and the rest "", when there was nothing.
type Seen struct {
	Stage string `json:"stage"`
	Harm  string `json:"harm"`
	First string `json:"first"`
	View  string `json:"view"`
}

func (s Seen) card() bool { return s.Stage == "card" || s.Stage == "after" }

// Judged is the outcome of one judged step; Step is 0 for a page without steps.
type Judged struct {
	Flow     string   `json:"flow"`
	Step     int      `json:"step"`
	OK       bool     `json:"ok"`
	Expected Expect   `json:"expected"`
	Seen     Seen     `json:"seen"`
	Problems []string `json:"problems"`
	// Reasons are why the core decided as it did, of a failed step.
	Reasons []string `json:"reasons"`
	// Latency is from the dialog's first frame to the overlay's, in milliseconds; nil where the step did not bring it.
	Latency *float64 `json:"latency,omitempty"`
	// Reached is from the dialog's first frame to the first frame in which the expected stage was seen, in milliseconds;
	// nil where nothing was expected. It is an upper bound: the first such frame may pass before anyone looks.
	Reached *float64 `json:"reached,omitempty"`
	// MS is from the action to the end of the judgement, in milliseconds.
	MS float64 `json:"ms"`
}

// exact reports whether stage, harm and first line are as expected.
func (j Judged) exact() bool {
	return j.Seen.Stage == j.Expected.Stage && j.right() && (j.Expected.First == "" || j.Expected.First == j.Seen.First)
}

func (j Judged) right() bool { return j.Expected.Harm == "" || j.Expected.Harm == j.Seen.Harm }

// Missing returns a failed step for each that nobody has judged, which a crash may leave.
func Missing(all []*Flow, judged []Judged) (missing []Judged) {
	for _, f := range all {
		for step, expect := range f.Judged() {
			if !slices.ContainsFunc(judged, func(j Judged) bool { return j.Flow == f.ID && j.Step == step }) {
				missing = append(missing, Judged{
					Flow: f.ID, Step: step, Expected: expect, Seen: Seen{Stage: "none"},
					Problems: []string{"was not judged"}, Reasons: []string{},
				})
			}
		}
	}
	return missing
}

// Share is a count out of a total.
type Share struct{ Count, Of int }

func (s *Share) add(yes bool) {
	s.Of++
	if yes {
		s.Count++
	}
}

// Value returns the share, and 1 where there is nothing to share: nothing was missed.
func (s Share) Value() float64 {
	if s.Of == 0 {
		return 1
	}
	return float64(s.Count) / float64(s.Of)
}

// Wilson returns the bounds of the 95 % score interval for the share; 0 and 1 where there is nothing.
func (s Share) Wilson() (low, high float64) {
	if s.Of == 0 {
		return 0, 1
	}
	const z = 1.959964
	n, p := float64(s.Of), s.Value()
	centre := p + z*z/(2*n)
	spread := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	return math.Max(0, (centre-spread)/scale), math.Min(1, (centre+spread)/scale)
}

// MarshalJSON writes the share with its bounds.
func (s Share) MarshalJSON() ([]byte, error) {
	low, high := s.Wilson()
	return json.Marshal(map[string]any{"count": s.Count, "of": s.Of, "value": s.Value(), "low": low, "high": high})
}

// Harm is how well the cards of one harm did.
type Harm struct {
	Precision Share `json:"precision"`
	Recall    Share `json:"recall"`
}

// Tally is the outcome of an evaluation.
type Tally struct {
	Flows      int
	Whole      Share // flows without any failed step
	Steps      int
	Failed     []Judged
	Exact      Share
	Precision  Share // of anything shown
	Recall     Share
	CardRight  Share            // card precision
	CardFound  Share            // card recall
	Harms      map[string]*Harm // by ID
	FalseAlarm Share            // steps expected none that showed something
	Latencies  []float64        // sorted, milliseconds
	Confusion  Confusion
}

// Count tallies judged steps of the given number of flows.
//
// A card counts as right when one was expected, before or after sending, for the harm that was expected.
func Count(flows int, all []Judged) Tally {
	t := Tally{Flows: flows, Steps: len(all), Failed: []Judged{}, Harms: map[string]*Harm{}, Confusion: Confusion{}}
	harm := func(id string) *Harm {
		if t.Harms[id] == nil {
			t.Harms[id] = &Harm{}
		}
		return t.Harms[id]
	}
	failed := map[string]bool{}
	for _, j := range all {
		if !j.OK {
			t.Failed = append(t.Failed, j)
			failed[j.Flow] = true
		}
		t.Exact.add(j.exact())
		t.Confusion[j.cell()]++
		wanted, shown := j.Expected.Stage != "none", j.Seen.Stage != "none"
		if wanted {
			t.Recall.add(shown)
		} else {
			t.FalseAlarm.add(shown)
		}
		if shown {
			t.Precision.add(wanted)
		}
		hit := j.Expected.Card() && j.Seen.card() && j.right()
		if j.Expected.Card() {
			t.CardFound.add(hit)
			harm(cmp.Or(j.Expected.Harm, j.Seen.Harm)).Recall.add(hit)
		}
		if j.Seen.card() {
			t.CardRight.add(hit)
			harm(j.Seen.Harm).Precision.add(hit)
		}
		if j.Latency != nil {
			t.Latencies = append(t.Latencies, *j.Latency)
		}
	}
	t.Whole = Share{flows - len(failed), flows}
	slices.Sort(t.Latencies)
	return t
}

// Percentile returns the latency below which a share p of them lies, 0 where there are none.
func (t Tally) Percentile(p float64) float64 {
	if len(t.Latencies) == 0 {
		return 0
	}
	return t.Latencies[min(len(t.Latencies)-1, int(math.Ceil(p*float64(len(t.Latencies))))-1)]
}
