// Package figures collects what the tests measured. Each measurement is one JSON object on a line of dist/figures.jsonl,
// appended by whatever measured it, in Go or in a browser test:
//
//	{"figure":"core.wasm","value":"320,631 bytes, 0 imports","goal":"≤ 600,000 bytes, 0 imports"}
package figures

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Figure is one measurement, as text for people. Goal is what the value is measured against.
type Figure struct {
	Figure string `json:"figure"`
	Value  string `json:"value"`
	Goal   string `json:"goal"`
}

// The figures that the project must reach, by name.
const (
	Core     = "core.wasm"
	Content  = "content script, minified"
	Wake     = "wake to ready in the background: instantiate and configure (median of 20)"
	Decision = "one decision on a 2 kB snapshot, in wasm, mean and max of 10,000"
	Warm     = "dialog's first frame to overlay's first frame, background warm (p95)"
	Killed   = "the same with the background killed (p95)"
	Rest     = "at rest, no dialog open: timers, messages, observers with subtree"
	Learn    = "what a page can learn before the early stage; our requests on a trigger"
	Traces   = "bytes that name the 3018, a helpline or a harm in the browser profile after trigger and dismissal"
	Message  = "largest decision message"
	Report   = "the site's report closed, moved or covered by ours; our clicks and keys seen by the site"

	Check    = "update check when nothing is new"
	Part     = "changed detection part, compressed (brotli)"
	Many     = "wake to ready with that synthetic part: instantiate and configure"
	Verify   = "verification of an update in the core at log size 10,000"
	Cached   = "requests a second on workerd, cached path, against a plain JavaScript worker"
	Uncached = "the same, not cached, against a bare syumai/workers hello"
	Active   = "publish to active in an open browser that asks"
	Worker   = "worker, gzipped"

	Lines          = "production code in Go and TypeScript, lines that are not empty"
	Dialogs        = "files under rules/dialogs"
	Run            = "the whole test command"
	WithoutBrowser = "of it, the part without a browser"
	Unit           = "unit tests of the page's side"
	Recorded       = "recorded steps"
)

// Wanted lists the figures in the order in which they are printed, with their goals.
var Wanted = []Figure{
	{Figure: Core, Goal: "≤ 600,000 bytes, 0 imports"},
	{Figure: Content, Goal: "≤ 40,000 bytes"},
	{Figure: Wake, Goal: "≤ 20 ms"},
	{Figure: Decision, Goal: "≤ 0.2 ms, ≤ 5 ms"},
	{Figure: Warm, Goal: "≤ 100 ms"},
	{Figure: Killed, Goal: "≤ 400 ms"},
	{Figure: Rest, Goal: "0"},
	{Figure: Learn, Goal: "nothing; 0"},
	{Figure: Traces, Goal: "0"},
	{Figure: Message, Goal: "≤ 6,000 bytes"},
	{Figure: Report, Goal: "never; none"},
	{Figure: Check, Goal: "1 request, ≤ 1.5 kB of response"},
	{Figure: Part, Goal: "≤ 12 kB for the three sites; ≤ 60 kB for a synthetic one of 25 sites and 40 languages"},
	{Figure: Many, Goal: "≤ 60 ms"},
	{Figure: Verify, Goal: "≤ 20 ms"},
	{Figure: Cached, Goal: "≥ 0.9 ×"},
	{Figure: Uncached, Goal: "≥ 0.7 ×"},
	{Figure: Active, Goal: "≤ 2 s past the cache, ≤ 62 s through it"},
	{Figure: Worker, Goal: "≤ 3 MB"},
	{Figure: Lines, Goal: "fewer than 16,730"},
	{Figure: Dialogs, Goal: "≤ 120"},
	{Figure: Run, Goal: "≤ 12 min on two quiet cores"},
	{Figure: WithoutBrowser, Goal: "≤ 2 min"},
	{Figure: Unit, Goal: "≥ 120 cases, ≤ 5 s"},
	{Figure: Recorded, Goal: "all exact, no false alarm"},
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

// Read returns the measurements of a file in its order; a file that is not there has none.
func Read(path string) ([]Figure, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var all []Figure
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var f Figure
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		all = append(all, f)
	}
	return all, lines.Err()
}

// Print writes the table: the wanted figures in their order, "not measured" where there is no measurement, then the
// others that were measured. Of two measurements of one figure the later counts.
func Print(w io.Writer, measured []Figure) {
	latest := map[string]Figure{}
	var others []string
	for _, f := range measured {
		name := key(f.Figure)
		if _, again := latest[name]; !again {
			others = append(others, name)
		}
		latest[name] = f
	}
	rows := make([]Figure, 0, len(Wanted)+len(others))
	for _, row := range Wanted {
		row.Value = "not measured"
		if f, ok := latest[key(row.Figure)]; ok {
			row.Value = f.Value
			delete(latest, key(row.Figure))
		}
		rows = append(rows, row)
	}
	for _, name := range others {
		if f, ok := latest[name]; ok {
			rows = append(rows, f)
		}
	}
	width := [3]int{}
	for _, r := range rows {
		for i, cell := range [3]string{r.Figure, r.Value, r.Goal} {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, r := range rows {
		line := pad(r.Figure, width[0]) + "  " + pad(r.Value, width[1]) + "  " + r.Goal
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

func pad(text string, width int) string {
	return text + strings.Repeat(" ", width-utf8.RuneCountInString(text))
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
