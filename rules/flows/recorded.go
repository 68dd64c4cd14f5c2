package flows

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
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

type records []record

func (s *Site) records() string { return filepath.Join(s.Dir, RecordsFile) }

// readRecords reads a file of records; where there is none it returns nothing.
func readRecords(name string) (records, error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all records
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		all = append(all, r)
	}
	return all, lines.Err()
}

// of returns the whole requests of a flow by step.
func (all records) of(name string, f *Flow) map[int]json.RawMessage {
	found := map[int]json.RawMessage{}
	for _, r := range all {
		if r.Flow == name {
			found[r.Step] = f.complete(r.Request)
		}
	}
	return found
}

// A field is one of a request with its JSON.
type field struct{ name, value string }

// given are the fields of a request that the flow itself says, in the order of a request.
func (f *Flow) given() []field {
	address, _ := url.Parse(f.URL) // it was read before
	lang, _, _ := strings.Cut(f.Locale, "-")
	return []field{
		{"host", quoted(address.Hostname())}, {"now", fmt.Sprint(f.Now)}, {"zone", quoted(f.Timezone)},
		{"country", quoted(f.Country)}, {"lang", quoted(lang)}, {"touch", fmt.Sprint(f.Touch)},
	}
}

func quoted(text string) string {
	value, _ := json.Marshal(text) // a string always can be
	return string(value)
}

func fieldsOf(request json.RawMessage) (all []field) {
	gjson.ParseBytes(request).ForEach(func(name, value gjson.Result) bool {
		all = append(all, field{name.String(), value.Raw})
		return true
	})
	return all
}

// complete puts what the flow says into a recorded request that leaves it out.
func (f *Flow) complete(request json.RawMessage) json.RawMessage {
	given, own := f.given(), fieldsOf(request)
	for i, g := range given {
		at := slices.IndexFunc(own, func(o field) bool { return o.name == g.name })
		if at >= 0 {
			given[i] = own[at]
			own = slices.Delete(own, at, at+1)
		}
	}
	return object(append(given, own...))
}

// brief leaves out of a request what the flow says.
func (f *Flow) brief(request json.RawMessage) json.RawMessage {
	given := f.given()
	return object(slices.DeleteFunc(fieldsOf(request), func(o field) bool { return slices.Contains(given, o) }))
}

func object(fields []field) json.RawMessage {
	var out bytes.Buffer
	for i, f := range fields {
		fmt.Fprintf(&out, "%c%s:%s", "{,"[min(i, 1)], quoted(f.name), f.value)
	}
	if len(fields) == 0 {
		out.WriteByte('{')
	}
	out.WriteByte('}')
	return out.Bytes()
}

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
		again := func(f *Flow) bool { return f.recordName() == r.Flow }
		return slices.ContainsFunc(played, again) || !played[0].listed(r.Flow)
	})
	for _, f := range played {
		for step, request := range requests[f.ID] {
			all = append(all, record{f.recordName(), step, f.brief(request)})
		}
	}
	slices.SortFunc(all, func(a, b record) int {
		if a.Flow != b.Flow {
			return strings.Compare(a.Flow, b.Flow)
		}
		return a.Step - b.Step
	})
	return all.write(file)
}

// recordName is what the records of a flow are found by in their file.
func (f *Flow) recordName() string {
	if f.site == nil {
		return ""
	}
	return strings.TrimPrefix(f.without(), f.site.Name+"/")
}

// listed reports whether a record of this name is of a flow in the same file.
func (f *Flow) listed(name string) bool {
	if f.site == nil {
		return name == ""
	}
	return slices.ContainsFunc(f.site.flows, func(other *Flow) bool { return other.recordName() == name })
}

func (all records) write(file string) error {
	if len(all) == 0 {
		err := os.Remove(file)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
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
