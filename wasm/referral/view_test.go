package referral

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"bouton3018/rules"
)

var update = flag.Bool("update", false, "write the golden views anew")

// A view as the content script reads it.
type view struct {
	Lang string
	Pill struct{ Label, Hint, Only, Close string }
	Card struct {
		Name, Title, Body, First, Notice, Continue, Dismiss, Close string
		Copy, Copied, Scan, More, Listen                           string
		Other                                                      []struct{ Label string }
		Lines                                                      []viewLine
		Questions                                                  struct {
			Label string
			Items []struct{ Q, A string }
		}
		Needs struct {
			Label string
			Items []struct {
				Title string
				Lines []viewLine
			}
		}
	}
	Other []struct{ Lang, Label string }
}

type viewLine struct {
	ID, Name, Status, Note string
	Ways                   []struct{ ID, Kind, Label, Name, Href, Number string }
}

func read(t testing.TB, r *Referral) view {
	t.Helper()
	b := r.AppendView(nil)
	var v view
	d := json.NewDecoder(bytes.NewReader(b))
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	return v
}

// goldens are decisions as a person sees them. Facts "fresh" are dated 2026-10-01, "old"
// as they are packaged, where the 3018's hours are of November 2025.
var goldens = []struct {
	name  string
	fresh bool
	cs    Case
	dev   Device
	now   string // in Paris
}{
	{"harassment-evening", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Zone: "Europe/Paris", Lang: "fr-FR"}, "2026-11-24 18:30"},
	{"harassment-evening-old-facts", false, Case{Stage: "card", Harm: rules.Harassment}, Device{Zone: "Europe/Paris", Lang: "fr-FR"}, "2026-11-24 18:30"},
	{"harassment-night", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Zone: "Europe/Paris", Lang: "fr"}, "2026-11-24 23:30"},
	{"harassment-night-english-touch", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Zone: "Europe/Paris", Lang: "en-GB", Touch: true}, "2026-11-24 23:30"},
	{"harassment-reunion", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Zone: "Indian/Reunion", Lang: "fr"}, "2026-11-24 18:00"},
	{"harassment-guadeloupe", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Zone: "America/Guadeloupe", Lang: "fr"}, "2026-11-25 00:00"},
	{"harassment-abroad", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Zone: "America/New_York", Country: "FR", Lang: "fr"}, "2026-11-24 18:30"},
	{"minor-safety-evening", true, Case{Stage: "card", Harm: rules.MinorSafety}, Device{Zone: "Europe/Paris", Lang: "fr"}, "2026-11-24 18:30"},
	{"minor-safety-home-night", true, Case{Stage: "card", Harm: rules.MinorSafety, Set: atHome}, Device{Zone: "Europe/Paris", Lang: "fr"}, "2026-11-24 23:30"},
	{"self-harm-evening", true, Case{Stage: "card", Harm: rules.SelfHarm}, Device{Zone: "Europe/Paris", Lang: "fr"}, "2026-11-24 18:30"},
	{"self-harm-eating-night", true, Case{Stage: "card", Harm: rules.SelfHarm, Set: eating}, Device{Zone: "Europe/Paris", Lang: "en"}, "2026-11-24 23:30"},
	{"hacked-night", true, Case{Stage: "card", Harm: rules.Hacked}, Device{Zone: "Europe/Paris", Lang: "fr"}, "2026-11-24 23:30"},
	{"scam-in-a-message", true, Case{Stage: "early", Harm: rules.Scam, Surface: "message"}, Device{Zone: "Europe/Paris", Lang: "fr"}, "2026-11-24 18:30"},
	{"threats-after", true, Case{Stage: "after", Harm: rules.Threats}, Device{Zone: "Europe/Paris", Lang: "fr"}, "2026-11-24 18:30"},
}

func TestGoldenViews(t *testing.T) {
	fresh, old := chooser(t, dated(packaged(t), "2026-10-01")), chooser(t, packaged(t))
	for _, g := range goldens {
		c := old
		if g.fresh {
			c = fresh
		}
		g.dev.Now = paris(t, g.now)
		r := c.Decide(g.cs, g.dev)
		b := append([]byte(`{"stage":"`+r.Stage+`","lines":`), r.AppendLines(nil)...)
		b = append(append(b, `,"text":`...), r.AppendText(nil)...)
		b = append(append(b, `,"view":`...), r.AppendView(nil)...)
		var got bytes.Buffer
		if err := json.Indent(&got, append(b, '}'), "", "  "); err != nil {
			t.Fatalf("%s: %v in %s", g.name, err, b)
		}
		got.WriteByte('\n')
		file := "testdata/" + g.name + ".json"
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s differs from %s:\n%s", g.name, file, got.Bytes())
		}
	}
}
