package flows

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Recorded is one line of snapshots.jsonl: the last request that the background gave to the core before a step was
// judged, as it was given. Variants give the same snapshots, so only the flow itself is recorded. A step at which the
// gate kept the background asleep has none.
type Recorded struct {
	Step    int             `json:"step"`
	Request json.RawMessage `json:"request"`
}

// RecordedFile is the name of the file beside flow.json.
const RecordedFile = "snapshots.jsonl"

// ReadRecorded reads the snapshots.jsonl of a flow's folder; where there is none it returns nothing.
func ReadRecorded(dir string) ([]Recorded, error) {
	name := filepath.Join(dir, RecordedFile)
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all []Recorded
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var r Recorded
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		all = append(all, r)
	}
	return all, lines.Err()
}

// WriteRecorded writes the snapshots.jsonl of a flow's folder, sorted by step; with no records it removes it.
func WriteRecorded(dir string, all []Recorded) error {
	name := filepath.Join(dir, RecordedFile)
	if len(all) == 0 {
		err := os.Remove(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	slices.SortStableFunc(all, func(a, b Recorded) int {
		return a.Step - b.Step
	})
	var out bytes.Buffer
	encode := json.NewEncoder(&out)
	encode.SetEscapeHTML(false)
	for _, r := range all {
		if err := encode.Encode(r); err != nil {
			return err
		}
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}
