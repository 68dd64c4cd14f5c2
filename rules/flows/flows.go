// Package flows reads report flows: what a site shows while someone reports something, or does something else that must
// not trigger.
//
// Most stand in the list of a [Site], flows.txt, from which they are made with the templates and labels beside it;
// rules/dialogs/README.md shows the format. A single recording is a folder with a flow.json and the HTML files it
// names. There `url`, and `steps` or `expect`, are required; everything else has a default (see [Flow] and [Step]):
//
//   - a step's `press` is a key ("Escape"), an element that gets the focus and then Enter ("Signaler"), or both as
//     {"on":"Signaler","key":"Enter"}; beside `click` or `check`, which then name the element, it is the key;
//   - `also` lists variants of the same flow, each with some of name, now, timezone, country, locale, viewport, mount,
//     csp, stage, harm and first: with stage none, every expectation becomes none; otherwise stage, harm and first
//     replace those of each expected card;
//   - HTML files may be outside the folder ("../pages/feed.html"), and one file may serve many flows;
//   - HTML may hold declarative shadow roots.
//
// snapshots.jsonl beside a list or a flow.json holds the last request to the core of each judged step (see [Record]).
package flows

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
)

// Expect is what must be seen after a step. Harm and First are "" where any will do.
type Expect struct {
	Stage string `json:"stage"`
	Harm  string `json:"harm,omitempty"`
	First string `json:"first,omitempty"`
}

// String returns the stage with harm and first line as far as they matter.
func (e Expect) String() string {
	text := e.Stage
	for _, more := range []string{e.Harm, e.First} {
		if more != "" {
			text += " " + more
		}
	}
	return text
}

// Card reports whether a card is expected, before or after the report was sent.
func (e Expect) Card() bool { return e.Stage == "card" || e.Stage == "after" }

// Press is a key, and the element that has the focus when it is pressed; On is nil to leave the focus where it is.
type Press struct {
	On  *string `json:"on,omitempty"`
	Key string  `json:"key"`
}

// Step is one step of a flow. Delay and Wait are milliseconds; Show is HTML, nil to keep what is shown.
type Step struct {
	Click  *string `json:"click,omitempty"`
	Check  *string `json:"check,omitempty"`
	Press  *Press  `json:"press,omitempty"`
	Delay  int     `json:"delay"`
	Show   *string `json:"show,omitempty"`
	How    string  `json:"how"`
	Wait   int     `json:"wait"`
	Close  bool    `json:"close"`
	Expect *Expect `json:"expect,omitempty"`

	File string `json:"-"` // what Show was read from: a file, as flow.json has it, or the name of a template
}

// Flow is one flow, complete: files read, defaults filled in, checked. The JSON form is what the runner reads.
type Flow struct {
	// ID is the folder with slashes, or SITE/NAME-LANG for a flow of a list; and @name for a variant.
	ID       string `json:"id"`
	URL      string `json:"url"`
	Locale   string `json:"locale"`
	Timezone string `json:"timezone"`
	Country  string `json:"country"`
	// Now is the clock of the referral in milliseconds since 1970, 0 for the real time.
	Now    int64  `json:"now"`
	CSP    string `json:"csp"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Touch  bool   `json:"touch"`
	// Page is the HTML of the whole page, "" for an empty feed.
	Page   string  `json:"page"`
	Mount  string  `json:"mount"`
	Steps  []Step  `json:"steps"`
	Expect *Expect `json:"expect,omitempty"`
	// Seed chooses among equally faithful ways of a mount, the same at every run.
	Seed uint32 `json:"seed"`
	// Recorded holds the recorded requests by step number, from 1; step 0 is a page without steps.
	Recorded map[int]json.RawMessage `json:"recorded"`

	Records string `json:"-"` // the file of its recorded requests
	Variant string `json:"-"` // name of the variant, "" for the flow itself
	// Unknown names the fields of flow.json that mean nothing here.
	Unknown []string `json:"-"`

	site *Site // whose list it is from, nil for a folder of its own
}

// Judged returns the numbers of the judged steps with what they expect: 1 for the first step, 0 for a page without
// steps.
func (f *Flow) Judged() map[int]Expect {
	out := map[int]Expect{}
	if len(f.Steps) == 0 && f.Expect != nil {
		out[0] = *f.Expect
	}
	for i, s := range f.Steps {
		if s.Expect != nil {
			out[i+1] = *s.Expect
		}
	}
	return out
}

// Seed returns the number that belongs to a name.
func Seed(id string) uint32 {
	h := fnv.New32a()
	fmt.Fprint(h, id)
	return h.Sum32() % 30030 // small enough to be read, and even over small divisors
}

// shows reports whether anything is expected to be shown. A variant in which nothing is, where the flow itself shows
// something, may end its reading earlier than what is recorded of the flow.
func (f *Flow) shows() bool {
	for _, e := range f.Judged() {
		if e.Stage != "none" {
			return true
		}
	}
	return false
}
