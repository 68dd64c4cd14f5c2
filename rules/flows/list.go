package flows

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A List is flows.txt as it is written: the readable list of a site's flows. rules/dialogs/README.md shows the format.
type List struct {
	Site     string // the address that those of the openings begin with
	Openings map[string]*Opening
	Endings  map[string][]ListStep
	Moves    []Moves
	Flows    []*ListFlow
}

// An Opening is the page on which flows begin, and the steps with which they do.
type Opening struct {
	Name    string
	Page    string // a template, "" for the empty feed
	Address string
	Steps   []ListStep
	Line    int
}

// Moves says where the labels of a screen lead. Screen may hold *, which stands for anything.
type Moves struct {
	Screen string
	To     []Move
	Line   int
}

// A Move is what a label leads to: a screen, or [Closes] or [Stays].
type Move struct {
	Label, To string
}

// Where a label may lead beside to a screen: the dialog goes away, or nothing changes.
const (
	Closes = "close"
	Stays  = "stay"
)

// In moves, the screen that stands for all, and the label that stands for any of a screen that is not named.
const (
	Everywhere = "*"
	AnyLabel   = "*"
)

// A ListFlow is one entry of the list: one flow in each of its languages.
type ListFlow struct {
	Name    string
	Opening string
	Expect  *Expect // of a page without steps
	Steps   []ListStep
	Langs   []ListLang
	Line    int
}

// A ListStep is one step as it is written, or the name of an ending. Label is a key of the labels, or a text in quotes.
type ListStep struct {
	Label  string
	Check  bool   // it is a radio or a checkbox
	To     string // where the label leads here, "" for where the moves say
	Expect *Expect
	Line   int
}

// A ListLang is one language of a flow with what is special in it.
type ListLang struct {
	Lang    string
	Options []Option
}

// An Option is a word or two, and the labels of the steps that it is for: none for the whole flow.
type Option struct {
	Words []string
	On    []string
}

// labelless names the steps without a label, and what is done in them.
const (
	showsItself  = "(shows)"
	closesItself = "(closes)"
)

// ParseList reads a flows.txt. Its errors begin with the number of the line.
func ParseList(text string) (*List, error) {
	l := &List{Openings: map[string]*Opening{}, Endings: map[string][]ListStep{}}
	sections := map[string]func(*reader) error{
		"[openings]": l.opening, "[endings]": l.ending, "[moves]": l.moves, "[flows]": l.flow,
	}
	section := l.site
	var problems []error
	for _, entry := range entries(text) {
		if next, ok := sections[entry[0].text]; ok && len(entry) == 1 {
			section = next
			continue
		}
		r := &reader{words: entry, line: entry[0].line}
		err := section(r)
		if err == nil && r.more() {
			err = r.wrong("nothing more was expected at %s", r.peek())
		}
		problems = append(problems, err)
	}
	return l, errors.Join(problems...)
}

// A word is a piece of a line: what stands between blanks, with a quoted text or a sign at its end as one of its own.
type word struct {
	text string
	line int
}

// entries cuts a text into its entries: a line with those below it that begin with a blank.
func entries(text string) (all [][]word) {
	for i, line := range strings.Split(text, "\n") {
		found := words(line, i+1)
		switch {
		case len(found) == 0:
		case len(all) > 0 && (line[0] == ' ' || line[0] == '\t'):
			all[len(all)-1] = append(all[len(all)-1], found...)
		default:
			all = append(all, found)
		}
	}
	return all
}

// words cuts a line into words; a # before a word begins a comment. The signs : , ) are words where they end one.
func words(line string, number int) (all []word) {
	add := func(text string) {
		if text != "" {
			all = append(all, word{text, number})
		}
	}
	for {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			return all
		}
		if line[0] == '"' {
			end := strings.IndexByte(line[1:], '"')
			if end < 0 {
				add(line)
				return all
			}
			add(line[:end+2])
			line = line[end+2:]
			continue
		}
		end := strings.IndexFunc(line, unicode.IsSpace)
		if end < 0 {
			end = len(line)
		}
		bare := strings.TrimRight(line[:end], ":,")
		add(bare)
		for _, sign := range line[len(bare):end] {
			add(string(sign))
		}
		line = line[end:]
	}
}

