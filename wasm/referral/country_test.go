package referral

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"bouton3018/rules"
	"bouton3018/wasm/hours"
)

// Every half hour of eleven years, in every zone of the data, is as Go's zone data
// has it.
func TestZonesAreAsTheyAre(t *testing.T) {
	c := chooser(t, packaged(t))
	from, to := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2037, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, z := range c.country.Zones {
		loc, err := time.LoadLocation(z.ID)
		if err != nil {
			t.Fatal(err)
		}
		for at := from; at.Before(to); at = at.Add(30 * time.Minute) {
			_, seconds := at.In(loc).Zone()
			if got := c.zone(z.ID).Offset(at.UnixMilli()); int(got)*60 != seconds {
				t.Fatalf("%s at %v is %d minutes from UTC, should be %d", z.ID, at, got, seconds/60)
			}
		}
	}
}

func TestHolidaysAreAsTheyAre(t *testing.T) {
	c := chooser(t, packaged(t))
	for year, want := range map[int]string{
		2026: "1-1 4-6 5-1 5-8 5-14 5-25 7-14 8-15 11-1 11-11 12-25",
		2027: "1-1 3-29 5-1 5-6 5-8 5-17 7-14 8-15 11-1 11-11 12-25",
		2036: "1-1 4-14 5-1 5-8 5-22 6-2 7-14 8-15 11-1 11-11 12-25",
	} {
		var got []string
		first := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		for d := hours.Day(first); d < hours.Day(first.AddDate(1, 0, 0)); d++ {
			if c.holidays.Has(d) {
				got = append(got, time.Unix(d*86400, 0).UTC().Format("1-2"))
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%d: %v, want %s", year, got, want)
		}
	}
}

// neighbour is a directory with a second country, which has a zone of its own, shares
// one with the first, and has one line.
func neighbour(t *testing.T) string {
	const belgium = `,{"code":"BE","lang":"en","regions":["BE"],"zones":[{"id":"Europe/Brussels","offset":"+01:00","summer":"europe"},
		{"id":"Antarctica/DumontDUrville","offset":"+10:00"}],"holidays":{"dates":[],"easter":[]},
		"helplines":[{"id":"be-103","zone":"Europe/Brussels","as_of":"2026-10-01","ways":[
			{"id":"phone","kind":"call","href":"tel:103","number":"103","hours":"Mo-Su 11:00-21:00"}]}],
		"referral":{"main":"be-103","ways":["phone"],"remoteWays":["phone"],"rows":[ROWS],"needs":[{"id":"danger","lines":["be-103"]}]},
		"prompts":[{"lang":"en","texts":{"pill.line":"103","line.be-103":"103","way.be-103.phone":"Call 103",
			"notice.check":"Check.","notice.speak":"Call from {time}.","notice.write":"Write from {time}.","notice.both":"From {time}.",
			"time.abroad":"{time} (Brussels time)","question.parents.a":"No.","question.here.a":"Yes."}}]}],"prompts":[`
	var rows []string
	for _, id := range rules.RowIDs() {
		rows = append(rows, `{"id":"`+id+`","open":["be-103"],"closed":["be-103"]}`)
	}
	part := packaged(t)
	if strings.Count(part, `}],"prompts":[`) != 1 {
		t.Fatal("the end of the countries is not found")
	}
	return strings.Replace(part, `],"prompts":[`+"{\n  \"lang\": \"fr\",\n  \"label\"",
		strings.Replace(belgium, "ROWS", strings.Join(rows, ","), 1)+"{\n  \"lang\": \"fr\",\n  \"label\"", 1)
}

// A person is in the country that is set, else in the only one that has the zone of
// the device.
func TestWhichCountry(t *testing.T) {
	all := choosers(t, dated(neighbour(t), "2026-10-01"))
	now := paris(t, "2026-11-24 18:30")
	for _, x := range []struct{ zone, set, first, status string }{
		{"Europe/Paris", "", "fr-3018", "until 11\u00a0pm"},
		{"Europe/Brussels", "", "be-103", "until 9\u00a0pm"},
		{"Europe/Brussels", "FR", "fr-3018", "until 11\u00a0pm (Paris time)"},
		{"Europe/Paris", "BE", "be-103", "until 9\u00a0pm (Brussels time)"},
		{"Europe/Paris", "be", "be-103", "until 9\u00a0pm (Brussels time)"},
		{"Antarctica/DumontDUrville", "", "", ""},
		{"Antarctica/DumontDUrville", "BE", "be-103", "until 6\u00a0am"},
		{"Europe/Paris", "Be", "be-103", "until 9\u00a0pm (Brussels time)"},
		{"Europe/Paris", "LU", "", ""}, {"Europe/Luxembourg", "", "", ""}, {"", "", "", ""},
	} {
		r := all.Decide(Case{Stage: "card", Harm: rules.Hate}, Device{Place: rules.Place{Zone: x.zone, Country: x.set}, Lang: "en", Now: now})
		first, status := firstLine(r)
		if first != x.first || !strings.HasSuffix(strings.TrimPrefix(status, "Open "), x.status) {
			t.Errorf("%q with %q set: %s, %q; want %s, %q", x.zone, x.set, first, status, x.first, x.status)
		}
	}
	if links := all.Links(); links["fr-3018/chat"] == "" {
		t.Error(links)
	}
	// Two countries cannot have lines of one name.
	_, err := rules.ParseDirectory([]byte(strings.ReplaceAll(neighbour(t), "be-103", "fr-103")))
	if err == nil || !strings.Contains(err.Error(), `"fr-103" does not begin with its country`) {
		t.Error(err)
	}
}

// firstLine is the first line of a card and what it says of its hours, "" where no line is known.
func firstLine(r *Referral) (id, status string) {
	v := r.View()
	if len(v.Card.Lines) == 0 {
		return "", ""
	}
	return v.Card.First, v.Card.Lines[0].Status
}

// Where a zone says no country, or is shared on some system, the region of the
// browser's language decides; where it is that of another country, nothing does.
func TestRegionDecides(t *testing.T) {
	all := choosers(t, dated(neighbour(t), "2026-10-01"))
	now := paris(t, "2026-11-24 18:30")
	for _, x := range []struct{ zone, region, first, status string }{
		{"UTC", "FR", "fr-3018", "until 11\u00a0pm (Paris time)"},
		{"Etc/GMT-12", "WF", "fr-3018", "until 11\u00a0pm (Paris time)"},
		{"+01:00", "FR", "fr-3018", "until 11\u00a0pm (Paris time)"},
		{"", "FR", "fr-3018", "until 11\u00a0pm (Paris time)"},
		{"UTC", "BE", "be-103", "until 9\u00a0pm (Brussels time)"},
		{"UTC", "US", "", ""}, {"UTC", "", "", ""},
		{"CET", "FR", "fr-3018", "until 11\u00a0pm"},
		{"Indian/Mauritius", "FR", "fr-3018", "until 2\u00a0am tonight"},
		{"Indian/Mauritius", "RE", "fr-3018", "until 2\u00a0am tonight"},
		{"Indian/Mauritius", "MU", "", ""}, {"Indian/Mauritius", "BE", "", ""},
		{"Antarctica/DumontDUrville", "BE", "be-103", "until 6\u00a0am"},
		{"Europe/London", "FR", "", ""}, {"America/New_York", "FR", "", ""}, {"Asia/Dubai", "RE", "", ""},
		{"Europe/Paris", "US", "fr-3018", "until 11\u00a0pm"},
	} {
		place := rules.Place{Zone: x.zone, Region: x.region}
		r := all.Decide(Case{Stage: "card", Harm: rules.Hate}, Device{Place: place, Lang: "en", Now: now})
		first, status := firstLine(r)
		if status = strings.TrimPrefix(status, "Open "); first != x.first || status != x.status {
			t.Errorf("%q in %q: %s, %q; want %s, %q", x.zone, x.region, first, status, x.first, x.status)
		}
	}
}

// TestNoCountryInCode reads the code that ships: no text of it names what the data
// of a country does. What replays recorded flows is not shipped, and codes in the lexicon and the mask are of
// languages.
func TestNoCountryInCode(t *testing.T) {
	var names []string
	whole := map[string]bool{}
	for _, c := range choosers(t, packaged(t)).all {
		names = append(names, strings.ToLower(c.country.Code)+"-")
		whole[c.country.Code], whole[strings.ToLower(c.country.Code)] = true, true
		names = append(names, zones(c)...)
		for _, l := range c.lines {
			names = append(names, l.ID)
			for _, w := range l.Ways {
				names = append(names, w.Href)
			}
		}
	}
	files := 0
	for _, root := range []string{"../../rules", "../../wasm"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "flows" || d.Name() == "internal"):
				return filepath.SkipDir
			case filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
				return nil
			}
			files++
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if _, imported := n.(*ast.ImportSpec); imported {
					return false
				}
				literal, ok := n.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					return true
				}
				text, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Error(err)
				}
				isLanguage := slices.Contains([]string{"lexicon", "mask"}, filepath.Base(filepath.Dir(name)))
				if whole[text] && !isLanguage ||
					slices.ContainsFunc(names, func(known string) bool { return strings.Contains(text, known) }) {
					t.Errorf("%s says %q", name, text)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 20 {
		t.Errorf("only %d files were read", files)
	}
}
