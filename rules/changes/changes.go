// Package changes says in words what differs between two versions of the parts.
//
// Whoever signs a part reads these words instead of the JSON, so nothing may
// differ silently: every value of a part is a fact, and each fact that is new,
// gone or different gives one line.
package changes

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
)

// A Change is one difference, for the people who review it.
type Change struct {
	Kind   string `json:"kind"`             // one of the kinds below, "link"
	Text   string `json:"text"`             // "fr-3018 phone number: “3018” → “3019”"
	Strong bool   `json:"strong,omitempty"` // a number or a link: read it twice
}

// kinds are in the order in which a reviewer wants to read them.
var kinds = []string{
	"number", "link", "helpline", "withdrawn", "disabled", "hours", "date", "source", "referral", "need",
	"country", "zone", "holiday", "way", "text", "language",
	"site", "host", "label", "hook", "content", "surface", "phrase", "engine", "other",
}

// Words lists what the new parts change, the most serious kinds first. Without
// an old part everything in it is new: then there is one line for each kind. A new
// part that is nil is not looked at. Versions are no change.
func Words(oldDetection, newDetection, oldDirectory, newDirectory []byte) []Change {
	var out []Change
	for _, pair := range [][2][]byte{{oldDirectory, newDirectory}, {oldDetection, newDetection}} {
		old, new := pair[0], pair[1]
		switch {
		case new == nil || string(old) == string(new):
		case old == nil:
			out = append(out, summary(read(new))...)
		default:
			out = append(out, differences(read(old), read(new))...)
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int {
		return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind)
	})
	return out
}

// differences compares fact by fact.
func differences(old, new *facts) []Change {
	var out []Change
	for _, f := range new.list {
		before, known := old.by[f.id]
		switch {
		case !known && !f.order:
			out = append(out, f.change("added ", f.value))
		case !known || before.raw == f.raw:
		case !f.order:
			out = append(out, f.changed(before.value))
		case sorted(before.raw) == sorted(f.raw):
			out = append(out, Change{Kind: f.kind, Text: f.where + ": the same in another order"})
		}
	}
	for _, f := range old.list {
		if _, known := new.by[f.id]; !known && !f.order {
			out = append(out, f.change("removed ", f.value))
		}
	}
	return out
}

// summary counts the facts of each kind. Numbers, links, and what stands at the top
// of a part it names.
func summary(all *facts) []Change {
	count := map[string]int{}
	named := map[string][]string{}
	for _, f := range all.list {
		if f.order {
			continue
		}
		count[f.kind]++
		switch {
		case f.kind == "number" || f.kind == "link":
			named[f.kind] = append(named[f.kind], f.where+" "+f.value)
		case f.item != "" && f.where == "" || f.item != "" && f.kind == "language":
			named[f.kind] = append(named[f.kind], strings.TrimSpace(f.where+" "+f.item))
		}
	}
	var out []Change
	for _, kind := range kinds {
		switch names := named[kind]; {
		case len(names) > 0:
			text := "all new: " + strings.Join(names, ", ")
			out = append(out, Change{Kind: kind, Text: text, Strong: kind == "number" || kind == "link"})
		case count[kind] > 0:
			out = append(out, Change{Kind: kind, Text: "all new: " + strconv.Itoa(count[kind])})
		}
	}
	return out
}

// A fact is one value of a part.
type fact struct {
	id    string // its path in the part
	kind  string
	where string // the path as a person says it, "fr-3018 phone number"
	item  string // the element of a list that it is, "" where it is a field
	value string
	raw   string // what is compared: two values that look alike may differ
	order bool   // it is the order of a list, not one of its elements
}

// change is a fact that is only there, or was only there.
func (f fact) change(did, value string) Change {
	text := did + f.item
	switch {
	case f.item == "":
		text = strings.TrimSpace(did) + " " + value
	case value != "":
		text += ": " + value
	}
	if f.where != "" {
		text = f.where + ": " + text
	}
	return Change{f.kind, text, f.strong("", value+f.item)}
}

func (f fact) changed(before string) Change {
	where := strings.TrimSpace(f.where + " " + f.item)
	return Change{f.kind, where + ": " + before + " → " + f.value, f.strong(before, f.value)}
}

// strong holds for what a child would call or open: also in a sentence, where the
// numbers and links differ.
func (f fact) strong(before, now string) bool {
	switch f.kind {
	case "number", "link":
		return true
	case "text":
		return reach(before) != reach(now)
	}
	return false
}

