package flow

import (
	"fmt"
	"strconv"
	"strings"

	"bouton3018/rules"
)

// stateVersion changes with the meaning of the fields, the numbers of concepts
// among them; another version is forgotten, which costs one step of one report.
const stateVersion = 1

// MaxState is how many bytes a state has at most; the extension has the same limit.
const MaxState = 1024

// maxPath bounds how deep a report may go; sites stay below five.
const maxPath = 8

// State is what is remembered from one step of a report to the next: concepts
// and hashes of lists of labels, nothing that was written or by whom. The content
// script keeps it in memory while the dialog is open.
type State struct {
	Seen   bool   // this was a report dialog
	Done   bool   // the report was sent
	Last   uint32 // shape of the last step
	Checks uint32 // which options were checked before the user touched any
	Path   []Choice
}

// Choice is what was chosen in one step.
type Choice struct {
	Shape uint32 // of the step in which it was chosen
	Harm  rules.Concept
	Set   rules.Set
}

// ParseState reads a state; anything that is not one is the empty state.
func ParseState(s string) (st State) {
	if len(s) > MaxState {
		return st
	}
	var n []uint64
	for _, digits := range strings.FieldsFunc(s, func(c rune) bool { return c < '0' || c > '9' }) {
		one, _ := strconv.ParseUint(digits, 10, 64)
		n = append(n, one)
	}
	if len(n) < 4 || len(n)%3 != 1 || len(n) > 4+3*maxPath {
		return st
	}
	st = State{Seen: n[1]&1 != 0, Done: n[1]&2 != 0, Last: uint32(n[2]), Checks: uint32(n[3])}
	for i := 4; i < len(n); i += 3 {
		c := Choice{uint32(n[i]), rules.Concept(n[i+1]), rules.Set(n[i+2])}
		if !c.Harm.IsReason() {
			return State{}
		}
		st.Path = append(st.Path, c)
	}
	if st.String() != s { // another version, or none of ours
		return State{}
	}
	return st
}

// String is what [ParseState] reads.
func (s State) String() string {
	flags := uint64(0)
	if s.Seen {
		flags |= 1
	}
	if s.Done {
		flags |= 2
	}
	text := fmt.Sprintf("[%d,%d,%d,%d", stateVersion, flags, s.Last, s.Checks)
	for _, c := range s.Path {
		text += fmt.Sprintf(",[%d,%d,%d]", c.Shape, uint8(c.Harm), uint64(c.Set))
	}
	return text + "]"
}
