package hours

import (
	"testing"
	"time"
	_ "time/tzdata" // the oracle must not depend on the machine
)

var (
	start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	end   = time.Date(2037, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
)

func load(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// Every minute of 2026 to 2036 in Paris is as Go's zone data has it.
func TestParisEveryMinute(t *testing.T) {
	loc := load(t, "Europe/Paris")
	for ms := start; ms < end; ms += minuteMs {
		_, seconds := time.UnixMilli(ms).In(loc).Zone()
		if got := paris.Offset(ms); got != seconds/60 {
			t.Fatalf("offset at %v is %d, want %d", time.UnixMilli(ms).UTC(), got, seconds/60)
		}
	}
}

var paris = NewZone(60, "europe")

// zones are clocks of several kinds: the packaged ones are held against Go's zone
// data in package referral.
var zones = map[string]Zone{
	"Europe/Paris": paris, "Indian/Reunion": NewZone(4*60, ""), "Pacific/Marquesas": NewZone(-9*60-30, ""),
	"America/Miquelon": NewZone(-3*60, "america"), "America/Toronto": NewZone(-5*60, "america"),
}

// Every hour in every zone: date, weekday and clock.
func TestLocal(t *testing.T) {
	for name, zone := range zones {
		loc := load(t, name)
		for ms := start; ms < end; ms += 60 * minuteMs {
			want := time.UnixMilli(ms).In(loc)
			got := Local(zone, ms)
			if got.Format(time.DateTime) != want.Format(time.DateTime) || got.Weekday() != want.Weekday() {
				t.Fatalf("%s: %v is %+v", name, want, got)
			}
		}
	}
}

// The minute before and after each change of the clock, to the millisecond.
func TestChanges(t *testing.T) {
	for _, name := range []string{"Europe/Paris", "America/Miquelon"} {
		zone, loc := zones[name], load(t, name)
		changes := 0
		for hour := start; hour < end; hour += 60 * minuteMs {
			if zone.Offset(hour) == zone.Offset(hour-1) {
				continue
			}
			changes++
			for _, ms := range []int64{hour - 1, hour} {
				_, seconds := time.UnixMilli(ms).In(loc).Zone()
				if got := zone.Offset(ms); got != seconds/60 {
					t.Errorf("%s: offset at %v is %d", name, time.UnixMilli(ms).In(loc), got)
				}
			}
		}
		if changes != 22 {
			t.Errorf("%s: %d changes in 11 years", name, changes)
		}
	}
}

func TestUnknownZone(t *testing.T) {
	for _, zone := range []Zone{{}, NewZone(60, "asia")} {
		if zone.Known() {
			t.Errorf("%v is known", zone)
		}
		if state, change := Open(mustParse(t, "24/7"), zone, nil, start); state != Unknown || change != 0 {
			t.Errorf("in an unknown zone a line is %v", state)
		}
	}
}

func TestCalendar(t *testing.T) {
	for d := int64(0); d < 800_000; d++ {
		if got := Day(dateOf(d).Add(23 * time.Hour)); got != d {
			t.Fatalf("day %d is %v, which is day %d", d, dateOf(d), got)
		}
	}
	if got, want := End(paris, date(2026, 7, 13)), time.Date(2026, 7, 13, 22, 0, 0, 0, time.UTC).UnixMilli(); got != want {
		t.Errorf("13 July ends at %d, want %d", got, want)
	}
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
