package referral

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"bouton3018/rules"
	"bouton3018/wasm/text"
)

// school is one whose contact is there on school days.
func school() School {
	return School{
		Managed: true,
		Contact: Contact{
			Role: "Infirmière scolaire", Office: "Bureau 12, 1er étage", Phone: "01 23 45 67 89", Email: "infirmerie@college.example",
			Hours: "Mo-Fr 08:00-17:00; PH off",
		},
		LocalLines: []LocalLine{{Name: "Maison des ados", Phone: "+33 1 98 76 54 32", Hours: "Mo-Sa 10:00-19:00"}},
	}
}

const atSchool = "2026-11-24 10:30" // a Tuesday

func decideAt(t *testing.T, c *Chooser, cs Case, s School, now string) (*Referral, *View, string) {
	t.Helper()
	r := c.Decide(cs, Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr", Now: paris(t, now), School: s})
	return r, r.View(), viewJSON(t, r)
}

// labels are those of who is near.
func labels(v *View) (all []string) {
	for _, near := range v.Card.Near {
		all = append(all, near.Label)
	}
	return all
}

const contactLabel, linesLabel = "Quelqu’un de ton établissement", "Près de chez toi"

// Of every harm there is, only four may name somebody nearby, and none of those does where the row names what is told
// to nobody whom one meets every day.
func TestNearbyByHarm(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2028-06-01"))
	isFor := []rules.Concept{rules.Harassment, rules.Hate, rules.Threats, rules.Impersonation}
	for harm := range rules.MaxConcepts {
		if rules.Harms[harm].ID == "" && harm != int(rules.None) {
			continue
		}
		for _, stage := range []string{"early", "card", "after"} {
			cs := Case{Stage: stage, Harm: rules.Concept(harm)}
			_, v, _ := decideAt(t, c, cs, school(), atSchool)
			want := stage != "early" && slices.Contains(isFor, cs.Harm)
			if got := labels(v); want != slices.Equal(got, []string{contactLabel, linesLabel}) || !want && got != nil {
				t.Errorf("%s at %s: %q", rules.Harms[harm].ID, stage, got)
			}
		}
	}
	for _, harm := range isFor {
		for beside := rules.Concept(0); beside < rules.MaxConcepts; beside++ {
			if !rules.NeverNearby.Any(rules.SetOf(beside)) {
				continue
			}
			_, v, text := decideAt(t, c, Case{Stage: "card", Harm: harm, Set: rules.SetOf(beside)}, school(), atSchool)
			if v.Card.Near != nil || strings.Contains(text, "Infirmière") {
				t.Errorf("%s beside %s: %q", rules.Harms[harm].ID, beside, labels(v))
			}
		}
	}
}

func TestNearbyByHours(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2028-06-01"))
	cs := Case{Stage: "card", Harm: rules.Harassment}
	for now, want := range map[string][]string{
		atSchool:           {contactLabel, linesLabel},
		"2026-11-24 07:59": nil,
		"2026-11-24 08:00": {contactLabel},
		"2026-11-24 16:59": {contactLabel, linesLabel},
		"2026-11-24 17:00": {linesLabel},
		"2026-11-24 22:00": nil,
		"2026-11-28 11:00": {linesLabel}, // a Saturday
		"2026-11-11 11:00": {linesLabel}, // a public holiday
	} {
		_, v, _ := decideAt(t, c, cs, school(), now)
		if got := labels(v); !slices.Equal(got, want) {
			t.Errorf("at %s: %q, want %q", now, got, want)
		}
	}
	for text, isThere := range map[string]bool{"": false, "24/7": true, "toujours": false, "Mo-Fr": false} {
		s := school()
		s.Contact.Hours, s.LocalLines = text, nil
		r, v, _ := decideAt(t, c, cs, s, atSchool)
		if (v.Card.Near != nil) != isThere {
			t.Errorf("hours %q: %q", text, labels(v))
		}
		isWrong := text != "" && !isThere
		if got := r.Ignored(); isWrong != slices.Equal(got, []Ignored{{"contactHours", "hours"}}) {
			t.Errorf("hours %q: ignored are %q", text, got)
		}
	}
	s := School{LocalLines: []LocalLine{{Hours: ""}, {Hours: "24/7"}, {Hours: "x"}, {Hours: "y"}}}
	r, _, _ := decideAt(t, c, cs, s, atSchool)
	if got := r.Ignored(); !slices.Equal(got, []Ignored{{"localLines", "hours"}}) {
		t.Errorf("ignored are %q", got)
	}
	// Without hours a local line is named at any time.
	s = School{Managed: true, LocalLines: []LocalLine{{Name: "Maison des ados", Phone: "0198765432"}}}
	if _, v, _ := decideAt(t, c, cs, s, "2026-11-25 03:00"); !slices.Equal(labels(v), []string{linesLabel}) {
		t.Errorf("a line without hours: %q", labels(v))
	}
}

// What a school sets changes nothing of the helplines of a card but the order of their ways.
func TestSchoolReplacesNothing(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2028-06-01"))
	for _, cs := range cases() {
		for _, now := range []string{atSchool, "2026-11-24 23:30"} {
			for _, s := range imitations() {
				_, plain, _ := decideAt(t, c, cs, School{}, now)
				r, with, text := decideAt(t, c, cs, s, now)
				if len(r.Ignored()) == 0 {
					t.Errorf("%+v is told of nobody", s)
				}
				if len(plain.Card.Lines) != len(with.Card.Lines) || plain.Card.First != with.Card.First {
					t.Fatalf("%+v: the lines are others: %s", cs, text)
				}
				for i := range plain.Card.Lines {
					a, b := plain.Card.Lines[i], with.Card.Lines[i]
					if a.ID != b.ID || a.Name != b.Name || !slices.Equal(sorted(a.Ways), sorted(b.Ways)) {
						t.Errorf("%+v: %+v became %+v", cs, a, b)
					}
				}
				if near, _ := json.Marshal(with.Card.Near); with.Card.Near != nil && imitates(string(near)) {
					t.Errorf("%+v: %s", cs, near)
				}
			}
		}
	}
}

func sorted(ways []ViewWay) []ViewWay {
	return slices.SortedFunc(slices.Values(ways), func(a, b ViewWay) int { return strings.Compare(a.ID, b.ID) })
}

// imitations are schools whose texts or numbers are, or look like, those of a helpline.
func imitations() (all []School) {
	for _, phone := range []string{
		"3018", "30 18", "3 0 1 8", "+3018", "+33 3018", "0033 3018", "003018", "3114", "119", "17", "112", "00112", "+33112", "1234",
		"tel:3018", "3018,1", "٣٠١٨٠٠", strings.Repeat("1", 16),
	} {
		s := school()
		s.Contact.Phone, s.LocalLines[0].Phone = phone, phone
		all = append(all, s)
	}
	for _, text := range []string{"3018", "Le 30 18 du collège", "3.0.1.8", "３０１８", "3\u200b018", "3114 ici", "\u202e8103", "a\nb", strings.Repeat("x", 61)} {
		s := school()
		s.Contact.Role, s.LocalLines[0].Name = text, text
		all = append(all, s)
		s = school()
		s.Contact.Office = text
		all = append(all, s)
	}
	for _, email := range []string{
		"3018@example.fr", "x", "x@y", "<b>@example.fr", "a@b@c.fr", strings.Repeat("x", 100) + "@example.fr",
	} {
		s := school()
		s.Contact.Email = email
		all = append(all, s)
	}
	return all
}

// imitates reports whether what is said of who is near has something of [imitations] in it.
func imitates(near string) bool {
	for _, bad := range []string{
		"3018", "30 18", "3 0 1 8", "3.0.1.8", "３０１８", "3\u200b018", "3114", `"119"`, `"17"`, "112", "1234", "٣", "1111111111111111",
		"\u202e", `\u202e`, `\n`, "xxxxxxxxxx", `"x"`, "x@y", "<b>", `\u003cb`, "a@b@c",
	} {
		if strings.Contains(near, bad) {
			return true
		}
	}
	return false
}

// A number that only ends as a helpline's, or has it inside, is one of the school's own; so is a room.
func TestOwnNumbers(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2028-06-01"))
	for _, phone := range []string{"01 23 45 67 17", "01 30 18 22 19", "0123453018", "+33 1 23 45 31 14", "123456"} {
		s := school()
		s.Contact.Phone, s.Contact.Office = phone, "Bureau 119"
		_, v, _ := decideAt(t, c, Case{Stage: "card", Harm: rules.Hate}, s, atSchool)
		if lines := v.Card.Near[0].Lines; len(lines) != 3 || lines[2].Name != phone || lines[0].Note != "Bureau 119" {
			t.Errorf("%s: %+v", phone, lines)
		}
	}
}

// A managed browser says so on every card and puts the written way first; any other never does.
func TestManaged(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2028-06-01"))
	const notice = "Installée par ton établissement. Cette extension ne lui envoie rien."
	for _, cs := range cases() {
		for _, now := range []string{atSchool, "2026-11-24 23:30"} {
			r, v, _ := decideAt(t, c, cs, school(), now)
			if v.Card.School != notice {
				t.Errorf("%+v says %q", cs, v.Card.School)
			}
			if words := r.countVisible() - text.CountWords(notice); words > maxWords {
				t.Errorf("%+v at %s has %d words beside the notice", cs, now, words)
			}
			for _, line := range v.Card.Lines {
				spoken := slices.IndexFunc(line.Ways, func(w ViewWay) bool { return w.Kind == "call" })
				written := slices.IndexFunc(line.Ways, func(w ViewWay) bool { return w.Kind == "write" })
				if spoken >= 0 && written > spoken {
					t.Errorf("%+v: %s is called first: %+v", cs, line.ID, line.Ways)
				}
			}
			unmanaged := school()
			unmanaged.Managed = false
			_, _, plain := decideAt(t, c, cs, School{}, now)
			if _, _, text := decideAt(t, c, cs, unmanaged, now); text != plain {
				t.Errorf("%+v: without an administrator a school counts: %s", cs, text)
			}
		}
	}
}

// On a phone or a tablet a number is dialled; on a computer number and address are copied.
func TestContactWays(t *testing.T) {
	c := chooser(t, dated(packaged(t), "2028-06-01"))
	for touch, want := range map[bool]string{
		false: `[{"id":"school","name":"Infirmière scolaire","open":"open","status":"Ouvert jusqu’à 17 h","note":"Bureau 12, 1er étage","ways":[]},` +
			`{"id":"school","name":"infirmerie@college.example","ways":[{"id":"email","kind":"write","number":"infirmerie@college.example"}]},` +
			`{"id":"school","name":"01 23 45 67 89","ways":[{"id":"phone","kind":"call","number":"01 23 45 67 89"}]}]`,
		true: `[{"id":"school","name":"Infirmière scolaire","open":"open","status":"Ouvert jusqu’à 17 h","note":"Bureau 12, 1er étage","ways":[]},` +
			`{"id":"school","name":"infirmerie@college.example","ways":[{"id":"email","kind":"write","number":"infirmerie@college.example"}]},` +
			`{"id":"school","name":"01 23 45 67 89","ways":[{"id":"phone","kind":"call","name":"Appeler: 01 23 45 67 89","href":"tel:0123456789"}]}]`,
	} {
		dev := Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr", Touch: touch, Now: paris(t, atSchool), School: school()}
		v := c.Decide(Case{Stage: "card", Harm: rules.Threats}, dev).View()
		got, err := json.Marshal(v.Card.Near[0].Lines)
		if err != nil || strings.ReplaceAll(string(got), "\u00a0", " ") != want {
			t.Errorf("touch %v: %s %v", touch, got, err)
		}
	}
}
