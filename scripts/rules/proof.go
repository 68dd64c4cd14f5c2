package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/rules/flows"
	"bouton3018/rules/source"
	"bouton3018/wasm/core"
	"bouton3018/wasm/lexicon"
)

// A proof looks for what proves a folder of rules: the flows in the folder dialogs beside it, and the tables of phrases
// of each language. Neither must be there.
type proof struct {
	folder, dialogs, tables string

	core   *core.Core
	part   []byte   // the detection part that it has
	faults []string // what is certainly wrong
	doubts []string // what a person should look at
	hints  []string // what is as it should be, and still worth knowing
}

func newProof(folder string, c *core.Core, part []byte) (*proof, error) {
	p := &proof{folder: folder, core: c, part: part, dialogs: filepath.Join(folder, "..", "dialogs"),
		tables: filepath.Join(folder, "..", "..", "wasm", "lexicon", "testdata", "languages")}
	if isFolder(p.dialogs) {
		all, err := flows.ReadAll(p.dialogs)
		if err != nil {
			return nil, fmt.Errorf("%s: the flows beside it cannot be read: rules lint %s", folder, p.dialogs)
		}
		p.sites(all)
	}
	if isFolder(p.tables) {
		return p, p.languages()
	}
	return p, nil
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (p *proof) fault(format string, values ...any) {
	p.faults = append(p.faults, p.say(format, values))
}
func (p *proof) doubt(format string, values ...any) {
	p.doubts = append(p.doubts, p.say(format, values))
}
func (p *proof) hint(format string, values ...any) { p.hints = append(p.hints, p.say(format, values)) }

// say is a line that begins with a file of the folder.
func (p *proof) say(format string, values []any) string {
	return filepath.Clean(p.folder) + string(filepath.Separator) + fmt.Sprintf(format, values...)
}

// err is all that is certainly wrong, one a line.
func (p *proof) err() error {
	if len(p.faults) == 0 {
		return nil
	}
	return errors.New(strings.Join(p.faults, "\n"))
}

// How many flows the rule of a site needs.
const (
	leastShown  = 1 // in which something is shown
	leastSilent = 3 // in which nothing is
)

// sites looks for a proof of each site's rule: flows that show something and flows that do not, and in what they
// recorded every label and hook. A hook may be on a page of which nothing is asked, and so in no record.
func (p *proof) sites(all []*flows.Flow) {
	d, _, _ := p.core.Rules()
	for i := range d.Platforms {
		site := &d.Platforms[i]
		shown, silent, found := 0, 0, seenIn{hooks: map[string]bool{}, texts: map[uint32]bool{}}
		for _, f := range all {
			address, err := url.Parse(f.URL)
			if err != nil || f.Variant != "" || !slices.Contains(site.Hosts, address.Hostname()) {
				continue
			}
			if f.Shows() {
				shown++
			} else {
				silent++
			}
			for _, request := range f.Recorded {
				found.add(request)
			}
		}
		if shown < leastShown || silent < leastSilent {
			p.fault("platforms/%s.json: has %d flows that show something and %d that show nothing; %d and %d are the least",
				site.ID, shown, silent, leastShown, leastSilent)
		}
		for _, l := range site.Labels {
			if !found.texts[l.Hash] {
				p.doubt("platforms/%s.json: no flow records the label %q", site.ID, l.Text)
			}
		}
		for _, h := range site.Hooks {
			if !found.hooks[h.ID] {
				p.doubt("platforms/%s.json: no flow records the hook %s", site.ID, h.ID)
			}
		}
	}
}

// seenIn is what recorded requests hold: the hooks, by id, and the rows, by hash.
type seenIn struct {
	hooks map[string]bool
	texts map[uint32]bool
}

func (m seenIn) add(request []byte) {
	snapshot := gjson.GetBytes(request, "snapshot")
	for _, hook := range snapshot.Get("hooks").Array() {
		m.hooks[hook.String()] = true
	}
	for _, row := range snapshot.Get("rows").Array() {
		m.texts[lexicon.HashOfText(row.Get("t").String())] = true
		m.texts[lexicon.HashOfText(row.Get("o").String())] = true
	}
}

// languages puts the table of each language to its own lexicon and those that are read beside it, and what is no
// report to all. A text that is read
// otherwise than its table says is a fault of the phrases by which it is. One that a phrase of another harm fits too is
// none, where the order of harms decides for the right one: labels name two harms at once.
func (p *proof) languages() error {
	written, err := readPhrases(os.DirFS(p.folder))
	if err != nil {
		return err
	}
	m, err := measureOf(p.core, p.part)
	if err != nil {
		return err
	}
	d, _, x := p.core.Rules()
	for _, l := range d.Lexicons {
		table := filepath.Join(p.tables, l.Lang+".tsv")
		texts, err := source.ReadTable(table)
		if errors.Is(err, fs.ErrNotExist) {
			p.doubt("lexicon/%s.json: its table is missing: %v", l.Lang, err)
		} else if err != nil {
			p.faults = append(p.faults, err.Error())
		}
		for _, t := range texts {
			isNone := t.Means == source.NoReport
			read := x.Only(l.Lang)
			if isNone { // nor may another language make one of it
				read = ^lexicon.Langs(0)
			}
			for _, f := range x.Fire(t.Text, read) {
				harm := x.MatchIn(t.Text, x.Langs(f.Lang)).Harm
				opens := f.Concept == rules.Report && isReport(m.reader.On(f.Lang), t.Text, m.words.Opener(t.Text))
				p.phrase(l.Lang, &t, f, written.written(f), harm, opens && isNone)
			}
		}
	}
	return nil
}

// phrase names a phrase that fits a text which means something else. Where the text is read as the phrase says, in its
// own language, that is a fault; where it makes a report, in any.
func (p *proof) phrase(
	lang string, t *source.TableText, f lexicon.Fired, phrase string, harm rules.Concept, isReport bool,
) {
	isNone := t.Means == source.NoReport
	isHarm := f.Concept.IsReason() && f.Concept != t.Concept && (t.Concept.IsReason() || isNone)
	saysReport := f.Concept == rules.Report && isNone
	if !isHarm && !saysReport {
		return
	}
	tell := p.hint
	if isReport || isHarm && harm == f.Concept && f.Lang == lang {
		tell = p.fault
	}
	tell("lexicon/%s.json: %s %s fits %q, which means %s in %s", f.Lang, f.Concept, phrase, t.Text, t.Means, lang)
}
