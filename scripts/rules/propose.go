package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	textdiff "github.com/rogpeppe/go-internal/diff"

	"bouton3018/rules"
	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/setup"
	"bouton3018/wasm/core"
)

// A proposal is the least change of rules/packaged by which a capture is recognised: meaning before names for machines.
// It is tried before it is made: the changed rules are loaded, and asked again.
type proposal struct {
	files    map[string][]byte // what changes, by its name in rules/packaged
	why      []string
	isDone   bool // nothing was missing
	isEnough bool
}

// propose looks for the change.
func (c *imported) propose() (*proposal, error) {
	p := &proposal{files: map[string][]byte{}}
	now := c.question
	lacks := slices.ContainsFunc(c.meanings, func(m meaning) bool { return !now.understands(&m) })
	if now.platform != nil && now.ask().Reading.Report && !lacks {
		p.isDone, p.isEnough = true, true
		return p, nil
	}
	id := ""
	if now.platform != nil {
		id = now.platform.ID
	} else {
		id = p.addSite(c)
	}
	for _, m := range c.meanings {
		if err := c.addMeaningTo(p, id, m); err != nil {
			return nil, err
		}
	}
	next, err := p.ask(c)
	if err != nil {
		return nil, err
	}
	if p.isEnough = next.ask().Reading.Report; p.isEnough {
		return p, nil
	}
	selector := hookIn(c)
	if selector == "" {
		return p, nil
	}
	before := maps.Clone(p.files)
	hook := firstUnits(id, 20) + "-report"
	p.add("platforms/"+id+".json", "hooks", `    {
      "id": %q,
      "selector": %s,
      "signal": "form",
      "evidence": "verbatim"
    }`, hook, quoteJSON(selector))
	if next, err = p.ask(c); err != nil {
		return nil, err
	}
	if p.isEnough = next.with(func(q *question) {
		q.snapshot.Hooks = append(q.snapshot.Hooks, hook)
	}).ask().Reading.Report; !p.isEnough {
		p.files = before
		return p, nil
	}
	p.why = append(p.why, "the hook "+selector+", which the capture shows")
	return p, nil
}

// addMeaningTo makes a text mean what a maintainer says: by a phrase of its language, or by a label of the site where a
// phrase would make something else of a text in the languages' tables.
func (c *imported) addMeaningTo(p *proposal, id string, m meaning) error {
	next, err := p.ask(c)
	if err != nil || next.understands(&m) {
		return err
	}
	x := next.reader.Lexicon
	file := "lexicon/" + strings.Join(x.Names(x.Only(cmp.Or(c.lang, "fr"))), "") + ".json"
	if before := p.file(file); before != nil {
		phrase := phraseOf(m.text)
		p.files[file] = addPhrase(before, m.concept, phrase)
		loaded, err := p.load()
		if err != nil {
			return err
		}
		if wrong, err := loaded.disturbs(); err != nil {
			return err
		} else if q := c.ask(loaded.core); !wrong && q.understands(&m) {
			p.why = append(p.why, fmt.Sprintf("the phrase %q of %s in %s", phrase, m.concept, file))
			return nil
		}
		p.files[file] = before
	}
	if !m.concept.IsReason() {
		return fmt.Errorf("%q cannot mean %s: as a phrase it makes something else of texts that are known, "+
			"and only reasons can be labels of one site", m.text, m.concept)
	}
	evidence := "inferred"
	if m.isShown {
		evidence = "verbatim"
	}
	p.add("platforms/"+id+".json", "labels", `    {
      "text": %s,
      "concept": %q,
      "evidence": %q
    }`, quoteJSON(m.text), m.concept.String(), evidence)
	p.why = append(p.why, fmt.Sprintf("the label %q, because a phrase would disturb others", m.text))
	return nil
}

// addSite makes the host one of a new site, and returns the site's id.
func (p *proposal) addSite(c *imported) string {
	parts := strings.Split(c.outline.Host, ".")
	name := parts[max(0, len(parts)-2)]
	id := strings.Trim(regexp.MustCompile(`^[^a-z]+|[^a-z0-9-]+`).ReplaceAllString(name, ""), "-")
	id = cmp.Or(firstUnits(id, 30), "site")
	for packagedFile("platforms/"+id+".json") != nil {
		id = firstUnits(id, 28) + "-2"
	}
	p.add("hosts.json", "hosts", `    {
      "platform": %q,
      "match": [
        %q
      ]
    }`, id, source.MatchPattern(c.outline.Host))
	p.files["platforms/"+id+".json"] = fmt.Appendf(nil, `{
  "$schema": "../schema/platform.schema.json",
  "id": %q,
  "name": %q,
  "minEngine": 1,
  "hosts": [
    %q
  ],
  "source": "a capture of its report dialog",
  "hooks": [],
  "content": [
    "article",
    "[contenteditable]"
  ],
  "surfaces": [],
  "labels": []
}
`, id, name, c.outline.Host)
	why := "the site " + id
	if c.question.ask().Reading.Report {
		why += ", whose words the rules understand as they are"
	}
	p.why = append(p.why, why)
	return id
}

