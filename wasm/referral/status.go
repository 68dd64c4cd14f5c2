package referral

import (
	"strconv"
	"strings"
	"time"

	"bouton3018/rules"
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
	return r.fill("status.usual", to, from)
}

const dayMs = 24 * 3600 * 1000

func minuteOf(t time.Time) int { return t.Hour()*60 + t.Minute() }

// fill puts an instant into a text, as the clock of the place shows it, and before it the
// one from which that holds.
func (r *Referral) fill(id string, ms int64, from ...int64) string {
	p := r.voice(id)
	if r.at.foreign && p.Texts["time.abroad"] == "" {
		p = r.rest
	}
	local := hours.Local(r.at.zone, ms)
	time := clockText(p, minuteOf(local))
	if r.at.foreign {
		time = strings.Replace(p.Texts["time.abroad"], timeMark, time, 1)
	}
	text := strings.Replace(p.Texts[id], "{day}", p.Texts[dayText((int(local.Weekday())+6)%7)], 1)
	for _, start := range from {
		text = strings.Replace(text, "{from}", clockText(p, minuteOf(hours.Local(r.at.zone, start))), 1)
	}
	return r.keep(p, strings.Replace(text, timeMark, time, 1))
}

// clockText says a minute of the day as the language does, in figures where it is partial.
func clockText(p *rules.Prompts, minute int) string {
	hour, past := minute/60, minute%60
	if p.Partial {
		return twoDigits(hour) + ":" + twoDigits(past)
	}
	switch minute {
	case 0:
		return p.Texts["time.midnight"]
	case 12 * 60:
		return p.Texts["time.noon"]
	}
	form, half := "time.hour", "time.am"
	if past != 0 {
		form = "time.minutes"
	}
	if hour >= 12 {
		half = "time.pm"
	}
	text := p.Texts[form]
	for _, place := range [...]struct{ mark, value string }{
		{"{h}", strconv.Itoa(hour)},
		{"{h12}", strconv.Itoa((hour+11)%12 + 1)},
		{"{m}", twoDigits(past)},
		{"{ap}", p.Texts[half]},
	} {
		text = strings.ReplaceAll(text, place.mark, place.value)
	}
	return text
}

func twoDigits(n int) string { return strconv.Itoa(n/10) + strconv.Itoa(n%10) }
