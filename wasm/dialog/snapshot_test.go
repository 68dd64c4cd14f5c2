package dialog_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"bouton3018/wasm/core"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/flow"
)

// TestLimits holds the core's limits against those of the extension.
func TestLimits(t *testing.T) {
	b, err := os.ReadFile("../../extension/src/shared/limits.ts")
	if err != nil {
		t.Fatal(err)
	}
	limits := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^export const (\w+) = ([0-9_]+);$`).FindAllStringSubmatch(string(b), -1) {
		limits[m[1]], _ = strconv.Atoi(strings.ReplaceAll(m[2], "_", ""))
	}
	for name, want := range map[string]int{
		"MAX_ROWS": dialog.MaxRows, "MAX_HEADINGS": dialog.MaxHeadings, "MAX_TEXTS": dialog.MaxTexts,
		"MAX_HOOKS": dialog.MaxHooks, "MAX_TEXT": dialog.MaxText, "MAX_STATE_BYTES": flow.MaxState,
	} {
		if limits[name] != want {
			t.Errorf("%s is %d in the extension and %d in the core", name, limits[name], want)
		}
	}
	// The rest of a request is small.
	if most := limits["MAX_SNAPSHOT_BYTES"] + limits["MAX_STATE_BYTES"]; most == 0 || most+1024 > core.MaxRequest {
		t.Errorf("a snapshot and a state of %d bytes do not fit into a request of %d", most, core.MaxRequest)
	}
}

// TestParseKeepsToLimits reads the first of each kind, and texts of any script whole.
func TestParseKeepsToLimits(t *testing.T) {
	long := strings.Repeat("報", dialog.MaxText)
	many := func(element string) string { return "[" + strings.Repeat(element+",", 300) + element + "]" }
	var s dialog.Snapshot
	err := json.Unmarshal(fmt.Appendf(nil,
		`{"event":"opened","name":%q,"headings":%s,"texts":%s,"hooks":%s,"rows":%s}`,
		long+"告", many(`"h"`), many(`"t"`), many(`"k"`), many(`{"t":"r","k":"button"}`)), &s)
	got := [...]int{len(s.Headings), len(s.Texts), len(s.Hooks), len(s.Rows)}
	if want := [...]int{dialog.MaxHeadings, dialog.MaxTexts, dialog.MaxHooks, dialog.MaxRows}; err != nil || !s.Known() ||
		got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if s.Name != long {
		t.Errorf("the name is %q", s.Name)
	}
}
