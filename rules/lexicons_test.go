package rules_test

import (
	"slices"
	"testing"

	"bouton3018/rules"
)

// TestPhrasesInOneText: phrases with commas between them are read as a list of them.
func TestPhrasesInOneText(t *testing.T) {
	part := `{"part":"detection","version":1,"platforms":[{"id":"x","hosts":["x.example"]}],"lexicon":[{"lang":"fr",` +
		`"concepts":{"hate":["hain*,racis* !x|y","sexis*","a\u002cb"]}}]}`
	d, err := rules.ParseDetection([]byte(part))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"hain*", "racis* !x|y", "sexis*", "a", "b"}
	if got := d.Phrases("fr", rules.Hate); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
