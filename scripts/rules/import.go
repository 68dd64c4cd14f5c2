package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bouton3018/rules"
	"bouton3018/rules/captured"
	"bouton3018/rules/flows"
	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/setup"
	"bouton3018/wasm/core"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/lexicon"
	"bouton3018/wasm/mask"
)

// importCapture makes a flow of the outline of a dialog that somebody saved in the extension (rules/captured), says
// what of a flow an outline does not have, and proposes the least rule that recognises it.
func importCapture(args []string) error {
	c := imported{}
	set := newFlags("import")
	out := set.String("o", "", "write the flow and the diff into `DIR`, dist/captured/HOST without it")
	set.StringVar(&c.lang, "lang", "", "the `language` of the dialog, where its page says none or another one")
	set.StringVar(&c.click, "click", "", "the `text` of what was pressed to open it")
	set.StringVar(&c.expect, "expect", "early", "the `stage` that must be seen once it is open")
	set.Func("means", "`TEXT=CONCEPT`: a text that the capture hides, or shows, and what it means; may be given again",
		c.addMeaning)
	paths, err := parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	if !slices.Contains(flows.Stages, c.expect) {
		return misusef("-expect %s is none of %s", c.expect, strings.Join(flows.Stages, ", "))
	}
	if err := c.read(paths[0]); err != nil {
		return err
	}
	if *out == "" {
		root, err := setup.Root()
		if err != nil {
			return err
		}
		*out = filepath.Join(root, "dist", "captured", c.outline.Host)
	}
	if _, err := os.Stat(filepath.Join(*out, flows.FolderFile)); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s has a flow already: name another folder with -o", *out)
	}
	_, loaded, err := packagedCore()
	if err != nil {
		return err
	}
	c.question = c.ask(loaded)
	p, err := c.propose()
	if err != nil {
		return err
	}
	if err := c.write(*out, p); err != nil {
		return err
	}
	c.explainMissing()
	return c.explain(p)
}

// imported is a capture on its way to a flow.
type imported struct {
	outline             *captured.Outline
	lang, click, expect string
	meanings            []meaning
	question            *question // what the dialog asks with the packaged rules
}

// meaning is what a maintainer says of a text.
type meaning struct {
	text    string
	concept rules.Concept
	// isShown: the capture itself has the text.
	isShown bool
}

func (c *imported) addMeaning(given string) error {
	at := strings.LastIndex(given, "=")
	if at <= 0 {
		return fmt.Errorf("%q is not TEXT=CONCEPT", given)
	}
	m := meaning{text: strings.TrimSpace(given[:at])}
	if err := m.concept.UnmarshalText([]byte(given[at+1:])); err != nil {
		return err
	}
	c.meanings = append(c.meanings, m)
	return nil
}

// read reads the file, and puts the given texts where they stood.
func (c *imported) read(file string) error {
	b, err := source.ReadFile(file)
	if err != nil {
		return misuse{err}
	}
	if c.outline, err = captured.Parse(b); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	c.lang = cmp.Or(c.lang, c.outline.Lang)
	for i := range c.meanings {
		m, found := &c.meanings[i], 0
		c.outline.Change(func(told string) string {
			if !isToldOf(strings.TrimSpace(told), m.text) {
				return told
			}
			found++
			m.isShown = strings.TrimSpace(told) == m.text
			return strings.Replace(told, strings.TrimSpace(told), m.text, 1)
		})
		if found == 0 {
			return misusef("no text of %s has the shape of %q: %q", file, m.text, mask.Shape(m.text))
		}
	}
	return nil
}

// isToldOf reports whether a capture may have told a text so: each character as it is, or its shape.
func isToldOf(told, text string) bool {
	shape, shown, plain := []rune(mask.Shape(text)), []rune(told), []rune(text)
	if len(shape) != len(shown) || len(plain) != len(shown) {
		return false
	}
	for i, c := range shown {
		if c != shape[i] && c != plain[i] {
			return false
		}
	}
	return true
}

// ask is the question that the dialog asks of a core, once what was pressed has opened it.
func (c *imported) ask(by *core.Core) *question {
	q := on(by, c.outline.Host, c.lang)
	q.snapshot = *c.outline.Snapshot()
	if isOpener := q.reader.Lexicon.Match(c.click).Set.Has(rules.Report); c.click != "" && isOpener {
		q.snapshot.Opener = "report"
	}
	return q
}

// The files of a flow. What opens the dialog where nobody has said it means nothing in any language.
const (
	pageFile   = "page.html"
	dialogFile = "dialog.html"
	diffFile   = "rule.diff"
	noOpener   = "…"
)

