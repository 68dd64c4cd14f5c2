package rules

// A Date is a day of the Gregorian calendar.
type Date struct{ Year, Month, Day int32 }

// ParseDate reads "2025-11-07", and "2025-11" and "2025" as their first day. Every
// month may have 31 days: package hours counts on into the next.
func ParseDate(s string) (Date, bool) {
	d := Date{Month: 1, Day: 1}
	fields := [...]struct {
		end int // of the text, where the field is the last
		to  *int32
		max int32
	}{{4, &d.Year, 9999}, {7, &d.Month, 12}, {10, &d.Day, 31}}
	from := 0
	for i, f := range fields {
		if len(s) < f.end || i > 0 && s[from-1] != '-' {
			return Date{}, false
		}
		n, ok := number(s[from:f.end])
		if !ok || n > f.max || n == 0 && i > 0 {
			return Date{}, false
		}
		*f.to = n
		if len(s) == f.end {
			return d, true
		}
		from = f.end + 1
	}
	return Date{}, false
}

// number reads digits.
func number(s string) (n int32, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int32(s[i]-'0')
	}
	return n, s != ""
}
