package rules

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// reasonIDs are the ids of the table, in its order.
func reasonIDs() (ids []string) {
	for _, h := range Harms {
		if h.ID != "" {
			ids = append(ids, h.ID)
		}
	}
	return ids
}

// TestHarms asks every row for what the product needs to know.
func TestHarms(t *testing.T) {
	everyday := Set(0)
	for i := range Harms {
		if Harms[i].Everyday {
			everyday = everyday.With(Concept(i))
		}
	}
	for i := range Harms {
		c, h := Concept(i), &Harms[i]
		if h.ID == "" {
			continue
		}
		if ConceptByID(h.ID) != c || conceptIDs[c] != "" || !c.IsReason() || c.String() != h.ID {
			t.Errorf("%s is not one concept", h.ID)
		}
		if h.Precedence == 0 {
			t.Errorf("%s has no precedence: nothing would ever mean it", h.ID)
		}
		if h.LeadsTo == StageAfter ||
			h.LeadsTo != StageCard && (h.Row != "" || h.Protected || h.CardOnlyWith|h.CardNotWith != 0) {
			t.Errorf("%s leads to %s and has what belongs to a card", h.ID, h.LeadsTo)
		}
		if h.Everyday && h.LeadsTo == StageCard {
			t.Errorf("%s is everyday and leads to the card", h.ID)
		}
		if h.CardNotWith&^(Qualifiers|everyday) != 0 {
			t.Errorf("%s has no card where a graver harm is named beside it", h.ID)
		}
		if beside := h.CardOnlyWith | h.SoftWith | h.ImpliedBy | h.TurnsWith | h.TurnsUnless; beside&^Qualifiers != 0 {
			t.Errorf("%s depends on what is no qualifier", h.ID)
		}
		if (h.TurnsWith != 0) != h.TurnsInto.IsReason() {
			t.Errorf("%s turns into %q", h.ID, h.TurnsInto)
		}
		for _, s := range h.BlackmailOn {
			if !slices.Contains([]string{"post", "account", "message"}, s) {
				t.Errorf("%s has the unknown surface %s", h.ID, s)
			}
		}
	}
	for c := None + 1; c < MaxConcepts; c++ {
		if c.String() != "" && ConceptByID(c.String()) != c {
			t.Errorf("two concepts are called %s", c)
		}
	}
	if None.IsReason() || Minor.IsReason() || Concept(MaxConcepts).IsReason() || ConceptByID("") != None {
		t.Error("what is no harm is taken for one")
	}
}

