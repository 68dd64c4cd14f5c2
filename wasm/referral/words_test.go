package referral

import (
	"cmp"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"bouton3018/rules"
)

// visible returns what a person reads before unfolding anything, as the content
// script draws it: close and copied are an icon and a passing state.
func visible(v *View, touch bool) []string {
	c := &v.Card
	out := []string{c.Title, c.Body, c.Notice, c.Continue, c.Dismiss, c.Questions.Label, c.Needs.Label}
	out = append(out, v.Languages.Label)
	if v.Partial != nil {
		out = append(out, v.Partial.Rest.Label)
	}
	ways := func(l *ViewLine, first bool) {
		for _, w := range l.Ways {
			if w.Number != "" && !first {
				out = append(out, c.Copy)
			} else {
				out = append(out, map[string]string{"call": c.Kinds.Call, "write": c.Kinds.Write, "web": c.Kinds.Web, "sms": c.Kinds.SMS}[w.Kind])
			}
		}
	}
	for i := range c.Lines {
		l := &c.Lines[i]
		out = append(out, l.Name, l.Status, l.Note)
		ways(l, i == 0)
	}
	out = append(out, c.Aside)
	if c.Danger != nil {
		out = append(out, c.Danger.Label)
		for i := range c.Danger.Lines {
			if l := &c.Danger.Lines[i]; l.Ways[0].Kind == "call" {
				out = append(out, l.Name)
			} else {
				out = append(out, cmp.Or(l.Ways[0].Name, c.Kinds.Write+": "+l.Name))
			}
		}
	}
	if c.Prepare != nil {
		out = append(out, c.Prepare.Label)
	}
	return out
}

// wordsIn counts words; Chinese has no spaces, and two of its signs are one.
func wordsIn(texts []string) int {
	n := 0
	for _, s := range texts {
		s = chinese.ReplaceAllStringFunc(s, func(signs string) string {
			n += (len([]rune(signs)) + 1) / 2
			return ""
		})
		for _, word := range strings.FieldsFunc(s, unicode.IsSpace) {
			if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				n++
			}
		}
	}
	return n
}

// everyView calls f for every case, zone, language and pointer, at every second hour of
// a winter's day in Paris, and around the two nights on which the clock changes.
func everyView(t *testing.T, part string, f func(c *Chooser, cs Case, dev Device, r *Referral, v *View)) {
	c := chooser(t, part)
	var instants []int64
	for hour := int64(0); hour < 24; hour += 2 {
		instants = append(instants, paris(t, "2026-11-24 00:30")+hour*3600_000)
	}
	for hour := int64(-3); hour < 12; hour += 3 {
		instants = append(instants, paris(t, "2027-03-28 00:00")+hour*3600_000, paris(t, "2027-10-31 00:00")+hour*3600_000)
	}
	for _, now := range instants {
		for _, zone := range append(zones(c), "America/New_York") {
			for _, cs := range cases() {
				for _, lang := range []string{"fr", "en"} {
					for _, touch := range []bool{false, true} {
						dev := Device{Place: rules.Place{Zone: zone}, Lang: lang, Touch: touch, Now: now}
						if zone == "America/New_York" {
							dev.Country = "FR"
						}
						r := c.Decide(cs, dev)
						f(c, cs, dev, r, r.View())
						if t.Failed() {
							t.Fatalf("%+v on %+v: %s", cs, dev, viewJSON(t, r))
						}
					}
				}
			}
		}
	}
}

var chinese = regexp.MustCompile(`\p{Han}+`)

var (
	number     = regexp.MustCompile(`[0-9](?:[0-9 ]*[0-9])?`)
	clock      = regexp.MustCompile(`[0-9]+\x{a0}h(\x{a0}[0-9]{2})?|[0-9]+(:[0-9]{2})?\x{a0}[ap]m`)
	hoursWords = regexp.MustCompile(`(?i)ouvert|rouvre|ferm[ée]\b|jour et nuit|\bopen\b|reopen|closed|day and night|24|7/7|midi|minuit|noon|midnight`)
)

// kept is a function that is asked once of each text: most come thousands of times.
func kept[V any](f func(text string) V) func(text string) V {
	known := map[string]V{}
	return func(text string) V {
		v, ok := known[text]
		if !ok {
			v = f(text)
			known[text] = v
		}
		return v
	}
}

