package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf16"

	"bouton3018/rules"
	"bouton3018/rules/flows"
	"bouton3018/rules/source"
	"bouton3018/wasm/core"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/flow"
)

// labels puts the texts of other applications to the rules, as a person would meet them, and counts per language what
// is understood, and what else was seen instead, by source and language.
//
// A file is named after its language ("pt-BR.tsv") and has the columns source, role, means, english, text and note. By
// role:
//
//	reason, subreason  a row of a report dialog that a report word of the language has opened; it is chosen
//	menu               clicked, it opens a dialog of that name: a report
//	title              the name of a dialog that a report word has opened: a report
//	negative           clicked, it opens a dialog of that name: no report
//
// Other roles are not counted, and rows with a note (umbrellas, judgement calls) are counted apart.
func labels(args []string) error {
	set := newFlags("labels")
	verbose := set.Bool("v", false, "print each miss")
	out := set.String("json", "", "write the figures to this `file`")
	paths, err := parse(set, args, 1, -1)
	if err != nil {
		return err
	}
	files, err := labelFiles(paths)
	if err != nil {
		return err
	}
	m, err := newMeasure()
	if err != nil {
		return err
	}
	all, languages := counts{}, map[string]counts{}
	for _, file := range files {
		rows, err := readLabels(file)
		if err != nil {
			return err
		}
		lang := strings.TrimSuffix(filepath.Base(file), ".tsv")
		one := m.count(lang, rows, *verbose)
		languages[lang] = one
		all.add(one)
	}
	printCounts(all, languages)
	m.confusion.Write(os.Stdout)
	if *out == "" {
		return nil
	}
	figures := all.figures()
	figures.Languages = map[string]figuresOf{}
	for lang, one := range languages {
		figures.Languages[lang] = one.figures()
	}
	b, err := json.MarshalIndent(figures, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(*out, append(b, '\n'), 0o644)
}

// labelFiles are the .tsv files that some paths name, or hold.
func labelFiles(paths []string) (files []string, err error) {
	for _, path := range paths {
		stat, err := os.Stat(path)
		if err != nil {
			return nil, misuse{err}
		}
		found := []string{path}
		if stat.IsDir() {
			found, _ = filepath.Glob(filepath.Join(path, "*.tsv"))
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, misusef("there is no .tsv file in %s", strings.Join(paths, ", "))
	}
	return files, nil
}

// labelRow is one text and what it means.
type labelRow struct {
	source, role, means, english, text string
	noted                              bool
}

func (r *labelRow) isReason() bool { return r.role == "reason" || r.role == "subreason" }

// harm is what a reason means.
func (r *labelRow) harm() *rules.Harm { return &rules.Harms[rules.ConceptByID(r.means)] }

// needsHelp reports whether the referral table has a row for what the reason means.
func (r *labelRow) needsHelp() bool { return r.harm().Row != "" }

func readLabels(file string) (rows []labelRow, err error) {
	b, err := source.ReadFile(file)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	if strings.TrimRight(lines[0], "\r") != "source\trole\tmeans\tenglish\ttext\tnote" {
		return nil, fmt.Errorf("%s: the first line must be source, role, means, english, text, note, with tabs between", file)
	}
	for i, line := range lines[1:] {
		c := strings.Split(strings.TrimRight(line, "\r"), "\t")
		if len(c) != 5 && len(c) != 6 {
			return nil, fmt.Errorf("%s:%d: has %d columns, not 6", file, i+2, len(c))
		}
		r := labelRow{c[0], c[1], c[2], c[3], firstUnits(c[4], dialog.MaxText), len(c) == 6 && c[5] != ""}
		if r.isReason() && !rules.ConceptByID(r.means).IsReason() {
			return nil, fmt.Errorf("%s:%d: %q is no reason", file, i+2, r.means)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// firstUnits are the first UTF-16 units of a text: the extension sends no more.
func firstUnits(s string, most int) string {
	units := utf16.Encode([]rune(s))
	return string(utf16.Decode(units[:min(len(units), most)]))
}

// measure reads labels with the packaged rules.
type measure struct {
	reader dialog.Reader
	words  core.Words

	confusion flows.Confusion // of what is counted, by source
}

func newMeasure() (*measure, error) {
	s, c, err := packagedCore()
	if err != nil {
		return nil, err
	}
	return measureOf(c, s.Detection())
}

// measureOf reads labels with the rules of a core.
func measureOf(c *core.Core, detection []byte) (*measure, error) {
	_, _, x := c.Rules()
	var answer struct{ Gates struct{ Words core.Words } }
	err := json.Unmarshal(c.Configure(detection), &answer)
	return &measure{dialog.Reader{Lexicon: x}, answer.Gates.Words, flows.Confusion{}}, err
}

// count puts all rows of a language to the rules.
func (m *measure) count(lang string, rows []labelRow, verbose bool) (n counts) {
	reader := m.reader.On(lang)
	tell := func(r *labelRow, expected, seen string) {
		m.confusion[flows.Cell{Site: r.source, Lang: lang, Expected: expected, Seen: seen}]++
		if verbose && seen != expected {
			fmt.Printf("%s\t%s\t%s\t%s\t%q\t%q\t%s\n", lang, r.source, r.role, r.means, r.text, r.english, seen)
		}
	}
	for i := range rows {
		r := &rows[i]
		if r.noted {
			continue
		}
		switch r.role {
		case "menu", "title":
			opener := "report"
			if r.role == "menu" {
				opener = m.words.Opener(r.text)
			}
			tell(r, asReport(true), asReport(n.report.count(isReport(reader, r.text, opener))))
		case "negative":
			tell(r, asReport(false), asReport(n.falseReport.count(isReport(reader, r.text, m.words.Opener(r.text)))))
		}
	}
	for _, source := range sourcesOf(rows) {
		m.choose(reader, reportWord(rows, source), reasonsOf(rows, source), &n, tell)
	}
	return n
}

func asReport(is bool) string {
	if is {
		return "a report"
	}
	return "no report"
}

// isReport reports whether a dialog of this name is taken for a report.
func isReport(reader dialog.Reader, name, opener string) bool {
	s := dialog.Snapshot{Event: dialog.Opened, Headings: []string{name}, Opener: opener, Chosen: -1}
	return reader.Read(&s, nil, dialog.Fresh).Report
}

// choose opens a dialog with reasons and chooses each of them. It tells of each what was expected and what was seen.
func (m *measure) choose(reader dialog.Reader, word string, reasons []*labelRow, n *counts,
	tell func(r *labelRow, expected, seen string)) {
	for len(reasons) > dialog.MaxRows {
		m.choose(reader, word, reasons[:dialog.MaxRows], n, tell)
		reasons = reasons[dialog.MaxRows:]
	}
	s := dialog.Snapshot{Event: dialog.Opened, Headings: []string{word}, Opener: m.words.Opener(word), Chosen: -1}
	for _, r := range reasons {
		s.Rows = append(s.Rows, dialog.Row{Text: r.text, Kind: "radio"})
	}
	opened := flow.Follow(reader, &s, nil, flow.State{})
	s.Event = dialog.Chosen
	for i, r := range reasons {
		s.Chosen = i
		got := flow.Follow(reader, &s, nil, opened.State)
		card := got.Stage == rules.StageCard
		isExact := got.Harm.String() == r.means
		seen := got.Harm.String()
		switch {
		case !opened.Reading.Report:
			seen = asReport(false)
		case !card:
			seen = strings.TrimSpace(got.Stage.String() + " " + seen)
		}
		switch {
		case r.noted:
			n.noted.count(isExact)
			continue
		case r.needsHelp():
			n.help.count(card)
			n.exact.count(isExact)
		case r.harm().Everyday:
			if !n.falseCard.count(card) {
				seen = r.means // nothing is shown, whichever it is
			}
		case n.softer.count(isExact):
			seen = r.means
		}
		tell(r, r.means, seen)
	}
}

func sourcesOf(rows []labelRow) (sources []string) {
	for i := range rows {
		if rows[i].isReason() && !slices.Contains(sources, rows[i].source) {
			sources = append(sources, rows[i].source)
		}
	}
	return sources
}

func reasonsOf(rows []labelRow, source string) (reasons []*labelRow) {
	for i := range rows {
		if rows[i].source == source && rows[i].isReason() {
			reasons = append(reasons, &rows[i])
		}
	}
	return reasons
}

// reportWord is what opens a report in a source: its plainest word, or that of another source of the language.
func reportWord(rows []labelRow, source string) string {
	best, word := 0, ""
	for i := range rows {
		r := &rows[i]
		if r.noted || r.role != "menu" && r.role != "title" {
			continue
		}
		fit := 1
		if strings.TrimRight(r.english, " …") == "Report" {
			fit += 2
		}
		if r.source == source {
			fit += 4
		}
		if fit > best {
			best, word = fit, r.text
		}
	}
	return word
}

// counted is how many of some rows came out in one way.
type counted struct{ yes, all int }

// count counts a row, and returns how it came out.
func (c *counted) count(yes bool) bool {
	c.all++
	if yes {
		c.yes++
	}
	return yes
}

// part is the share from 0 to 1, nil of nothing.
func (c counted) part() *float64 {
	if c.all == 0 {
		return nil
	}
	share := float64(c.yes) / float64(c.all)
	return &share
}

func (c counted) String() string {
	if c.all == 0 {
		return "-\t"
	}
	return fmt.Sprintf("%.1f %%\tof %d", 100**c.part(), c.all)
}

// counts are those of one language, or of all.
type counts struct {
	help        counted // reasons with a row of the referral table: a card is shown
	exact       counted // of those, with the right harm
	softer      counted // sex and violence, for which a card needs more than the word: the right harm
	report      counted // words for report: a report dialog
	falseCard   counted // everyday reasons: a card is shown
	falseReport counted // texts of other dialogs: a report dialog
	noted       counted // reasons with a note: the harm that the file names
}

func (n *counts) each() []*counted {
	return []*counted{&n.help, &n.exact, &n.softer, &n.report, &n.falseCard, &n.falseReport, &n.noted}
}

func (n *counts) add(other counts) {
	from := other.each()
	for i, c := range n.each() {
		c.yes += from[i].yes
		c.all += from[i].all
	}
}

// figuresOf are the shares as they are written to a file.
type figuresOf struct {
	Help      *float64             `json:"help"`
	Exact     *float64             `json:"exact"`
	Report    *float64             `json:"report"`
	FalseCard *float64             `json:"false_card"`
	Negative  *float64             `json:"negative"`
	Languages map[string]figuresOf `json:"languages,omitempty"`
}

func (n counts) figures() figuresOf {
	return figuresOf{Help: n.help.part(), Exact: n.exact.part(), Report: n.report.part(),
		FalseCard: n.falseCard.part(), Negative: n.falseReport.part()}
}

func printCounts(all counts, languages map[string]counts) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tunderstood\t\texact\t\tsex, violence\t\treport\t\tfalse cards\t\tfalse reports\t\twith a note\t\t")
	line := func(name string, n counts) {
		fmt.Fprint(w, name, "\t")
		for _, c := range n.each() {
			fmt.Fprint(w, c.String(), "\t")
		}
		fmt.Fprintln(w)
	}
	names := make([]string, 0, len(languages))
	for lang := range languages {
		names = append(names, lang)
	}
	slices.Sort(names)
	for _, lang := range names {
		line(lang, languages[lang])
	}
	line("all", all)
	w.Flush()
}