// telling are words in a name for machines that say what a box is for. One without any is on other boxes too.
var telling = regexp.MustCompile(`(?i)(report|signal|abuse|flag|moderation|melden|denunc|segnal)`)

// hookIn is a selector of the outermost name for machines that says what the dialog is for; "" where none does.
func hookIn(c *imported) string {
	all, count := c.outline.Marks()
	for _, mark := range all {
		if telling.MatchString(mark[1]) && count[mark] == 1 {
			return fmt.Sprintf("[%s=%q]", mark[0], mark[1])
		}
	}
	return ""
}

// phraseOf is a text as a phrase: its words of more than three letters in any order, where there are two; else the
// whole text.
func phraseOf(s string) string {
	var all, long []string
	for word := range strings.FieldsSeq(strings.Map(letters, strings.ToLower(s))) {
		all = append(all, word)
		if parts := strings.Split(word, "'"); utf8.RuneCountInString(parts[len(parts)-1]) > 3 {
			long = append(long, parts[len(parts)-1])
		}
	}
	if len(long) >= 2 {
		return strings.Join(long, " ")
	}
	return "=" + strings.Join(all, " ")
}

// letters makes a space of what is no part of a word in a phrase.
func letters(c rune) rune {
	switch {
	case c == '\'' || c == '’':
		return '\''
	case unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsNumber(c):
		return c
	}
	return ' '
}

// addPhrase puts a phrase behind the others of a concept, all of which stand in one line.
func addPhrase(file []byte, c rules.Concept, phrase string) []byte {
	line := regexp.MustCompile(`(?m)^(    "` + regexp.QuoteMeta(c.String()) + `": \[.*)\](,?)$`)
	quoted := quoteJSON(phrase)
	if line.Match(file) {
		return line.ReplaceAll(file, []byte("${1}, "+strings.ReplaceAll(quoted, "$", "$$")+"]${2}"))
	}
	first := []byte("  \"concepts\": {\n")
	return bytes.Replace(file, first, fmt.Appendf(first[:len(first):len(first)], "    %q: [%s],\n", c.String(), quoted), 1)
}

// add puts an element at the end of a list of a file, which stands in lines.
func (p *proposal) add(file, list, format string, values ...any) {
	text, element := string(p.file(file)), fmt.Sprintf(format, values...)
	empty := fmt.Sprintf("  %q: []", list)
	if strings.Contains(text, empty) {
		p.files[file] = []byte(strings.Replace(text, empty, fmt.Sprintf("  %q: [\n%s\n  ]", list, element), 1))
		return
	}
	start := strings.Index(text, fmt.Sprintf("  %q: [", list))
	if start < 0 {
		return // the load that follows says so
	}
	end := start + strings.Index(text[start:], "\n  ]")
	p.files[file] = []byte(text[:end] + ",\n" + element + text[end:])
}

// file is a file of the rules as it would be; nil where there is none.
func (p *proposal) file(name string) []byte {
	if changed, is := p.files[name]; is {
		return changed
	}
	return packagedFile(name)
}

func packagedFile(name string) []byte {
	b, err := fs.ReadFile(packaged.Files, name)
	if err != nil {
		return nil
	}
	return b
}

func quoteJSON(s string) string {
	b, _ := marshalPlain(s) // a text always has JSON
	return strings.TrimSuffix(string(b), "\n")
}

// diff is the change as a unified diff of the source tree.
func (p *proposal) diff() []byte {
	var out []byte
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		path := "rules/packaged/" + name
		old, before := packagedFile(name), "a/"+path
		if old == nil {
			before = "/dev/null"
		}
		d := textdiff.Diff(before, old, "b/"+path, p.files[name])
		if _, rest, found := bytes.Cut(d, []byte("\n")); found { // without the line for the command diff
			out = append(out, rest...)
		}
	}
	return out
}

// ask asks the changed rules what the capture is.
func (p *proposal) ask(c *imported) (*question, error) {
	l, err := p.load()
	if err != nil {
		return nil, err
	}
	return c.ask(l.core), nil
}

// loadedRules are the changed rules.
type loadedRules struct {
	core *core.Core
	part []byte
}

// load loads the changed rules as the build does.
func (p *proposal) load() (*loadedRules, error) {
	dir, err := os.MkdirTemp("", "rules-import-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	err = os.CopyFS(dir, packaged.Files)
	for name, b := range p.files {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), b, 0o644))
	}
	if err != nil {
		return nil, err
	}
	s, err := source.Load(os.DirFS(dir))
	if err != nil {
		return nil, fmt.Errorf("what would be proposed is refused: %w", err)
	}
	c, err := configured(s.Detection(), s.Directory())
	if err != nil {
		return nil, err
	}
	return &loadedRules{core: c, part: s.Detection()}, nil
}

// disturbs reports whether the phrases make something else of a text in the tables of languages.
func (l *loadedRules) disturbs() (bool, error) {
	root, err := setup.Root()
	if err != nil {
		return false, err
	}
	tables := filepath.Join(root, "wasm", "lexicon", "testdata", "languages")
	if !isFolder(tables) {
		return false, nil
	}
	p := &proof{folder: filepath.Join(root, "rules", "packaged"), tables: tables, core: l.core, part: l.part}
	err = p.languages()
	return len(p.faults) > 0, err
}
