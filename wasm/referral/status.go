package referral

import (
	"strconv"
	"strings"
	"time"

	"bouton3018/wasm/hours"
)

// status returns what is said about the hours of a line, "" if nothing may be.
func (r *Referral) status(l *Line) string {
	if l.Open == hours.Unknown {
		return ""
	}
	then := hours.Local(r.at.zone, l.Change)
	days := hours.Day(then) - hours.Day(hours.Local(r.at.zone, r.dev.Now))
	isOpen, ahead := l.Open == hours.Opened, l.Change-r.dev.Now
	switch {
	case isOpen && l.Change == 0:
		return r.text("status.always")
	case isOpen && (days == 0 || days == 1 && minuteOf(then) == 0):
		return r.fill("status.open", l.Change)
	case isOpen && days == 1 && then.Hour() < 5:
		return r.fill("status.tonight", l.Change)
	case isOpen && days == 1:
		return r.fill("status.tomorrow", l.Change)
	case isOpen:
		return ""
	case l.Change == 0:
		return r.text("status.shut")
	case ahead < dayMs:
		return r.fill("status.closed", l.Change)
	case ahead < 6*dayMs:
		return r.fill("status.closed.day", l.Change)
	}
	return ""
}

// usualStatus returns what is said of the hours of a way whose source is too old to say
// what is open now, "" if nothing may be.
func (r *Referral) usualStatus(l *line, way int) string {
	spec := l.specs[way]
	if spec == nil || r.dev.Now < l.stated || r.dev.Now >= l.usual {
		return ""
	}
	if spec.Always() {
		return r.text("status.usual.always")
	}
	from, to, ok := spec.Daily(l.zone, r.dev.Now)
	if !ok {
		return ""
	}
	start := r.clock(minuteOf(hours.Local(r.at.zone, from)))
	return strings.Replace(r.fill("status.usual", to), "{from}", start, 1)
}

const dayMs = 24 * 3600 * 1000

func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

// fill puts an instant into a text, as the clock of the place shows it.
func (r *Referral) fill(id string, ms int64) string {
	local := hours.Local(r.at.zone, ms)
	clock := r.clock(minuteOf(local))
	if r.at.foreign {
		clock = strings.Replace(r.text("time.abroad"), timeMark, clock, 1)
	}
	day := r.text(dayText((int(local.Weekday()) + 6) % 7))
	return strings.Replace(strings.Replace(r.text(id), "{day}", day, 1), timeMark, clock, 1)
}

// clock says a minute of the day as the language does.
func (r *Referral) clock(minute int) string {
	switch minute {
	case 0:
		return r.text("time.midnight")
	case 12 * 60:
		return r.text("time.noon")
	}
	hour, past := minute/60, minute%60
	form, half := "time.hour", "time.am"
	if past != 0 {
		form = "time.minutes"
	}
	if hour >= 12 {
		half = "time.pm"
	}
	text := r.text(form)
	for _, place := range [...]struct{ mark, value string }{
		{"{h}", strconv.Itoa(hour)},
		{"{h12}", strconv.Itoa((hour+11)%12 + 1)},
		{"{m}", strconv.Itoa(past/10) + strconv.Itoa(past%10)},
		{"{ap}", r.text(half)},
	} {
		text = strings.ReplaceAll(text, place.mark, place.value)
	}
	return text
}
