// Package figures collects what the tests measured. Each measurement is one JSON object on a line of
// dist/figures.jsonl, appended by whatever measured it, in Go or in a browser test:
//
//	{"figure":"core.wasm","value":"320,631 bytes, 0 imports","goal":"≤ 600,000 bytes, 0 imports"}
package figures

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"

	"bouton3018/scripts/internal/setup"
)

// Figure is one measurement, as text for people. Goal is what the value is measured against.
type Figure struct {
	Figure string `json:"figure"`
	Value  string `json:"value"`
	Goal   string `json:"goal"`
}

// The figures that the project must reach and that are measured in Go, by name.
const (
	Core           = "core.wasm"
	Content        = "content script, minified"
	Lines          = "production code in Go and TypeScript, lines that are not empty"
	Dialogs        = "files under rules/dialogs"
	Run            = "the whole test command"
	WithoutBrowser = "of it, the part without a browser"
	Unit           = "unit tests of the page's side"
	Recorded       = "recorded steps"
	Critical       = "critical errors (self-harm without 3114, a minor in danger silent, intimate images with a capture offered)"
	AdultCards     = "full cards per 1,000 reports that adults make"
)

// wanted are the figures that the project must reach, with their goals, in the order in which they are printed.
var wanted = []Figure{
	{Figure: Core, Goal: "≤ 600,000 bytes, 0 imports"},
	{Figure: Content, Goal: "≤ 40,000 bytes"},
	{Figure: "wake to ready in the background: instantiate and configure (median of 20)", Goal: "≤ 60 ms"},
	{Figure: "one decision on a 2 kB snapshot, in wasm, mean and max of 10,000", Goal: "≤ 0.2 ms, ≤ 5 ms"},
	{Figure: "one decision with all languages, over one with French and English alone (medians of 20, taken in turn)", Goal: "≤ 1.5 ×"},
	{Figure: "the core's memory with all of it", Goal: "≤ 10 MB"},
	{Figure: "dialog's first frame to overlay's first frame, background warm (p95)", Goal: "≤ 50 ms"},
	{Figure: "the same with the background killed (p95)", Goal: "≤ 200 ms"},
	{Figure: "at rest, no dialog open: timers, messages, observers with subtree", Goal: "0"},
	{Figure: "what a page can learn before the early stage; our requests on a trigger", Goal: "nothing; 0"},
	{Figure: "bytes that name the 3018, a helpline or a harm in the browser profile after trigger and dismissal", Goal: "0"},
	{Figure: "largest decision message", Goal: "≤ 6,000 bytes"},
	{Figure: "the site's report closed, moved or covered by ours; our clicks and keys seen by the site", Goal: "never; none"},
	{Figure: "update check when nothing is new", Goal: "1 request, ≤ 1.5 kB of response"},
	{Figure: "changed detection part, compressed (brotli)", Goal: "≤ 120 kB, with 25 sites too"},
	{Figure: "wake to ready with 25 sites: instantiate and configure", Goal: "≤ 60 ms"},
	{Figure: "verification of an update in the core at log size 10,000", Goal: "≤ 20 ms"},
	{Figure: "requests a second on workerd, cached path, against a plain JavaScript worker", Goal: "≥ 0.9 ×"},
	{Figure: "the same, not cached, against a bare syumai/workers hello", Goal: "≥ 0.7 ×"},
	{Figure: "publish to active in an open browser that asks", Goal: "≤ 2 s past the cache, ≤ 62 s through it"},
	{Figure: "worker, gzipped", Goal: "≤ 3 MB"},
	{Figure: Lines, Goal: "fewer than 16,730"},
	{Figure: Dialogs, Goal: "≤ 120"},
	{Figure: Run, Goal: "≤ 12 min on two quiet cores"},
	{Figure: WithoutBrowser, Goal: "≤ 2 min"},
	{Figure: Unit, Goal: "≥ 120 cases, ≤ 5 s"},
	{Figure: Recorded, Goal: "all exact, no false alarm"},
	{Figure: Critical, Goal: "0"},
	{Figure: AdultCards, Goal: "≤ 2 per 1,000"},
}

// Path returns where the measurements are below the module's root.
func Path(root string) string { return filepath.Join(root, "dist", "figures.jsonl") }

// Append adds a measurement to the file.
func Append(path string, f Figure) error {
	line, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	// One write, so that lines of tests that run at the same time do not mix.
	if _, err := file.Write(append(line, '\n')); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// Keep adds what was measured to the file of this checkout.
func Keep(figure, value string) error {
	root, err := setup.Root()
	if err != nil {
		return err
	}
	return Append(Path(root), Figure{Figure: figure, Value: value})
}

// Read returns the measurements of a file in its order; a file that is not there has none.
func Read(path string) (all []Figure, err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	for lines := json.NewDecoder(file); lines.More(); {
		var f Figure
		if err := lines.Decode(&f); err != nil {
			return nil, fmt.Errorf("%s: figure %d: %w", path, len(all)+1, err)
		}
		all = append(all, f)
	}
	return all, nil
}

// Print writes the table: the wanted figures in their order, "not measured" where there is no measurement, then the
// others that were measured. Of two measurements of one figure the later counts.
func Print(w io.Writer, measured []Figure) error {
	rows := slices.Clone(wanted)
	row := map[string]int{}
	for i, f := range rows {
		rows[i].Value = "not measured"
		row[key(f.Figure)] = i
	}
	for _, f := range measured {
		if i, known := row[key(f.Figure)]; !known {
			row[key(f.Figure)] = len(rows)
			rows = append(rows, f)
		} else if i < len(wanted) {
			rows[i].Value = f.Value
		} else {
			rows[i] = f
		}
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range rows {
		fmt.Fprintf(table, "%s\t%s\t%s\n", f.Figure, f.Value, f.Goal)
	}
	return table.Flush()
}

// key is a figure's name without what may differ in how it is written.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
