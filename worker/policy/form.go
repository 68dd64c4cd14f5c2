package policy

import (
	"strconv"
	"strings"
)

// FromForm reads answers out of a form, whose fields have the names that a [Problem] has. What is empty is not
// answered; a list has one entry a line.
func FromForm(value func(field string) string) Answers {
	text := func(field string) string { return strings.TrimSpace(value(field)) }
	a := Answers{
		Extension: text("extension"), Updates: text("updates"), Private: Private(text("private")),
		Settings: map[string]any{},
	}
	if f := (Firefox{text("firefox.id"), text("firefox.install")}); f != (Firefox{}) {
		a.Firefox = &f
	}
	for _, item := range Items() {
		if v := item.fromForm("settings."+item.Name, text); v != nil {
			a.Settings[item.Name] = v
		}
	}
	return a
}

// fromForm returns nil where nothing is answered.
func (i *Item) fromForm(field string, text func(string) string) any {
	switch i.Type {
	case "array":
		if list := i.listFromForm(field, text); len(list) > 0 {
			return list
		}
		return nil
	case "object":
		object := map[string]any{}
		for _, p := range i.Properties {
			if v := p.fromForm(field+"."+p.Name, text); v != nil {
				object[p.Name] = v
			}
		}
		if len(object) > 0 {
			return object
		}
		return nil
	}
	switch t := text(field); {
	case t == "":
		return nil
	case i.Type == "boolean" && (t == "true" || t == "false"):
		return t == "true"
	default:
		return t
	}
}

func (i *Item) listFromForm(field string, text func(string) string) (list []any) {
	if i.Items.Type != "object" {
		for _, entry := range strings.Fields(text(field)) {
			list = append(list, entry)
		}
		return list
	}
	for n := range i.MaxItems {
		if v := i.Items.fromForm(field+"."+strconv.Itoa(n), text); v != nil {
			list = append(list, v)
		}
	}
	return list
}
