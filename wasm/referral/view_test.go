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

// viewJSON is the view as it goes out.
func viewJSON(t testing.TB, r *Referral) string {
	t.Helper()
	b, err := json.Marshal(r.View())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
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
	{"harassment-evening", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr-FR"}, "2026-11-24 18:30"},
	{"harassment-evening-old-facts", false, Case{Stage: "card", Harm: rules.Harassment}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr-FR"}, "2026-11-24 18:30"},
	{"harassment-night", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr"}, "2026-11-24 23:30"},
	{"harassment-night-english-touch", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "en-GB", Touch: true}, "2026-11-24 23:30"},
	{"harassment-reunion", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Place: rules.Place{Zone: "Indian/Reunion"}, Lang: "fr"}, "2026-11-24 18:00"},
	{"harassment-guadeloupe", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Place: rules.Place{Zone: "America/Guadeloupe"}, Lang: "fr"}, "2026-11-25 00:00"},
	{"harassment-abroad", true, Case{Stage: "card", Harm: rules.Harassment}, Device{Place: rules.Place{Zone: "America/New_York", Country: "FR"}, Lang: "fr"}, "2026-11-24 18:30"},
	{"minor-safety-evening", true, Case{Stage: "card", Harm: rules.MinorSafety}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr"}, "2026-11-24 18:30"},
	{"minor-safety-home-night", true, Case{Stage: "card", Harm: rules.MinorSafety, Set: atHome}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr"}, "2026-11-24 23:30"},
	{"self-harm-evening", true, Case{Stage: "card", Harm: rules.SelfHarm}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr"}, "2026-11-24 18:30"},
	{"self-harm-eating-night", true, Case{Stage: "card", Harm: rules.SelfHarm, Set: eating}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "en"}, "2026-11-24 23:30"},
	{"hacked-night", true, Case{Stage: "card", Harm: rules.Hacked}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr"}, "2026-11-24 23:30"},
	{"scam-in-a-message", true, Case{Stage: "early", Harm: rules.Scam, Surface: "message"}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr"}, "2026-11-24 18:30"},
	{"threats-after", true, Case{Stage: "after", Harm: rules.Threats}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr"}, "2026-11-24 18:30"},
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
		var got bytes.Buffer
		text := `{"stage":"` + r.Stage + `","view":` + viewJSON(t, r) + `}`
		if err := json.Indent(&got, []byte(text), "", "  "); err != nil {
			t.Fatalf("%s: %v in %s", g.name, err, text)
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
			t.Errorf("%s differs from %s: go test ./wasm/referral -update writes it anew, git diff shows what changed", g.name, file)
		}
	}
}

// TestHolds compares each view with the one of the last millisecond in which it says that it holds.
func TestHolds(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2026-10-01"))
	said := func(cs Case, dev Device) (string, int64) {
		v := c.Decide(cs, dev).View()
		holds := v.Holds
		v.Holds = 0
		text, _ := json.Marshal(v)
		return string(text), holds
	}
	for _, zone := range []string{"Europe/Paris", "Indian/Reunion", "America/Guadeloupe", "Pacific/Noumea"} {
		for _, cs := range cases() {
			dev := Device{Place: rules.Place{Zone: zone}, Lang: "fr", Now: paris(t, "2026-11-24 00:01")}
			for end := dev.Now + 2*dayMs; dev.Now < end; {
				now, holds := said(cs, dev)
				if holds <= 0 || holds > dayMs {
					t.Fatalf("%s, %v at %d: it holds for %d ms", zone, cs, dev.Now, holds)
				}
				dev.Now += holds - 1
				if last, _ := said(cs, dev); last != now {
					t.Fatalf("%s, %v: at %d it is no longer\n%s\nbut\n%s", zone, cs, dev.Now, now, last)
				}
				dev.Now++
			}
		}
	}
	dev := Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr"}
	for before, wait := range map[string]int64{"2026-11-24 22:59": 60_000, "2026-11-24 08:59": 60_000} {
		dev.Now = paris(t, before)
		if _, holds := said(Case{Stage: "card", Harm: rules.Harassment}, dev); holds != wait {
			t.Errorf("at %s it holds for %d ms, want %d", before, holds, wait)
		}
	}
}
