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
		if got := paris.Offset(ms); got != int32(seconds/60) {
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
			if int(got.Year) != want.Year() || int(got.Month) != int(want.Month()) || int(got.Day) != want.Day() ||
				int(got.Minute) != want.Hour()*60+want.Minute() || (int(got.Weekday)+1)%7 != int(want.Weekday()) {
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
				if got := zone.Offset(ms); got != int32(seconds/60) {
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
	for d := int64(-800_000); d < 800_000; d += 1 {
		y, m, day := date(d)
		if days(y, m, day) != d {
			t.Fatalf("day %d is %d-%d-%d, which is day %d", d, y, m, day, days(y, m, day))
		}
	}
	if d := Days(2026, 11, 23); d != time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC).Unix()/86400 || weekday(d) != 0 {
		t.Errorf("2026-11-23 is day %d, weekday %d", d, weekday(d))
	}
	if got, want := Start(paris, Days(2026, 7, 14)), time.Date(2026, 7, 13, 22, 0, 0, 0, time.UTC).UnixMilli(); got != want {
		t.Errorf("14 July starts at %d, want %d", got, want)
	}
}
