package assemble

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"

	"bouton3018/rules"
	"bouton3018/wasm/referral"
)

// opening is what the popup draws before the core has answered it: the line that help in a country begins with, with
// its ways and without its hours. It is Opening of extension/src/pages/popup/opening.ts.
type opening struct {
	Country string        `json:"country"` // as the settings have it: "fr"
	Zones   []string      `json:"zones"`   // of the country alone, from which the ways are offered in the same order
	Daily   *daily        `json:"daily"`
	Views   []openingView `json:"views"`
}

// daily is when a line answers, each day: "09:00" to "23:00" on the clock of a zone.
type daily struct {
	Zone string `json:"zone"`
	From string `json:"from"`
	To   string `json:"to"`
}

type openingView struct {
	Lang    string            `json:"lang"`
	Dir     string            `json:"dir"`
	Touch   bool              `json:"touch"`
	Managed bool              `json:"managed"` // somebody manages the browser: other ways come first
	Line    referral.ViewLine `json:"line"`
}

// openings returns, as JSON, those of the countries whose main line no update takes away and whose hours are simple.
func openings(directory []byte) ([]byte, error) {
	dir, err := rules.ParseDirectory(directory)
	if err != nil {
		return nil, err
	}
	choosers, err := referral.New(dir)
	if err != nil {
		return nil, err
	}
	all := []*opening{}
	for _, country := range dir.Countries {
		main := &country.Helplines[country.Helpline(country.Main)]
		answers, isSimple := dailyHours(main)
		if country.Unknown || !main.Core || !isSimple {
			continue
		}
		byRemote := map[bool]*opening{}
		for _, zone := range country.Zones {
			of := byRemote[zone.Remote]
			if of == nil {
				place := rules.Place{Country: country.Code, Zone: zone.ID}
				of = &opening{Country: strings.ToLower(country.Code), Daily: answers, Views: openingViews(choosers, main, place)}
				byRemote[zone.Remote], all = of, append(all, of)
			}
			of.Zones = append(of.Zones, zone.ID)
		}
	}
	return json.Marshal(all)
}

var everyDay = regexp.MustCompile(`^Mo-Su(?:,PH)? (\d\d:\d\d)-(\d\d:\d\d)$`)

// dailyHours returns when a line answers, nil where it always does or where its hours are not known; false where that
// differs from day to day.
func dailyHours(line *rules.Helpline) (*daily, bool) {
	hours := line.Ways[0].Hours
	if m := everyDay.FindStringSubmatch(hours); m != nil {
		return &daily{Zone: line.Zone, From: m[1], To: m[2]}, true
	}
	return nil, hours == "" || hours == "24/7"
}

// openingViews returns what the core says of a country's main line at a place, about noon on the day from which its facts
// are, in the languages in which the pages say everything, on each kind of device.
func openingViews(choosers *referral.Choosers, main *rules.Helpline, place rules.Place) (views []openingView) {
	day, _ := rules.ParseDate(main.AsOf)
	links := choosers.Links()
	device := referral.Device{Place: place, Now: day.Add(12 * time.Hour).UnixMilli()}
	for _, device.Lang = range []string{"fr", "en"} {
		for _, device.Touch = range []bool{false, true} {
			for _, device.Managed = range []bool{false, true} {
				view := choosers.Decide(referral.Case{Stage: "early"}, device).View()
				line := view.Card.Lines[0]
				if line.Open = ""; line.Status != "" {
					line.Status = "\u00a0" // keeps its place
				}
				for i := range line.Ways {
					if way := &line.Ways[i]; way.Href == "" { // a page of ours opens addresses by itself
						way.Href = links[line.ID+"/"+way.ID]
					}
				}
				views = append(views, openingView{view.Lang, view.Dir, device.Touch, device.Managed, line})
			}
		}
	}
	return views
}
