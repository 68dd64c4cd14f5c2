package rules

import (
	"slices"
	"strings"
)

// Without returns the directory without the withdrawn lines and ways. Core lines
// and the main line of each country stay whatever is asked; so does every row, with
// the main line where nothing else is left of it.
func (d *Directory) Without(withdrawn []string) *Directory {
	if len(withdrawn) == 0 {
		return d
	}
	out := *d
	out.Countries = nil
	for i := range d.Countries {
		out.Countries = append(out.Countries, d.Countries[i].without(withdrawn))
	}
	return &out
}

func (c *Country) without(withdrawn []string) Country {
	out := *c
	out.Helplines, out.Rows, out.Needs = nil, nil, nil
	for _, h := range c.Helplines {
		if !c.isFixed(&h) {
			h = h.without(withdrawn)
		}
		if len(h.Ways) > 0 {
			out.Helplines = append(out.Helplines, h)
		}
	}
	left := func(picks []Pick) (kept []Pick) {
		for _, p := range picks {
			line := out.Helpline(p.Line)
			if line >= 0 && (p.Way == "" || out.Helplines[line].hasWay(p.Way)) {
				kept = append(kept, p)
			}
		}
		return kept
	}
	leftOrMain := func(picks []Pick) []Pick {
		if kept := left(picks); len(kept) > 0 {
			return kept
		}
		return []Pick{{Line: c.Main}}
	}
	for _, r := range c.Rows {
		out.Rows = append(out.Rows, Row{r.ID, leftOrMain(r.Open), leftOrMain(r.Closed), left(r.Danger)})
	}
	for _, n := range c.Needs {
		if lines := left(n.Lines); len(lines) > 0 {
			out.Needs = append(out.Needs, Need{n.ID, lines})
		}
	}
	return out
}

// without is the line without its withdrawn ways: none where it is withdrawn itself.
func (h Helpline) without(withdrawn []string) Helpline {
	ways := h.Ways
	h.Ways = nil
	for _, w := range ways {
		if !slices.Contains(withdrawn, h.ID) && !slices.Contains(withdrawn, h.ID+":"+w.ID) {
			h.Ways = append(h.Ways, w)
		}
	}
	return h
}

// Fixed reports whether an entry of [Detection.Withdrawn] names a line that one
// key cannot take off.
func (d *Directory) Fixed(entry string) bool {
	id, _, _ := strings.Cut(entry, ":")
	return slices.ContainsFunc(d.Countries, func(c Country) bool {
		line := c.Helpline(id)
		return line >= 0 && c.isFixed(&c.Helplines[line])
	})
}

// Has reports whether an entry of [Detection.Withdrawn] names a line or a way that is there.
func (d *Directory) Has(entry string) bool {
	id, way, only := strings.Cut(entry, ":")
	return slices.ContainsFunc(d.Countries, func(c Country) bool {
		line := c.Helpline(id)
		return line >= 0 && (!only || c.Helplines[line].hasWay(way))
	})
}

func (c *Country) isFixed(h *Helpline) bool { return h.Core || h.ID == c.Main }

func (h *Helpline) hasWay(id string) bool {
	return slices.ContainsFunc(h.Ways, func(w Way) bool { return w.ID == id })
}
