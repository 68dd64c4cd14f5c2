package captured

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bouton3018/wasm/dialog"
)

const example = `{
 "format": "bouton3018/dialog/1", "host": "forum.example", "lang": "fr", "mount": "light",
 "dialog": {
  "tag": "div", "attributes": { "role": "dialog", "aria-label": "Signaler xx xxxx" }, "block": true, "size": 16,
  "children": [
   { "tag": "h2", "block": true, "size": 20, "children": ["Xxxxxxxx ?"] },
   { "tag": "p", "block": true, "children": ["Xx xxxx ", { "tag": "b", "children": ["Signaler"] }, " xx."] },
   { "tag": "ul", "block": true, "children": [
    { "tag": "li", "block": true, "pointer": true, "children": ["Harcèlement"] },
    { "tag": "li", "block": true, "pointer": true, "children": ["Xxx & <xxx>"] }
   ] },
   { "tag": "label", "attributes": { "for": "n1" }, "pointer": true, "children": [
    { "tag": "input", "attributes": { "type": "radio", "name": "reason", "id": "n1" }, "unseen": true }, "Spam"] },
   { "tag": "blockquote", "block": true, "children": ["Xx xxx xx"] },
   { "tag": "textarea" },
   { "tag": "x-foot", "root": "shadow", "children": [
    { "tag": "button", "attributes": { "data-testid": "report-send" }, "children": ["Envoyer"] }] }
  ]
 }
}`

func TestParse(t *testing.T) {
	o, err := Parse([]byte(example))
	if err != nil {
		t.Fatal(err)
	}
	if got := o.Dialog.Children[2].Children[0]; !got.Pointer || !got.Block || got.Children[0].Text != "Harcèlement" {
		t.Errorf("%+v", got)
	}
	want := &dialog.Snapshot{
		Event: dialog.Opened, Chosen: -1, Name: "Signaler xx xxxx", Headings: []string{"Xxxxxxxx ?"},
		Texts: []string{"Xx xxxx Signaler xx.", "Harcèlement", "Xxx & <xxx>"}, Fields: 1,
		Rows: []dialog.Row{
			{Text: "Harcèlement", Kind: "item"}, {Text: "Xxx & <xxx>", Kind: "item"},
			{Text: "Spam", Kind: "radio"}, {Text: "Envoyer", Kind: "button"},
		},
	}
	if got := o.Snapshot(); !reflect.DeepEqual(got, want) {
		t.Errorf("read as\n%+v, want\n%+v", got, want)
	}
	html := o.HTML()
	for _, part := range []string{
		`<div class="box c0" aria-label="Signaler xx xxxx" role="dialog">`, `.c0 { font-size: 16px }`,
		`Xxx &amp; &lt;xxx&gt;`, `<template shadowrootmode="open">`, `<input class="c5" id="n1" name="reason" type="radio">`,
		`<p class="c2">Xx xxxx <b class="c2">Signaler</b> xx.</p>`,
	} {
		if !strings.Contains(html, part) {
			t.Errorf("no %s in\n%s", part, html)
		}
	}
	if all, count := o.Marks(); len(all) != 2 || count[[2]string{"data-testid", "report-send"}] != 1 {
		t.Errorf("marks %v %v", all, count)
	}
	o.Change(strings.ToUpper)
	if s := o.Snapshot(); s.Name != "SIGNALER XX XXXX" || s.Rows[0].Text != "HARCÈLEMENT" {
		t.Errorf("changed to %+v", s)
	}
}

