// Package dialog answers: is this a report dialog, and what does it offer?
//
// It reads a snapshot, what the content script saw in one box of the page, and
// adds up signals. No single wording, role or structure is needed: a stable hook
// of the site, the click that opened the box, its title, the question it asks
// and the reasons it lists each weigh something, and what is never a report
// dialog (log-in, share, block, cookies, feedback) weighs against.
package dialog

import (
	"github.com/tidwall/gjson"
)

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
type Event uint8

const (
	Opened  Event = iota + 1 // the box is new to the content script
	Changed                  // its content changed
	Chosen                   // the user has just activated a row
)

// Row is something in the box that can be activated or chosen.
type Row struct {
	Text    string
	Kind    string
	Checked bool
	First   string // what it said before the page was translated, if it was
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

// Parse reads a snapshot. ok is false when it is not one.
func Parse(r gjson.Result) (s Snapshot, ok bool) {
	if !r.IsObject() {
		return s, false
	}
	s.Chosen = -1
	r.ForEach(func(k, v gjson.Result) bool {
		switch k.String() {
		case "event":
			switch v.String() {
			case "opened":
				s.Event = Opened
			case "changed":
				s.Event = Changed
			case "chosen":
				s.Event = Chosen
			}
		case "surface":
			s.Surface = v.String()
		case "name":
			s.Name = clip(v.String())
		case "headings":
			s.Headings = texts(v, MaxHeadings)
		case "texts":
			s.Texts = texts(v, MaxTexts)
		case "rows":
			v.ForEach(func(_, row gjson.Result) bool {
				s.Rows = append(s.Rows, Row{
					Text: clip(row.Get("t").String()), Kind: row.Get("k").String(),
					Checked: row.Get("c").Bool(), First: clip(row.Get("o").String()),
				})
				return len(s.Rows) < MaxRows
			})
		case "fields":
			s.Fields = int(v.Int())
		case "hooks":
			s.Hooks = texts(v, MaxHooks)
		case "opener":
			s.Opener = v.String()
		case "chosen":
			s.Chosen = int(v.Int())
		}
		return true
	})
	if s.Chosen < -1 || s.Chosen >= len(s.Rows) {
		s.Chosen = -1
	}
	return s, s.Event != 0
}

// texts are the first texts of an array.
func texts(array gjson.Result, most int) (list []string) {
	array.ForEach(func(_, v gjson.Result) bool {
		if v.Type == gjson.String {
			list = append(list, clip(v.String()))
		}
		return len(list) < most
	})
	return list
}

// clip bounds a text; a cut character is read as a space later on.
func clip(s string) string {
	if len(s) > maxTextBytes {
		return s[:maxTextBytes]
	}
	return s
}
