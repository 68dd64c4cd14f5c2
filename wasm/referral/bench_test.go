package referral

import (
	"testing"

	"bouton3018/rules"
)

// BenchmarkDecide is one decision with its view, as the core makes it.
func BenchmarkDecide(b *testing.B) {
	c := chooser(b, dated(packaged(b), "2026-10-01"))
	now := paris(b, "2026-11-24 23:30")
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		r := c.Decide(Case{Stage: "card", Harm: rules.SelfHarm}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr", Now: now})
		b.SetBytes(int64(len(viewJSON(b, r))))
	}
}

// BenchmarkChoose is the decision alone.
func BenchmarkChoose(b *testing.B) {
	c := chooser(b, dated(packaged(b), "2026-10-01"))
	now := paris(b, "2026-11-24 23:30")
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		c.Decide(Case{Stage: "card", Harm: rules.SelfHarm}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr", Now: now})
	}
}
