package hours_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"bouton3018/rules"
	"bouton3018/wasm/hours"
	"bouton3018/wasm/internal/testrules"
)

// question is what opening_hours is asked, and with which holidays Open is asked the same.
type question struct {
	Hours   string `json:"hours"`
	Zone    string `json:"zone"`
	Country string `json:"country"`

	clock    hours.Zone
	holidays *hours.Holidays
}

// kinds are hours of each kind that the subset has, beside those of the packaged lines.
var kinds = []string{
	"Mo-Su 00:00-24:00", "Fr,Sa 22:00-02:00", "Sa-Mo 10:00-12:00", "Mo,Tu,Th,Fr 15:00-19:00; We 13:00-19:00",
	"Mo-Fr 09:00-12:00,14:00-18:00; PH off", "Mo-Fr 09:00-18:00; Sa 10:00-12:00; PH 10:00-11:00", "PH 10:00-12:00",
}

// clocks are zones with each rule of summer time.
var clocks = []string{"Europe/Paris", "America/Miquelon", "Pacific/Marquesas"}

const (
	quarter = int64(15 * time.Minute / time.Millisecond)
	day     = 96 * quarter
	// soon is how far ahead a change is sure to be found.
	soon = 13 * day
)

// TestAgainstOpeningHours holds Open against the library opening_hours (npm), each quarter of an hour of two years: the
// hours of every packaged line, in its zone and in all others of its country, and hours of every kind in France.
func TestAgainstOpeningHours(t *testing.T) {
	from := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	to := time.Date(2028, 11, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	questions := questions(t)
	answers := ask(t, from, to+soon, questions)
	var all sync.WaitGroup
	for i, q := range questions {
		all.Go(func() {
			spec, err := hours.Parse(q.Hours)
			if err != nil {
				t.Error(err)
				return
			}
			isOpen, changes := answers[i].Open, answers[i].Changes
			for now := from; now < to; now += quarter {
				for len(changes) > 0 && changes[0] <= now {
					isOpen, changes = !isOpen, changes[1:]
				}
				want := int64(0)
				if len(changes) > 0 && changes[0]-now <= soon {
					want = changes[0]
				}
				state, change := hours.Open(spec, q.clock, q.holidays, now)
				if change-now > soon {
					change = 0
				}
				if (state == hours.Opened) != isOpen || change != want {
					t.Errorf("%s in %s at %v: %v until %d, want open %v until %d",
						q.Hours, q.Zone, time.UnixMilli(now).UTC(), state, change, isOpen, want)
					return
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d hours, each at %d instants", len(questions), (to-from)/quarter)
}

// questions are each asked once: clocks that differ in nothing but their name are asked all the same.
func questions(t *testing.T) (all []question) {
	_, part := testrules.Parts(t)
	directory, err := rules.ParseDirectory(part)
	if err != nil {
		t.Fatal(err)
	}
	for i := range directory.Countries {
		country := &directory.Countries[i]
		var lines []string
		for _, line := range country.Helplines {
			for _, way := range line.Ways {
				if way.Hours != "" && !slices.Contains(lines, way.Hours) {
					lines = append(lines, way.Hours)
				}
			}
		}
		holidays := hours.Holidays(country.Holidays)
		for _, zone := range country.Zones {
			q := question{
				Zone: zone.ID, Country: strings.ToLower(country.Code),
				clock: hours.NewZone(int(zone.Offset), zone.Summer), holidays: &holidays,
			}
			for _, q.Hours = range lines {
				all = append(all, q)
			}
			for _, q.Hours = range kinds {
				if country.Code == "FR" && slices.Contains(clocks, zone.ID) {
					all = append(all, q)
				}
			}
		}
	}
	return all
}

// answer is what opening_hours says: whether it is open at the start of a span, and the instants of all changes in it.
type answer struct {
	Open    bool
	Changes []int64
}

func ask(t *testing.T, from, to int64, questions []question) (answers []answer) {
	t.Helper()
	extension := filepath.Join("..", "..", "extension")
	if _, err := os.Stat(filepath.Join(extension, "node_modules", "opening_hours")); err != nil {
		t.Fatal("opening_hours is not installed: run npm ci in extension/")
	}
	asked, err := json.Marshal(map[string]any{"from": from, "to": to, "questions": questions})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", "testdata/opening_hours.mjs", extension, string(asked))
	cmd.Stderr = os.Stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(output, &answers); err != nil || len(answers) != len(questions) {
		t.Fatalf("%d questions, %d answers: %v", len(questions), len(answers), err)
	}
	return answers
}
