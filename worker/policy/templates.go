package policy

import (
	"fmt"
	"html"
	"strings"
)

// templates are administrative templates for the extension's own settings: what group policy shows as a form, and takes
// back where it is not configured any more. They are for one extension, because its id is part of the key. A list of
// local lines is no field of a form, so it stays in the .reg files.
//
// https://learn.microsoft.com/previous-versions/windows/desktop/policy/admx-schema
func (a Answers) templates() []File {
	t := &template{}
	for _, b := range []browser{chrome, edge} {
		t.text(b.file, "Bouton 3018 ("+b.name+")")
		fmt.Fprintf(&t.categories, `<category name="%s" displayName="$(string.%[1]s)"/>`+"\n", b.file)
		for _, item := range Items() {
			t.policy(b, b.registry+`\3rdparty\extensions\`+a.Extension+`\policy`, item)
		}
	}
	const what = "Modèles d’administration pour les réglages de l’extension, sauf localLines : bouton3018.admx dans " +
		"PolicyDefinitions (le magasin central du domaine, ou C:\\Windows), et le dossier en-US au même endroit."
	return []File{
		{"windows/admx/bouton3018.admx", what, t.definitions()},
		// Windows looks there where its own language has no folder.
		{"windows/admx/en-US/bouton3018.adml", "Ses textes, en français.", t.resources()},
	}
}

type template struct{ categories, policies, texts, forms strings.Builder }

// text is a string that $(string.id) stands for.
func (t *template) text(id, text string) {
	fmt.Fprintf(&t.texts, "<string id=\"%s\">%s</string>\n", id, html.EscapeString(text))
}

func (t *template) policy(b browser, key string, item *Item) {
	name := b.file + "_" + item.Name
	attributes, values := "", ""
	field := fmt.Sprintf(`id="%s" key="%s" valueName="%[1]s" required="true"`, item.Name, key)
	form := ""
	switch {
	case item.Type == "boolean":
		attributes = ` valueName="` + item.Name + `"`
		values = `<enabledValue><decimal value="1"/></enabledValue><disabledValue><decimal value="0"/></disabledValue>`
	case item.Type == "array" && item.Items.Type == "string":
		values = fmt.Sprintf(`<elements><list id="%s" key="%s\%[1]s" valuePrefix=""/></elements>`, item.Name, key)
		form = `<listBox refId="%s">%s</listBox>`
	case len(item.Enum) > 0:
		values = "<elements><enum " + field + ">"
		for _, word := range item.Enum {
			t.text(name+"_"+word, word)
			const one = `<item displayName="$(string.%s_%s)"><value><string>%[2]s</string></value></item>`
			values += fmt.Sprintf(one, name, word)
		}
		values += "</enum></elements>"
		form = `<dropdownList refId="%s" noSort="true">%s</dropdownList>`
	case item.Type == "string":
		most := item.MaxLength
		if most == 0 {
			most = mostCharacters
		}
		values = fmt.Sprintf(`<elements><text %s maxLength="%d"/></elements>`, field, most)
		form = `<textBox refId="%s"><label>%s</label></textBox>`
	default:
		return
	}
	t.text(name, item.Title)
	t.text(name+"_help", item.Description)
	if form != "" {
		attributes = ` presentation="$(presentation.` + name + `)"`
		form = fmt.Sprintf(form, item.Name, html.EscapeString(item.Title))
		fmt.Fprintf(&t.forms, "<presentation id=\"%s\">%s</presentation>\n", name, form)
	}
	fmt.Fprintf(&t.policies, `<policy name="%s" class="Machine" displayName="$(string.%[1]s)" `+
		`explainText="$(string.%[1]s_help)" key="%s"%s><parentCategory ref="%s"/><supportedOn ref="any"/>%s</policy>`+"\n",
		name, key, attributes, b.file, values)
}

const templatesOf = `http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions`

func (t *template) definitions() []byte {
	return []byte(`<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="` + templatesOf + `" revision="1.0" schemaVersion="1.0">
<policyNamespaces><target prefix="bouton3018" namespace="Bouton3018.Policies"/></policyNamespaces>
<resources minRequiredRevision="1.0"/>
<supportedOn><definitions><definition name="any" displayName="$(string.any)"/></definitions></supportedOn>
<categories>
` + t.categories.String() + "</categories>\n<policies>\n" + t.policies.String() + "</policies>\n</policyDefinitions>\n")
}

func (t *template) resources() []byte {
	t.text("any", "Chrome, Edge")
	return []byte(`<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="` + templatesOf + `" revision="1.0" schemaVersion="1.0">
<displayName>Bouton 3018</displayName>
<description>Bouton 3018</description>
<resources>
<stringTable>
` + t.texts.String() + "</stringTable>\n<presentationTable>\n" + t.forms.String() +
		"</presentationTable>\n</resources>\n</policyDefinitionResources>\n")
}
