package hours

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

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

type interval struct{ from, to int } // minutes from the start of the day, to ≤ 2880

const (
	everyDay     = 0x7f
	maxRules     = 16
	maxIntervals = 8
	maxMinute    = 2880
)

// dayNames are the days by bit.
var dayNames = []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"}

const (
	holiday        = 7
	publicHolidays = 1 << holiday
)

// Parse reads opening hours. What is not in the subset is an error: hours that
// are half understood would be wrong hours.
func Parse(s string) (*Spec, error) {
	if s == "24/7" {
		return &Spec{rules: []dayRule{{everyDay | publicHolidays, []interval{{0, 1440}}}}}, nil
	}
	spec := &Spec{}
	for i, text := range strings.Split(s, ";") {
		if i > 0 {
			text = strings.TrimPrefix(text, " ")
		}
		rule, err := parseRule(text)
		if i == maxRules {
			err = errors.New("there are more than 16 rules")
		}
		if err != nil {
			return nil, fmt.Errorf("opening hours %q: %w", s, err)
		}
		spec.rules = append(spec.rules, rule)
	}
	return spec, nil
}

// Always reports whether the hours never end.
func (s *Spec) Always() bool {
	r := s.rules
	return len(r) == 1 && r[0].days&everyDay == everyDay &&
		len(r[0].intervals) == 1 && r[0].intervals[0] == interval{0, 1440}
}

// Daily returns when today's opening starts and ends where every day of the week has the
// same one; ok is false where days differ or have several.
func (s *Spec) Daily(zone Zone, ms int64) (from, to int64, ok bool) {
	r := s.rules
	if len(r) != 1 || r[0].days&everyDay != everyDay || len(r[0].intervals) != 1 {
		return 0, 0, false
	}
	day, v := Day(Local(zone, ms)), r[0].intervals[0]
	return zone.instant(day, v.from), zone.instant(day, v.to), true
}

func parseRule(text string) (r dayRule, err error) {
	r.days = everyDay
	if text != "" && text[0] >= 'A' && text[0] <= 'Z' {
		days, rest, ok := strings.Cut(text, " ")
		if !ok {
			return r, errors.New("a space is missing after the days")
		}
		if r.days, err = parseDays(days); err != nil {
			return r, err
		}
		text = rest
	}
	if text == "off" {
		return r, nil
	}
	for _, one := range strings.Split(text, ",") {
		v, err := parseInterval(one)
		if len(r.intervals) == maxIntervals {
			err = errors.New("a rule has more than 8 intervals")
		}
		if err != nil {
			return r, err
		}
		r.intervals = append(r.intervals, v)
	}
	return r, nil
}

func parseDays(text string) (set uint8, err error) {
	for _, part := range strings.Split(text, ",") {
		from, to, isRange := strings.Cut(part, "-")
		if !isRange {
			to = from
		}
		day, last := slices.Index(dayNames, from), slices.Index(dayNames, to)
		switch {
		case day < 0 || last < 0:
			return 0, errors.New("a day is not one of Mo Tu We Th Fr Sa Su PH")
		case isRange && (day == holiday || last == holiday):
			return 0, errors.New("PH cannot end a range")
		}
		set |= 1 << day
		for day != last {
			day = (day + 1) % holiday
			set |= 1 << day
		}
	}
	return set, nil
}

// parseInterval reads HH:MM-HH:MM, up to 48:00 for an end in the next day.
func parseInterval(text string) (v interval, err error) {
	from, to, ok := strings.Cut(text, "-")
	if v.from, err = parseClock(from); err != nil {
		return v, err
	}
	if !ok {
		return v, errors.New("an interval has no end")
	}
	if v.to, err = parseClock(to); err != nil {
		return v, err
	}
	switch {
	case v.from >= 1440:
		err = errors.New("an interval starts after 23:59")
	case v.to == v.from:
		err = errors.New("an interval has no length")
	case v.to < v.from:
		v.to += 1440
	case v.to > v.from+1440:
		err = errors.New("an interval is longer than a day")
	}
	return v, err
}

func parseClock(s string) (minutes int, err error) {
	hour, minute, _ := strings.Cut(s, ":")
	h, notHour := strconv.ParseUint(hour, 10, 8)
	m, notMinute := strconv.ParseUint(minute, 10, 8)
	if notHour != nil || notMinute != nil || len(hour) != 2 || len(minute) != 2 {
		return 0, errors.New("a time is not HH:MM")
	}
	if minutes = int(h*60 + m); m > 59 || minutes > maxMinute {
		return 0, errors.New("a time is not on the clock")
	}
	return minutes, nil
}

// on returns the intervals of a day, in days since 1970.
func (s *Spec) on(day int64, holidays *Holidays) []interval {
	bit := uint8(1) << ((dateOf(day).Weekday() + 6) % 7) // Monday is 0
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
