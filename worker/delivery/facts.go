package delivery

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"bouton3018/rules"
	"bouton3018/wasm/hours"
	"bouton3018/wasm/update"
)

// facts are the rules that are served, as pages say them: a number or an hour stands in no page of its own.
type facts struct {
	detection *rules.Detection
	directory *rules.Directory
	france    *rules.Country
	texts     rules.Texts // of France, in French
}

// facts reads the rules of a publication, or the packaged ones before the first.
func (s *server) facts(ctx context.Context, last publication) (*facts, error) {
	h, err := s.held(ctx, last)
	if err != nil {
		return nil, err
	}
	return readFacts(h.detection, h.directory)
}

// current are the facts of the newest publication.
func (s *server) currentFacts(ctx context.Context) (*facts, error) {
	last, err := s.store.last(ctx)
	if err != nil {
		return nil, err
	}
	return s.facts(ctx, last)
}

func readFacts(detection, directory []byte) (*facts, error) {
	f := &facts{france: &rules.Country{}}
	var err error
	if f.detection, err = rules.ParseDetection(detection); err == nil {
		f.directory, err = rules.ParseDirectory(directory)
	}
	if err != nil {
		return nil, refuse(http.StatusInternalServerError, update.CodeRules, err.Error())
	}
	f.directory = f.directory.Without(f.detection.Withdrawn)
	for i := range f.directory.Countries {
		if f.directory.Countries[i].Code == "FR" {
			f.france = &f.directory.Countries[i]
		}
	}
	for i := range f.france.Prompts {
		if f.france.Prompts[i].Lang == "fr" {
			f.texts = f.france.Prompts[i].Texts
		}
	}
	return f, nil
}

// line is nil where it is not known, or withdrawn.
func (f *facts) line(id string) *rules.Helpline {
	if i := f.france.Helpline(id); i >= 0 {
		return &f.france.Helplines[i]
	}
	return nil
}

// main is the line for young people, the 3018.
func (f *facts) main() *rules.Helpline { return f.line(f.france.Main) }

// name is what a line is called in few words: "3018".
func (f *facts) name(l *rules.Helpline) string { return f.texts["line."+l.ID] }

// need are the lines of one entry of the card's list of other needs.
func (f *facts) need(id string) (lines []*rules.Helpline) {
	for _, need := range f.france.Needs {
		if need.ID != id {
			continue
		}
		for _, pick := range need.Lines {
			if l := f.line(pick.Line); l != nil {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// note says of a line what its card does: "Le numéro des jeunes, gratuit, anonyme".
func (f *facts) note(l *rules.Helpline) string {
	role := f.texts["role."+l.ID]
	switch {
	case l.Free && len(l.Ways) > 0 && l.Ways[0].Anonymous:
		return strings.Replace(f.texts["note.anonymous.role"], "{role}", role, 1)
	case l.Free:
		return strings.Replace(f.texts["note.free.role"], "{role}", role, 1)
	}
	return role
}

// hours says when a way of a line usually answers, in words that stay true on paper: "Tous les jours de 9 h à 23 h". It
// says "d’habitude" where the source is older than a year, and nothing after three, as the card does.
func (f *facts) hours(l *rules.Helpline, w rules.Way, now time.Time) string {
	date, ok := rules.ParseDate(l.AsOf)
	spec, err := hours.Parse(w.Hours)
	if !ok || err != nil || !now.Before(date.AddDate(3, 0, 0)) {
		return ""
	}
	usually := now.After(date.AddDate(1, 0, 0))
	if spec.Always() {
		return f.texts[map[bool]string{false: "status.always", true: "status.usual.always"}[usually]]
	}
	wall := hours.NewZone(0, "") // it says of a clock on the wall what that shows
	from, to, ok := spec.Daily(wall, now.UnixMilli())
	if !ok {
		return ""
	}
	text := "de " + f.clock(hours.Local(wall, from)) + " à " + f.clock(hours.Local(wall, to))
	if usually {
		return "D’habitude tous les jours " + text
	}
	return "Tous les jours " + text
}

// clock says a time of the day in the words of the rules.
func (f *facts) clock(t time.Time) string {
	form := "time.hour"
	switch {
	case t.Hour()+t.Minute() == 0:
		form = "time.midnight"
	case t.Hour() == 12 && t.Minute() == 0:
		form = "time.noon"
	case t.Minute() != 0:
		form = "time.minutes"
	}
	return strings.NewReplacer("{h}", strconv.Itoa(t.Hour()), "{m}", t.Format("04")).Replace(f.texts[form])
}

// wayOf is the first way of a kind, "call" or "write".
func wayOf(l *rules.Helpline, kind string) (way rules.Way, ok bool) {
	i := slices.IndexFunc(l.Ways, func(w rules.Way) bool { return w.Kind == kind })
	if i < 0 {
		return way, false
	}
	return l.Ways[i], true
}

// shownAs is what is printed of a way: a number, or the host of an address.
func shownAs(w rules.Way) string {
	if w.Number != "" {
		return w.Number
	}
	if u, err := url.Parse(w.Href); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	_, rest, _ := strings.Cut(w.Href, ":")
	return rest
}

// now says whom to turn to now. It is on every page on which somebody in need may end up.
func (p *page) now(f *facts) {
	main := f.main()
	if main == nil {
		return
	}
	p.raw(`<div class="now"><p><strong>Besoin d’aide maintenant ?</strong> Le `)
	p.ways(main)
	p.text(" aide les jeunes victimes de harcèlement et de violences en ligne, et leurs proches.")
	p.emergency(f)
	p.raw("</p></div>")
}

// ways writes how to call a line and, after it, where to write to it.
func (p *page) ways(l *rules.Helpline) {
	call, ok := wayOf(l, "call")
	if ok {
		p.link(call.Href, shownAs(call))
	}
	if write, canWrite := wayOf(l, "write"); canWrite {
		if ok {
			p.text(" (ou par écrit : ")
		}
		p.link(write.Href, shownAs(write))
		if ok {
			p.text(")")
		}
	}
}

// emergency writes the lines for a danger now: those that are called, then those that are written to.
func (p *page) emergency(f *facts) {
	call, write := f.emergencyLines()
	if len(call) == 0 {
		return
	}
	p.text(" En danger tout de suite : le ")
	p.lines(f, call)
	if len(write) > 0 {
		p.text(" ; par écrit, le ")
		p.lines(f, write)
	}
	p.text(".")
}

func (f *facts) emergencyLines() (call, write []*rules.Helpline) {
	for _, l := range f.need("danger") {
		if _, ok := wayOf(l, "call"); ok {
			call = append(call, l)
		} else {
			write = append(write, l)
		}
	}
	return call, write
}

// lines writes "112, le 17 ou le 15".
func (p *page) lines(f *facts, lines []*rules.Helpline) {
	for i, l := range lines {
		switch {
		case i > 0 && i == len(lines)-1:
			p.text(" ou le ")
		case i > 0:
			p.text(", le ")
		}
		p.link(l.Ways[0].Href, f.name(l))
	}
}