// reach is the numbers of two digits or more and the addresses in a text.
func reach(s string) string {
	var out []string
	around := func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("“”«»’'\"(),;!?", r) }
	for _, word := range strings.FieldsFunc(s, around) {
		word = strings.TrimRight(word, ".:")
		digits := 0
		for _, r := range word {
			if unicode.IsNumber(r) {
				digits++
			}
		}
		if digits > 1 || strings.ContainsAny(word, ".:/@") {
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}

// facts are those of one part, in its order.
type facts struct {
	list  []fact
	by    map[string]fact
	times map[string]int      // how often an id was there
	meant func(string) string // of the lexicon being read: see [rules.Letters]
}

func read(part []byte) *facts {
	all := &facts{by: map[string]fact{}, times: map[string]int{}}
	gjson.ParseBytes(part).ForEach(func(k, v gjson.Result) bool {
		if name := k.String(); name != "part" && name != "version" {
			all.walk([]string{name}, v)
		}
		return true
	})
	return all
}

// add takes one fact; name tells the elements of a list apart.
func (all *facts) add(path []string, name string, f fact) {
	f.kind, f.where = kind(path), where(path)
	f.id = strings.Join(path, "\x00") + "\x01" + name
	all.times[f.id]++
	if n := all.times[f.id]; n > 1 {
		f.id += "\x01" + strconv.Itoa(n)
	}
	if strings.HasPrefix(f.value, "“https:") || strings.HasPrefix(f.value, "“sms:") {
		if f.kind == "number" {
			f.kind = "link"
		}
	}
	all.by[f.id] = f
	all.list = append(all.list, f)
}

func (all *facts) walk(path []string, v gjson.Result) {
	switch {
	case v.IsObject():
		v.ForEach(func(k, v gjson.Result) bool {
			all.walk(append(slices.Clone(path), k.String()), v)
			return true
		})
	case !v.IsArray():
		all.add(path, "", fact{value: value(v), raw: v.Raw})
	case inReferral(path) && !v.Get("0").IsObject():
		all.add(path, "", fact{value: value(v), raw: v.Raw}) // the order is the point
	default:
		var items []string
		v.ForEach(func(_, v gjson.Result) bool {
			for _, one := range all.phrasesOf(path, v) {
				items = append(items, all.element(path, one, len(items)))
			}
			return true
		})
		all.add(path, "\x01order", fact{raw: strings.Join(items, "\x01"), order: true})
	}
}

// phrasesOf are the elements that one stands for in a list: in a lexicon, phrases that are written as one text.
// They are read in the letters that they stand for.
func (all *facts) phrasesOf(path []string, v gjson.Result) (phrases []gjson.Result) {
	if kind(path) != "phrase" || v.Type != gjson.String {
		return []gjson.Result{v}
	}
	said := v.String()
	if all.meant != nil { // nil: they are not in pairs, and the part is refused
		said = all.meant(said)
	}
	if said == v.String() && !strings.Contains(said, rules.PhraseEnd) {
		return []gjson.Result{v}
	}
	for phrase := range strings.SplitSeq(said, rules.PhraseEnd) {
		phrases = append(phrases, gjson.Result{Type: gjson.String, Str: phrase, Raw: strconv.Quote(phrase)})
	}
	return phrases
}

// element adds the facts of one element of a list and returns its name.
func (all *facts) element(path []string, v gjson.Result, index int) string {
	if !v.IsObject() {
		all.add(path, v.Raw, fact{item: value(v)})
		return v.Raw
	}
	key, item := "", "#"+strconv.Itoa(index+1)
	for _, name := range []string{"id", "code", "lang", "platform", "text", "path"} {
		if field := v.Get(name); field.Type == gjson.String {
			key, item = name, field.String()
			break
		}
	}
	shown := plain(item)
	if key == "text" || key == "path" {
		shown = quoted(item)
	}
	switch path[len(path)-1] {
	case "hooks", "labels", "surfaces", "disabled", "needs", "zones": // small: one line says all
		var fields []string
		v.ForEach(func(k, v gjson.Result) bool {
			if k.String() != key {
				fields = append(fields, plain(k.String())+" "+value(v))
			}
			return true
		})
		all.add(path, item, fact{item: shown, value: strings.Join(fields, ", "), raw: v.Raw})
		return item
	}
	all.add(path, item, fact{item: shown})
	all.meant, _ = rules.Letters(v.Get("letters").String())
	v.ForEach(func(k, v gjson.Result) bool {
		if k.String() != key {
			all.walk(append(slices.Clone(path), item, k.String()), v)
		}
		return true
	})
	return item
}

// value is how a value is written in a line.
func value(v gjson.Result) string {
	switch {
	case v.Type == gjson.String:
		return quoted(v.String())
	case v.IsArray() && !strings.Contains(v.Raw, "{") && !strings.Contains(v.Raw[1:], "["):
		var list []string
		v.ForEach(func(_, v gjson.Result) bool {
			list = append(list, plain(v.String()))
			return true
		})
		return strings.Join(list, ", ")
	}
	return plain(v.Raw)
}

func quoted(s string) string { return "“" + plain(s) + "”" }

// plain shows what a terminal or a page would act upon, or not show at all: a
// part must not hide a line of its own review.
func plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsPrint(r) || r == '\u00a0' || r == '\u202f' {
			b.WriteRune(r)
		} else {
			q := strconv.QuoteRuneToASCII(r)
			b.WriteString(q[1 : len(q)-1])
		}
	}
	return b.String()
}

