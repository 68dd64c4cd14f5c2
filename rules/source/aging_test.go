package source_test

import (
	"strings"
	"testing"
	"time"

	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
)

// A line is named 90 days before its facts pass an age, and neither earlier nor later; and one of a day to come.
func TestAging(t *testing.T) {
	s, err := source.Load(packaged.Files)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{
		"2026-07-23": "fr-3018 is of 2026-07-24, a day to come",
		"2027-04-25": "",
		"2027-04-27": "fr-3018, of 2026-07-24, are told as usual ones from 2027-07-25 on",
		"2027-07-24": "fr-3018, of 2026-07-24, are told as usual ones from 2027-07-25 on",
		"2027-07-26": "",
		"2029-05-01": "fr-3018, of 2026-07-24, are not told from 2029-07-25 on",
	} {
		now, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, warning := range s.Aging(now) {
			if strings.Contains(warning, "fr-3018") {
				got = warning
			}
		}
		if (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
}
