package changes_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/rules/changes"
	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
)

func parts(t *testing.T) (detection, directory string) {
	t.Helper()
	s, err := source.Load(packaged.Files)
	if err != nil {
		t.Fatal(err)
	}
	return string(s.Detection()), string(s.Directory())
}

func lines(all []changes.Change) string {
	var b strings.Builder
	for _, c := range all {
		mark := ""
		if c.Strong {
			mark = " !"
		}
		fmt.Fprintf(&b, "%s%s: %s\n", c.Kind, mark, c.Text)
	}
	return b.String()
}

const before = `{"part":"detection","version":1,"minEngine":1,
 "platforms":[{"id":"tiktok","minEngine":1,"hosts":["www.tiktok.com"],"hooks":[{"id":"tt-form","selector":"form","signal":"form"}],
   "content":["article"],"surfaces":[{"path":"/messages","surface":"message"}],"labels":[{"text":"Pretending","concept":"impersonation"}]}],
 "lexicon":[{"lang":"fr","concepts":{"hate":["hain*","racis*"],"report":["signal*"]}}],"disabled":[],"withdrawn":[]}`

const beforeDirectory = `{"part":"directory","version":1,
 "countries":[{"code":"FR","lang":"fr",
 "zones":[{"id":"Europe/Paris","offset":"+01:00"},{"id":"Indian/Reunion","offset":"+04:00","remote":true}],
 "holidays":{"dates":["07-14"],"easter":[1,39]},
 "helplines":[{"id":"fr-3018","zone":"Europe/Paris","ways":[{"id":"phone","kind":"call","href":"tel:3018","number":"3018","hours":"24/7"},
   {"id":"chat","kind":"write","href":"https://3018.fr"}],"source":["https://a.example"],"as_of":"2025"}],
 "referral":{"main":"fr-3018","ways":["phone","chat"],
   "rows":[{"id":"general","open":["fr-3018","fr-119:phone"]}],"needs":[{"id":"danger","lines":["fr-17"]}]},
 "prompts":[{"lang":"fr","texts":{"line.fr-3018":"3018"}}]}],
 "prompts":[{"lang":"fr","label":"Français","dir":"ltr","texts":{"a.title":"Tu peux en parler.","a.body":"Appelle le 3018."}}]}`

