package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/replay"
)

// chosen are the flows that the check plays: every site, both languages, what the card is for and what it is not for,
// night and overseas, a phone, and the keyboard alone.
var chosen = []string{
	"instagram/post-harassment-fr",
	"instagram/post-harassment-fr@night",
	"instagram/post-harassment-fr@reunion",
	"instagram/post-harassment-fr@bruxelles",
	"instagram/account-intimate-images-fr",
	"instagram/post-threats-fr",
	"instagram/post-self-harm-en",
	"instagram/message-scam-fr",
	"instagram/post-spam-fr",
	"instagram/negative-menu-post-en",
	"messenger/message-harassment-en",
	"messenger/account-minor-fr",
	"messenger/post-intimate-images-night-fr",
	"messenger/message-self-harm-fr",
	"messenger/message-scam-en",
	"messenger/negative-menu-chat-fr",
	"tiktok/account-harassment-fr",
	"tiktok/post-harassment-en",
	"tiktok/post-intimate-images-en",
	"tiktok/post-self-harm-fr",
	"tiktok/account-scam-en",
	"tiktok/post-spam-fr",
	"tiktok/negative-menu-post-en",
}

// errUnexpected says that the check has found something; what it was stands in the table.
var errUnexpected = errors.New("not everything was as expected")

// check plays the chosen flows and prints a line for each step as soon as its flow, and those before it, have ended.
func (w workshop) check(ctx context.Context) error {
	list, err := pick(flowsOf(w.sites), chosen)
	if err != nil {
		return err
	}
	pictures := filepath.Join(w.dist, "demo")
	if err := clear(pictures); err != nil {
		return err
	}
	options := replay.Options{
		Chromium: w.chromium, Extension: filepath.Join(w.dist, "chromium-test"), Pages: 6, Screenshots: pictures,
	}
	fmt.Printf("demo: playing %d flows\n\n", len(list))
	// Quiet takes longest: at each step that shows nothing one waits until the page is at rest.
	queue := slices.Clone(list)
	slices.SortStableFunc(queue, func(a, b *flows.Flow) int { return quiet(b) - quiet(a) })
	begun := time.Now()
	t := newTable(os.Stdout, list)
	t.heading()
	var kept error
	err = replay.Run(ctx, w.root, options, queue, func(s replay.Step) {
		t.judged(s.Judged)
		kept = errors.Join(kept, rename(pictures, t.flows[s.Flow], s.Judged))
	}, func(flow string, _ float64) { t.finished(flow) })
	if err == nil {
		err = kept
	}
	if err != nil {
		return err
	}
	t.rest()
	fmt.Printf("\n%s, %.0f s; pictures in %s\n", t.summary(), time.Since(begun).Seconds(), filepath.Join("dist", "demo"))
	if t.wrong > 0 {
		return errUnexpected
	}
	return nil
}

func flowsOf(sites []*flows.Site) (all []*flows.Flow) {
	for _, site := range sites {
		all = append(all, site.Flows()...)
	}
	return all
}

// pick returns the flows with these names, in this order.
func pick(all []*flows.Flow, names []string) ([]*flows.Flow, error) {
	byID := map[string]*flows.Flow{}
	for _, f := range all {
		byID[f.ID] = f
	}
	var list []*flows.Flow
	for _, id := range names {
		f := byID[id]
		if f == nil {
			return nil, fmt.Errorf("rules/dialogs has no flow %s, which the check plays", id)
		}
		played := *f
		// What the extension read is for the evaluation to compare; here counts what a person sees.
		played.Recorded = map[int]json.RawMessage{}
		list = append(list, &played)
	}
	return list, nil
}

// quiet counts the steps at which nothing must be shown.
func quiet(f *flows.Flow) int {
	n := 0
	for _, expect := range f.Judged() {
		if expect.Stage == "none" {
			n++
		}
	}
	return n
}

// clear makes a folder without pictures.
func clear(dir string) error {
	old, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return os.MkdirAll(dir, 0o755)
}

// rename gives the picture of a step a name that says what is on it.
func rename(dir string, p played, j flows.Judged) error {
	from := filepath.Join(dir, replay.Picture(j.Flow, j.Step))
	err := os.Rename(from, filepath.Join(dir, p.picture(j)))
	if errors.Is(err, fs.ErrNotExist) { // the step was not reached; its line says so
		return nil
	}
	return err
}
