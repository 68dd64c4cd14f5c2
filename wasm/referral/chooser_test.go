package referral

import (
	"encoding/json"
	"math"
	"testing"

	"bouton3018/rules"
)

// A clock that is far off, or a hostile one, gives an answer and no trap.
func TestAnyClock(t *testing.T) {
	c := chooser(t, packaged(t))
	for _, now := range []int64{math.MinInt64, -1, 0, 1, 253_402_300_800_000, 1 << 53, math.MaxInt64 - 1, math.MaxInt64} {
		for _, cs := range cases() {
			for _, zone := range []string{"Europe/Paris", "America/Miquelon", "Pacific/Marquesas"} {
				r := c.Decide(cs, Device{Place: rules.Place{Zone: zone}, Lang: "en", Now: now})
				if b := viewJSON(t, r); !json.Valid([]byte(b)) {
					t.Fatalf("at %d: %s", now, b)
				}
			}
		}
	}
}

// The same question has the same answer, whatever was asked before.
func TestDecideKeepsNothing(t *testing.T) {
	c := chooser(t, packaged(t))
	device := Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr", Now: paris(t, "2026-11-24 18:30")}
	first := viewJSON(t, c.Decide(Case{Stage: "card", Harm: rules.Hate}, device))
	for _, cs := range cases() {
		c.Decide(cs, Device{Place: rules.Place{Zone: "Pacific/Tahiti"}, Lang: "en", Now: device.Now + 12*3600_000, Touch: true}).View()
		if again := viewJSON(t, c.Decide(Case{Stage: "card", Harm: rules.Hate}, device)); again != first {
			t.Fatalf("after %+v: %s\nwant %s", cs, again, first)
		}
	}
}
