package referral

import (
	"strings"
	"sync"
	"testing"
	"time"

	"bouton3018/rules"
	"bouton3018/wasm/hours"
)

var atHome, eating = rules.SetOf(rules.AtHome), rules.SetOf(rules.Eating)

// cases has every harm that leads to a card of its own, and every variant that
// changes the card.
func cases() (out []Case) {
	for c, harm := range rules.Harms {
		if harm.Row != "" {
			out = append(out, Case{Stage: "card", Harm: rules.Concept(c)})
		}
	}
	return append(out,
		Case{Stage: "early"},
		Case{Stage: "card", Harm: rules.SelfHarm, Set: eating},
		Case{Stage: "card", Harm: rules.MinorSafety, Set: atHome},
		Case{Stage: "after", Harm: rules.Harassment},
	)
}

func zones(c *Chooser) (ids []string) {
	for _, z := range c.country.Zones {
		ids = append(ids, z.ID)
	}
	return ids
}

var (
	firstQuarter = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	lastQuarter  = time.Date(2028, 11, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
)

// openWays says of every way of every line whether it is open at an instant and
// may be said to be.
func openWays(c *Chooser, now int64) (open [16][4]bool) {
	for i, l := range c.lines {
		for w := range l.Ways {
			state, _ := hours.Open(l.specs[w], l.zone, &c.holidays, now)
			open[i][w] = state == hours.Opened && now < l.stated
		}
	}
	return open
}

// reach is what the invariant asks of one card: whether a spoken and a written
// way are there that are open now and may be said to be, and what is said instead: until
// when there is none, or, on older facts, where to check or what the hours usually are.
func reach(r *Referral, open *[16][4]bool) (spoken, written, until, check bool) {
	for i := range r.cards {
		s := &r.cards[i]
		for _, w := range s.ways[:s.count] {
			kind := r.c.lines[s.line].Ways[w].Kind
			spoken = spoken || open[s.line][w] && kind == "call"
			written = written || open[s.line][w] && kind == "write"
		}
		status := r.cardStatus(i)
		until = until || strings.HasPrefix(status, before(r, "status.closed"))
		check = check || strings.HasPrefix(status, before(r, "status.usual")) || status == r.text("status.usual.always")
	}
	return spoken, written, until, check || r.notice == r.text("notice.check")
}

// before is what stands before the first place in a text.
func before(r *Referral, id string) string {
	text, _, _ := strings.Cut(r.text(id), "{")
	return text
}

// A moment is what a decision can know of an instant: of each way of each line what is known of its hours, and when
// that changes. It lasts until a line opens or closes, or facts become too old. What is said also goes by the day in a
// zone.
type moment [16][4]struct {
	answer
	usual bool
	ahead int64 // whole days until the change
}

func momentOf(c *Chooser, now int64) (m moment) {
	for i, l := range c.lines {
		for w := range l.Ways {
			of := &m[i][w]
			of.answer = c.answerOf(i, w, now)
			of.at, of.usual = 0, now < l.usual
			of.ahead = (of.change - now) / dayMs
		}
	}
	return m
}

// TestAlwaysAWay is the invariant of the product: for every harm, every quarter of
// an hour of two years and every French time zone, a card has one spoken and one
// written way that is open now, or says until when there is none, or (facts older than
// twelve months) what the hours usually are or where to check. All cases are decided where
// a [moment] or a day begins, and within it one a quarter of an hour, each in its turn.
func TestAlwaysAWay(t *testing.T) {
	const quarter = 15 * 60_000
	for _, facts := range []struct {
		name, part string
		told       bool
		withdrawn  bool // every line that one key can take off
	}{
		{"kept up to date", dated(packaged(t), "2028-06-01"), true, false},
		{"never checked again", packaged(t), false, false},
		{"nothing but the core lines", dated(packaged(t), "2028-06-01"), true, true},
	} {
		var wait sync.WaitGroup
		names := zones(chooser(t, facts.part))
		if !facts.told || facts.withdrawn {
			names = []string{"Europe/Paris", "Indian/Reunion"} // the rule is the same everywhere
		}
		year := (lastQuarter - firstQuarter) / 2 / quarter * quarter
		for half := range int64(2) {
			c := chooser(t, facts.part)
			if facts.withdrawn {
				var all []string
				for _, l := range c.lines {
					all = append(all, l.ID)
				}
				kept, err := New(choosers(t, facts.part).dir.Without(all))
				if err != nil || len(kept.all[0].lines) != 7 {
					t.Fatalf("the core lines do not work alone: %v", err)
				}
				c = kept.all[0]
			}
			all := cases()
			wait.Add(1)
			go func() {
				defer wait.Done()
				var last moment
				days, turn, moments := make([]int64, len(names)), 0, 0
				begin := firstQuarter + half*year
				for now := begin; now < begin+year; now += quarter {
					open, m := openWays(c, now), momentOf(c, now)
					turn++
					for z, zone := range names {
						day := hours.Day(hours.Local(c.zone(zone), now))
						some := all[turn%len(all):][:1]
						if day != days[z] || m != last {
							some = all
							moments++
						} else if turn/len(all)%len(names) != z {
							continue
						}
						days[z] = day
						for _, cs := range some {
							r := c.Decide(cs, Device{Place: rules.Place{Zone: zone}, Lang: "fr", Now: now})
							spoken, written, until, check := reach(r, &open)
							ok := spoken && written || until || check
							if !ok || facts.told && check || r.level >= noBody && !r.closed && !check || r.level == bare && !check ||
								len(r.cards) == 0 {
								t.Errorf("%s: %+v in %s at %v: spoken %v, written %v, until %v, check %v, level %d",
									facts.name, cs, zone, time.UnixMilli(now).UTC(), spoken, written, until, check, r.level)
								return
							}
						}
					}
					last = m
				}
				t.Logf("%s: %d moments in %d zones", facts.name, moments, len(names))
			}()
		}
		wait.Wait()
	}
}

// The main line keeps the head of its cards, also while it is closed; where another line
// leads, that is day and night.
func TestFirstLine(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2028-06-01"))
	old := chooser(t, packaged(t))
	for _, x := range []struct {
		cs   Case
		zone string
		now  string
		want string
	}{
		{Case{Stage: "card", Harm: rules.Harassment}, "Europe/Paris", "2026-11-24 09:00", "fr-3018"},
		{Case{Stage: "card", Harm: rules.Harassment}, "Europe/Paris", "2026-11-24 08:59", "fr-3018"},
		{Case{Stage: "card", Harm: rules.Hate}, "Europe/Paris", "2026-11-24 23:00", "fr-3018"},
		{Case{Stage: "card", Harm: rules.Threats}, "Indian/Reunion", "2026-11-24 23:00", "fr-3018"},
		{Case{Stage: "card", Harm: rules.IntimateImages}, "Europe/Paris", "2026-11-25 00:00", "fr-3018"},
		{Case{Stage: "card", Harm: rules.Privacy}, "Pacific/Noumea", "2026-11-25 03:00", "fr-3018"},
		{Case{Stage: "card", Harm: rules.Hacked}, "Europe/Paris", "2026-11-25 03:00", "fr-3018"},
		{Case{Stage: "card", Harm: rules.Impersonation}, "Europe/Paris", "2026-11-25 03:00", "fr-3018"},
		{Case{Stage: "card", Harm: rules.MinorSafety}, "Europe/Paris", "2026-11-24 18:00", "fr-3018"},
		{Case{Stage: "card", Harm: rules.MinorSafety}, "Europe/Paris", "2026-11-25 03:00", "fr-3018"},
		{Case{Stage: "card", Harm: rules.MinorSafety, Set: atHome}, "Europe/Paris", "2026-11-24 18:00", "fr-119"},
		{Case{Stage: "card", Harm: rules.Violence, Set: atHome}, "Europe/Paris", "2026-11-25 03:00", "fr-119"},
		{Case{Stage: "card", Harm: rules.SelfHarm}, "Europe/Paris", "2026-11-24 18:00", "fr-3114"},
		{Case{Stage: "after", Harm: rules.SelfHarm}, "Pacific/Tahiti", "2026-11-25 03:00", "fr-3114"},
		{Case{Stage: "card", Harm: rules.Sexual}, "Europe/Paris", "2026-11-24 18:00", "fr-3018"},
		{Case{Stage: "early"}, "America/Cayenne", "2026-11-24 18:00", "fr-3018"},
	} {
		// Order is not a statement: it is the same when the facts are too old.
		for _, c := range []*Chooser{c, old} {
			r := c.Decide(x.cs, Device{Place: rules.Place{Zone: x.zone}, Lang: "fr", Now: paris(t, x.now)})
			if r.Lines[0].ID != x.want {
				t.Errorf("%+v in %s at %s: first is %s, want %s", x.cs, x.zone, x.now, r.Lines[0].ID, x.want)
			}
		}
	}
}

// PHAROS is for who reports a minor in danger and for nobody else.
func TestPharosOnlyForMinors(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2028-06-01"))
	for _, now := range []string{"2026-11-24 18:00", "2026-11-24 23:30"} {
		for _, cs := range cases() {
			r := c.Decide(cs, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr", Now: paris(t, now)})
			found := strings.Contains(viewJSON(t, r), "fr-pharos")
			if want := cs.Harm == rules.MinorSafety && cs.Set != atHome; found != want {
				t.Errorf("%+v: PHAROS is there: %v", cs, found)
			}
		}
	}
}

// Where no line is known the card comes and says so, and names none of another country.
func TestWhere(t *testing.T) {
	c := choosers(t, packaged(t))
	now := paris(t, "2026-11-24 18:30")
	for _, x := range []struct {
		zone, country string
		known         bool
	}{
		{"Europe/Paris", "", true}, {"Europe/Paris", "FR", true}, {"America/New_York", "FR", true}, {"America/New_York", "fr", true},
		{"Indian/Reunion", "", true}, {"Pacific/Wallis", "", true},
		{"Europe/Brussels", "", false}, {"", "", false}, {"Europe/Paris", "BE", false}, {"Asia/Dubai", "", false},
	} {
		for _, stage := range []string{"early", "card", "after"} {
			place := rules.Place{Zone: x.zone, Country: x.country}
			r := c.Decide(Case{Stage: stage, Harm: rules.Hate}, Device{Place: place, Lang: "fr", Now: now})
			if r.Stage != stage || x.known != (len(r.Lines) > 0) {
				t.Errorf("%q with country %q: stage %s with %d lines", x.zone, x.country, r.Stage, len(r.Lines))
			}
			v := viewJSON(t, r)
			says := strings.Contains(v, r.text("card.elsewhere")) && !strings.Contains(v, "3018") && !strings.Contains(v, "tel:")
			if says == x.known {
				t.Errorf("%q with country %q: view %s", x.zone, x.country, v)
			}
		}
	}
	for _, cs := range []Case{{}, {Stage: "none", Harm: rules.Hate}, {Stage: "strange"}} {
		if r := c.Decide(cs, Device{Place: rules.Place{Zone: "Europe/Paris"}, Now: now}); r.Stage != "none" {
			t.Errorf("%+v: stage %s", cs, r.Stage)
		}
	}
	if r := c.Decide(Case{Stage: "early", Harm: rules.Scam}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "nl", Now: now}); strings.Contains(viewJSON(t, r), "Chantage, photo") || r.prompts.Lang != "fr" {
		t.Error("a scam on a post has the blackmail line, or Dutch is not answered in French")
	}
}
