package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/replay"
	"bouton3018/scripts/internal/setup"
)

// page builds the extension, plays the rows whose names hold part, and prints the table.
func page(ctx context.Context, part string, rounds int) error {
	chosen := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return !strings.Contains(r.name, part) })
	if len(chosen) == 0 {
		return fmt.Errorf("no row has %q in its name", part)
	}
	root, err := setup.Root()
	if err != nil {
		return err
	}
	chromium, err := setup.Chromium(ctx)
	if err != nil {
		return err
	}
	dist := filepath.Join(root, "dist")
	if _, err := assemble.Build(ctx, assemble.Options{Dist: dist}); err != nil {
		return err
	}
	autoconsent := filepath.Join(root, "extension", "node_modules", "@duckduckgo", "autoconsent", "dist", "addon-mv3")
	names := make([]string, len(chosen))
	for i, r := range chosen {
		names[i] = r.name
	}
	input := map[string]any{
		"chromium": chromium, "ours": filepath.Join(dist, "chromium-test"), "autoconsent": autoconsent,
		"rows": names, "rounds": rounds,
	}
	var all []measured
	last := ""
	err = replay.Script(ctx, root, "extension/test/bench/main.ts", input, func(line []byte) error {
		var m measured
		if err := json.Unmarshal(line, &m); err != nil {
			return fmt.Errorf("the script said %.200q: %w", line, err)
		}
		if m.Row != last { // how far it is
			fmt.Fprintln(os.Stderr, "bench:", m.Row)
			last = m.Row
		}
		all = append(all, m)
		return nil
	})
	if err == nil {
		fmt.Print(table(chosen, all))
	}
	return err
}

// measured is one row, played once.
type measured struct {
	Row     string
	Subject string
	Task    float64 // ms of the page's thread
	Script  float64 // ms of it in scripts
	Heap    float64 // bytes
	Clock   float64 // ms
	Memory  float64 // bytes of all processes of the browser
}

// table prints the rows: what was measured with each subject, what ours is over the page without us, and the goal.
func table(chosen []row, all []measured) string {
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\tours\twithout\tautoconsent\tmeasured\tgoal")
	for _, r := range chosen {
		taken := map[string][]float64{}
		for _, m := range all {
			if m.Row == r.name {
				taken[m.Subject] = append(taken[m.Subject], r.of(m))
			}
		}
		cell := func(subject string) string {
			if len(taken[subject]) == 0 {
				return "–"
			}
			return r.unit.text(r.sum(taken[subject]))
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n",
			r.name, cell("ours"), cell("without"), cell("autoconsent"), r.result(taken), r.goal)
	}
	w.Flush()
	return out.String()
}
