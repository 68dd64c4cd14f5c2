package source

import (
	"fmt"
	"slices"
	"time"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
)

// notice is how long before its facts pass an age a line is named.
const notice = 90 * 24 * time.Hour

// Aging says of each line with hours whether its newest source passes an age within 90 days: one of twelve months,
// after which its hours are told as usual ones, or of thirty-six, after which nothing is said of them; and whether it
// is of a day to come.
func (s *Source) Aging(now time.Time) (warnings []string) {
	directory, err := rules.ParseDirectory(s.directory)
	if err != nil {
		return nil // Load has said so
	}
	for _, country := range directory.Countries {
		for _, line := range country.Helplines {
			date, ok := rules.ParseDate(line.AsOf)
			if ok && date.After(now) {
				warnings = append(warnings, fmt.Sprintf("countries/%s/helplines.json: %s is of %s, a day to come",
					country.Code, line.ID, line.AsOf))
			}
			if !ok || !hasHours(&line) {
				continue
			}
			for years, then := range map[int]string{1: "are told as usual ones", 3: "are not told"} {
				if age := date.AddDate(years, 0, 1); age.After(now) && age.Before(now.Add(notice)) {
					warnings = append(warnings, fmt.Sprintf(
						"countries/%s/helplines.json: the hours of %s, of %s, %s from %s on: confirm them, then write source and as_of",
						country.Code, line.ID, line.AsOf, then, age.Format(time.DateOnly)))
				}
			}
		}
	}
	return warnings
}

func hasHours(line *rules.Helpline) bool {
	return slices.ContainsFunc(line.Ways, func(way rules.Way) bool { return way.Hours != "" })
}

// Unconfirmed names each line that is shown and whose facts no trusted source confirms: of any confidence but high.
func (s *Source) Unconfirmed() (lines []string) {
	for _, country := range gjson.GetBytes(s.directory, "countries").Array() {
		for _, line := range country.Get("helplines").Array() {
			if sure := line.Get("confidence").String(); sure != "high" {
				lines = append(lines, fmt.Sprintf("countries/%s/helplines.json: the facts of %s are of %s confidence",
					country.Get("code"), line.Get("id"), sure))
			}
		}
	}
	return lines
}
