package hours

// A Spec is a week of opening hours, parsed from a subset of the opening_hours
// syntax of OpenStreetMap:
//
//	24/7
//	Mo-Su,PH 09:00-23:00
//	Mo,Tu,Th,Fr 15:00-19:00; We 13:00-19:00
//	Mo-Fr 09:00-12:00,14:00-26:00; PH off
//
// A rule is a list of days (Mo to Su, ranges, PH for the public holidays of the
// country; none means every day) and a list of intervals or "off". For each day the
// last rule that names it counts, so a rule that does not name PH holds on
// public holidays as on other days. An interval that ends at or before its
// start, or after 24:00, runs into the next day.
type Spec struct {
	rules []dayRule
}

type dayRule struct {
	days      uint8 // bit 0 is Monday, bit 7 public holidays
	intervals []interval
}

type interval struct{ from, to int32 } // minutes from the start of the day, to ≤ 2880

const (
	everyDay       = 0x7f
	publicHolidays = 0x80
	maxRules       = 16
	maxIntervals   = 8
)

// A SpecError is a mistake in opening hours.
type SpecError struct {
	Spec   string
	Reason string
}

func (e *SpecError) Error() string { return `opening hours "` + e.Spec + `": ` + e.Reason }

// Parse reads opening hours. What is not in the subset is an error: hours that
// are half understood would be wrong hours.
func Parse(s string) (*Spec, error) {
	if s == "24/7" {
		return &Spec{rules: []dayRule{{everyDay | publicHolidays, []interval{{0, 1440}}}}}, nil
	}
	p := &specParser{s: s}
	spec := &Spec{}
	for {
		spec.rules = append(spec.rules, p.rule())
		if p.reason != "" || p.i == len(s) {
			break
		}
		if !p.take(';') {
			p.fail("something is left over after the hours")
			break
		}
		p.take(' ')
		if len(spec.rules) == maxRules {
			p.fail("there are more than 16 rules")
			break
		}
	}
	if p.reason != "" {
		return nil, &SpecError{s, p.reason}
	}
	return spec, nil
}

// Always reports whether the hours never end.
func (s *Spec) Always() bool {
	r := s.rules
	return len(r) == 1 && r[0].days&everyDay == everyDay &&
		len(r[0].intervals) == 1 && r[0].intervals[0] == interval{0, 1440}
}

type specParser struct {
	s      string
	i      int
	reason string
}

func (p *specParser) fail(reason string) {
	if p.reason == "" {
		p.reason = reason
	}
}

// take reads one character if it is next.
func (p *specParser) take(c byte) bool {
	if p.i < len(p.s) && p.s[p.i] == c {
		p.i++
		return true
	}
	return false
}

func (p *specParser) rule() dayRule {
	r := dayRule{days: everyDay}
	if p.i < len(p.s) && p.s[p.i] >= 'A' && p.s[p.i] <= 'Z' {
		r.days = p.days()
		if !p.take(' ') {
			p.fail("a space is missing after the days")
		}
	}
	if len(p.s)-p.i >= 3 && p.s[p.i:p.i+3] == "off" {
		p.i += 3
		return r
	}
	for p.reason == "" {
		from := p.clock()
		if !p.take('-') {
			p.fail("an interval has no end")
		}
		to := p.clock()
		switch {
		case p.reason != "":
		case from >= 1440:
			p.fail("an interval starts after 23:59")
		case to == from:
			p.fail("an interval has no length")
		case to < from:
			to += 1440
		case to > from+1440:
			p.fail("an interval is longer than a day")
		}
		r.intervals = append(r.intervals, interval{from, to})
		if !p.take(',') {
			break
		}
		if len(r.intervals) == maxIntervals {
			p.fail("a rule has more than 8 intervals")
		}
	}
	return r
}

func (p *specParser) days() uint8 {
	var set uint8
	for p.reason == "" {
		first := p.day()
		switch {
		case first == 7:
			set |= publicHolidays
		case p.take('-'):
			last := p.day()
			if last == 7 {
				p.fail("PH cannot end a range")
				return set
			}
			for d := first; p.reason == ""; d = (d + 1) % 7 {
				set |= 1 << d
				if d == last {
					break
				}
			}
		default:
			set |= 1 << first
		}
		if !p.take(',') {
			break
		}
	}
	return set
}

// day reads a day of the week, 0 to 6, or 7 for PH.
func (p *specParser) day() uint8 {
	const names = "MoTuWeThFrSaSuPH"
	if len(p.s)-p.i >= 2 {
		for d := 0; d < 8; d++ {
			if p.s[p.i:p.i+2] == names[2*d:2*d+2] {
				p.i += 2
				return uint8(d)
			}
		}
	}
	p.fail("a day is not one of Mo Tu We Th Fr Sa Su PH")
	return 0
}

// clock reads HH:MM, up to 48:00 for an end in the next day.
func (p *specParser) clock() int32 {
	s := p.s[p.i:]
	if len(s) < 5 || s[2] != ':' || !digit(s[0]) || !digit(s[1]) || !digit(s[3]) || !digit(s[4]) {
		p.fail("a time is not HH:MM")
		return 0
	}
	p.i += 5
	h, m := int32(s[0]-'0')*10+int32(s[1]-'0'), int32(s[3]-'0')*10+int32(s[4]-'0')
	if m > 59 || h*60+m > 2880 {
		p.fail("a time is not on the clock")
	}
	return h*60 + m
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// on returns the intervals of a day, in days since 1970.
func (s *Spec) on(day int64, holidays *Holidays) []interval {
	bit := uint8(1) << uint(weekday(day))
	if s.namesHolidays() && holidays.Has(day) {
		bit |= publicHolidays
	}
	for i := len(s.rules) - 1; i >= 0; i-- {
		if s.rules[i].days&bit != 0 {
			return s.rules[i].intervals
		}
	}
	return nil
}

// namesHolidays reports whether public holidays make a difference.
func (s *Spec) namesHolidays() bool {
	for i := range s.rules {
		if s.rules[i].days&publicHolidays != 0 {
			return len(s.rules) > 1 || s.rules[i].days&everyDay != everyDay
		}
	}
	return false
}
