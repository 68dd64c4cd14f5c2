package flows

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// RecordsFile is the name of the file of recorded requests, beside a flow.json or a list.
const RecordsFile = "snapshots.jsonl"

// A record is one line of snapshots.jsonl: the last request that the background gave to the core before a step was
// judged. What the flow itself says (host, clock, place, language, touch) is left out where it is the same. Variants
// give the same snapshots, so only the flow itself is recorded. A step at which the gate kept the background asleep
// has none.
type record struct {
	Flow    string          `json:"flow,omitempty"` // its name in a list
	Step    int             `json:"step"`
	Request json.RawMessage `json:"request"`
}

// readRecords reads a file of records; where there is none it returns nothing.
func readRecords(name string) (all []record, err error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	for lines := json.NewDecoder(bytes.NewReader(text)); lines.More(); {
		var r record
		if err := lines.Decode(&r); err != nil {
			return nil, fmt.Errorf("%s: record %d: %w", name, len(all)+1, err)
		}
		all = append(all, r)
	}
	return all, nil
}

// given are the fields of a request that the flow itself says, each with its JSON, in the order of a request.
func (f *Flow) given() [][2]string {
	address, _ := url.Parse(f.URL) // it was read before
	lang, _, _ := strings.Cut(f.Locale, "-")
	all := [][2]string{{"host"}, {"now"}, {"zone"}, {"country"}, {"lang"}, {"touch"}}
	for i, value := range []any{address.Hostname(), f.Now, f.Timezone, f.Country, lang, f.Touch} {
		text, _ := json.Marshal(value) // such values always can be
		all[i][1] = string(text)
	}
	return all
}

// recorded returns the whole requests of the flow by step: with what the flow says where the record leaves it out.
func (f *Flow) recorded(all []record) map[int]json.RawMessage {
	found := map[int]json.RawMessage{}
	for _, r := range all {
		if r.Flow != f.record {
			continue
		}
		rest := string(r.Request[1:])
		whole := "{"
		for _, given := range f.given() {
			name, value := given[0], given[1]
			if own := gjson.GetBytes(r.Request, name); own.Exists() {
				value = own.Raw
				rest = strings.Replace(rest, fieldOf(name, value), "", 1)
			}
			whole += fieldOf(name, value)
		}
		found[r.Step] = json.RawMessage(whole + rest)
	}
	return found
}

// brief leaves out of a request what the flow says.
func (f *Flow) brief(request json.RawMessage) json.RawMessage {
	for _, given := range f.given() {
		request = bytes.Replace(request, []byte(fieldOf(given[0], given[1])), nil, 1)
	}
	return request
}

// fieldOf writes a field of a request; one that says what happened always follows.
func fieldOf(name, value string) string { return fmt.Sprintf("%q:%s,", name, value) }

// Record writes the requests of flows, by ID and step, into their files, which keep those of all other flows of their
// lists. A file without a record is removed.
func Record(played []*Flow, requests map[string]map[int]json.RawMessage) error {
	files := map[string][]*Flow{}
	for _, f := range played {
		files[f.Records] = append(files[f.Records], f)
	}
	for file, some := range files {
		if err := recordFile(file, some, requests); err != nil {
			return err
		}
	}
	return nil
}

func recordFile(file string, played []*Flow, requests map[string]map[int]json.RawMessage) error {
	old, err := readRecords(file)
	if err != nil {
		return err
	}
	all := slices.DeleteFunc(old, func(r record) bool {
		again := func(f *Flow) bool { return f.record == r.Flow }
		return slices.ContainsFunc(played, again) || !played[0].listed(r.Flow)
	})
	for _, f := range played {
		for step, request := range requests[f.ID] {
			all = append(all, record{f.record, step, f.brief(request)})
		}
	}
	if len(all) == 0 {
		if err := os.Remove(file); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	slices.SortFunc(all, func(a, b record) int {
		return cmp.Or(strings.Compare(a.Flow, b.Flow), a.Step-b.Step)
	})
	var out bytes.Buffer
	encode := json.NewEncoder(&out)
	encode.SetEscapeHTML(false)
	for _, r := range all {
		if err := encode.Encode(r); err != nil {
			return err
		}
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// listed reports whether a record of this name is of a flow in the same file.
func (f *Flow) listed(name string) bool {
	return f.site == nil && name == "" || f.site != nil && f.site.index.used["flow "+name]
}
