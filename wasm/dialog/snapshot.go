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

// Limits of what is read of a snapshot; the rest is ignored.
const (
	maxRows  = 120
	maxTexts = 24
	maxText  = 480 // bytes of one text
)

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
}

// Snapshot is what was seen of one box. Its texts may hold what people wrote, so
// it lives for one call and nothing of it may be kept but concepts and hashes.
type Snapshot struct {
	Event    Event
	Surface  string
	Role     string
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
		case "role":
			s.Role = v.String()
		case "name":
			s.Name = clip(v.String())
		case "headings":
			s.Headings = list(v)
		case "texts":
			s.Texts = list(v)
		case "rows":
			v.ForEach(func(_, row gjson.Result) bool {
				s.Rows = append(s.Rows, Row{clip(row.Get("t").String()), row.Get("k").String(), row.Get("c").Bool()})
				return len(s.Rows) < maxRows
			})
		case "fields":
			s.Fields = int(v.Int())
		case "hooks":
			s.Hooks = list(v)
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

func list(r gjson.Result) []string {
	var out []string
	r.ForEach(func(_, v gjson.Result) bool {
		if v.Type == gjson.String {
			out = append(out, clip(v.String()))
		}
		return len(out) < maxTexts
	})
	return out
}

// clip bounds a text; a cut character is read as a space later on.
func clip(s string) string {
	if len(s) > maxText {
		return s[:maxText]
	}
	return s
}
