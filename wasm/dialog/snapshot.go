// Package dialog answers: is this a report dialog, and what does it offer?
//
// It reads a snapshot, what the content script saw in one box of the page, and
// adds up signals. No single wording, role or structure is needed: a stable hook
// of the site, the click that opened the box, its title, the question it asks
// and the reasons it lists each weigh something, and what is never a report
// dialog (log-in, share, block, cookies, feedback) weighs against.
package dialog

import "encoding/json"

// Limits of a snapshot; the rest is ignored. The extension has the same
// (extension/src/shared/limits.ts).
const (
	MaxRows     = 100
	MaxHeadings = 12
	MaxTexts    = 12
	MaxHooks    = 40
	MaxText     = 120 // UTF-16 units of one text or id
)

// maxTextBytes is how many bytes a text of MaxText units has at most.
const maxTextBytes = 3 * MaxText

// Event says why the content script looked.
type Event string

const (
	Opened  Event = "opened"  // the box is new to the content script
	Changed Event = "changed" // its content changed
	Chosen  Event = "chosen"  // the user has just activated a row
)

// Row is something in the box that can be activated or chosen.
type Row struct {
	Text    string `json:"t"`
	Kind    string `json:"k"`
	Checked bool   `json:"c"`
	First   string `json:"o"` // what it said before the page was translated, if it was
}

// isButton reports whether the row may be a button that sends.
func (r *Row) isButton() bool { return r.Kind == "button" || r.Kind == "submit" || r.Kind == "item" }

// Snapshot is what was seen of one box. Its texts may hold what people wrote, so
// it lives for one call and nothing of it may be kept but concepts and hashes.
type Snapshot struct {
	Event    Event
	Surface  string
	Name     string
	Headings []string
	Texts    []string
	Rows     []Row
	Fields   int
	Hooks    []string
	Opener   string
	Chosen   int // index in Rows, -1 for none
}

// UnmarshalJSON reads a snapshot as far as it is one, and keeps to the limits.
func (s *Snapshot) UnmarshalJSON(text []byte) error {
	type plain Snapshot
	*s = Snapshot{Chosen: -1}
	err := json.Unmarshal(text, (*plain)(s))
	s.Rows = s.Rows[:min(len(s.Rows), MaxRows)]
	s.Headings, s.Texts, s.Hooks = clipAll(s.Headings, MaxHeadings), clipAll(s.Texts, MaxTexts), clipAll(s.Hooks, MaxHooks)
	s.Name = clip(s.Name)
	for i := range s.Rows {
		r := &s.Rows[i]
		r.Text, r.First = clip(r.Text), clip(r.First)
	}
	if s.Chosen < -1 || s.Chosen >= len(s.Rows) {
		s.Chosen = -1
	}
	return err
}

// Known reports whether the snapshot says what happened.
func (s *Snapshot) Known() bool { return s.Event == Opened || s.Event == Changed || s.Event == Chosen }

// clipAll are the first texts of a list.
func clipAll(list []string, most int) []string {
	list = list[:min(len(list), most)]
	for i := range list {
		list[i] = clip(list[i])
	}
	return list
}

// clip bounds a text; a cut character is read as a space later on.
func clip(s string) string { return s[:min(len(s), maxTextBytes)] }
