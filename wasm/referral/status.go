package referral

import (
	"strconv"
	"strings"

	"bouton3018/wasm/hours"
)

// status returns what is said about the hours of a line, "" if nothing may be.
func (r *Referral) status(l *Line) string {
	w := r.lang
	if l.Open == hours.Unknown {
		return ""
	}
	now := hours.Local(r.at.zone, r.dev.Now)
	then := hours.Local(r.at.zone, l.Change)
	switch {
	case l.Open == hours.Opened && l.Change == 0:
		return w.always.text
	case l.Open == hours.Opened && (then.Date == now.Date || then.Date == now.Date+1 && then.Minute == 0):
		return r.fill(&w.open, l.Change)
	case l.Open == hours.Opened && then.Date == now.Date+1 && then.Minute < 5*60:
		return r.fill(&w.tonight, l.Change)
	case l.Open == hours.Opened && then.Date == now.Date+1:
		return r.fill(&w.tomorrow, l.Change)
	case l.Open == hours.Closed && l.Change == 0:
		return w.shut.text
	case l.Open == hours.Closed && l.Change-r.dev.Now < 24*3600*1000:
		return r.fill(&w.reopens, l.Change)
	case l.Open == hours.Closed && l.Change-r.dev.Now < 6*24*3600*1000:
		return r.fill(&w.reopensDay, l.Change)
	}
	return ""
}

// fill puts an instant into a template, as the clock of the place shows it.
func (r *Referral) fill(t *template, ms int64) string {
	local := hours.Local(r.at.zone, ms)
	time := r.lang.clock(local.Minute)
	if r.at.foreign {
		time = r.lang.abroad.before + time + r.lang.abroad.after
	}
	return strings.Replace(t.before, "{day}", r.lang.days[local.Weekday].text, 1) + time + t.after
}

// clock says a minute of the day as the language does.
func (l *lang) clock(minute int32) string {
	switch minute {
	case 0:
		return l.midnight
	case 12 * 60:
		return l.noon
	}
	hour, past := int(minute/60), int(minute%60)
	form, half := l.hour, l.am
	if past != 0 {
		form = l.minutes
	}
	if hour >= 12 {
		half = l.pm
	}
	for _, place := range [...]struct{ mark, value string }{
		{"{h}", strconv.Itoa(hour)},
		{"{h12}", strconv.Itoa((hour+11)%12 + 1)},
		{"{m}", strconv.Itoa(past/10) + strconv.Itoa(past%10)},
		{"{ap}", half},
	} {
		form = strings.ReplaceAll(form, place.mark, place.value)
	}
	return form
}