func TestEveryCard(t *testing.T) {
	numbersIn := kept(func(s string) []string { return number.FindAllString(clock.ReplaceAllString(s, ""), -1) })
	for _, part := range []string{dated(packaged(t), "2027-01-01"), packaged(t)} {
		everyView(t, part, func(c *Chooser, cs Case, dev Device, r *Referral, v *View) {
			if n := wordsIn(visible(v, dev.Touch)); n > 45 || n != r.countVisible() {
				t.Errorf("%d words are visible, counted as %d", n, r.countVisible())
			}
			numbers := 0
			all := v.Card.Lines
			for _, item := range v.Card.Needs.Items {
				all = append(all, item.Lines...)
			}
			for i, l := range all {
				h := &c.country.Helplines[c.country.Helpline(l.ID)]
				call := false
				anonymous := len(l.Ways) > 0
				for _, w := range l.Ways {
					var fact *rules.Way
					for k := range h.Ways {
						if h.Ways[k].ID == w.ID {
							fact = &h.Ways[k]
						}
					}
					isLink := fact != nil && w.Number == "" && !isHTTPS(fact.Href)
					if fact == nil || (w.Href != "") != isLink || isLink && w.Href != fact.Href ||
						fact.Kind != w.Kind && (w.Kind != "sms" || w.ID != "sms") || w.Number != "" && w.Number != fact.Number {
						t.Errorf("%s/%s is not as in the directory", l.ID, w.ID)
					}
					if (w.Number != "") != (fact.Kind == "call" && !dev.Touch) || w.ID == "sms" && !dev.Touch {
						t.Errorf("%s/%s does not suit the pointer", l.ID, w.ID)
					}
					call = call || w.Kind == "call"
					anonymous = anonymous && fact.Anonymous
				}
				if call && i < len(v.Card.Lines) {
					numbers++
				}
				if strings.Contains(strings.ToLower(l.Note+l.Name+l.Status), "anonym") && !anonymous {
					t.Errorf("%s says %q", l.ID, l.Note)
				}
				if (c.lines[c.country.Helpline(l.ID)].usual <= dev.Now) && l.Status != "" {
					t.Errorf("%s says %q on facts that are too old or have no date", l.ID, l.Status)
				}
			}
			if numbers > 2 || v.Card.First != v.Card.Lines[0].ID || v.Card.First != r.Lines[0].ID {
				t.Errorf("%d numbers, first is %s", numbers, v.Card.First)
			}
			// Every number that is printed is one of the directory's, or a time.
			for _, s := range append(visible(v, dev.Touch), v.Pill.Label, v.Pill.Hint, v.Card.Name) {
				for _, n := range numbersIn(s) {
					if !strings.Contains(part, `"number": "`+n+`"`) && n != "17" && n != "114" {
						t.Errorf("%q prints %q", s, n)
					}
				}
			}
			text := viewJSON(t, r)
			for _, never := range []string{
				"mmédiat", "mmediat", "3020", "0800200000", "0 800 200 000", "null", "{" + "time", "{h",
			} {
				if strings.Contains(text, never) {
					t.Errorf("the view says %q", never)
				}
			}
			if cs.Set == eating && strings.Contains(strings.ToLower(text), "suicid") {
				t.Error("the view says suicide where the row is about eating too")
			}
			if got := v.Card.Needs.Items[0]; got.Lines[0].ID != "fr-112" || got.Lines[1].ID != "fr-17" ||
				got.Lines[2].ID != "fr-15" || got.Lines[3].ID != "fr-114" {
				t.Errorf("danger is not first: %+v", got)
			}
			if overseas := dev.Zone != "Europe/Paris"; overseas {
				for _, l := range v.Card.Lines {
					if len(l.Ways) > 1 && l.Ways[0].Kind != "write" {
						t.Errorf("%s: writing is not first overseas", l.ID)
					}
				}
			}
			if dev.Country == "FR" != strings.Contains(text, "aris") && strings.Contains(text, "\u00a0h") {
				t.Error("the time of Paris is not named where it must be, or is where it must not")
			}
		})
	}
}

// Where every fact is older than thirty-six months, nothing is said about hours
// anywhere, and the card says where to check.
func TestOldFactsSayNoHours(t *testing.T) {
	speaksOfHours := kept(func(s string) bool { return clock.MatchString(s) || hoursWords.MatchString(s) })
	everyView(t, dated(packaged(t), "2023-10-01"), func(c *Chooser, cs Case, dev Device, r *Referral, v *View) {
		texts := visible(v, dev.Touch)
		for _, item := range v.Card.Needs.Items {
			for _, l := range item.Lines {
				texts = append(texts, l.Name, l.Status, l.Note)
			}
		}
		for _, s := range texts {
			if speaksOfHours(s) {
				t.Errorf("%q speaks of hours", s)
			}
		}
		if leads := v.Card.First == "fr-3018"; leads != (v.Card.Notice == r.text("notice.check")) {
			t.Errorf("the notice is %q", v.Card.Notice)
		}
		for _, l := range r.Lines {
			if l.Open.String() != "unknown" || l.Change != 0 {
				t.Errorf("%+v", l)
			}
		}
	})
}

