package flows

import (
	"fmt"
	"slices"
)

// variant is the same flow under other conditions: what it names replaces what the flow says.
type variant struct {
	Name     string `json:"name"`
	Now      string `json:"now"`
	Timezone string `json:"timezone"`
	Country  string `json:"country"`
	Locale   string `json:"locale"`
	Viewport string `json:"viewport"`
	Mount    string `json:"mount"`
	CSP      string `json:"csp"`
	Stage    string `json:"stage"`
	Harm     string `json:"harm"`
	First    string `json:"first"`
}

func (v variant) name(i int) string { return or(v.Name, fmt.Sprintf("also-%d", i)) }

func (v variant) where(i int) string {
	if i == 0 {
		return ""
	}
	return fmt.Sprintf("also %q: ", v.name(i))
}

// with returns what is written as the variant changes it.
func (w written) with(v variant) written {
	w.Now = or(v.Now, w.Now)
	w.Timezone = or(v.Timezone, w.Timezone)
	w.Country = or(v.Country, w.Country)
	w.Locale = or(v.Locale, w.Locale)
	w.Viewport = or(v.Viewport, w.Viewport)
	w.Mount = or(v.Mount, w.Mount)
	w.CSP = or(v.CSP, w.CSP)
	w.Expect = v.expect(w.Expect)
	w.Steps = slices.Clone(w.Steps)
	for i := range w.Steps {
		w.Steps[i].Expect = v.expect(w.Steps[i].Expect)
	}
	return w
}

func (v variant) expect(e *Expect) *Expect {
	switch {
	case e == nil || v.Stage == "" && v.Harm == "" && v.First == "":
		return e
	case v.Stage == "none":
		return &Expect{Stage: "none"}
	case !e.Card():
		return e
	}
	return &Expect{Stage: or(v.Stage, e.Stage), Harm: or(v.Harm, e.Harm), First: or(v.First, e.First)}
}
