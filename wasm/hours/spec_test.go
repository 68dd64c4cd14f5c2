package hours

import (
	"strings"
	"testing"
	"time"
)

// france has the public holidays of the labour code (L3133-1).
var france = &Holidays{Dates: []string{"01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"}, Easter: []int{1, 39, 50}}

func mustParse(t testing.TB, s string) *Spec {
	t.Helper()
	spec, err := Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return spec
}

func TestParseErrors(t *testing.T) {
	for spec, want := range map[string]string{
		"":                         "HH:MM",
		"always":                   "HH:MM",
		"24/7 ":                    "HH:MM",
		"Mo":                       "space is missing",
		"Mo-Su":                    "space is missing",
		"Mo-Su 9:00-23:00":         "HH:MM",
		"Mo-Su 09:00":              "no end",
		"Mo-Su 09:00-":             "HH:MM",
		"Mo-Su 09:60-10:00":        "not on the clock",
		"Mo-Su 09:00-48:01":        "not on the clock",
		"Mo-Su 24:00-25:00":        "starts after",
		"Mo-Su 09:00-09:00":        "no length",
		"Mo-Su 09:00-33:01":        "longer than a day",
		"Xx 09:00-10:00":           "a day is not one of",
		"Mo-PH 09:00-10:00":        "PH cannot end",
		"Mo,,Tu 09:00-10:00":       "a day is not one of",
		"Mo 09:00-10:00,":          "HH:MM",
		"Mo 09:00-10:00;":          "HH:MM",
		"Mo 09:00-10:00 x":         "HH:MM",
		"Mo 09:00-10:00 Tu 10:00":  "HH:MM",
		"Mo off,09:00-10:00":       "HH:MM",
		"Mo–Su 09:00-23:00":        "a day is not one of",
		"Mo-Su  09:00-23:00":       "HH:MM",
		strings.Repeat("off;", 20): "more than 16 rules",
		strings.Repeat("01:00-02:00,", 9) + "01:00-02:00": "more than 8 intervals",
	} {
		_, err := Parse(spec)
		if err == nil {
			t.Errorf("%q: no error", spec)
		} else if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), spec) {
			t.Errorf("%q: error %q, want %q in it", spec, err, want)
		}
	}
}

func at(t testing.TB, s string) int64 {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04:05", s, load(t, "Europe/Paris"))
	if err != nil {
		t.Fatal(err)
	}
	return v.UnixMilli()
}

func TestOpen(t *testing.T) {
	const daily = "Mo-Su,PH 09:00-23:00"
	for _, c := range []struct {
		spec, now string
		state     State
		change    string
	}{
		{"24/7", "2026-11-24 03:00:00", Opened, ""},
		{"Mo-Su 00:00-24:00", "2026-11-24 03:00:00", Opened, ""},
		{daily, "2026-11-24 08:59:59", Closed, "2026-11-24 09:00:00"},
		{daily, "2026-11-24 09:00:00", Opened, "2026-11-24 23:00:00"},
		{daily, "2026-11-24 22:59:59", Opened, "2026-11-24 23:00:00"},
		{daily, "2026-11-24 23:00:00", Closed, "2026-11-25 09:00:00"},
		{daily, "2026-12-25 12:00:00", Opened, "2026-12-25 23:00:00"},
		// The night the clock is put forward is an hour shorter, the other an hour longer.
		{daily, "2027-03-27 23:30:00", Closed, "2027-03-28 09:00:00"},
		{daily, "2027-10-30 23:30:00", Closed, "2027-10-31 09:00:00"},
		// A chat on some days.
		{"Mo,Tu,Th,Fr 15:00-19:00; We 13:00-19:00", "2026-11-25 14:00:00", Opened, "2026-11-25 19:00:00"},
		{"Mo,Tu,Th,Fr 15:00-19:00; We 13:00-19:00", "2026-11-27 19:00:00", Closed, "2026-11-30 15:00:00"},
		{"Mo-Fr 15:00-19:00; We 13:00-19:00", "2026-11-25 13:00:00", Opened, "2026-11-25 19:00:00"},
		{"We 13:00-19:00; Mo-Fr 15:00-19:00", "2026-11-25 13:00:00", Closed, "2026-11-25 15:00:00"},
		// Two intervals, and one past midnight in two spellings.
		{"Mo-Fr 09:00-12:00,14:00-18:00", "2026-11-24 12:00:00", Closed, "2026-11-24 14:00:00"},
		{"Fr-Sa 22:00-02:00", "2026-11-28 01:00:00", Opened, "2026-11-28 02:00:00"},
		{"Fr-Sa 22:00-26:00", "2026-11-29 01:59:00", Opened, "2026-11-29 02:00:00"},
		{"Fr-Sa 22:00-26:00", "2026-11-29 02:00:00", Closed, "2026-12-04 22:00:00"},
		{"Sa-Mo 10:00-12:00", "2026-11-30 11:00:00", Opened, "2026-11-30 12:00:00"},
		{"10:00-12:00,11:00-13:00", "2026-11-30 11:30:00", Opened, "2026-11-30 13:00:00"},
		// Intervals that meet are one.
		{"Mo 20:00-24:00; Tu 00:00-04:00", "2026-11-23 21:00:00", Opened, "2026-11-24 04:00:00"},
		// Public holidays: only where they are named. 1 May 2026 is a Friday, 6 April 2026 Easter Monday.
		{"Mo-Fr 09:00-18:00", "2026-05-01 10:00:00", Opened, "2026-05-01 18:00:00"},
		{"Mo-Fr 09:00-18:00; PH off", "2026-05-01 10:00:00", Closed, "2026-05-04 09:00:00"},
		{"Mo-Fr 09:00-18:00; PH 10:00-12:00", "2026-04-06 10:00:00", Opened, "2026-04-06 12:00:00"},
		{"PH 10:00-12:00", "2026-04-06 13:00:00", Closed, ""},
		{"off", "2026-04-06 13:00:00", Closed, ""},
	} {
		state, change := Open(mustParse(t, c.spec), paris, france, at(t, c.now))
		want := int64(0)
		if c.change != "" {
			want = at(t, c.change)
		}
		if state != c.state || change != want {
			t.Errorf("%s at %s: %v until %v, want %v until %s",
				c.spec, c.now, state, time.UnixMilli(change).UTC(), c.state, c.change)
		}
	}
	if state, _ := Open(nil, paris, france, 0); state != Unknown || state.String() != "unknown" {
		t.Error("a line without hours is not unknown")
	}
}