func TestWords(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`"version":1`, `"version":2`, ""},
		{`"hosts":["www.tiktok.com"]`, `"hosts":["www.tiktok.com","m.tiktok.com"]`, "host: tiktok: added “m.tiktok.com”\n"},
		{`"selector":"form"`, `"selector":"form.report"`, "hook: tiktok tt-form: selector “form”, signal “form” → selector “form.report”, signal “form”\n"},
		{`"content":["article"]`, `"content":[]`, "content: tiktok: removed “article”\n"},
		{`"impersonation"`, `"hate"`, "label: tiktok “Pretending”: concept “impersonation” → concept “hate”\n"},
		{`"hain*","racis*"`, `"racis*","bashing*"`, "phrase: fr hate: added “bashing*”\nphrase: fr hate: removed “hain*”\n"},
		{`"hain*","racis*"`, `"racis*","hain*"`, "phrase: fr hate: the same in another order\n"},
		{`"disabled":[]`, `"disabled":[{"platform":"tiktok","until":"2026-12-20"}]`, "disabled: added tiktok: until “2026-12-20”\n"},
		{`"withdrawn":[]`, `"withdrawn":["fr-17cyber:chat"]`, "withdrawn: added “fr-17cyber:chat”\n"},
		{`"tel:3018","number":"3018"`, `"tel:3020","number":"3020"`,
			"number !: fr-3018 phone href: “tel:3018” → “tel:3020”\nnumber !: fr-3018 phone number: “3018” → “3020”\n"},
		// Whoever reads a part takes a key in capitals for the same, and digits in circles are digits to a child.
		{`"href":"tel:3018","number":"3018"`, `"Href":"tel:3020","NUMBER":"3020"`, `number !: fr-3018 phone Href: added “tel:3020”
number !: fr-3018 phone NUMBER: added “3020”
number !: fr-3018 phone href: removed “tel:3018”
number !: fr-3018 phone number: removed “3018”
`},
		{`Appelle le 3018.`, `Appelle le ③⓪②⓪.`, "text !: fr a.body: “Appelle le 3018.” → “Appelle le ③⓪②⓪.”\n"},
		{`Tu peux en parler.`, `Tu peux en parler: ③⓪②⓪.`, "text !: fr a.title: “Tu peux en parler.” → “Tu peux en parler: ③⓪②⓪.”\n"},
		{`"https://3018.fr"`, `"https://3018.example"`, "link !: fr-3018 chat href: “https://3018.fr” → “https://3018.example”\n"},
		{`"24/7"`, `"Mo-Fr 09:00-17:00"`, "hours: fr-3018 phone hours: “24/7” → “Mo-Fr 09:00-17:00”\n"},
		{`,"as_of":"2025"`, ``, "date: fr-3018 as_of: removed “2025”\n"},
		{`"https://a.example"`, `"https://b.example"`, "source: fr-3018: added “https://b.example”\nsource: fr-3018: removed “https://a.example”\n"},
		{`"fr-3018","fr-119:phone"`, `"fr-119:phone","fr-3018"`, "referral: FR general open: fr-3018, fr-119:phone → fr-119:phone, fr-3018\n"},
		{`"fr-17"`, `"fr-112"`, "need: FR danger: lines fr-17 → lines fr-112\n"},
		{`"Indian/Reunion"`, `"Indian/Mayotte"`, `zone: FR: added Indian/Mayotte: offset “+04:00”, remote true
zone: FR: removed Indian/Reunion: offset “+04:00”, remote true
`},
		{`"+04:00","remote":true`, `"+03:00"`, "zone: FR Indian/Reunion: offset “+04:00”, remote true → offset “+03:00”\n"},
		{`"07-14"`, `"07-15"`, "holiday: FR dates: added “07-15”\nholiday: FR dates: removed “07-14”\n"},
		{`"hain*","racis*"`, `"racis*,bashing*"`, "phrase: fr hate: added “bashing*”\nphrase: fr hate: removed “hain*”\n"},
		{`"hain*","racis*"`, `"hain*\u002cracis*"`, ""},
		{`"FR","lang":"fr"`, `"FR","lang":"de"`, "country: FR lang: “fr” → “de”\n"},
		{`"main":"fr-3018"`, `"main":"fr-119"`, "referral: FR main: “fr-3018” → “fr-119”\n"},
		{`"phone","chat"`, `"chat","phone"`, "way: FR: phone, chat → chat, phone\n"},
		{`"line.fr-3018":"3018"`, `"line.fr-3018":"3020"`, "text !: FR fr line.fr-3018: “3018” → “3020”\n"},
		{`Tu peux en parler.`, `Parles-en.`, "text: fr a.title: “Tu peux en parler.” → “Parles-en.”\n"},
		{`Appelle le 3018.`, `Appelle le 3020.`, "text !: fr a.body: “Appelle le 3018.” → “Appelle le 3020.”\n"},
		{`Appelle le 3018.`, `Appelle-nous au 3018.`, "text: fr a.body: “Appelle le 3018.” → “Appelle-nous au 3018.”\n"},
		{`"lang":"fr","concepts":{`, `"lang":"fr","concepts":{"spam":["spam"],`, "phrase: fr spam: added “spam”\n"},
		{`"lang":"fr","label"`, `"lang":"br","label"`, `text !: br a.body: added “Appelle le 3018.”
text: br a.title: added “Tu peux en parler.”
text !: fr a.body: removed “Appelle le 3018.”
text: fr a.title: removed “Tu peux en parler.”
language: prompts: added br
language: prompts br label: added “Français”
language: prompts br dir: added “ltr”
language: prompts: removed fr
language: prompts fr label: removed “Français”
language: prompts fr dir: removed “ltr”
`},
		{`"minEngine":1,
`, `"minEngine":2,
`, "engine: minEngine: 1 → 2\n"},
	} {
		if !strings.Contains(before+beforeDirectory, c.old) {
			t.Fatalf("%s is nowhere", c.old)
		}
		got := lines(changes.Words([]byte(before), []byte(strings.Replace(before, c.old, c.new, 1)),
			[]byte(beforeDirectory), []byte(strings.Replace(beforeDirectory, c.old, c.new, 1))))
		want := strings.Split(strings.TrimSpace(c.want), "\n")
		for _, line := range want {
			if !strings.Contains(got, line) {
				t.Errorf("%s → %s: no line %q in\n%s", c.old, c.new, line, got)
			}
		}
		if strings.Count(got, "\n") != strings.Count(c.want, "\n") {
			t.Errorf("%s → %s: got\n%swant\n%s", c.old, c.new, got, c.want)
		}
	}
}

