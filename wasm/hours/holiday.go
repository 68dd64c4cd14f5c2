package hours

import (
	"slices"
	"time"
)

// Holidays are the public holidays of a country. A nil one has none.
type Holidays struct {
	Dates  []string // "07-14"
	Easter []int    // days after Easter Sunday
}

// Has reports whether a day, in days since 1970, is a public holiday.
func (h *Holidays) Has(day int64) bool {
	if h == nil {
		return false
	}
	date := dateOf(day)
	return slices.Contains(h.Dates, date.Format("01-02")) ||
		slices.Contains(h.Easter, int(day-Day(easterSunday(date.Year()))))
}

// easterSunday returns Easter of a year (Gregorian computus, after Meeus, Jones and
// Butcher).
func easterSunday(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := (h + l - 7*m + 90) / 25
	p := (h + l - 7*m + 33*n + 19) % 32
	return time.Date(year, time.Month(n), p, 0, 0, 0, 0, time.UTC)
}