// A reader takes the words of one entry.
type reader struct {
	words []word
	line  int // of the entry
}

func (r *reader) more() bool { return len(r.words) > 0 }

func (r *reader) peek() string {
	if !r.more() {
		return ""
	}
	return r.words[0].text
}

// next takes a word.
func (r *reader) next() string {
	text := r.peek()
	if r.more() {
		r.line = r.words[0].line
		r.words = r.words[1:]
	}
	return text
}

// take takes the word if it is this one.
func (r *reader) take(text string) bool {
	if r.peek() != text {
		return false
	}
	r.next()
	return true
}

func (r *reader) wrong(format string, args ...any) error {
	line := r.line
	if r.more() {
		line = r.words[0].line
	}
	return fmt.Errorf("%d: "+format, append([]any{line}, args...)...)
}

// name takes a word that is no sign; what says what is missing.
func (r *reader) name(what string) (string, error) {
	if text := r.peek(); text == "" || strings.Contains(">|=:,", text) {
		return "", r.wrong("%s is missing at %q", what, text)
	}
	return r.next(), nil
}

// label takes a key or a quoted text.
func (r *reader) label() (string, error) {
	text, err := r.name("a label")
	if err == nil && text[0] == '"' && (len(text) < 3 || text[len(text)-1] != '"') {
		err = r.wrong("the quoted text %s has no end", text)
	}
	return text, err
}

func (l *List) site(r *reader) (err error) {
	if !r.take("site") {
		return r.wrong("%q stands before [openings], [endings], [moves] and [flows]", r.peek())
	}
	l.Site, err = r.name("an address")
	return err
}

// opening reads "NAME PAGE ADDRESS > STEP > STEP".
func (l *List) opening(r *reader) (err error) {
	o := &Opening{Line: r.line}
	for _, field := range []struct {
		what string
		to   *string
	}{{"a name", &o.Name}, {"a page", &o.Page}, {"an address", &o.Address}} {
		if *field.to, err = r.name(field.what); err != nil {
			return err
		}
	}
	if o.Page == "-" {
		o.Page = ""
	}
	if l.Openings[o.Name] != nil {
		return fmt.Errorf("%d: the opening %s is there twice", o.Line, o.Name)
	}
	l.Openings[o.Name] = o
	if r.take(">") {
		o.Steps, err = r.steps()
	}
	return err
}

// ending reads "NAME STEP > STEP".
func (l *List) ending(r *reader) error {
	line := r.line
	name, err := r.name("a name")
	if err != nil {
		return err
	}
	if l.Endings[name] != nil {
		return fmt.Errorf("%d: the ending %s is there twice", line, name)
	}
	l.Endings[name], err = r.steps()
	return err
}

// moves reads "SCREEN LABEL: SCREEN, LABEL: SCREEN".
func (l *List) moves(r *reader) error {
	m := Moves{Line: r.line}
	var err error
	if m.Screen, err = r.name("a screen"); err != nil {
		return err
	}
	if _, err := path.Match(m.Screen, ""); err != nil {
		return r.wrong("%q is no name of a screen", m.Screen)
	}
	for first := true; first || r.take(","); first = false {
		var to Move
		if to.Label, err = r.label(); err != nil {
			return err
		}
		if !r.take(":") {
			return r.wrong("%s leads nowhere: a colon and a screen are missing", to.Label)
		}
		if to.To, err = r.name("a screen"); err != nil {
			return err
		}
		m.To = append(m.To, to)
	}
	l.Moves = append(l.Moves, m)
	return nil
}

// flow reads "NAME OPENING > STEP > STEP | LANG OPTION, OPTION | LANG".
func (l *List) flow(r *reader) (err error) {
	f := &ListFlow{Line: r.line}
	if f.Name, err = r.name("a name"); err != nil {
		return err
	}
	if f.Opening, err = r.name("an opening"); err != nil {
		return err
	}
	if f.Expect, err = r.expect(); err != nil {
		return err
	}
	if r.take(">") {
		if f.Steps, err = r.steps(); err != nil {
			return err
		}
	}
	for r.take("|") {
		lang, err := r.lang()
		if err != nil {
			return err
		}
		if slices.ContainsFunc(f.Langs, func(o ListLang) bool { return o.Lang == lang.Lang }) {
			return r.wrong("the language %s is there twice", lang.Lang)
		}
		f.Langs = append(f.Langs, lang)
	}
	if len(f.Langs) == 0 {
		return r.wrong("%s has no language: | fr", f.Name)
	}
	l.Flows = append(l.Flows, f)
	return nil
}

