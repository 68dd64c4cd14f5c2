package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/rules/flows"
	"bouton3018/wasm/core"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/flow"
	"bouton3018/wasm/lexicon"
)

// A question is what one request asks, ready to be asked again with something added.
type question struct {
	reader   dialog.Reader
	platform *rules.Platform // nil for a site without rules
	snapshot dialog.Snapshot
	state    flow.State
}

func newQuestion(c *core.Core, request []byte) (*question, error) {
	field := func(name string) string { return gjson.GetBytes(request, name).String() }
	page, locale := field("page"), field("locale")
	if page == "" && locale == "" {
		page = field("lang") // as the core does it
	}
	mine, _, _ := strings.Cut(field("state"), "|")
	q := on(c, field("host"), page, locale)
	q.state = flow.ParseState(mine)
	return q, json.Unmarshal([]byte(gjson.GetBytes(request, "snapshot").Raw), &q.snapshot)
}

// on is a question about nothing on a host, in some languages.
func on(c *core.Core, host string, langs ...string) *question {
	d, _, x := c.Rules()
	q := &question{reader: dialog.Reader{Lexicon: x}.On(langs...)}
	for i := range d.Platforms {
		if slices.Contains(d.Platforms[i].Hosts, host) {
			q.platform = &d.Platforms[i]
		}
	}
	return q
}

// orOn is the question itself, or one about nothing on the page of a flow where there is none.
func (q *question) orOn(c *core.Core, f *flows.Flow) *question {
	if q != nil {
		return q
	}
	address, _ := url.Parse(f.URL) // it was read before
	return on(c, address.Hostname(), f.Locale)
}

func (q *question) ask() flow.Result { return flow.Follow(q.reader, &q.snapshot, q.platform, q.state) }

// option is the row of the dialog with a text, nil where there is none that answers it.
func (q *question) option(text string) *dialog.Option {
	options := q.ask().Reading.Options
	for i := range options {
		if q.snapshot.Rows[options[i].Row].Text == text {
			return &options[i]
		}
	}
	return nil
}

// with is the same question after a change of a copy of it.
func (q *question) with(changes ...func(*question)) *question {
	next := *q
	s := &next.snapshot
	s.Headings, s.Texts = slices.Clone(s.Headings), slices.Clone(s.Texts)
	s.Rows, s.Hooks = slices.Clone(s.Rows), slices.Clone(s.Hooks)
	next.platform = &rules.Platform{}
	if q.platform != nil {
		*next.platform = *q.platform
		next.platform.Labels, next.platform.Hooks = slices.Clone(q.platform.Labels), slices.Clone(q.platform.Hooks)
	}
	for _, change := range changes {
		change(&next)
	}
	return &next
}

// An addition is something that a dialog could say beside what it says.
type addition struct {
	what string
	add  func(*question)
}

// additions are all that may make a report dialog of another one by words, but the rows: see [meant].
func (q *question) additions(p phrases) (all []addition) {
	if q.snapshot.Opener != "report" {
		all = append(all, addition{"a word for report on what opened it", func(q *question) { q.snapshot.Opener = "report" }})
	}
	says := func(what string, c rules.Concept, add func(s *dialog.Snapshot, text string)) {
		if text := p.sample(q.reader.Lexicon, c); text != "" {
			all = append(all, addition{what, func(q *question) { add(&q.snapshot, text) }})
		}
	}
	title := func(s *dialog.Snapshot, text string) { s.Headings = append(s.Headings, text) }
	body := func(s *dialog.Snapshot, text string) { s.Texts = append(s.Texts, text) }
	says("a word for report in the title", rules.Report, title)
	says("a question for the reason in the title", rules.Question, title)
	says("a word for report in the text", rules.Report, body)
	return all
}

// hook has the dialog be one that a hook of its site finds.
func hook(q *question) {
	const id = "enough"
	q.platform.Hooks = append(q.platform.Hooks, rules.Hook{ID: id, Signal: "form"})
	q.snapshot.Hooks = append(q.snapshot.Hooks, id)
}

// unknown are the rows that mean nothing.
func (q *question) unknown() (rows []string) {
	for _, o := range q.ask().Reading.Options {
		if o.Harm == rules.None && o.Set == 0 {
			rows = append(rows, q.snapshot.Rows[o.Row].Text)
		}
	}
	return rows
}

// meant has some rows mean a harm that has a card.
func meant(rows ...string) func(*question) {
	return func(q *question) {
		for _, row := range rows {
			l := rules.Label{Text: row, Concept: rules.Harassment, Hash: lexicon.HashOfText(row)}
			q.platform.Labels = append([]rules.Label{l}, q.platform.Labels...)
		}
	}
}

