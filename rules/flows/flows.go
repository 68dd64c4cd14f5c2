// Package flows reads report flows: what a site shows while someone reports something, or does something else that must
// not trigger.
//
// Most stand in the list of a [Site], flows.txt, from which they are made with the templates and labels beside it;
// rules/dialogs/README.md shows the format. A single recording is a folder with a flow.json and the HTML files it
// names. There `url`, and `steps` or `expect`, are required; everything else has a default (see [Flow] and [Step]):
//
//   - `show` and `page` name HTML files, perhaps outside the folder ("../pages/feed.html"), and one file may serve many
//     flows; they may hold declarative shadow roots;
//   - a step's `press` is a key ("Escape"), an element that gets the focus and then Enter ("Signaler"), or both as
//     {"on":"Signaler","key":"Enter"}; beside `click` or `check`, which then name the element, it is the key;
//   - `also` lists variants of the same flow, each with a name and some of the fields of [Setting], stage, harm, first
//     and lines (first by harm): with stage none, every expectation becomes none; otherwise they replace those of each
//     card.
//
// snapshots.jsonl beside a list or a flow.json holds the last request to the core of each judged step (see [Record]).
package flows

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
)

// Stages, Mounts, Hows and CSPs list what the fields of a flow may hold; the first is the default.
var (
	Stages = []string{"none", "early", "card", "after"}
	Mounts = []string{"light", "open-shadow", "closed-shadow", "show-modal", "popover", "iframe", "inert-siblings"}
	Hows   = []string{"insert", "swap", "unhide", "unhide-opacity", "unhide-transform"}
	CSPs   = []string{"strict", "none"}
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

// Step is one step of a flow. Delay and Wait are milliseconds, Wait 1500 where it is nil; Show is HTML, nil to keep
// what is shown.
type Step struct {
	Click  *string `json:"click,omitempty"`
	Check  *string `json:"check,omitempty"`
	Press  *Press  `json:"press,omitempty"`
	Delay  int     `json:"delay"`
	Show   *string `json:"show,omitempty"`
	How    string  `json:"how"`
	Wait   *int    `json:"wait"`
	Close  bool    `json:"close"`
	Expect *Expect `json:"expect,omitempty"`
	Note   string  `json:"note,omitempty"` // why, for people

	File string `json:"-"` // what Show was read from: a file, as flow.json has it, or the name of a template
}

// Setting is where and when a flow is played.
type Setting struct {
	Locale   string `json:"locale"`
	Timezone string `json:"timezone"`
	Country  string `json:"country"`
	Now      Clock  `json:"now"`
	CSP      string `json:"csp"`
	Viewport string `json:"viewport"`
	Mount    string `json:"mount"`
}

// Clock is the clock of the referral in milliseconds since 1970, 0 for the real time. In a flow.json it is written as
// RFC 3339 has it.
type Clock int64

// Flow is one flow. [ReadAll] returns it complete: files read, defaults filled in, checked. Its JSON form is what the
// runner reads, and with names of files for HTML what a flow.json holds.
type Flow struct {
	// ID is the folder with slashes, or SITE/NAME-LANG for a flow of a list; and @name for a variant.
	ID  string `json:"id"`
	URL string `json:"url"`
	Setting
	Width  int  `json:"width"`
	Height int  `json:"height"`
	Touch  bool `json:"touch"`
	// Page is the HTML of the whole page, "" for an empty feed.
	Page   string  `json:"page"`
	Steps  []Step  `json:"steps"`
	Expect *Expect `json:"expect,omitempty"`
	// Seed chooses among equally faithful ways of a mount, the same at every run.
	Seed uint32 `json:"seed"`
	// Recorded holds the recorded requests by step number, from 1; step 0 is a page without steps.
	Recorded map[int]json.RawMessage `json:"recorded"`

	Variant string `json:"-"` // name of the variant, "" for the flow itself
	Records string `json:"-"` // the file of its recorded requests
	record  string // its name there, "" in a folder of its own
	site    *Site  // whose list it is from, nil for a folder of its own
	// Unknown says which field of its flow.json means nothing, "" where none does.
	Unknown string `json:"-"`
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

// Shows reports whether anything is expected to be shown.
func (f *Flow) Shows() bool {
	for _, e := range f.Judged() {
		if e.Stage != "none" {
			return true
		}
	}
	return false
}

// Seed returns the number that belongs to a name.
func Seed(id string) uint32 {
	h := fnv.New32a()
	fmt.Fprint(h, id)
	return h.Sum32() % 30030 // small enough to be read, and even over small divisors
}
