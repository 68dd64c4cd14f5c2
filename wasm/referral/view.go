package referral

import (
	"slices"

	"bouton3018/wasm/hours"
)

// A View is what is drawn: finished texts, of which "" is not drawn. It is the View
// of the extension (extension/src/shared/messages.ts); the tags are the names there.
type View struct {
	Lang      string    `json:"lang"`
	Dir       string    `json:"dir"`   // ltr or rtl
	Holds     int64     `json:"holds"` // milliseconds for which what it says of hours stays true
	Partial   *Partial  `json:"partial,omitempty"`
	Languages Languages `json:"languages"`
	Pill      Pill      `json:"pill"`
	Card      Card      `json:"card"`
}

// Partial is where the language has few texts: how each of those begins, and the language
// of what begins otherwise, which is one press away.
type Partial struct {
	Begins []string `json:"begins"`
	Rest   Language `json:"rest"`
}

// Languages are the others that the card can change to, folded: their own names by their tags.
type Languages struct {
	Label string            `json:"label"`
	Names map[string]string `json:"names"`
}

// A Language is one that the card can change to.
type Language struct {
	Lang  string `json:"lang"`
	Label string `json:"label"`
}

// A Pill is what stands beside a report before a harm is understood.
type Pill struct {
	Label string `json:"label"`
	Hint  string `json:"hint,omitempty"`
	Only  string `json:"only"`
	Close string `json:"close"`
}

// A Card is the help itself.
type Card struct {
	Name      string     `json:"name"` // its accessible name
	Title     string     `json:"title"`
	Body      string     `json:"body"`
	First     string     `json:"first"` // id of the first line, "" where there is none
	Lines     []ViewLine `json:"lines"`
	Aside     string     `json:"aside,omitempty"`   // above the lines after the first, where that is waited for
	Danger    *Danger    `json:"danger,omitempty"`  // where the harm may be dangerous now
	Prepare   *Prepare   `json:"prepare,omitempty"` // where the first line is waited for
	Near      []Near     `json:"near,omitempty"`    // who is near, folded
	Notice    string     `json:"notice,omitempty"`
	School    string     `json:"school,omitempty"` // who installed the extension, where that is a school
	Continue  string     `json:"continue"`
	Dismiss   string     `json:"dismiss"`
	Close     string     `json:"close"`
	Copy      string     `json:"copy"`
	Copied    string     `json:"copied"`
	Uncopied  string     `json:"uncopied,omitempty"` // where the site forbids it
	Scan      string     `json:"scan"`
	Kinds     Kinds      `json:"kinds"`
	More      string     `json:"more"`
	Questions Questions  `json:"questions"`
	Needs     Needs      `json:"needs"`
}

// A ViewLine is a helpline. One that is closed has no ways: there is its name and
// when it opens again.
type ViewLine struct {
	ID     string    `json:"id"`
	Name   string    `json:"name"`
	Open   string    `json:"open,omitempty"` // of a line of the card: open, closed, or "" where nothing may be said
	Status string    `json:"status,omitempty"`
	Note   string    `json:"note,omitempty"`
	Ways   []ViewWay `json:"ways"`
}

// A ViewWay is one way to reach a helpline. Its button says its kind, which is "sms" beside another way to write to the
// line, so that no two say the same; Name says whose it is, too, and is "" where that is the kind, a colon and the
// line's name. Href is left out where an https address is opened by its ids (see [Choosers.Links]), and where a number
// is copied.
type ViewWay struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Name   string `json:"name,omitempty"`
	Href   string `json:"href,omitempty"`
	Number string `json:"number,omitempty"`
}

// Kinds are what the buttons of ways say, by kind.
type Kinds struct {
	Call  string `json:"call"`
	Write string `json:"write"`
	Web   string `json:"web"`
	SMS   string `json:"sms,omitempty"` // where a telephone may send one
}

// Danger is whom to call or write to in danger now.
type Danger struct {
	Label string     `json:"label"`
	Lines []ViewLine `json:"lines"`
}

