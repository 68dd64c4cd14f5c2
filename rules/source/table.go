package source

import (
	"errors"
	"fmt"
	"strings"

	"bouton3018/rules"
)

// NoReport is what a table says of a text that is near to a report, and none.
const NoReport = "no"

// A TableText is a line of a language's table, which somebody who speaks it wrote to try its lexicon with: a concept or
// [NoReport], a tab and a text.
type TableText struct {
	Means   string
	Concept rules.Concept // None for what is no report
	Text    string
}

// ReadTable reads a language's table. The error names each line that is none; the others are read all the same.
func ReadTable(file string) (all []TableText, err error) {
	b, err := ReadFile(file)
	if err != nil {
		return nil, err
	}
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		means, text, ok := strings.Cut(line, "\t")
		concept := rules.ConceptByID(means)
		if !ok || means != NoReport && concept == rules.None {
			err = errors.Join(err, fmt.Errorf("%s:%d: %q is no concept, tab and text", file, i+1, line))
			continue
		}
		all = append(all, TableText{means, concept, text})
	}
	return all, err
}
