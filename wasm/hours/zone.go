// Package hours answers whether a helpline is open and when that changes.
//
// It has neither a clock nor zone data, as the core has none: every time is a
// number of milliseconds since 1970 (UTC), given by the caller, and which zone has
// which clock is data too. What it knows are the rules of summer time, as they have
// been since 2007 and hold until a law changes them.
package hours

// A Zone is the clock of a place. The zero Zone is unknown.
type Zone struct {
	offset int32 // minutes east of UTC in winter
	summer rule
	known  bool
}

type rule uint8

const (
	noSummer rule = iota
	// europe: from the last Sunday of March to the last Sunday of October, 01:00 UTC.
	europe
	// america: from the second Sunday of March to the first Sunday of November,
	// 02:00 by the clock on the wall.
	america
)

// summers are the rules by the name that the rule files use.
var summers = [...]string{noSummer: "", europe: "europe", america: "america"}

// NewZone is the zone with an offset in winter, in minutes east of UTC, and a rule
// of summer time: "europe", "america" or "" for none. Another rule gives a zone
// that is not known.
func NewZone(offset int32, summer string) Zone {
	for i, name := range summers {
		if name == summer {
			return Zone{offset, rule(i), true}
		}
	}
	return Zone{}
}

// CentralEurope is the clock by which the days of maintainers end, who write dates
// without a zone.
var CentralEurope = Zone{60, europe, true}

// Known reports whether the zone has a clock.
func (z Zone) Known() bool { return z.known }

const (
	minuteMs = int64(60_000)
	dayMs    = 1440 * minuteMs
)

// Offset returns the minutes east of UTC at an instant.
func (z Zone) Offset(ms int64) int32 {
	if z.summer == noSummer {
		return z.offset
	}
	year, _, _ := date(floorDiv(ms, dayMs))
	from, to := z.summerOf(year)
	if ms >= from && ms < to {
		return z.offset + 60
	}
	return z.offset
}

// summerOf returns the instants at which summer time starts and ends in a year.
func (z Zone) summerOf(year int32) (from, to int64) {
	if z.summer == europe {
		return sunday(year, 3, 25)*dayMs + 60*minuteMs, sunday(year, 10, 25)*dayMs + 60*minuteMs
	}
	standard := int64(z.offset) * minuteMs
	return sunday(year, 3, 8)*dayMs + 120*minuteMs - standard, sunday(year, 11, 1)*dayMs + 60*minuteMs - standard
}

// sunday returns the first Sunday on or after a date, in days since 1970.
func sunday(year, month, day int32) int64 {
	d := days(year, month, day)
	return d + (7-weekday(d)+6)%7
}

// A Time is an instant as a calendar and a clock on the wall show it.
type Time struct {
	Year, Month, Day int32
	Weekday          int32 // 0 is Monday
	Minute           int32 // of the day, 0 to 1439
	Date             int64 // days since 1970-01-01 of this calendar day
}

// Local returns an instant as it is shown in a zone.
func Local(z Zone, ms int64) Time {
	local := ms + int64(z.Offset(ms))*minuteMs
	d := floorDiv(local, dayMs)
	t := Time{Date: d, Weekday: int32(weekday(d)), Minute: int32((local - d*dayMs) / minuteMs)}
	t.Year, t.Month, t.Day = date(d)
	return t
}

// instant returns when the clock of the zone shows a minute (0 to 2880) counted
// from the start of a day. A clock that is put back shows some minutes twice: the
// first time is meant, so that no line is called open after it may have closed. One
// that is put forward leaves some out: then the instant of the change is meant.
func (z Zone) instant(day int64, minute int32) int64 {
	local := day*dayMs + int64(minute)*minuteMs
	winter := local - int64(z.offset)*minuteMs
	if z.summer == noSummer {
		return winter
	}
	summer := winter - 60*minuteMs
	switch {
	case z.Offset(summer) != z.offset:
		return summer
	case z.Offset(winter) == z.offset:
		return winter
	}
	year, _, _ := date(day)
	from, _ := z.summerOf(year)
	return from
}

// floorDiv divides towards minus infinity.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// weekday returns the day of the week of days since 1970; 0 is Monday.
func weekday(d int64) int64 {
	w := (d + 3) % 7 // 1970-01-01 was a Thursday
	if w < 0 {
		w += 7
	}
	return w
}

// days returns a date of the Gregorian calendar as days since 1970-01-01.
func days(year, month, day int32) int64 {
	// Years that start in March put the leap day at their end.
	y, m := int64(year), int64(month)
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	inEra := y - era*400
	inYear := (153*(m-3)+2)/5 + int64(day) - 1
	return era*146097 + inEra*365 + inEra/4 - inEra/100 + inYear - 719468
}

// date is the reverse of days.
func date(d int64) (year, month, day int32) {
	d += 719468
	era := floorDiv(d, 146097)
	inEra := d - era*146097
	y := (inEra - inEra/1460 + inEra/36524 - inEra/146096) / 365
	inYear := inEra - (365*y + y/4 - y/100)
	m := (5*inYear + 2) / 153
	day = int32(inYear - (153*m+2)/5 + 1)
	month = int32(m + 3)
	if month > 12 {
		month -= 12
		y++
	}
	return int32(y + era*400), month, day
}

// Days returns a calendar date as days since 1970-01-01.
func Days(year, month, day int32) int64 { return days(year, month, day) }

// Start returns the instant at which a day, in days since 1970-01-01, begins in a zone.
func Start(z Zone, day int64) int64 { return z.instant(day, 0) }