// Prepare has sentences to begin a message with, folded.
type Prepare struct {
	Label string   `json:"label"`
	Items []string `json:"items"`
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
		Lang: r.prompts.Lang, Dir: r.prompts.Dir,
		Languages: Languages{r.text("ui.languages"), r.otherLanguages()},
		Pill:      Pill{Label: r.pill(), Hint: r.hint, Only: r.text("pill.only"), Close: r.text("pill.close")},
	}
	v.Card = Card{
		Name:      r.first("card.name", generalTitle),
		Title:     r.title,
		Lines:     []ViewLine{},
		Near:      r.near,
		Notice:    r.notice,
		School:    r.schoolNotice(),
		Continue:  r.text("ui.continue"),
		Dismiss:   r.text("ui.dismiss"),
		Close:     r.text("ui.close"),
		Copy:      r.text("ui.copy"),
		Copied:    r.text("ui.copied"),
		Uncopied:  r.text("ui.uncopied"),
		Scan:      r.text("ui.scan"),
		Kinds:     Kinds{Call: r.text("short.call"), Write: r.text("short.write"), Web: r.text("short.web")},
		More:      r.text("ui.more"),
		Questions: Questions{Label: r.text("ui.questions")},
		Needs:     Needs{Label: r.text("ui.needs"), Items: r.needs()},
	}
	c := &v.Card
	if r.dev.Touch {
		c.Kinds.SMS = r.text("short.sms")
	}
	if r.level < noBody {
		c.Body = r.body
	}
	for i := range r.cards {
		line := r.viewLine(&r.cards[i])
		line.Status, line.Note = r.cardStatus(i), r.cardNote(i)
		if open := r.Lines[i].Open; open != hours.Unknown {
			line.Open = open.String()
		}
		c.Lines = append(c.Lines, line)
	}
	if len(c.Lines) > 0 {
		c.First = c.Lines[0].ID
	}
	if r.Stage == "after" {
		c.Continue, c.Dismiss = "", c.Close
	}
	if r.isWaiting() {
		sentences := []string{r.text("card.prepare.1"), r.text("card.prepare.2"), r.text("card.prepare.3")}
		c.Prepare = &Prepare{r.text("card.prepare"), sentences}
		c.Aside = r.aside()
	}
	if len(r.row.Danger) > 0 {
		c.Danger = &Danger{Label: r.text("card.danger")}
		for i := range r.row.Danger {
			var s shown
			r.describe(&r.row.Danger[i], &s, new(Line))
			c.Danger.Lines = append(c.Danger.Lines, r.viewLine(&s))
		}
	}
	c.Questions.Items = []Question{{r.text("question.advice.q"), r.advice()}}
	for _, id := range questions {
		asked := Question{r.text("question." + id + ".q"), r.text("question." + id + ".a")}
		// Most answers speak of a line.
		if !r.c.country.Unknown || id == "trace" {
			c.Questions.Items = append(c.Questions.Items, asked)
		}
	}
	if r.prompts.Partial {
		v.Partial = &Partial{r.own, Language{r.rest.Lang, r.rest.Label}}
	}
	v.Holds = r.holds()
	return v
}

// holds returns for how long what was said of hours stays true: until a way that was asked
// about opens or closes, until night begins or ends, or midnight, with which words for days
// change.
func (r *Referral) holds() int64 {
	now := r.dev.Now
	local := hours.Local(r.at.zone, now)
	holds := hours.End(r.at.zone, local) - now
	for _, hour := range [...]int{morning, evening} {
		if ahead := int64(hour)*hourMs - local.UnixMilli()%dayMs; ahead > 0 {
			holds = min(holds, ahead)
		}
	}
	for _, line := range r.c.lines {
		for _, a := range line.memo {
			if a.at == now && a.change > now {
				holds = min(holds, a.change-now)
			}
		}
	}
	return holds
}

// pill is what the pill says: whose help it is, and that one can talk.
func (r *Referral) pill() string {
	if r.c.country.Unknown {
		return r.first("pill.elsewhere", generalTitle)
	}
	return r.say("pill.label", lineMark, r.text("pill.line"))
}

// Night is from one of these hours to the other.
const evening, morning = 21, 7

const hourMs = 3600 * 1000

// aside stands above the lines that are there while the first is waited for.
func (r *Referral) aside() string {
	if len(r.cards) < 2 {
		return ""
	}
	if hour := hours.Local(r.at.zone, r.dev.Now).Hour(); hour >= evening || hour < morning {
		return r.text("card.tonight")
	}
	return r.text("card.meanwhile")
}

// otherLanguages are those that the card can change to in its fold.
func (r *Referral) otherLanguages() map[string]string {
	all := map[string]string{}
	for i := range r.c.country.Prompts {
		if p := &r.c.country.Prompts[i]; p != r.prompts && p != r.rest {
			all[p.Lang] = p.Label
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
			r.describe(&need.Lines[i], &s, new(Line))
			line := r.viewLine(&s)
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
func (r *Referral) viewLine(s *shown) ViewLine {
	facts := r.c.lines[s.line].Helpline
	line := ViewLine{ID: facts.ID, Name: r.text("line." + facts.ID), Ways: make([]ViewWay, 0, s.count)}
	for i, w := range s.ways[:s.count] {
		fact := &facts.Ways[w]
		kind := r.kind(s, i)
		way := ViewWay{ID: fact.ID, Kind: kind, Name: r.wayName(facts.ID, fact.ID, kind)}
		if !r.dev.Touch {
			way.Number = fact.Number
		}
		if way.Number == "" && !isHTTPS(fact.Href) {
			way.Href = fact.Href
		}
		line.Ways = append(line.Ways, way)
	}
	return line
}

// kind is that of a line's nth way on offer, as its button says it.
func (r *Referral) kind(s *shown, nth int) string {
	ways := r.c.lines[s.line].Ways
	way := &ways[s.ways[nth]]
	for i, other := range s.ways[:s.count] {
		if i != nth && way.ID == "sms" && ways[other].Kind == way.Kind {
			return "sms"
		}
	}
	return way.Kind
}

// wayName says what a way does and whose it is, "" where the language says only what it
// does.
func (r *Referral) wayName(line, way, kind string) string {
	if r.prompts.Partial && r.prompts.Texts["short."+kind] != "" {
		return ""
	}
	return r.text("way." + line + "." + way)
}
