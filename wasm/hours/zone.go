// Package hours answers whether a helpline is open and when that changes.
//
// It has neither a clock nor zone data, as the core has none: every time is a
// number of milliseconds since 1970 (UTC), given by the caller, and which zone has
// which clock is data too. What it knows are the rules of summer time, as they have
// been since 2007 and hold until a law changes them.
package hours

import (
	"slices"
	"time"
)

// A Zone is the clock of a place. The zero Zone is unknown.
type Zone struct {
	offset int // minutes east of UTC in winter
	summer rule
	known  bool
}

type rule int

const (
	noSummer rule = iota
	// europe: from the last Sunday of March to the last Sunday of October, 01:00 UTC.
	europe
	// america: from the second Sunday of March to the first Sunday of November,
	// 02:00 by the clock on the wall.
	america
)

// summers are the rules by the name that the rule files use.
var summers = []string{noSummer: "", europe: "europe", america: "america"}

// NewZone is the zone with an offset in winter, in minutes east of UTC, and a rule
// of summer time: "europe", "america" or "" for none. Another rule gives a zone
// that is not known.
func NewZone(offset int, summer string) Zone {
	if i := slices.Index(summers, summer); i >= 0 {
		return Zone{offset, rule(i), true}
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
func (z Zone) Offset(ms int64) int {
	hour := 60 * minuteMs
	isSummer := false
	switch z.summer {
	case europe:
		utc := ms - hour
		isSummer = isPast(utc, time.March, 25) && !isPast(utc, time.October, 25)
	case america:
		standard := ms + int64(z.offset)*minuteMs - hour
		// In standard time it ends at 01:00, and begins an hour later than that.
		isSummer = isPast(standard, time.March, 8) && !isPast(standard, time.November, 1) &&
			isPast(standard-hour, time.March, 8)
	}
	if isSummer {
		return z.offset + 60
	}
	return z.offset
}

// isPast reports whether the first Sunday on or after a day of the year has begun.
func isPast(ms int64, month time.Month, day int) bool {
	t := time.UnixMilli(ms).UTC()
	return t.Month() > month || t.Month() == month && t.Day()-int(t.Weekday()) >= day
}

// Local returns an instant as calendar and clock of a zone show it: a time in UTC that shows the same.
func Local(z Zone, ms int64) time.Time {
	return time.UnixMilli(ms + int64(z.Offset(ms))*minuteMs).UTC()
}

// Day returns the days since 1970-01-01 of a date, whatever the time of day.
func Day(t time.Time) int64 { return t.Unix() / (24 * 60 * 60) }

// dateOf is the reverse of [Day].
func dateOf(day int64) time.Time { return time.UnixMilli(day * dayMs).UTC() }

// End returns the instant at which a date ends in a zone.
func End(z Zone, date time.Time) int64 { return z.instant(Day(date)+1, 0) }

// instant returns when the clock of the zone shows a minute (0 to 2880) counted
// from the start of a day. A clock that is put back shows some minutes twice: the
// first time is meant, so that no line is called open after it may have closed. One
// that is put forward leaves some out: then the instant of the change is meant.
func (z Zone) instant(day int64, minute int) int64 {
	winter := day*dayMs + int64(minute-z.offset)*minuteMs
	summer := winter - 60*minuteMs
	switch {
	case z.Offset(summer) != z.offset:
		return summer
	case z.Offset(winter) == z.offset:
		return winter
	}
	return winter - int64(minute%60)*minuteMs
}
