package hours

// Holidays are the public holidays of a country. A nil one has none.
type Holidays struct {
	Dates  []int32 // month*100 + day
	Easter []int32 // days after Easter Sunday
}

// Has reports whether a day, in days since 1970, is a public holiday.
func (h *Holidays) Has(day int64) bool {
	if h == nil {
		return false
	}
	year, month, d := date(day)
	for _, fixed := range h.Dates {
		if month*100+d == fixed {
			return true
		}
	}
	if len(h.Easter) == 0 {
		return false
	}
	easter := easterSunday(year)
	for _, after := range h.Easter {
		if day == easter+int64(after) {
			return true
		}
	}
	return false
}

// easterSunday returns Easter of a year in days since 1970 (Gregorian computus,
// after Meeus, Jones and Butcher).
func easterSunday(year int32) int64 {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := (h + l - 7*m + 90) / 25
	p := (h + l - 7*m + 33*n + 19) % 32
	return days(year, n, p)
}
