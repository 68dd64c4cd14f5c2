package assemble

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bouton3018/rules/source"
	"bouton3018/scripts/internal/setup"
)

// TestOpenings: what the popup draws at once is the main line of a zone's own country, with its ways and no hours.
func TestOpenings(t *testing.T) {
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	packaged, err := source.Load(os.DirFS(filepath.Join(root, "rules", "packaged")))
	if err != nil {
		t.Fatal(err)
	}
	text, err := openings(packaged.Directory())
	if err != nil {
		t.Fatal(err)
	}
	var all []opening
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	in := func(zone string) *opening {
		i := slices.IndexFunc(all, func(o opening) bool { return slices.Contains(o.Zones, zone) })
		if i < 0 {
			return nil
		}
		return &all[i]
	}
	for _, zone := range []string{"Europe/Paris", "Indian/Reunion"} {
		of := in(zone)
		if of == nil || of.Country != "fr" || of.Daily == nil || *of.Daily != (daily{"Europe/Paris", "09:00", "23:00"}) {
			t.Errorf("%s: %+v", zone, of)
		}
	}
	if home, away := in("Europe/Paris").Views[0].Line.Ways, in("Indian/Reunion").Views[0].Line.Ways; home[0].Kind != "call" || away[0].Kind != "write" {
		t.Errorf("where calls may not go through, writing is not first: %v, %v", home, away)
	}
	if in("Europe/Berlin") != nil || in("UTC") != nil {
		t.Error("a line where none is known, or where the zone says no country")
	}
	for _, of := range all {
		if len(of.Views) != 8 {
			t.Errorf("%s has %d views, of two languages with and without touch and management", of.Country, len(of.Views))
		}
		for _, view := range of.Views {
			line := view.Line
			if !strings.HasPrefix(line.ID, of.Country+"-") || len(line.Ways) == 0 || line.Open != "" ||
				strings.TrimSpace(line.Status) != "" {
				t.Errorf("%s: %+v", of.Country, line)
			}
			for _, way := range line.Ways {
				if way.Kind != "call" && way.Href == "" {
					t.Errorf("%s: %s leads nowhere", of.Country, way.Name)
				}
			}
			if view.Managed && line.Ways[0].Kind == "call" && len(line.Ways) > 1 {
				t.Errorf("%s: where somebody manages the browser, the call is first: %+v", of.Country, line.Ways)
			}
		}
	}
}