// TestParseWrong names the place of what is wrong.
func TestParseWrong(t *testing.T) {
	deep := strings.Repeat(`{"tag":"div","children":[`, 60) + strings.Repeat(`]}`, 60)
	wide := `{"tag":"div","children":[` + strings.Repeat(`{"tag":"p"},`, 900) + `{"tag":"p"}]}`
	of := func(dialog string) string {
		return `{"format":"bouton3018/dialog/1","host":"a.example","lang":"fr","mount":"light","dialog":` + dialog + `}`
	}
	text := func(s string) string {
		b, _ := json.Marshal(s)
		return of(fmt.Sprintf(`{"tag":"p","children":["x",{"tag":"b","children":[%s]}]}`, b))
	}
	with := func(name, value string) string {
		return of(fmt.Sprintf(`{"tag":"p","attributes":{%q:%q}}`, name, value))
	}
	const inner = `dialog.children[1].children[0]`
	for _, it := range []struct{ file, want string }{
		{``, "is no JSON"},
		{`[]`, "is no object"},
		{"\xff", "is not UTF-8"},
		{strings.Repeat(" ", MaxBytes+1), "has 524289 bytes"},
		{of(`{"tag":"p"}`) + `{}`, "has something behind the outline"},
		{`{"format":"bouton3018/dialog/2"}`, `format is "bouton3018/dialog/2"`},
		{`{"format":"bouton3018/dialog/1"}`, "host is missing"},
		{strings.Replace(of(`{"tag":"p"}`), `"a.example"`, `"https://a.example/lea"`, 1), `host is "https://a.example/lea"`},
		{strings.Replace(of(`{"tag":"p"}`), `"light"`, `"sideways"`, 1), `mount is "sideways"`},
		{strings.Replace(of(`{"tag":"p"}`), `"lang":"fr"`, `"lang":"fr","url":"x"`, 1), "url is no field of an outline"},
		{of(`null`), "dialog is no element"},
		{of(`{}`), "dialog.tag is missing"},
		{of(`{"tag":"p","tag":"b"}`), `has "tag" twice`},
		{of(`{"tag":"p","href":"x"}`), "dialog.href is no field"},
		{of(`{"tag":"p","block":1}`), "dialog.block is not true"},
		{of(`{"tag":"p","size":0}`), "dialog.size is no size"},
		{of(`{"tag":"p","size":1e2}`), "dialog.size is no size"},
		{of(`{"tag":"p","children":[7]}`), "dialog.children[0] is no element"},
		{of(`{"tag":"p","children":{}}`), "dialog.children is no list"},
		{of(`{"tag":"script","children":["x"]}`), `dialog.tag is "script"`},
		{of(`{"tag":"p onclick=x"}`), `dialog.tag is "p onclick=x"`},
		{of(deep), "nested too deep"},
		{of(wide), "one element too many"},
		{with("onclick", "x"), "dialog.attributes.onclick is an attribute that does something"},
		{with("href", "/lea"), "dialog.attributes.href is no attribute that a capture has"},
		{with("style", "color:red"), "dialog.attributes.style is no attribute"},
		{with("id", "lea"), `dialog.attributes.id is "lea"`},
		{with("role", "Léa Martin à Paris"), `dialog.attributes.role is "Léa Martin à Paris"`},
		{with("data-testid", "user-1234"), `dialog.attributes.data-testid is "user-1234"`},
		{with("aria-label", "lea@exemple.fr"), "dialog.attributes.aria-label looks like an e-mail address"},
		{text("06 12 34 56 78"), inner + " looks like a phone number"},
		{text("+33 (0)6.12.34.56.78"), inner + " looks like a phone number"},
		{text("lea.martin@exemple.fr"), inner + " looks like an e-mail address"},
		{text("https://exemple.fr"), inner + " looks like an e-mail address or a link"},
		{text("a\u202eb"), inner + " has a character that changes the direction"},
		{text("a\u200bb"), inner + " has a character that changes the direction of text, or that nobody sees"},
		{text("a\u0007b"), inner + " has a control character"},
		{text(strings.Repeat("x", maxText+1)), inner + " has 421 characters"},
	} {
		if _, err := Parse([]byte(it.file)); err == nil || !strings.Contains(err.Error(), it.want) {
			t.Errorf("%.120s gives %v, want %s", it.file, err, it.want)
		}
	}
	for _, good := range []string{
		text("00 00 00 00 00"), text("18 ans"), text("می‌کند"), with("data-testid", "report-2"),
	} {
		if _, err := Parse([]byte(good)); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
}

// TestExtension holds what is read here against what the extension writes.
func TestExtension(t *testing.T) {
	b, err := os.ReadFile("../../extension/src/content/outline/attributes.ts")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"WORDS": words, "NUMBERS": numbers, "FLAGS": flags, "MARKS": marks, "TEXTS": texts,
	} {
		m := regexp.MustCompile(`(?s)const ` + name + ` = new Set\(\s*(.*?)\s*\.?split`).FindSubmatch(b)
		if m == nil {
			t.Errorf("no %s in attributes.ts", name)
			continue
		}
		var got []string
		for _, part := range regexp.MustCompile(`"([^"]*)"`).FindAllSubmatch(m[1], -1) {
			got = append(got, strings.Fields(string(part[1]))...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s of attributes.ts are %q, want %q", name, got, want)
		}
	}
}

// FuzzParse never panics, and what it takes it can write and read.
func FuzzParse(f *testing.F) {
	f.Add([]byte(example))
	f.Add([]byte(`{"format":"bouton3018/dialog/1","host":"a","lang":"","mount":"light","dialog":{"tag":"p"}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		o, err := Parse(b)
		if err != nil {
			return
		}
		if html := o.HTML(); strings.Contains(html, "<script") || regexp.MustCompile(`<[^>]* on\w+=`).MatchString(html) {
			t.Error(html)
		}
		o.Snapshot()
		o.Marks()
	})
}