func TestStages(t *testing.T) {
	for _, c := range []struct {
		harm Concept
		set  Set
		want Stage
		row  string
		soft bool
	}{
		{None, 0, StageEarly, "general", true},
		{Harassment, SetOf(PublicFigure), StageCard, "harassment", true},
		{Impersonation, 0, StageCard, "impersonation", true},
		{Impersonation, SetOf(PublicFigure), StageEarly, "impersonation", true},
		{Sexual, 0, StageEarly, "general", true},
		{Sexual, SetOf(Unwanted), StageCard, "general", true},
		{Sexual, SetOf(Unwanted, Spam), StageEarly, "general", true},
		{Violence, SetOf(AtHome), StageEarly, "home", true},
		{Violence, SetOf(AtHome, Me), StageCard, "home", true},
		{MinorSafety, SetOf(AtHome), StageCard, "home", true},
		{SelfHarm, SetOf(AtHome), StageCard, "self_harm", false},
		{SelfHarm, SetOf(Eating), StageCard, "self_harm", true},
		{Scam, SetOf(Me), StageEarly, "general", true},
		{Other, 0, StageEarly, "general", true},
		{Spam, SetOf(Me), StageNone, "general", true},
	} {
		h := &Harms[c.harm]
		if got := h.Stage(c.set); got != c.want || h.RowID(c.set) != c.row || h.Soft(c.set) != c.soft {
			t.Errorf("%q with %b: stage %s, row %s, soft %v", c.harm, c.set, got, h.RowID(c.set), h.Soft(c.set))
		}
	}
}

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		harm Concept
		set  Set
		want Concept
	}{
		{None, 0, None}, {None, SetOf(Me), None}, {None, SetOf(Minor), MinorSafety},
		{Sexual, 0, Sexual}, {Sexual, SetOf(Minor, Me), MinorSafety},
		{IntimateImages, SetOf(Minor), MinorSafety}, {IntimateImages, SetOf(Minor, Me), IntimateImages},
		{Hate, SetOf(Minor), Hate},
	} {
		if got := c.harm.Settle(c.set.With(c.harm)); got != c.want {
			t.Errorf("%q with %b is %q, want %q", c.harm, c.set, got, c.want)
		}
	}
	for _, c := range []struct {
		before, answer Concept
		set            Set
		want           Concept
	}{
		{Impersonation, None, SetOf(PublicFigure), Impersonation}, {Impersonation, None, SetOf(Me), None},
		{Impersonation, Scam, 0, Scam}, {MinorSafety, Sexual, 0, MinorSafety}, {MinorSafety, Violence, 0, MinorSafety},
		{MinorSafety, Hate, SetOf(Sexual), Hate}, {Hate, Violence, 0, Violence},
	} {
		if got := c.answer.After(c.before, c.set); got != c.want {
			t.Errorf("%q after %q is %q, want %q", c.answer, c.before, got, c.want)
		}
	}
}

// TestSchemasNameTheHarms holds what the schemas list, for the editors of the rule
// files, against the table.
func TestSchemasNameTheHarms(t *testing.T) {
	concepts := reasonIDs()
	for _, id := range conceptIDs {
		if id != "" {
			concepts = append(concepts, id)
		}
	}
	rows := strings.Join(RowIDs(), "|")
	texts, advice := `^(card|after)\.(`+rows+`)\.(title|body|closed)$`, `^advice\.(`+rows+`)$`
	for _, c := range []struct {
		schema, path string
		want         []string
	}{
		{"platform", "properties labels items properties concept enum", reasonIDs()},
		{"lexicon", "properties concepts properties", concepts},
		{"referral", "properties rows items properties id enum", RowIDs()},
	} {
		if got := members(t, c.schema, c.path); !slices.Equal(sorted(got), sorted(c.want)) {
			t.Errorf("%s.schema.json says %q at %s, the table %q", c.schema, got, c.path, c.want)
		}
	}
	for _, schema := range []string{"prompts", "country-prompts"} {
		if got := members(t, schema, "properties texts patternProperties"); !slices.Contains(got, texts) {
			t.Errorf("%s.schema.json has no pattern %s", schema, texts)
		}
	}
	if got := members(t, "prompts", "properties texts patternProperties"); !slices.Contains(got, advice) {
		t.Errorf("prompts.schema.json has no pattern %s", advice)
	}
	for _, bound := range []string{"minItems", "maxItems"} {
		if got := at(t, "referral", "properties rows "+bound); got != float64(len(RowIDs())) {
			t.Errorf("referral.schema.json asks for %v rows, the table for %d", got, len(RowIDs()))
		}
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }

// at is the value at a path of a schema.
func at(t *testing.T, schema, path string) any {
	t.Helper()
	b, err := os.ReadFile("packaged/schema/" + schema + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	for _, key := range strings.Fields(path) {
		object, _ := v.(map[string]any)
		if v = object[key]; v == nil {
			t.Fatalf("%s.schema.json has no %s", schema, path)
		}
	}
	return v
}

// members are the elements of a list, or the names of an object, at a path.
func members(t *testing.T, schema, path string) (out []string) {
	t.Helper()
	switch v := at(t, schema, path).(type) {
	case []any:
		for _, e := range v {
			out = append(out, e.(string))
		}
	case map[string]any:
		for name := range v {
			out = append(out, name)
		}
	}
	return out
}
