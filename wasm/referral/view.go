package referral

import (
	"unsafe"

	"bouton3018/wasm/hours"
	"bouton3018/wasm/jsonw"
)

// maxWords is how many words a card shows before anything is unfolded.
const maxWords = 45

// The levels of brevity of a card, each with less on it than the one before.
const (
	full      = iota // long labels, all notes
	short            // short labels
	fewNotes         // notes on the first line and where nothing else explains a line
	bare             // no note on the first line either
	oneStatus        // "day and night" on the first line only
	brief            // the body that is meant for more lines
	noBody
)

// fit chooses the longest form of the card that keeps to maxWords. With the
// packaged directory it never comes to noBody: a test asserts that.
func (r *Referral) fit() {
	for r.level = full; r.level < noBody && r.count() > maxWords; r.level++ {
		if r.level+1 == brief && r.brief.s != "" {
			r.body = r.brief
			r.Text[1] = r.body.id
		}
	}
}

// count returns the words visible before unfolding: all that the view has,
// without what stands in for an icon (close) or appears on use (copied, more).
func (r *Referral) count() int {
	l := r.lang
	n := r.title.n + count(r.notice) + l.questions.n + l.needsLabel.n + l.others
	if r.level < noBody {
		n += r.body.n
	}
	if r.Stage == "after" {
		n += l.close.n
	} else {
		n += l.cont.n + l.dismiss.n
	}
	scan := 0
	for i := range r.cards {
		s := &r.cards[i]
		w := &l.lines[s.line]
		n += w.name.n + count(r.cardStatus(i)) + r.cardNote(i).n
		for _, way := range s.ways[:s.count] {
			n += r.label(s.line, way, r.level >= short).n
			if number := r.c.lines[s.line].Ways[way].Number; number != "" && !r.dev.Touch {
				n += l.copy.n
				scan = l.scan.n
				if number != w.name.s {
					n += count(number)
				}
			}
		}
	}
	return n + scan
}

// silence is the note of a line that has none.
var silence phrase

// cardStatus returns what card line i says about hours at the chosen level.
func (r *Referral) cardStatus(i int) string {
	s := &r.cards[i]
	if i > 0 && r.level >= oneStatus && s.status == r.lang.always.s {
		return ""
	}
	return s.status
}

// cardNote returns the note of card line i at the chosen level. It stays where
// it says what to do (a line that can only be reported to) and where hours, which
// are never told, cannot stand for it.
func (r *Referral) cardNote(i int) *phrase {
	s := &r.cards[i]
	l := &r.c.lines[s.line]
	web := s.count > 0
	for _, way := range s.ways[:s.count] {
		web = web && l.Ways[way].Kind == "web"
	}
	if web || l.expiry == 0 || r.level < fewNotes || r.level == fewNotes && i == 0 {
		return r.note(s)
	}
	return &silence
}

// note returns the role of a line, or that it is free, and anonymous where
// a source says so of every way on offer.
func (r *Referral) note(s *shown) *phrase {
	w := &r.lang.lines[s.line]
	switch {
	case s.count == 0:
		return &silence
	case w.role.s != "" && r.soft:
		return &w.soft
	case w.role.s != "":
		return &w.role
	}
	for _, way := range s.ways[:s.count] {
		if !r.c.lines[s.line].Ways[way].Anonymous {
			return &w.free
		}
	}
	return &w.anonymous
}

func (r *Referral) label(line int, way int8, short bool) *phrase {
	if !short {
		return &r.lang.lines[line].ways[way]
	}
	switch r.c.lines[line].Ways[way].Kind {
	case "call":
		return &r.lang.call
	case "write":
		return &r.lang.writeShort
	}
	return &r.lang.web
}

// AppendView appends what is drawn as one JSON object, or null at stage "none".
//
// A way has a member "name", its long label, where "label" is a short one that
// needs the name of its line to be understood. A line that is closed is there
// without ways: its name and when it opens again.
func (r *Referral) AppendView(b []byte) []byte {
	if r.Stage == "none" {
		return append(b, "null"...)
	}
	l := r.lang
	if r.hint {
		b = append(b, l.headHint...)
	} else {
		b = append(b, l.head...)
	}
	b = append(append(b, `,"title":`...), r.title.json...)
	b = append(b, `,"body":`...)
	if r.level >= noBody {
		b = append(b, `""`...)
	} else {
		b = append(b, r.body.json...)
	}
	b = jsonw.String(append(b, `,"first":`...), r.c.lines[r.cards[0].line].ID)
	b = append(b, `,"lines":[`...)
	for i := range r.cards {
		b = r.appendLine(jsonw.Comma(b), &r.cards[i], r.Lines[i].Open, r.cardStatus(i), r.cardNote(i), r.level >= short)
	}
	b = jsonw.String(append(b, `],"notice":`...), r.notice)
	if r.Stage == "after" {
		b = append(append(b, `,"continue":"","dismiss":`...), l.close.json...)
	} else {
		b = append(append(b, `,"continue":`...), l.cont.json...)
		b = append(append(b, `,"dismiss":`...), l.dismiss.json...)
	}
	b = append(b, l.tail...)
	needs := r.c.country.Needs
	for n := range needs {
		picks := needs[n].Lines
		if len(picks) == 1 && picks[0].Line == r.c.main && r.onCard(r.c.main) {
			continue // the card says it already
		}
		b = append(append(jsonw.Comma(b), `{"title":`...), l.needs[n].json...)
		b = append(b, `,"lines":[`...)
		for i := range picks {
			r.describe(&picks[i], &r.need, &r.about)
			b = r.appendLine(jsonw.Comma(b), &r.need, r.about.Open, r.need.status, r.needNote(&r.need), false)
		}
		b = append(b, "]}"...)
	}
	return append(b, "]}}}"...)
}