// Facts are told for twelve months and not a minute longer.
func TestExpiry(t *testing.T) {
	c := chooser(t, packaged(t))
	expiry := func(asOf string) int64 { return c.expiry(asOf, 1) }
	for asOf, want := range map[string]string{
		"2025-11-07": "2026-11-08 00:00", "2025-12-09": "2026-12-10 00:00", "2025-02": "2026-02-02 00:00", "2025": "2026-01-02 00:00", "2024-02-29": "2025-03-02 00:00",
	} {
		if got := expiry(asOf); got != paris(t, want) {
			t.Errorf("a fact of %s is told until %d, want %s", asOf, got, want)
		}
	}
	if expiry("") != 0 || c.expiry("", 3) != 0 {
		t.Error("a fact without a date is told")
	}
	if got := c.expiry("2024-02-29", 3); got != paris(t, "2027-03-02 00:00") {
		t.Errorf("a fact of 2024-02-29 is told as usual until %d", got)
	}
	c = chooser(t, dated(packaged(t), "2026-02-10"))
	for now, want := range map[string]string{"2027-02-10 22:59": "open", "2027-02-10 23:59": "closed", "2027-02-11 00:00": "unknown", "2027-02-11 12:00": "unknown"} {
		r := c.Decide(Case{Stage: "card", Harm: rules.Hate}, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr", Now: paris(t, now)})
		for _, l := range r.Lines {
			if l.ID == "fr-3018" && l.Open.String() != want {
				t.Errorf("at %s the 3018 is %v, want %s", now, l.Open, want)
			}
		}
	}
}

func TestNewErrors(t *testing.T) {
	good := packaged(t)
	for _, x := range []struct{ old, new, want string }{
		{`"hours": "Mo-Su,PH 09:00-23:00"`, `"hours": "9 to 11"`, `fr-3018.phone.hours: opening hours "9 to 11": a time is not HH:MM`},
		{`"zone": "Europe/Paris"`, `"zone": "Europe/London"`, `fr-3018.zone: "Europe/London" is not a zone of the country`},
		{`"summer": "america"`, `"summer": "asia"`, `FR.zones.America/Miquelon: "asia" is not a known summer time`},
		{`["phone", "chat", "site", "sms"]`, `["phone", "chat", "site"]`, `FR.referral.ways: a way of "fr-114" is not in the order of ways`},
		{`"ui.more": "Plus",`, ``, `prompts.fr: the text "ui.more" is missing`},
		{`"ui.more": "More",`, ``, `prompts.en: the text "ui.more" is missing`},
		{`"{line} · en parler"`, `"En parler"`, `prompts.fr: the text "pill.label" has no place for {line}`},
		{`"Reopens at {time}"`, `"Reopens"`, `prompts.en: the text "status.closed" has no place for {time}`},
		{`"lang": "fr",
  "regions"`, `"lang": "br",
  "regions"`, `FR.lang: there are no prompts in "br"`},
		{`"Rouvre à {time}"`, `"Rouvre"`, `prompts.fr: the text "status.closed" has no place for {time}`},
	} {
		bad := strings.Replace(good, x.old, x.new, 1)
		if bad == good {
			t.Errorf("nothing was replaced for %s", x.want)
			continue
		}
		d, err := rules.ParseDirectory([]byte(bad))
		if err != nil {
			t.Error(err)
			continue
		}
		if _, err := New(d); err == nil || err.Error() != x.want {
			t.Errorf("error %v, want %s", err, x.want)
		}
	}
}

func TestLinks(t *testing.T) {
	got := choosers(t, packaged(t)).Links()
	for way, want := range map[string]string{
		"fr-3018/chat": "https://3018.fr", "fr-114/site": "https://www.urgence114.fr",
		"fr-pharos/site": "https://www.internet-signalement.gouv.fr",
		"fr-3018/phone":  "", "fr-114/sms": "", // real links
	} {
		if got[way] != want {
			t.Errorf("%s is %q, want %q", way, got[way], want)
		}
	}
}

// countVisible returns the words visible before unfolding: all that the view has,
// without what stands in for an icon (close) or appears on use (copied, uncopied, more).
func (r *Referral) countVisible() int { return r.countFixed() + r.countByLevel() }
