package policy

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// element is any element of XML.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Elements []element  `xml:",any"`
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all are the elements below with a name.
func (e *element) all(name string) (out []element) {
	for i := range e.Elements {
		if e.Elements[i].XMLName.Local == name {
			out = append(out, e.Elements[i])
		}
		out = append(out, e.Elements[i].all(name)...)
	}
	return out
}

func readXML(t *testing.T, text []byte) *element {
	t.Helper()
	e := &element{}
	if err := xml.Unmarshal(text, e); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return e
}

// TestTemplates fills in the forms as an administrator would, and gets what the .reg files write. Whatever a template
// refers to is there.
func TestTemplates(t *testing.T) {
	files := made(t, full())
	admx, adml := readXML(t, files["windows/admx/bouton3018.admx"]), readXML(t, files["windows/admx/en-US/bouton3018.adml"])
	texts, forms := map[string]string{}, map[string]element{}
	for _, s := range adml.all("string") {
		if texts[s.attr("id")] != "" || s.Text == "" {
			t.Errorf("the text %s is empty or there twice", s.attr("id"))
		}
		texts[s.attr("id")] = s.Text
	}
	for _, p := range adml.all("presentation") {
		forms[p.attr("id")] = p
	}
	for _, r := range regexp.MustCompile(`\$\((string|presentation)\.(\w+)\)`).FindAllStringSubmatch(
		string(files["windows/admx/bouton3018.admx"]), -1) {
		if texts[r[2]] == "" || r[1] == "presentation" && len(forms[r[2]].Elements) != 1 {
			t.Errorf("%s is not there", r[0])
		}
	}
	written := map[string]map[string]any{"chrome": {}, "edge": {}}
	for _, p := range admx.all("policy") {
		browser, name, _ := strings.Cut(p.attr("name"), "_")
		value := full().Settings[name]
		to := written[browser]
		if parent := p.all("parentCategory")[0]; parent.attr("ref") != browser {
			t.Errorf("%s is below %s", p.attr("name"), parent.attr("ref"))
		}
		key := `SOFTWARE\Policies\Google\Chrome`
		if browser == "edge" {
			key = `SOFTWARE\Policies\Microsoft\Edge`
		}
		key += `\3rdparty\extensions\` + id + `\policy`
		if p.attr("key") != key {
			t.Errorf("%s writes to %s", p.attr("name"), p.attr("key"))
		}
		if on := p.all("enabledValue"); len(on) == 1 { // switched on or off
			which := map[any]string{true: "enabledValue", false: "disabledValue"}[value]
			number, err := strconv.Atoi(p.all(which)[0].all("decimal")[0].attr("value"))
			if err != nil {
				t.Fatal(err)
			}
			to[p.attr("valueName")] = number
			continue
		}
		field := p.all("elements")[0].Elements[0]
		if form := forms[p.attr("name")].Elements[0]; form.attr("refId") != field.attr("id") {
			t.Errorf("the form of %s is for %s", p.attr("name"), form.attr("refId"))
		}
		switch field.XMLName.Local {
		case "list":
			below, ok := strings.CutPrefix(field.attr("key"), key+`\`)
			if !ok {
				t.Errorf("the list %s is in %s", name, field.attr("key"))
			}
			to[below] = value
		case "enum":
			for _, choice := range field.all("item") {
				if s := choice.all("string")[0].Text; s == value {
					to[field.attr("valueName")] = s
				}
			}
		case "text":
			if most, _ := strconv.Atoi(field.attr("maxLength")); most < len([]rune(value.(string))) {
				t.Errorf("%s has no room for %q", name, value)
			}
			to[field.attr("valueName")] = value
		}
	}
	want := dwords(full().Settings).(map[string]any)
	delete(want, "localLines")
	for browser, got := range written {
		same(t, browser, got, want)
	}
}