// Every minute around both changes of the clock, against a walk over Go's zone
// data: open from the first minute of one name to the first of the other.
func TestOpenAtChanges(t *testing.T) {
	loc := load(t, "Europe/Paris")
	for _, text := range []string{
		"Mo-Su 09:00-23:00", "Mo-Su 01:30-02:30", "Mo-Su 02:15-02:45", "Mo-Su 22:00-03:00", "Su 02:00-03:00", "00:00-24:00",
	} {
		spec := mustParse(t, text)
		for _, day := range []string{"2026-03-29", "2026-10-25", "2030-03-31", "2036-10-26"} {
			midnight := at(t, day+" 00:00:00")
			from, to := midnight-dayMs, midnight+2*dayMs
			open := make([]bool, (to-from)/minuteMs)
			for d := Day(Local(paris, from)) - 1; d <= Day(Local(paris, to)); d++ {
				for _, v := range spec.on(d, france) {
					a, b := walk(loc, d, v.from), walk(loc, d, v.to)
					for ms := max(a, from); ms < min(b, to); ms += minuteMs {
						open[(ms-from)/minuteMs] = true
					}
				}
			}
			for i, want := range open {
				ms := from + int64(i)*minuteMs
				state, change := Open(spec, paris, france, ms)
				if (state == Opened) != want {
					t.Fatalf("%s at %v: %v", text, time.UnixMilli(ms).In(loc), state)
				}
				next := i + 1
				for next < len(open) && open[next] == want {
					next++
				}
				if next < len(open) && change != from+int64(next)*minuteMs {
					t.Fatalf("%s at %v: change at %v, want %v",
						text, time.UnixMilli(ms).In(loc), time.UnixMilli(change).In(loc), time.UnixMilli(from+int64(next)*minuteMs).In(loc))
				}
			}
		}
	}
}

// walk finds the first instant at which the clock shows a minute of a day; where
// it never does, the instant at which it jumps over it.
func walk(loc *time.Location, date int64, minute int) int64 {
	wall := date*dayMs + int64(minute)*minuteMs
	found, jump := int64(-1), int64(-1)
	before := int64(0)
	for ms := wall - 3*60*minuteMs; ms <= wall+60*minuteMs; ms += minuteMs {
		_, seconds := time.UnixMilli(ms).In(loc).Zone()
		shown := ms + int64(seconds)*1000
		if shown == wall && found < 0 {
			found = ms
		}
		if before < wall && shown > wall && before != 0 && jump < 0 {
			jump = ms
		}
		before = shown
	}
	if found < 0 {
		return jump
	}
	return found
}

func TestHolidays(t *testing.T) {
	want := map[int]string{
		2026: "1-1 4-6 5-1 5-8 5-14 5-25 7-14 8-15 11-1 11-11 12-25",
		2027: "1-1 3-29 5-1 5-6 5-8 5-17 7-14 8-15 11-1 11-11 12-25",
		2030: "1-1 4-22 5-1 5-8 5-30 6-10 7-14 8-15 11-1 11-11 12-25",
		2036: "1-1 4-14 5-1 5-8 5-22 6-2 7-14 8-15 11-1 11-11 12-25",
	}
	for year, list := range want {
		var got []string
		for d := Day(date(year, 1, 1)); d < Day(date(year+1, 1, 1)); d++ {
			if france.Has(d) {
				got = append(got, time.Unix(d*86400, 0).UTC().Format("1-2"))
			}
		}
		if strings.Join(got, " ") != list {
			t.Errorf("%d: %v, want %s", year, got, list)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"24/7", "Mo-Su,PH 09:00-23:00", "Mo,Tu,Th,Fr 15:00-19:00; We 13:00-19:00", "Mo-Fr 09:00-12:00,14:00-26:00; PH off", "Sa-Mo 22:00-02:00", "off", "PH", "Mo-Su 00:00-48:00"} {
		f.Add(s, int64(1_795_000_000_000))
	}
	f.Fuzz(func(t *testing.T, s string, ms int64) {
		spec, err := Parse(s)
		if (spec == nil) == (err == nil) {
			t.Fatalf("spec %v with error %v", spec, err)
		}
		if err != nil {
			return
		}
		ms = start + (ms&(1<<62-1))%(end-start)
		state, change := Open(spec, paris, france, ms)
		if state == Unknown || change != 0 && change <= ms {
			t.Fatalf("%q at %d: %v until %d", s, ms, state, change)
		}
		if change == 0 {
			return
		}
		if before, _ := Open(spec, paris, france, change-1); before != state {
			t.Fatalf("%q: %v before the change at %d from %v", s, before, change, state)
		}
		if after, _ := Open(spec, paris, france, change); after == state {
			t.Fatalf("%q: still %v at the change at %d", s, after, change)
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	spec := mustParse(b, "Mo-Su,PH 09:00-23:00")
	now := at(b, "2026-11-24 18:30:00")
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		Open(spec, paris, france, now)
	}
}
