package source

import (
	"fmt"
	"slices"

	"bouton3018/rules"
)

// Unnamed says of each line that no row and no need of its country names it: nobody is shown it.
func (s *Source) Unnamed() (warnings []string) {
	directory, err := rules.ParseDirectory(s.directory)
	if err != nil {
		return nil // Load has said so
	}
	for _, country := range directory.Countries {
		var named []string
		for _, row := range country.Rows {
			for _, pick := range slices.Concat(row.Open, row.Closed, row.Danger) {
				named = append(named, pick.Line)
			}
		}
		for _, need := range country.Needs {
			for _, pick := range need.Lines {
				named = append(named, pick.Line)
			}
		}
		for _, line := range country.Helplines {
			if !slices.Contains(named, line.ID) {
				warnings = append(warnings, fmt.Sprintf("countries/%s/referral.json: no row and no need names %s: nobody is shown it",
					country.Code, line.ID))
			}
		}
	}
	return warnings
}
