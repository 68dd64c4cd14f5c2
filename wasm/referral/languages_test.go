package referral

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bouton3018/rules"
	"bouton3018/wasm/internal/testrules"
)

// everywhere is the directory that ships: all countries, all languages.
func everywhere(t *testing.T) *Choosers {
	t.Helper()
	_, part := testrules.Parts(t)
	return choosers(t, string(part))
}

// inEveryLanguage calls f for every case in every country and outside of all, in every language, by day and by night,
// with a mouse at home and with a finger abroad.
func inEveryLanguage(t *testing.T, f func(cs Case, dev Device, r *Referral, v *View)) {
	all := everywhere(t)
	// By day, by night, and when the facts have grown older than one year and than three.
	instants := []string{
		"2026-11-24 18:30", "2026-11-24 23:30", "2026-11-25 04:00", "2028-03-01 12:00", "2031-03-01 12:00",
	}
	for _, c := range append(all.all, all.elsewhere) {
		here := rules.Place{Country: "XX"}
		if len(c.zones) > 0 {
			here = rules.Place{Country: c.country.Code, Zone: c.country.Zones[0].ID}
		}
		abroad := rules.Place{Country: here.Country, Zone: "America/New_York"}
		for i := range c.country.Prompts {
			for _, now := range instants {
				dev := Device{Lang: c.country.Prompts[i].Lang, Now: paris(t, now)}
				for _, cs := range cases() {
					for _, dev.Touch = range []bool{false, true} {
						dev.Place = here
						if dev.Touch && cs.Stage == "card" {
							dev.Place = abroad
						}
						r := all.Decide(cs, dev)
						f(cs, dev, r, r.View())
						if t.Failed() {
							t.Fatalf("%+v on %+v: %s", cs, dev, viewJSON(t, r))
						}
					}
				}
			}
		}
	}
}

func TestCardsAreShortInEveryLanguage(t *testing.T) {
	most := map[string]int{}
	inEveryLanguage(t, func(cs Case, dev Device, r *Referral, v *View) {
		n := wordsIn(visible(v, dev.Touch))
		if n > 45 || n != r.countVisible() {
			t.Errorf("%d words are visible, counted as %d", n, r.countVisible())
		}
		most[v.Lang] = max(most[v.Lang], n)
		numbers := 0
		for _, l := range v.Card.Lines {
			for _, w := range l.Ways {
				if w.Kind == "call" {
					numbers++
				}
			}
		}
		if numbers > 2 {
			t.Errorf("%d numbers", numbers)
		}
		lines := slices.Clone(v.Card.Lines)
		for _, need := range v.Card.Needs.Items {
			lines = append(lines, need.Lines...)
		}
		for _, l := range lines {
			said := map[string]bool{}
			for _, w := range l.Ways {
				said[w.Kind] = true
			}
			if len(said) < len(l.Ways) {
				t.Errorf("two buttons of %s say the same", l.ID)
			}
		}
		if v.Lang != dev.Lang || slices.Contains([]string{v.Card.Title, v.Card.Name, v.Pill.Label, v.Languages.Label}, "") {
			t.Error("a text is missing")
		}
	})
	t.Log("most words of a card:", most)
}

// A text of a view is of the language, or it is of the one that says the rest: never half of one, half of the other.
func TestPartialLanguagesMixNoSentence(t *testing.T) {
	shapes := map[*rules.Prompts]func(text string) bool{}
	shape := func(p *rules.Prompts) func(text string) bool {
		if shapes[p] == nil {
			shapes[p] = kept(shapesOf(p).MatchString)
		}
		return shapes[p]
	}
	inEveryLanguage(t, func(cs Case, dev Device, r *Referral, v *View) {
		if r.prompts.Partial != (v.Partial != nil) {
			t.Fatal("whether the language is partial is not told")
		}
		if v.Partial == nil {
			return
		}
		own, rest := shape(r.prompts), shape(r.rest)
		isOwn := func(text string) bool {
			begins := func(begin string) bool { return strings.HasPrefix(text, begin) }
			return slices.ContainsFunc(v.Partial.Begins, begins)
		}
		for _, text := range textsOf(t, v) {
			switch is, other := isOwn(text), rest(text); {
			case is && !own(text):
				t.Errorf("%q is no text of %s", text, v.Lang)
			case !is && !other:
				t.Errorf("%q is neither said in %s nor in %s", text, v.Lang, r.rest.Lang)
			}
		}
		if !isOwn(v.Card.Title) {
			t.Errorf("the title %q is not in the language", v.Card.Title)
		}
	})
}

