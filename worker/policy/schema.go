package policy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"bouton3018/extension"
	"bouton3018/wasm/hours"
)

// Item is a schema of extension/managed.json: the whole, an item, or a part of one.
type Item struct {
	Name        string         `json:"-"`
	Title       string         `json:"title"`       // in French
	Description string         `json:"description"` // in French
	Type        string         `json:"type"`        // "string", "boolean", "array" or "object"
	Pattern     string         `json:"pattern"`
	MaxLength   int            `json:"maxLength"` // characters, 0: no bound of its own
	Enum        []string       `json:"enum"`
	Items       *Item          `json:"items"`
	MaxItems    int            `json:"maxItems"`
	Properties  itemsInOrder   `json:"properties"`
	pattern     *regexp.Regexp // of Pattern
}

// itemsInOrder are members of an object as they stand in the file.
type itemsInOrder []*Item

func (items *itemsInOrder) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		item := &Item{Name: name.(string)}
		if err := d.Decode(item); err != nil {
			return err
		}
		*items = append(*items, item)
	}
	return nil
}

// Items are what may be set, in the order of the questions.
func Items() []*Item { return schema().Properties }

var schema = sync.OnceValue(func() *Item {
	var whole Item
	if err := json.Unmarshal(extension.Managed, &whole); err != nil {
		panic("extension/managed.json: " + err.Error()) // it is part of this program
	}
	whole.compile()
	return &whole
})

func (i *Item) compile() {
	if i.Pattern != "" {
		i.pattern = regexp.MustCompile(i.Pattern)
	}
	if i.Items != nil {
		i.Items.compile()
	}
	for _, p := range i.Properties {
		p.compile()
	}
}

func (i *Item) property(name string) *Item {
	for _, p := range i.Properties {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// mostCharacters bounds every text, also where its pattern does not.
const mostCharacters = 500

func (a Answers) checkSettings() (out []Problem) {
	settings := a.Settings
	for _, item := range Items() { // in the order of the questions
		if value, set := settings[item.Name]; set {
			out = append(out, item.check("settings."+item.Name, value)...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if schema().property(name) == nil {
			out = append(out, Problem{"settings." + name, "is no item of extension/managed.json", "Ce réglage n’existe pas."})
		}
	}
	if len(out) > 0 {
		return out
	}
	if address, ok := settings["rulesAddress"].(string); ok {
		out = checkAddress("settings.rulesAddress", address)
	}
	return slices.Concat(a.checkSites(), out, checkContact(settings), checkLines(settings))
}

// checkSites: a name that no rule knows switches nothing off.
func (a Answers) checkSites() []Problem {
	list, _ := a.Settings["sitesOff"].([]any)
	if len(list) == 0 || a.Sites == nil {
		return nil
	}
	known, err := a.Sites()
	if err != nil {
		return []Problem{{"settings.sitesOff", err.Error(), "Les sites ne peuvent pas être lus. Réessayez."}}
	}
	var names []string
	for _, entry := range list {
		if name := entry.(string); !slices.Contains(known, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	unknown, all := strings.Join(names, ", "), strings.Join(known, ", ")
	return []Problem{{"settings.sitesOff", "has unknown sites: " + unknown + "; there are " + all,
		"Inconnu : " + unknown + ". Les sites : " + all + "."}}
}

// check compares a value with its schema.
func (i *Item) check(field string, value any) (out []Problem) {
	switch v := value.(type) {
	case string:
		if i.Type == "string" {
			return i.checkText(field, v)
		}
	case bool:
		if i.Type == "boolean" {
			return nil
		}
	case []any:
		if i.Type == "array" {
			return i.checkList(field, v)
		}
	case map[string]any:
		if i.Type == "object" {
			for _, name := range slices.Sorted(maps.Keys(v)) {
				inner := field + "." + name
				if item := i.property(name); item != nil {
					out = append(out, item.check(inner, v[name])...)
				} else {
					out = append(out, Problem{inner, "is unknown here", "Ce champ n’existe pas."})
				}
			}
			return out
		}
	}
	french := map[string]string{
		"string": "un texte", "boolean": "vrai ou faux", "array": "une liste", "object": "un objet",
	}
	return []Problem{{field, "is not of type " + i.Type, "Il faut " + french[i.Type] + "."}}
}

func (i *Item) checkText(field, text string) []Problem {
	length := utf8.RuneCountInString(text)
	most := mostCharacters
	if i.MaxLength > 0 {
		most = i.MaxLength
	}
	switch {
	case !utf8.ValidString(text) || bytes.ContainsFunc([]byte(text), unprintable):
		return []Problem{{field, "has a character that cannot be shown", "Un caractère ne peut pas être montré."}}
	case length > most:
		return []Problem{{field, fmt.Sprintf("has %d characters, at most %d are allowed", length, most),
			fmt.Sprintf("%d caractères ; il en faut au plus %d.", length, most)}}
	case len(i.Enum) > 0 && !slices.Contains(i.Enum, text):
		return []Problem{{field, fmt.Sprintf("%q is none of %q", text, i.Enum), "Choisissez une des réponses."}}
	case i.pattern != nil && !i.pattern.MatchString(text):
		return []Problem{{field, fmt.Sprintf("%q does not match %s", text, i.Pattern),
			"« " + text + " » n’a pas la forme attendue."}}
	case i.Name == "hours" || i.Name == "contactHours":
		if _, err := hours.Parse(text); err != nil {
			return []Problem{{field, "opening hours: " + err.Error(),
				"Ces heures ne se lisent pas. Exemple : Mo-Fr 08:00-17:00 (Mo Tu We Th Fr Sa Su, PH : jours fériés)."}}
		}
	}
	return nil
}

// unprintable characters have no place in a text for people, and XML has no way to write some of them.
func unprintable(r rune) bool {
	return r != ' ' && !unicode.IsPrint(r) && r != '\u00a0' && r != '\u202f'
}

func (i *Item) checkList(field string, list []any) (out []Problem) {
	if i.MaxItems > 0 && len(list) > i.MaxItems {
		return []Problem{{field, fmt.Sprintf("has %d entries, at most %d are allowed", len(list), i.MaxItems),
			fmt.Sprintf("%d entrées ; il en faut au plus %d.", len(list), i.MaxItems)}}
	}
	for n, entry := range list {
		inner := field // texts share one field of a form
		if i.Items.Type == "object" {
			inner = field + "." + strconv.Itoa(n)
		}
		out = append(out, i.Items.check(inner, entry)...)
	}
	return out
}

// checkContact: a contact is shown in its hours only, so one without hours is a mistake that nobody would see.
func checkContact(settings map[string]any) []Problem {
	if hours, _ := settings["contactHours"].(string); hours != "" {
		return nil
	}
	for _, name := range []string{"contactRole", "contactOffice", "contactPhone", "contactEmail"} {
		if text, _ := settings[name].(string); text != "" {
			return []Problem{{"settings.contactHours", "without hours the contact is never shown",
				"Sans heures, le contact n’est jamais montré."}}
		}
	}
	return nil
}

// checkLines: a line that has no name or no number helps nobody.
func checkLines(settings map[string]any) (out []Problem) {
	lines, _ := settings["localLines"].([]any)
	for n, line := range lines {
		for _, name := range []string{"name", "phone"} {
			if text, _ := line.(map[string]any)[name].(string); text == "" {
				out = append(out, Problem{fmt.Sprintf("settings.localLines.%d.%s", n, name), "is missing", "Il manque."})
			}
		}
	}
	return out
}