// Plain shows lines that somebody else wrote, such as a server, as [Words] shows values: nothing in them acts on a
// terminal.
func Plain(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = plain(lines[i])
	}
	return strings.Join(lines, "\n")
}

// inReferral reports whether a path leads into a table of rows.
func inReferral(path []string) bool { return len(path) > 2 && path[2] == "referral" }

// kinds by the first name of a path, or "<first>/<third>" where the element of a list
// has members of several kinds. Of what stands in a country the first two names are
// left out.
var kindOf = map[string]string{
	"minengine": "engine", "disabled": "disabled", "withdrawn": "withdrawn",
	"platforms": "site", "platforms/hosts": "host", "platforms/labels": "label", "platforms/hooks": "hook",
	"platforms/surfaces": "surface", "platforms/content": "content",
	"lexicon": "language", "lexicon/concepts": "phrase",
	"prompts": "language", "prompts/texts": "text",
	"countries": "country", "code": "country", "lang": "country",
	"zones": "zone", "holidays": "holiday", "referral": "referral",
	"helplines": "helpline", "helplines/source": "source",
}

// kind is what a path of a part is about. Whoever reads a part takes "HREF" for "href".
func kind(path []string) string {
	for i, name := range path {
		if lower := strings.ToLower(name); lower != name { // hardly ever
			path = slices.Clone(path)
			path[i] = lower
		}
	}
	if path[0] == "countries" && len(path) > 2 {
		path = path[2:]
	}
	last := path[len(path)-1]
	switch {
	case path[0] == "helplines" && len(path) > 2 && path[2] == "ways" && (last == "href" || last == "number"):
		return "number"
	case path[0] == "helplines" && last == "hours":
		return "hours"
	case path[0] == "helplines" && last == "as_of":
		return "date"
	case path[0] == "referral" && len(path) > 1 && (path[1] == "ways" || path[1] == "remoteways"):
		return "way"
	case path[0] == "referral" && len(path) > 1 && path[1] == "needs":
		return "need"
	}
	if len(path) > 2 {
		if k := kindOf[path[0]+"/"+path[2]]; k != "" {
			return k
		}
	}
	if k := kindOf[path[0]]; k != "" {
		return k
	}
	return "other"
}

// saidByKind are names in a path that its kind says already.
var saidByKind = []string{
	"concepts", "ways", "texts", "rows", "needs", "hooks", "labels", "surfaces", "hosts", "content", "source", "zones",
	"helplines", "referral", "prompts", "holidays",
}

// where leaves out of a path what its kind says already, and the country of a line,
// whose id begins with it.
func where(path []string) string {
	ofLine := path[0] == "countries" && len(path) > 2 && path[2] == "helplines"
	var out []string
	for i, s := range path {
		drop := slices.Contains(saidByKind, s) || ofLine && i == 1
		if i == 0 {
			drop = s == "countries" || !slices.Contains([]string{"engine", "language", "other"}, kind(path))
		}
		if !drop {
			out = append(out, plain(s))
		}
	}
	return strings.Join(out, " ")
}

func sorted(list string) string {
	items := strings.Split(list, "\x01")
	slices.Sort(items)
	return strings.Join(items, "\x01")
}