// needNote is a line's note below "another need", where it never says what a
// number is against: the list is the same under every card.
func (r *Referral) needNote(s *shown) *phrase {
	if w := &r.lang.lines[s.line]; s.count > 0 && w.soft.s != "" {
		return &w.soft
	}
	return r.note(s)
}

func (r *Referral) onCard(line int) bool {
	for i := range r.cards {
		if r.cards[i].line == line {
			return true
		}
	}
	return false
}

func (r *Referral) appendLine(b []byte, s *shown, open hours.State, status string, note *phrase, short bool) []byte {
	w := &r.lang.lines[s.line]
	b = append(b, w.head...)
	if open != hours.Unknown {
		b = jsonw.String(append(b, `,"open":`...), open.String())
	}
	if status != "" {
		b = jsonw.String(append(b, `,"status":`...), status)
	}
	if note.s != "" {
		b = append(append(b, `,"note":`...), note.json...)
	}
	b = append(b, `,"ways":[`...)
	ways, touch := w.full, 0
	if short {
		ways = w.short
	}
	if r.dev.Touch {
		touch = 1
	}
	for i := 0; i < s.count; i++ {
		b = append(jsonw.Comma(b), ways[s.ways[i]][touch]...)
	}
	return append(b, "]}"...)
}

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
		return w.always.s
	case l.Open == hours.Opened && (then.Date == now.Date || then.Date == now.Date+1 && then.Minute == 0):
		return r.fill(&w.open, l.Change)
	case l.Open == hours.Opened && then.Date == now.Date+1 && then.Minute < 5*60:
		return r.fill(&w.tonight, l.Change)
	case l.Open == hours.Opened && then.Date == now.Date+1:
		return r.fill(&w.tomorrow, l.Change)
	case l.Open == hours.Closed && l.Change == 0:
		return w.shut.s
	case l.Open == hours.Closed && l.Change-r.dev.Now < 24*3600*1000:
		return r.fill(&w.reopens, l.Change)
	case l.Open == hours.Closed && l.Change-r.dev.Now < 6*24*3600*1000:
		return r.fill(&w.reopensDay, l.Change)
	}
	return ""
}

// fill writes a template with the time of an instant into the chooser's memory.
func (r *Referral) fill(t *template, ms int64) string {
	a := r.c.arena
	start := len(a)
	local := hours.Local(r.at.zone, ms)
	a = appendFilled(a, t.before, "{day}", r.lang.days[local.Weekday].s)
	if r.at.foreign {
		a = append(a, r.lang.abroad.before...)
	}
	a = r.lang.appendTime(a, local.Minute)
	if r.at.foreign {
		a = append(a, r.lang.abroad.after...)
	}
	a = append(a, t.after...)
	r.c.arena = a
	if len(a) == start {
		return ""
	}
	return unsafe.String(&a[start], len(a)-start)
}

// appendTime appends a minute of the day as the language says it.
func (l *lang) appendTime(b []byte, minute int32) []byte {
	switch minute {
	case 0:
		return append(b, l.midnight...)
	case 12 * 60:
		return append(b, l.noon...)
	}
	form := l.hour
	if minute%60 != 0 {
		form = l.minutes
	}
	for i := 0; i < len(form); i++ {
		if form[i] != '{' {
			b = append(b, form[i])
			continue
		}
		end := i
		for end < len(form)-1 && form[end] != '}' {
			end++
		}
		switch form[i : end+1] {
		case "{h}":
			b = jsonw.Int(b, int64(minute/60))
		case "{h12}":
			b = jsonw.Int(b, int64((minute/60+11)%12+1))
		case "{m}":
			b = append(b, '0'+byte(minute%60/10), '0'+byte(minute%10))
		case "{ap}":
			if minute < 12*60 {
				b = append(b, l.am...)
			} else {
				b = append(b, l.pm...)
			}
		}
		i = end
	}
	return b
}

// appendFilled appends s with the first mark in it replaced.
func appendFilled(b []byte, s, mark, value string) []byte {
	for i := 0; i+len(mark) <= len(s); i++ {
		if s[i:i+len(mark)] == mark {
			b = append(b, s[:i]...)
			b = append(b, value...)
			return append(b, s[i+len(mark):]...)
		}
	}
	return append(b, s...)
}
