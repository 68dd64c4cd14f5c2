package flow

import (
	"strconv"

	"github.com/tidwall/gjson"

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
func ParseState(s string) State {
	var st State
	if len(s) > MaxState || !gjson.Valid(s) {
		return st
	}
	i := 0
	ok := true
	gjson.Parse(s).ForEach(func(_, v gjson.Result) bool {
		switch i {
		case 0:
			ok = v.Int() == stateVersion
		case 1:
			st.Seen, st.Done = v.Int()&1 != 0, v.Int()&2 != 0
		case 2:
			st.Last = uint32(v.Uint())
		case 3:
			st.Checks = uint32(v.Uint())
		default:
			c := Choice{
				Shape: uint32(v.Get("0").Uint()),
				Harm:  rules.Concept(v.Get("1").Uint()),
				Set:   rules.Set(v.Get("2").Uint()),
			}
			ok = c.Harm.IsReason() && len(st.Path) < maxPath
			st.Path = append(st.Path, c)
		}
		i++
		return ok
	})
	if !ok || i < 4 {
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
	b := append(make([]byte, 0, 96), '[')
	b = strconv.AppendUint(b, stateVersion, 10)
	for _, n := range [...]uint64{flags, uint64(s.Last), uint64(s.Checks)} {
		b = strconv.AppendUint(append(b, ','), n, 10)
	}
	for _, c := range s.Path {
		b = strconv.AppendUint(append(b, ",["...), uint64(c.Shape), 10)
		b = strconv.AppendUint(append(b, ','), uint64(c.Harm), 10)
		b = append(strconv.AppendUint(append(b, ','), uint64(c.Set), 10), ']')
	}
	return string(append(b, ']'))
}