// TestNothingHides changes every value of the packaged parts, one at a time: each
// must give a line, whatever it is. Each site, country, language and concept of a language is changed in a part of its
// own, for every line is found by comparing all values of two parts.
func TestNothingHides(t *testing.T) {
	detection, directory := parts(t)
	n := 0
	for _, part := range slices.Concat(piecesOf(detection), piecesOf(directory)) {
		var walk func(v gjson.Result)
		walk = func(v gjson.Result) {
			if v.IsObject() || v.IsArray() {
				v.ForEach(func(k, v gjson.Result) bool {
					if name := k.String(); name != "part" && name != "version" {
						walk(v)
					}
					return true
				})
				return
			}
			n++
			to := []string{`"other"`, `"\u202e"`, `17`}[n%3]
			changed := part[:v.Index] + to + part[v.Index+len(v.Raw):]
			if len(changes.Words([]byte(part), []byte(changed), nil, nil)) == 0 {
				t.Errorf("nobody would see %s become %s at %d: …%s…", v.Raw, to, v.Index, part[max(0, v.Index-60):v.Index])
			}
		}
		walk(gjson.Parse(part))
	}
	t.Log(n, "values")
	if least := strings.Count(detection+directory, `"`) / 4; n < least {
		t.Errorf("%d values were changed, and there are %d strings or more", n, least)
	}
	if got := changes.Words([]byte(detection), []byte(detection), []byte(directory), []byte(directory)); len(got) > 0 {
		t.Errorf("the same parts differ: %v", got)
	}
}

// piecesOf are parts that have together what a part has: each one element of one of its lists of objects, or a concept
// of such an element, and a last one what is in no list.
func piecesOf(part string) (pieces []string) {
	rest := part
	gjson.Parse(part).ForEach(func(list, all gjson.Result) bool {
		if !all.Get("0").IsObject() {
			return true
		}
		rest = strings.Replace(rest, all.Raw, "[]", 1)
		for _, one := range all.Array() {
			alone := func(raw string) { pieces = append(pieces, `{"`+list.String()+`":[`+raw+`]}`) }
			concepts := one.Get("concepts")
			if !concepts.Exists() {
				alone(one.Raw)
				continue
			}
			concepts.ForEach(func(id, phrases gjson.Result) bool {
				alone(strings.Replace(one.Raw, concepts.Raw, `{`+id.Raw+`:`+phrases.Raw+`}`, 1))
				return true
			})
		}
		return true
	})
	return append(pieces, rest)
}

// TestPlain keeps what would act on a terminal, or run backwards, out of the words.
func TestPlain(t *testing.T) {
	evil := strings.Replace(beforeDirectory, "Tu peux en parler.", `x\u001b[2K\u202e\n\u0085\u2028y`, 1)
	got := lines(changes.Words(nil, nil, []byte(beforeDirectory), []byte(evil)))
	if want := "text !: fr a.title: “Tu peux en parler.” → “x\\x1b[2K\\u202e\\n\\u0085\\u2028y”\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := changes.Plain("one\x1b[2K\ntwo\u009b\r\n"); got != "one\\x1b[2K\ntwo\\u009b\\r\n" {
		t.Errorf("lines: %q", got)
	}
}

func TestSummary(t *testing.T) {
	detection, directory := parts(t)
	got := lines(changes.Words(nil, []byte(detection), nil, []byte(directory)))
	for _, want := range []string{"number !: all new: be-child-focus phone href “tel:116000”, ", "fr-3018 phone href “tel:3018”, ", ", fr-3018, fr-119", "site: all new: bluesky, discord, facebook, instagram, jeuxvideo, kick, linkedin, messenger, pinterest, reddit, roblox, scratch, snapchat, steam, telegram, threads, tiktok, twitch, whatsapp, x, youtube\n", "phrase: all new: "} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	t.Log("\n" + got)
}

func FuzzWords(f *testing.F) {
	f.Add(before, strings.Replace(before, "hain*", "x", 1))
	f.Add(beforeDirectory, `{"countries":[[1],{"code":null,"helplines":[7]},{"code":"FR","referral":[]}],"prompts":{"lang":[]}}`)
	f.Fuzz(func(t *testing.T, a, b string) {
		changes.Words([]byte(a), []byte(b), []byte(b), []byte(a))
		changes.Words(nil, []byte(b), nil, []byte(a))
	})
}
