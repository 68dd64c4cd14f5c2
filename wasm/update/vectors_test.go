package update_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/rules/flows"
	"bouton3018/rules/packaged"
	"bouton3018/wasm/core"
	"bouton3018/wasm/internal/testrules"
)

var rewrite = flag.Bool("update", false, "write rules/packaged/vectors.json anew from the recorded flows")

// A vector is a recorded request that every version must decide alike.
type vector struct {
	Name    string          `json:"name"`
	Stage   string          `json:"stage"`
	Harm    string          `json:"harm"`
	Request json.RawMessage `json:"request"`
}

// TestVectors holds vectors.json against the recorded flows it is taken from: of
// every site and language the first step with each answer, and the first of every
// kind of box that is no report.
func TestVectors(t *testing.T) {
	var want bytes.Buffer
	encode := json.NewEncoder(&want)
	encode.SetEscapeHTML(false)
	encode.SetIndent("", " ")
	if err := encode.Encode(map[string]any{"labels": coreLabels(t), "decisions": chosenVectors(t)}); err != nil {
		t.Fatal(err)
	}
	lines := oneLineEach(want.Bytes())
	if *rewrite {
		if err := os.WriteFile("../../rules/packaged/vectors.json", lines, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile("../../rules/packaged/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, lines) {
		t.Fatal("vectors.json is not what the recorded flows give: go test ./wasm/update -run TestVectors -update")
	}
	packagedCopy, err := packaged.Files.ReadFile("vectors.json")
	if err != nil || !bytes.Equal(packagedCopy, have) && !*rewrite {
		t.Fatal("the package does not carry vectors.json", err)
	}
}

// oneLineEach puts each vector on a line of its own, for people who read a diff.
func oneLineEach(b []byte) []byte {
	var all struct {
		Labels    []string `json:"labels"`
		Decisions []vector `json:"decisions"`
	}
	if err := json.Unmarshal(b, &all); err != nil {
		panic(err)
	}
	plain := func(v any) string {
		var out bytes.Buffer
		encode := json.NewEncoder(&out)
		encode.SetEscapeHTML(false)
		if err := encode.Encode(v); err != nil {
			panic(err)
		}
		return strings.TrimSpace(out.String())
	}
	var labels, decisions []string
	for _, l := range all.Labels {
		labels = append(labels, plain(l))
	}
	for _, d := range all.Decisions {
		decisions = append(decisions, plain(d))
	}
	return []byte("{\"labels\":[\n" + strings.Join(labels, ",\n") +
		"\n],\"decisions\":[\n" + strings.Join(decisions, ",\n") + "\n]}\n")
}

// coreLabels are the labels that sites are known to use for a core harm.
func coreLabels(t testing.TB) []string {
	t.Helper()
	b, err := os.ReadFile("../lexicon/testdata/labels.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct{ Label, Harm string }
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	core := []string{"self_harm", "intimate_images", "minor_safety", "threats"}
	var out []string
	for _, l := range all {
		if slices.Contains(core, l.Harm) && !slices.Contains(out, l.Label) {
			out = append(out, l.Label)
		}
	}
	return out
}

func chosenVectors(t testing.TB) (out []vector) {
	t.Helper()
	all, err := flows.ReadAll("../../rules/dialogs")
	if err != nil {
		t.Fatal(err)
	}
	detection, directory := testrules.Parts(t)
	c := new(core.Core)
	c.Configure(detection)
	c.Directory(directory)
	seen := map[string]bool{}
	for _, f := range all {
		if f.Variant != "" {
			continue
		}
		expected := f.Judged()
		site, name := path.Base(path.Dir(f.ID)), path.Base(f.ID)
		for _, step := range slices.Sorted(maps.Keys(f.Recorded)) {
			request := f.Recorded[step]
			e, ok := expected[step]
			got := gjson.ParseBytes(c.Decide(request))
			if !ok || got.Get("stage").String() != e.Stage {
				continue // the box is gone at this step, or was judged without a question
			}
			harm := got.Get("harm").String()
			key := strings.Join([]string{site, gjson.GetBytes(request, "lang").String(), e.Stage, harm}, " ")
			switch kind, negative := strings.CutPrefix(name, "negative-"); {
			case negative:
				key = "negative " + kind
			case e.Stage == "none" && harm == "", e.Stage == "none" && site != "tiktok":
				continue // a menu on the way; one site is enough for what leads to nothing
			case e.Stage == "after" && harm != "harassment", e.Stage == "early" && harm != "" && harm != "scam":
				continue // what a better version may understand better
			}
			if seen[key] {
				continue
			}
			seen[key] = true
			out = append(out, vector{fmt.Sprintf("%s/%s step %d", site, name, step), e.Stage, harm, request})
		}
	}
	return out
}