// enoughForReport says what would have made a report dialog of this one: one addition, or two where one is too little;
// and a hook.
func (q *question) enoughForReport(p phrases) (ways []string) {
	additions, rows := q.additions(p), q.unknown()
	try := func(what string, changes ...func(*question)) bool {
		if !q.with(changes...).ask().Reading.Report {
			return false
		}
		ways = append(ways, what)
		return true
	}
	// rowsWith tries as few rows as are enough.
	rowsWith := func(more string, changes ...func(*question)) {
		for n := 1; n <= len(rows); n++ {
			what := fmt.Sprintf("a phrase of a harm for %d of the rows %s%s", n, quoted(rows), more)
			if try(what, append(changes, meant(rows[:n]...))...) {
				return
			}
		}
	}
	for _, s := range additions {
		try(s.what, s.add)
	}
	rowsWith("")
	if len(ways) == 0 {
		for i, s := range additions {
			for _, other := range additions[i+1:] {
				try(s.what+" and "+other.what, s.add, other.add)
			}
			rowsWith(" and "+s.what, s.add)
		}
	}
	try("a hook that finds it", hook)
	return ways
}

// enoughForCard says which choices in this report dialog lead to a card, and what the one that was made, in the
// dialog before, would have had to mean for it.
func (q *question) enoughForCard(last *question, p phrases, clicked *string) (ways []string) {
	var rows []string
	for i, row := range q.snapshot.Rows {
		chosen := q.with(func(q *question) { q.snapshot.Event, q.snapshot.Chosen = dialog.Chosen, i })
		if r := chosen.ask(); r.Stage >= rules.StageCard && r.Chosen == "click" {
			rows = append(rows, row.Text)
		}
	}
	if len(rows) > 0 {
		ways = append(ways, "a choice of "+quoted(rows))
	}
	if clicked == nil || last == nil {
		return ways
	}
	at := slices.IndexFunc(last.snapshot.Rows, func(r dialog.Row) bool { return r.Text == *clicked })
	if at < 0 {
		return ways
	}
	choose := func(q *question) { q.snapshot.Event, q.snapshot.Chosen = dialog.Chosen, at }
	leads := func(change func(*question)) bool {
		before := last.with(choose, change).ask()
		return q.with(change, func(q *question) { q.state = before.State }).ask().Stage >= rules.StageCard
	}
	if o := last.option(*clicked); o == nil || o.Harm == rules.None || rules.Harms[o.Harm].Unclear {
		if leads(meant(*clicked)) {
			ways = append(ways, fmt.Sprintf("a phrase of a harm for %q", *clicked))
		}
		return ways
	}
	for c := range rules.Concept(rules.MaxConcepts) {
		text := p.sample(q.reader.Lexicon, c)
		if !rules.Qualifiers.Has(c) || text == "" {
			continue
		}
		said := func(q *question) {
			if len(q.snapshot.Rows) > at && q.snapshot.Rows[at].Text == *clicked {
				q.snapshot.Rows[at].Text += " " + text
			}
		}
		if leads(said) {
			ways = append(ways, fmt.Sprintf("a phrase of %s in %q", c, *clicked))
		}
	}
	return ways
}

// explainEnough prints what would have been enough for more than came of a step. That is found by asking again with
// something added, so it follows the weights and tables as they are.
func explainEnough(now, last *question, p phrases, clicked *string) {
	what, ways := "for a report dialog", []string(nil)
	if now.ask().Reading.Report {
		what, ways = "for a card", now.enoughForCard(last, p, clicked)
	} else {
		ways = now.enoughForReport(p)
	}
	if len(ways) == 0 {
		fmt.Printf("           %s nothing that is added here would be enough\n", what)
		return
	}
	fmt.Printf("           %s would have been enough:\n", what)
	for _, way := range ways {
		fmt.Printf("             %s\n", way)
	}
}

// sample is an English text that names a concept and nothing else, made from its first phrase that does; "" where there
// is none. English is read on every page.
func (p phrases) sample(x *lexicon.Lexicon, c rules.Concept) string {
	for _, phrase := range p["en"].Concepts[c] {
		var words []string
		for term := range strings.FieldsSeq(strings.TrimPrefix(phrase, "=")) {
			if term[0] != '!' {
				word, _, _ := strings.Cut(term, "|")
				words = append(words, strings.ReplaceAll(strings.Trim(word, "*"), "_", " "))
			}
		}
		text := strings.Join(words, " ")
		if x.MatchIn(text, x.Langs()).Set == rules.SetOf(c) {
			return text
		}
	}
	return ""
}

// quoted are the first few of some texts.
func quoted(texts []string) string {
	const most = 4
	var all []string
	for _, text := range texts[:min(len(texts), most)] {
		all = append(all, fmt.Sprintf("%q", text))
	}
	out := strings.Join(all, ", ")
	if more := len(texts) - most; more > 0 {
		out += fmt.Sprintf(" and %d more", more)
	}
	return out
}
