package source_test

import (
	"testing"

	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
)

// A line that is taken out of its only need is named, and no packaged one is.
func TestUnnamed(t *testing.T) {
	s, err := source.Load(packaged.Files)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Unnamed(); len(got) > 0 {
		t.Error(got)
	}
	s, err = source.Load(changed(t, "countries/FR/referral.json", `"fr-17cyber", "fr-3919"]`, `"fr-17cyber"]`))
	if err != nil {
		t.Fatal(err)
	}
	want := "countries/FR/referral.json: no row and no need names fr-3919: nobody is shown it"
	if got := s.Unnamed(); len(got) != 1 || got[0] != want {
		t.Error(got)
	}
}
