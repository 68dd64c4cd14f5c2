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
		`{"part":"directory","version":1,"countries":[{"code":"FR","lang":"fr","zones":[{"id":"Europe/Paris","offset":"+01:00","summer":"europe"}],"holidays":{"dates":["07-14"],"easter":[1]},"helplines":[{"id":"fr-a","zone":"Europe/Paris","core":true,"ways":[{"id":"phone","kind":"call","href":"tel:3018","number":"3018","hours":"24/7"}]}],"referral":{"main":"fr-a"},"prompts":[{"lang":"fr","texts":{"c":"d"}}]}],"prompts":[{"lang":"fr","label":"F","dir":"ltr","texts":{"a":"b"}}]}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || nesting(s) > 16 {
			return // nobody parses that
		}
		if d, err := rules.ParseDetection([]byte(s)); err == nil &&
			(len(d.Platforms) == 0 || len(d.Lexicons) == 0 || d.Version < 1) {
			t.Errorf("%q is taken as a detection part", s)
		}
		if d, err := rules.ParseDirectory([]byte(s)); err == nil {
			for i := range d.Countries {
				staysReachable(t, s, d, i)
			}
		}
	})
}

// staysReachable asks that nothing can be withdrawn that a country's children need.
func staysReachable(t *testing.T, part string, d *rules.Directory, country int) {
	c := &d.Countries[country]
	if c.Helpline(c.Main) < 0 || len(c.Zones) == 0 {
		t.Errorf("%q is taken as a directory", part)
	}
	var all []string
	for _, h := range c.Helplines {
		all = append(all, h.ID)
	}
	left := d.Without(all).Countries[country]
	for _, h := range c.Helplines {
		if (h.Core || h.ID == c.Main) && left.Helpline(h.ID) < 0 {
			t.Errorf("%q: the core line %s can be withdrawn", part, h.ID)
		}
	}
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
