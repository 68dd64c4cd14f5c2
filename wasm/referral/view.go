package referral

import (
	"slices"

	"bouton3018/wasm/hours"
)

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
	v := &View{
		Lang: r.prompts.Lang, Dir: r.prompts.Dir, Other: r.others(),
		Pill: Pill{Label: r.text("pill.label"), Hint: r.hint, Only: r.text("pill.only"), Close: r.text("pill.close")},
	}
	v.Card = Card{
		Name:      r.text("card.name"),
		Title:     r.title,
		Notice:    r.notice,
		Continue:  r.text("ui.continue"),
		Dismiss:   r.text("ui.dismiss"),
		Close:     r.text("ui.close"),
		Copy:      r.text("ui.copy"),
		Copied:    r.text("ui.copied"),
		Scan:      r.text("ui.scan"),
		More:      r.text("ui.more"),
		Questions: Questions{Label: r.text("ui.questions")},
		Needs:     Needs{Label: r.text("ui.needs"), Items: r.needs()},
	}
	c := &v.Card
	if r.level < noBody {
		c.Body = r.body
	}
	for i := range r.cards {
		line := r.viewLine(&r.cards[i], r.Lines[i].Open, r.level >= short)
		line.Status, line.Note = r.cardStatus(i), r.cardNote(i)
		c.Lines = append(c.Lines, line)
	}
	c.First = c.Lines[0].ID
	if r.Stage == "after" {
		c.Continue, c.Dismiss = "", c.Close
	}
	for _, id := range questions {
		asked := Question{r.text("question." + id + ".q"), r.text("question." + id + ".a")}
		c.Questions.Items = append(c.Questions.Items, asked)
	}
	return v
}

// others are the other languages that the card can change to.
func (r *Referral) others() []Language {
	all := []Language{}
	for i := range r.c.country.Prompts {
		if p := &r.c.country.Prompts[i]; p != r.prompts {
			all = append(all, Language{p.Lang, p.Label})
		}
	}
	return all
}

// needs returns the lines for other needs, without what the card says already.
func (r *Referral) needs() []Need {
	items := []Need{}
	for _, need := range r.c.country.Needs {
		if len(need.Lines) == 1 && need.Lines[0].Line == r.c.country.Main && r.onCard(r.c.main) {
			continue
		}
		item := Need{Title: r.text("need." + need.ID)}
		for i := range need.Lines {
			var s shown
			var said Line
			r.describe(&need.Lines[i], &s, &said)
			line := r.viewLine(&s, said.Open, false)
			line.Status, line.Note = s.status, r.needNote(&s)
			item.Lines = append(item.Lines, line)
		}
		items = append(items, item)
	}
	return items
}

func (r *Referral) onCard(line int) bool {
	return slices.ContainsFunc(r.cards, func(s shown) bool { return s.line == line })
}

// viewLine returns a line without what depends on where it stands.
func (r *Referral) viewLine(s *shown, open hours.State, short bool) ViewLine {
	facts := r.c.lines[s.line].Helpline
	line := ViewLine{ID: facts.ID, Name: r.text("line." + facts.ID), Ways: make([]ViewWay, 0, s.count)}
	if open != hours.Unknown {
		line.Open = open.String()
	}
	for _, i := range s.ways[:s.count] {
		fact := &facts.Ways[i]
		way := ViewWay{ID: fact.ID, Kind: fact.Kind, Label: r.label(s.line, i, short), Href: fact.Href}
		if short {
			way.Name = r.label(s.line, i, false)
		}
		if !r.dev.Touch {
			way.Number = fact.Number
		}
		line.Ways = append(line.Ways, way)
	}
	return line
}
