package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/replay"
)

// errUnexpected says that the check has found something; what it was stands in the table.
var errUnexpected = errors.New("not everything was as expected")

// check plays the chosen flows and prints each as soon as it has ended.
func (w workshop) check(ctx context.Context) error {
	list := pick(w.flows)
	pictures := filepath.Join(w.dist, "demo")
	if err := errors.Join(os.RemoveAll(pictures), os.MkdirAll(pictures, 0o755)); err != nil {
		return err
	}
	options := replay.Options{
		Chromium: w.chromium, Extension: filepath.Join(w.dist, "chromium-test"), Pages: 6, Screenshots: pictures,
	}
	fmt.Printf("demo: playing %d flows\n\n", len(list))
	begun := time.Now()
	t := newTable(os.Stdout, list)
	if err := replay.Run(ctx, w.root, options, list, t.judged, t.finished); err != nil {
		return err
	}
	t.rest()
	// The first card that there was stands in .github; the one beside it is of the same report.
	before, after := filepath.Join(w.root, ".github", "before.png"), filepath.Join(pictures, strings.Replace(compared, "/", "__", 1)+"-4.png")
	if err := beside(filepath.Join(w.dist, "before-after.png"), before, after); err != nil {
		return err
	}
	fmt.Printf("%s, %.0f s; pictures in %s, the first card and this one in %s\n", t.summary(), time.Since(begun).Seconds(),
		filepath.Join("dist", "demo"), filepath.Join("dist", "before-after.png"))
	if t.wrong > 0 {
		return errUnexpected
	}
	return nil
}

// compared is the flow whose fourth step is the report of the first card that there was.
const compared = "instagram/post-harassment-fr"

// pick returns those flows that show something that none before them does, and the one that is compared.
func pick(all []*flows.Flow) (list []*flows.Flow) {
	shown := map[string]bool{}
	for _, f := range all {
		before := len(shown)
		for _, what := range shows(f) {
			shown[what] = true
		}
		if len(shown) > before || f.ID == compared {
			played := *f
			// What the extension read is for the evaluation to compare; here counts what a person sees.
			played.Recorded = map[int]json.RawMessage{}
			list = append(list, &played)
		}
	}
	return list
}

// shows lists what a flow shows: a site in a language, what is reported, what the card is for and what it is not for,
// a time and place, a phone, and the keyboard alone.
func shows(f *flows.Flow) []string {
	site, name, _ := strings.Cut(f.ID, "/")
	kind, _, _ := strings.Cut(name, "-")
	all := []string{site + " " + f.Locale[:2], kind, f.Variant, fmt.Sprint("phone ", f.Touch)}
	for _, s := range f.Steps {
		if s.Press != nil {
			all = append(all, "keyboard")
		}
		if s.Expect != nil {
			all = append(all, s.Expect.Harm)
		}
	}
	return all
}
