package rules

import (
	"slices"
	"strings"
)

// Specific reports whether every alternative of a selector names something of
// its own: an id, a custom element, or an attribute like data-e2e with a value. A
// selector that any box of any page could match is no evidence of a report.
func Specific(selector string) bool {
	alternatives := split(selector, ',')
	for _, one := range alternatives {
		if !specific(strings.TrimSpace(one)) {
			return false
		}
	}
	return len(alternatives) > 0
}

// specific looks at the last compound, which is what is matched.
func specific(s string) bool {
	for _, sep := range []byte{' ', '>', '+', '~'} {
		parts := split(s, sep)
		s = strings.TrimSpace(parts[len(parts)-1])
	}
	if s == "" {
		return false
	}
	plain, found := "", false
	for i := 0; i < len(s); i++ {
		if s[i] != '[' {
			plain += s[i : i+1]
			continue
		}
		end := closing(s, i)
		if end == len(s) {
			return false
		}
		found = found || specificAttribute(s[i+1:end])
		i = end
	}
	if strings.ContainsAny(plain, ":*") {
		return false
	}
	if _, id, ok := strings.Cut(plain, "#"); ok {
		id, _, _ = strings.Cut(id, ".")
		return found || len(id) > 2
	}
	element, _, _ := strings.Cut(plain, ".")
	return found || strings.Contains(element, "-")
}

// ownAttributes are those, beside data-*, that a site gives a value of its own.
var ownAttributes = []string{
	"id", "name", "for", "action", "title", "aria-label", "aria-labelledby", "aria-describedby",
}

func specificAttribute(s string) bool {
	name, value, ok := strings.Cut(s, "=")
	name = strings.TrimSpace(strings.TrimRight(name, "~|^$*"))
	value = strings.Trim(value, `"'`)
	switch {
	case !ok || len(value) < 3:
		return false
	case strings.HasPrefix(name, "data-"):
		return true
	}
	return slices.Contains(ownAttributes, name)
}

// split cuts at a separator that is not inside brackets or quotes.
func split(s string, sep byte) []string {
	var out []string
	from := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '[':
			i = closing(s, i)
		case s[i] == sep:
			out = append(out, s[from:i])
			from = i + 1
		}
	}
	return append(out, s[from:])
}

// closing is the index of the bracket that ends the one at i, or the length where none does.
func closing(s string, i int) int {
	quote := byte(0)
	for ; i < len(s); i++ {
		switch {
		case quote != 0:
			if s[i] == quote {
				quote = 0
			}
		case s[i] == '"' || s[i] == '\'':
			quote = s[i]
		case s[i] == ']':
			return i
		}
	}
	return len(s)
}
