package core

import (
	"slices"

	"bouton3018/rules"
	"bouton3018/wasm/hours"
)

const day = 24 * 60 * 60 * 1000 // milliseconds

// pause is a platform that is switched off, and when that ends.
type pause struct {
	platform string
	until    int64 // milliseconds since 1970
}

// pausesOf reads the days until which platforms are silent; a day lasts until its
// end in central Europe.
func pausesOf(d *rules.Detection) (out []pause) {
	for _, p := range d.Disabled {
		last, _ := rules.ParseDate(p.Until)
		out = append(out, pause{p.Platform, hours.End(hours.CentralEurope, last)})
	}
	return out
}

// isPaused reports whether a platform is switched off now. What is further away
// than a pause may last is none: nobody can switch a platform off for ever.
func (c *Core) isPaused(platform string, now int64) bool {
	return slices.ContainsFunc(c.pauses, func(p pause) bool {
		return p.platform == platform && now < p.until && p.until-now <= (rules.MaxPause+1)*day
	})
}

// EndPauses switches every platform on. What must be decided alike for ever is judged
// so.
func (c *Core) EndPauses() { c.pauses = nil }
