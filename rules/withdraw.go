package rules

import "slices"

// Without returns the directory without the withdrawn lines and ways. Core lines
// and the main line stay whatever is asked; so does every row, with the main line
// where nothing else is left of it.
func (d *Directory) Without(withdrawn []string) *Directory {
	if len(withdrawn) == 0 {
		return d
	}
	out := *d
	out.Helplines = nil
	moved := make([]int, len(d.Helplines)) // new index of each line, -1: gone
	for i := range d.Helplines {
		h := d.Helplines[i]
		moved[i] = -1
		if !d.fixed(&h) {
			if slices.Contains(withdrawn, h.ID) {
				continue
			}
			var ways []Way
			for _, w := range h.Ways {
				if !slices.Contains(withdrawn, h.ID+":"+w.ID) {
					ways = append(ways, w)
				}
			}
			if h.Ways = ways; len(ways) == 0 {
				continue
			}
		}
		moved[i] = len(out.Helplines)
		out.Helplines = append(out.Helplines, h)
	}
	left := func(picks []Pick) (kept []Pick) {
		for _, p := range picks {
			if moved[p.Line] >= 0 && (p.Way == "" || hasWay(&out.Helplines[moved[p.Line]], p.Way)) {
				kept = append(kept, Pick{moved[p.Line], p.Way})
			}
		}
		return kept
	}
	main := Pick{Line: out.Helpline(d.Referral.Main)}
	orMain := func(picks []Pick) []Pick {
		if kept := left(picks); len(kept) > 0 {
			return kept
		}
		return []Pick{main}
	}
	out.Referral.Rows, out.Referral.Needs = nil, nil
	for _, r := range d.Referral.Rows {
		out.Referral.Rows = append(out.Referral.Rows, Row{r.ID, orMain(r.Open), orMain(r.Closed), orMain(r.OpenOverseas), orMain(r.ClosedOverseas)})
	}
	for _, n := range d.Referral.Needs {
		if lines := left(n.Lines); len(lines) > 0 {
			out.Referral.Needs = append(out.Referral.Needs, Need{n.ID, lines})
		}
	}
	return &out
}

// Fixed reports whether an entry of [Detection.Withdrawn] names a line that one
// key cannot take off.
func (d *Directory) Fixed(entry string) bool {
	for i := range d.Helplines {
		h := &d.Helplines[i]
		if d.fixed(h) && (entry == h.ID || len(entry) > len(h.ID) && entry[:len(h.ID)+1] == h.ID+":") {
			return true
		}
	}
	return false
}

func (d *Directory) fixed(h *Helpline) bool { return h.Core || h.ID == d.Referral.Main }

func hasWay(h *Helpline, id string) bool {
	return slices.ContainsFunc(h.Ways, func(w Way) bool { return w.ID == id })
}