// shapesOf fits each text of a language, whatever is filled into it.
func shapesOf(p *rules.Prompts) *regexp.Regexp {
	var all []string
	place := regexp.MustCompile(`\\\{\w+\\\}`)
	add := func(text string) { all = append(all, place.ReplaceAllString(regexp.QuoteMeta(text), ".+")) }
	for _, text := range p.Texts {
		add(text)
	}
	return regexp.MustCompile(`^(` + strings.Join(all, "|") + `)$`)
}

// textsOf are the texts of a view that a person reads or hears.
func textsOf(t *testing.T, v *View) (texts []string) {
	b, err := json.Marshal([]any{v.Card, v.Pill})
	if err != nil {
		t.Fatal(err)
	}
	var read func(name string, value any)
	read = func(name string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for name, each := range value {
				read(name, each)
			}
		case []any:
			for _, each := range value {
				read(name, each)
			}
		case string:
			isText := !slices.Contains([]string{"id", "kind", "href", "number", "open", "first"}, name)
			if isText && value != "" {
				texts = append(texts, value)
			}
		}
	}
	var whole any
	if err := json.Unmarshal(b, &whole); err != nil {
		t.Fatal(err)
	}
	read("", whole)
	return texts
}

// The language that is asked for, else its base, else that of the lines.
func TestLanguages(t *testing.T) {
	all := everywhere(t)
	for _, x := range []struct{ country, tag, lang, rest string }{
		{"FR", "fr", "fr", "fr"}, {"FR", "fr-CA", "fr", "fr"},
		{"FR", "fr-x-facile", "fr-x-facile", "fr-x-facile"}, {"FR", "en-GB", "en", "en"},
		{"FR", "pt-BR", "pt", "fr"}, {"FR", "zh-Hant-TW", "zh", "fr"},
		{"FR", "nl", "fr", "fr"}, {"FR", "", "fr", "fr"},
		{"EU", "de", "de", "en"}, {"EU", "nl", "en", "en"},
		{"EU", "fr-x-facile", "fr-x-facile", "fr-x-facile"}, {"XX", "uk", "uk", "en"},
		{"XX", "nl", "en", "en"}, {"XX", "fr-x-facile", "fr-x-facile", "fr-x-facile"},
		{"BE", "tr", "tr", "fr"},
	} {
		dev := Device{Place: rules.Place{Country: x.country}, Lang: x.tag, Now: paris(t, "2026-11-24 18:30")}
		r := all.Decide(Case{Stage: "card", Harm: rules.Hate}, dev)
		if r.prompts.Lang != x.lang || r.rest.Lang != x.rest {
			t.Errorf("%q in %s: %s and %s", x.tag, x.country, r.prompts.Lang, r.rest.Lang)
		}
		v := r.View()
		items := len(v.Languages.Names) + 1
		if v.Partial != nil {
			items++
		}
		if items != 14 || v.Partial != nil && v.Partial.Rest.Lang != x.rest {
			t.Errorf("%q in %s: %d languages: %+v, %+v", x.tag, x.country, items, v.Languages, v.Partial)
		}
	}
}

// What a variant does not say otherwise is as in its language.
func TestVariant(t *testing.T) {
	all := everywhere(t)
	paris := Device{Place: rules.Place{Zone: "Europe/Paris"}, Lang: "fr-x-facile", Now: paris(t, "2026-11-24 18:30")}
	v := all.Decide(Case{Stage: "card", Harm: rules.SelfHarm}, paris).View()
	if v.Card.Title != "Parler peut aider." || v.Card.Body != "C’est pour toi. C’est aussi pour tes amis." {
		t.Errorf("%+v", v.Card)
	}
}
