package hours

// A State says whether a line answers.
type State uint8

// The states of a line. Unknown also stands for hours that are too old to be stated.
const (
	Unknown State = iota
	Opened
	Closed
)

// String returns "unknown", "open" or "closed".
func (s State) String() string { return [...]string{"unknown", "open", "closed"}[s] }

// horizon is how many days ahead the next change is looked for.
const horizon = 14

// Open returns whether a line with these hours, kept in this zone with these
// holidays, is open at an instant, and the instant of the next change, 0 when there
// is none within two weeks. A nil spec or an unknown zone is [Unknown].
func Open(spec *Spec, zone Zone, holidays *Holidays, ms int64) (State, int64) {
	if spec == nil || !zone.known {
		return Unknown, 0
	}
	if spec.Always() {
		return Opened, 0
	}
	today := Day(Local(zone, ms))
	// The end of the stretch of openings that covers the instant: an interval may
	// run up to a day into the next, and the next may start where it ends.
	end, found := ms, false
	for day := today - 2; day <= today+horizon && day*dayMs <= end+dayMs; day++ {
		for _, v := range spec.on(day, holidays) {
			from, to := zone.instant(day, v.from), zone.instant(day, v.to)
			if from <= end && end < to {
				end, found = to, true
				day = today - 3 // a longer one may have been passed over
				break
			}
		}
	}
	if found {
		if end-ms > horizon*dayMs {
			end = 0
		}
		return Opened, end
	}
	next := int64(0)
	for day := today - 2; day <= today+horizon && next == 0; day++ {
		for _, v := range spec.on(day, holidays) {
			from, to := zone.instant(day, v.from), zone.instant(day, v.to)
			if from > ms && from < to && (next == 0 || from < next) {
				next = from
			}
		}
	}
	return Closed, next
}
