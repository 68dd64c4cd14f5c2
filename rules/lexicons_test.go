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

// TestLetters: phrases in other letters are read in their own, wherever the letters stand; those without a pair are refused.
func TestLetters(t *testing.T) {
	part := func(letters string) []byte {
		return []byte(`{"part":"detection","version":1,"platforms":[{"id":"x","hosts":["x.example"]}],"lexicon":[{"lang":"el",` +
			`"concepts":{"spam":["ab*,A !a|b"]},"letters":"` + letters + `"},{"lang":"en","concepts":{"spam":["ab"]}}]}`)
	}
	d, err := rules.ParseDetection(part("aαbβAa"))
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Phrases("el", rules.Spam); !slices.Equal(got, []string{"αβ*", "a !α|β"}) {
		t.Errorf("%q", got)
	}
	if got := d.Phrases("en", rules.Spam); !slices.Equal(got, []string{"ab"}) {
		t.Errorf("%q", got)
	}
	if _, err := rules.ParseDetection(part("aαb")); err == nil {
		t.Error("letters without a pair are read")
	}
}
