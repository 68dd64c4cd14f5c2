package referral

import (
	"testing"

	"bouton3018/rules"
)

// BenchmarkDecide is one decision with its view, as the core makes it.
func BenchmarkDecide(b *testing.B) {
	c := chooser(b, dated(packaged(b), "2026-10-01"))
	now := paris(b, "2026-11-24 23:30")
	buf := make([]byte, 0, 1<<16)
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		r := c.Decide(Case{Stage: "card", Harm: rules.SelfHarm}, Device{Zone: "Europe/Paris", Lang: "fr", Now: now})
		buf = r.AppendView(r.AppendText(r.AppendLines(buf[:0])))
	}
	b.SetBytes(int64(len(buf)))
}

// BenchmarkChoose is the decision alone.
func BenchmarkChoose(b *testing.B) {
	c := chooser(b, dated(packaged(b), "2026-10-01"))
	now := paris(b, "2026-11-24 23:30")
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		c.Decide(Case{Stage: "card", Harm: rules.SelfHarm}, Device{Zone: "Europe/Paris", Lang: "fr", Now: now})
	}
}

// The collector of the core never frees, so a decision must not allocate.
func TestDecideAllocatesNothing(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2026-10-01"))
	buf := make([]byte, 0, 1<<16)
	for _, now := range []string{"2026-11-24 18:30", "2026-11-24 23:30", "2028-01-01 10:00"} {
		ms := paris(t, now)
		n := testing.AllocsPerRun(100, func() {
			r := c.Decide(Case{Stage: "card", Harm: rules.MinorSafety}, Device{Zone: "Indian/Reunion", Lang: "fr", Now: ms, Touch: true})
			buf = r.AppendView(r.AppendText(r.AppendLines(buf[:0])))
		})
		if n != 0 {
			t.Errorf("at %s a decision allocates %v times", now, n)
		}
	}
}
