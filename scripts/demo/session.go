package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"bouton3018/rules/flows"
	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/replay"

	"github.com/tidwall/gjson"
)

// sessionInput is what the script that drives the browser reads from its standard input.
type sessionInput struct {
	Chromium  string            `json:"chromium"`
	Extension string            `json:"extension"` // folder of the shipped build
	French    bool              `json:"french"`    // the start page speaks French first
	Icon      string            `json:"icon"`      // data: address
	Names     map[string]string `json:"names"`     // of the sites, by id
	Zones     []string          `json:"zones"`     // those in which cards are shown, the usual one first
	Entries   []entry           `json:"entries"`
}

// session opens a browser for a person and returns when its last window is closed or ctx ends.
func (w workshop) session(ctx context.Context) error {
	input, err := w.sessionInput()
	if err != nil {
		return err
	}
	err = replay.Script(ctx, w.root, "extension/test/demo/main.ts", input, func(line []byte) error {
		var opened struct {
			Zone   string `json:"zone"`   // in which the browser runs
			Device string `json:"device"` // the device's own, where that is another
		}
		if err := json.Unmarshal(line, &opened); err != nil {
			return err
		}
		if opened.Device != "" {
			fmt.Printf("demo: the helplines are for people in France, and this device is set to %s: the browser runs on the "+
				"time of %s\n", opened.Device, opened.Zone)
		}
		fmt.Println("demo: Chromium is open on the start page; close its window or press Ctrl-C to end")
		return nil
	})
	if ctx.Err() != nil {
		return nil // asked for
	}
	return err
}

func (w workshop) sessionInput() (sessionInput, error) {
	in := sessionInput{
		Chromium: w.chromium, Extension: filepath.Join(w.dist, "chromium"), French: speaksFrench(),
		Names: map[string]string{},
	}
	icon, err := os.ReadFile(filepath.Join(in.Extension, "icon-128.png"))
	if err != nil {
		return in, err
	}
	in.Icon = "data:image/png;base64," + base64.StdEncoding.EncodeToString(icon)
	rules, err := source.Load(packaged.Files)
	if err != nil {
		return in, err
	}
	for _, platform := range gjson.GetBytes(rules.Detection(), "platforms").Array() {
		in.Names[platform.Get("id").String()] = platform.Get("name").String()
	}
	for _, country := range gjson.GetBytes(rules.Directory(), "countries.#.zones.#.id").Array() {
		for _, zone := range country.Array() {
			in.Zones = append(in.Zones, zone.String())
		}
	}
	in.Entries, err = entries(flows.Sites(w.flows))
	return in, err
}

// speaksFrench reports whether the person's messages are in French, which they are where nothing is set.
func speaksFrench() bool {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			return strings.HasPrefix(value, "fr") || value == "C" || value == "POSIX" || strings.HasPrefix(value, "C.")
		}
	}
	return true
}