func (r *reader) steps() (all []ListStep, err error) {
	for first := true; first || r.take(">"); first = false {
		s, err := r.step()
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// step reads "LABEL: SCREEN = EXPECT", of which only the label must be there; "check LABEL" for a radio or a checkbox;
// "(shows): SCREEN" and "(closes)" for what happens without anybody.
func (r *reader) step() (s ListStep, err error) {
	s.Line = r.line
	if len(r.words) > 1 && !strings.Contains(">|=:", r.words[1].text) && r.take("check") {
		s.Check = true
	}
	if s.Label, err = r.label(); err != nil {
		return s, err
	}
	s.Line = r.line
	if r.take(":") {
		if s.To, err = r.name("a screen"); err != nil {
			return s, err
		}
	}
	switch {
	case s.Label[0] == '(' && s.Label != showsItself && s.Label != closesItself:
		return s, r.wrong("%s is neither %s nor %s", s.Label, showsItself, closesItself)
	case (s.Label == showsItself) != (s.To != "") && s.Label[0] == '(':
		return s, r.wrong("%s: SCREEN, and %s without one", showsItself, closesItself)
	}
	s.Expect, err = r.expect()
	return s, err
}

// expect reads "= STAGE HARM LINE"; nil where there is none.
func (r *reader) expect() (*Expect, error) {
	if !r.take("=") {
		return nil, nil
	}
	var e Expect
	var err error
	if e.Stage, err = r.name("a stage"); err != nil {
		return nil, err
	}
	for _, field := range []*string{&e.Harm, &e.First} {
		if r.more() && !strings.Contains(">|", r.peek()) {
			*field = r.next()
		}
	}
	if err := e.check(); err != nil {
		return nil, r.wrong("%w", err)
	}
	return &e, nil
}

// lang reads "LANG OPTION, OPTION on LABEL LABEL".
func (r *reader) lang() (l ListLang, err error) {
	if l.Lang, err = r.name("a language"); err != nil {
		return l, err
	}
	for first := true; r.more() && r.peek() != "|" && (first || r.take(",")); first = false {
		var o Option
		for r.more() && !strings.Contains(",|", r.peek()) && !r.take("on") {
			o.Words = append(o.Words, r.next())
		}
		for r.more() && !strings.Contains(",|", r.peek()) {
			label, err := r.label()
			if err != nil {
				return l, err
			}
			o.On = append(o.On, label)
		}
		if len(o.Words) == 0 {
			return l, r.wrong("an option is missing at %q", r.peek())
		}
		l.Options = append(l.Options, o)
	}
	return l, nil
}

// milliseconds reads an option such as "2500 ms".
func (o Option) milliseconds() (int, bool) {
	if len(o.Words) != 2 || o.Words[1] != "ms" {
		return 0, false
	}
	n, err := strconv.Atoi(o.Words[0])
	return n, err == nil
}

// Ways returns where the labels of a screen lead as the moves say of it by name, those of its own first; of
// [Everywhere], as they say of all screens.
func (l *List) Ways(screen string) (ways []Move) {
	for _, m := range l.Moves {
		if ok, _ := path.Match(m.Screen, screen); ok && (m.Screen == Everywhere) == (screen == Everywhere) {
			ways = append(ways, m.To...)
		}
	}
	return ways
}

// Leads returns where a label of a screen leads: as the moves say of this screen, then as they say of all screens, then
// as they say of any label of this screen; "" where nothing is said.
func (l *List) Leads(screen, label string) string {
	own := l.Ways(screen)
	for _, ways := range [][]Move{own, l.Ways(Everywhere)} {
		if to := leads(ways, label); to != "" {
			return to
		}
	}
	return leads(own, AnyLabel)
}

func leads(ways []Move, label string) string {
	for _, way := range ways {
		if way.Label == label {
			return way.To
		}
	}
	return ""
}