// write writes the flow, and the proposed rule where there is one. Everything lies in one folder.
func (c *imported) write(dir string, p *proposal) error {
	click := cmp.Or(c.click, noOpener)
	early := flows.Expect{Stage: c.expect}
	flow := struct {
		URL    string   `json:"url"`
		Locale string   `json:"locale,omitempty"`
		Now    string   `json:"now"`
		Page   string   `json:"page"`
		Mount  string   `json:"mount"`
		Source string   `json:"source"`
		Steps  [1]steps `json:"steps"`
	}{
		URL: "https://" + c.outline.Host + "/", Locale: c.lang, Now: "2026-11-24T18:30:00+01:00", Page: pageFile,
		Mount: c.mount(), Source: "a capture; words that no lexicon knows are x",
		Steps: [1]steps{{Click: click, Show: dialogFile, Expect: early}},
	}
	b, err := marshalPlain(flow)
	if err != nil {
		return err
	}
	files := map[string][]byte{
		flows.FolderFile: b,
		pageFile:         fmt.Appendf(nil, "<main>\n  <button type=\"button\">%s</button>\n</main>\n", click),
		dialogFile:       []byte(c.outline.HTML()),
	}
	if d := p.diff(); len(d) > 0 {
		files[diffFile] = d
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			return err
		}
	}
	if _, err := flows.Read(dir); err != nil {
		return fmt.Errorf("what was written is no flow: %w", err)
	}
	fmt.Printf("a flow in %s: rules eval -record %s\n", dir, dir)
	return nil
}

type steps struct {
	Click  string       `json:"click"`
	Show   string       `json:"show"`
	Expect flows.Expect `json:"expect"`
}

// marshalPlain writes JSON as people do: in lines, with < and & as they are.
func marshalPlain(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return []byte(b.String()), err
}

// mount is how the flow puts the dialog into its page: only a dialog element can be shown as one.
func (c *imported) mount() string {
	if c.outline.Mount == "show-modal" && c.outline.Dialog.Tag != "dialog" {
		return flows.Mounts[0]
	}
	return c.outline.Mount
}

// explainMissing says what a flow has and an outline has not.
func (c *imported) explainMissing() {
	var missing []string
	add := func(format string, values ...any) { missing = append(missing, fmt.Sprintf(format, values...)) }
	switch x := c.question.reader.Lexicon; {
	case c.lang == "":
		add("the language: the page says none (-lang fr)")
	case x.Only(c.lang) == 0:
		add("the language: there is no lexicon of %s", c.lang)
	}
	if c.click == "" {
		add("the opening: what was pressed to get there (-click TEXT)")
	}
	add("what must be seen: %s is expected once it is open (-expect STAGE), and of a choice in it nothing yet", c.expect)
	if c.question.platform == nil {
		add("the host: %s is not among the hosts", c.outline.Host)
	}
	if c.outline.Cut {
		add("the end of the dialog: it was too long for a capture")
	}
	if hidden := c.hidden(); len(hidden) > 0 {
		add("the words of what no lexicon knows (-means TEXT=CONCEPT): %s", quoted(hidden))
	}
	fmt.Println("missing")
	for _, m := range missing {
		fmt.Println("  " + m)
	}
}

// hidden are the titles and rows of which nothing is told.
func (c *imported) hidden() (all []string) {
	s := &c.question.snapshot
	titles := append([]string{s.Name}, s.Headings...)
	for _, r := range s.Rows {
		titles = append(titles, r.Text)
	}
	for _, text := range titles {
		if text != "" && mask.IsShape(text) && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// explain says how the dialog is read, and what is proposed.
func (c *imported) explain(p *proposal) error {
	written, err := readPhrases(packaged.Files)
	if err != nil {
		return err
	}
	r := c.question.ask().Reading
	fmt.Println("read without a browser, with the rules as they are")
	c.question.explainLanguages(written)
	for _, s := range r.Signals {
		fmt.Printf("    %+5d  %s\n", s.Weight, s.ID)
	}
	fmt.Printf("    %5d  of %d: %s\n", r.Score, dialog.Threshold, verdictOf(r.Report))
	if !r.Report {
		explainEnough(c.question, nil, written, nil)
	}
	d := p.diff()
	switch {
	case p.isDone:
		fmt.Println("it is recognised already: no rule is missing")
	case len(d) == 0:
		fmt.Println("no rule is proposed: what the capture shows is not enough for one")
	case !p.isEnough:
		fmt.Printf("proposed, and not enough yet: %s\n\n%s", strings.Join(p.why, "; "), d)
	default:
		fmt.Printf("proposed: %s\n\n%s", strings.Join(p.why, "; "), d)
	}
	return nil
}

// understands reports whether a text means a concept in the dialog's languages.
func (q *question) understands(m *meaning) bool {
	found := q.reader.Lexicon.MatchIn(m.text, q.reader.Spoken(&q.snapshot))
	if q.platform != nil {
		for _, l := range q.platform.Labels {
			if l.Hash == lexicon.HashOfText(m.text) {
				return l.Concept == m.concept
			}
		}
	}
	if m.concept.IsReason() {
		return found.Harm == m.concept
	}
	return found.Set.Has(m.concept)
}
