package rules_test

import (
	"testing"
	"unicode/utf8"

	"bouton3018/rules"
)

// FuzzPart reads any text as each of the two parts. The corpus is also given to
// the compiled core, by the tests of package update.
func FuzzPart(f *testing.F) {
	for _, s := range []string{"", "{}", `{"part":"detection","version":2}`, `{"part":"directory","version":2}`,
		`{"part":"detection","version":2,"platforms":[{"id":"x","hosts":["www.tiktok.com"],"hooks":[{"id":"h","selector":"[","signal":"form"}],"labels":[{"text":"Suicide","concept":"self_harm"}]}],"lexicon":[{"lang":"fr","concepts":{"hate":["a'b'c x|y !z*"]}}],"disabled":[{"platform":"x","until":"2026-12-01"}],"withdrawn":["fr-a:chat"]}`,
		`{"version":2,"version":3,"part":"detection"}`, `{"part":"detection","version":2e1}`,
		`{"part":"directory","version":1,"helplines":[{"id":"fr-a","country":"FR","zone":"Europe/Paris","confidence":"high","core":true,"source":["https://a.example.org"],"ways":[{"id":"phone","kind":"call","href":"tel:3018","number":"3018","hours":"24/7"}]}],"referral":{"main":"fr-a"},"prompts":[{"lang":"fr","label":"F","dir":"ltr","texts":{"a":"b"}}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || nesting(s) > 16 {
			return // nobody parses that
		}
		if d, err := rules.ParseDetection([]byte(s)); err == nil && (len(d.Platforms) == 0 || len(d.Lexicons) == 0 || d.Version < 1) {
			t.Errorf("%q is taken as a detection part", s)
		}
		if d, err := rules.ParseDirectory([]byte(s)); err == nil {
			if d.Helpline(d.Referral.Main) < 0 {
				t.Errorf("%q is taken as a directory", s)
			}
			var all []string
			for _, h := range d.Helplines {
				all = append(all, h.ID)
			}
			for _, h := range d.Helplines {
				if left := d.Without(all); (h.Core || h.ID == d.Referral.Main) && left.Helpline(h.ID) < 0 {
					t.Errorf("%q: the core line %s can be withdrawn", s, h.ID)
				}
			}
		}
	})
}

func nesting(s string) (most int) {
	n := 0
	for i := range len(s) {
		switch s[i] {
		case '{', '[':
			n++
			most = max(most, n)
		}
	}
	return most
}
