package referral

import "bouton3018/wasm/hours"

// A View is what is drawn: finished texts, of which "" is not drawn. It is the View
// of the extension (extension/src/shared/messages.ts); the tags are the names there.
type View struct {
	Lang  string     `json:"lang"`
	Dir   string     `json:"dir"` // ltr or rtl
	Other []Language `json:"other"`
	Pill  Pill       `json:"pill"`
	Card  Card       `json:"card"`
}

// A Language is one that the card can change to.
type Language struct {
	Lang  string `json:"lang"`
	Label string `json:"label"`
}

// A Pill is what stands beside a report before a harm is understood.
type Pill struct {
	Label string `json:"label"`
	Hint  string `json:"hint"`
	Only  string `json:"only"`
	Close string `json:"close"`
}

// A Card is the help itself.
type Card struct {
	Name      string     `json:"name"` // its accessible name
	Title     string     `json:"title"`
	Body      string     `json:"body"`
	First     string     `json:"first"` // id of the first line
	Lines     []ViewLine `json:"lines"`
	Notice    string     `json:"notice"`
	Continue  string     `json:"continue"`
	Dismiss   string     `json:"dismiss"`
	Close     string     `json:"close"`
	Copy      string     `json:"copy"`
	Copied    string     `json:"copied"`
	Scan      string     `json:"scan"`
	More      string     `json:"more"`
	Questions Questions  `json:"questions"`
	Needs     Needs      `json:"needs"`
}

// A ViewLine is a helpline. One that is closed has no ways: there is its name and
// when it opens again.
type ViewLine struct {
	ID     string    `json:"id"`
	Name   string    `json:"name"`
	Open   string    `json:"open,omitempty"` // open, closed, or "" where nothing may be said
	Status string    `json:"status,omitempty"`
	Note   string    `json:"note,omitempty"`
	Ways   []ViewWay `json:"ways"`
}

// A ViewWay is one way to reach a helpline. Name is its long label where Label is a
// short one, which needs the name of its line to be understood.
type ViewWay struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Label  string `json:"label"`
	Name   string `json:"name,omitempty"`
	Href   string `json:"href"`
	Number string `json:"number,omitempty"`
}

// Questions are what a child may fear, with answers, folded.
type Questions struct {
	Label string     `json:"label"`
	Items []Question `json:"items"`
}

// A Question is one of [Questions].
type Question struct {
	Q string `json:"q"`
	A string `json:"a"`
}

// Needs are lines for who needs something else, folded.
type Needs struct {
	Label string `json:"label"`
	Items []Need `json:"items"`
}

// A Need is one of [Needs].
type Need struct {
	Title string     `json:"title"`
	Lines []ViewLine `json:"lines"`
}

// View returns what is drawn, or nil at stage "none".
func (r *Referral) View() *View {
	if r.Stage == "none" {
		return nil
	}
	v := r.lang.view
	if r.hint {
		v.Pill.Hint = r.lang.hint
	}
	c := &v.Card
	c.Title, c.Notice = r.title.text, r.notice
	if r.level < noBody {
		c.Body = r.body.text
	}
	for i := range r.cards {
		line := r.viewLine(&r.cards[i], r.Lines[i].Open, r.level >= short)
		line.Status, line.Note = r.cardStatus(i), r.cardNote(i).text
		c.Lines = append(c.Lines, line)
	}
	c.First = c.Lines[0].ID
	if r.Stage == "after" {
		c.Dismiss = r.lang.close.text
	} else {
		c.Continue, c.Dismiss = r.lang.continuing.text, r.lang.dismiss.text
	}
	c.Needs.Items = r.needs()
	return &v
}

// needs returns the lines for other needs, without what the card says already.
func (r *Referral) needs() []Need {
	items := []Need{}
	needs := r.c.country.Needs
	for i := range needs {
		picks := needs[i].Lines
		if len(picks) == 1 && picks[0].Line == r.c.main && r.onCard(r.c.main) {
			continue
		}
		item := Need{Title: r.lang.needs[i].text}
		for k := range picks {
			var s shown
			var hours Line
			r.describe(&picks[k], &s, &hours)
			line := r.viewLine(&s, hours.Open, false)
			line.Status, line.Note = s.status, r.needNote(&s).text
			item.Lines = append(item.Lines, line)
		}
		items = append(items, item)
	}
	return items
}

func (r *Referral) onCard(line int) bool {
	for i := range r.cards {
		if r.cards[i].line == line {
			return true
		}
	}
	return false
}

// viewLine returns a line without what depends on where it stands.
func (r *Referral) viewLine(s *shown, open hours.State, short bool) ViewLine {
	facts, words := r.c.lines[s.line].Helpline, &r.lang.lines[s.line]
	line := ViewLine{ID: facts.ID, Name: words.name.text, Ways: make([]ViewWay, 0, s.count)}
	if open != hours.Unknown {
		line.Open = open.String()
	}
	for _, i := range s.ways[:s.count] {
		fact := &facts.Ways[i]
		way := ViewWay{ID: fact.ID, Kind: fact.Kind, Label: r.label(s.line, i, short).text, Href: fact.Href}
		if short {
			way.Name = words.ways[i].text
		}
		if !r.dev.Touch {
			way.Number = fact.Number
		}
		line.Ways = append(line.Ways, way)
	}
	return line
}
