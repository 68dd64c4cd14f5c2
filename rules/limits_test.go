package rules_test

import (
	"os"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
)

// TestSchemasHaveTheCeilings: who edits a file is told by its schema what the core would refuse.
func TestSchemasHaveTheCeilings(t *testing.T) {
	for file, fields := range map[string]map[string]int64{
		"platform": {
			"hosts.maxItems": rules.MaxHosts, "hooks.maxItems": rules.MaxHooks, "content.maxItems": rules.MaxContent,
			"surfaces.maxItems": rules.MaxSurfaces, "labels.maxItems": rules.MaxLabels,
			"hooks.items.properties.selector.maxLength": rules.MaxSelector, "content.items.maxLength": rules.MaxSelector,
			"labels.items.properties.text.maxLength": rules.MaxLabel / 4,
			"hosts.items.maxLength":                  rules.MaxName, "surfaces.items.properties.path.maxLength": rules.MaxName,
		},
		"lexicon": {"$defs.phrases.items.maxLength": rules.MaxPhrase},
	} {
		schema, err := os.ReadFile("packaged/schema/" + file + ".schema.json")
		if err != nil {
			t.Fatal(err)
		}
		for field, want := range fields {
			path := field
			if file == "platform" {
				path = "properties." + field
			}
			if got := gjson.GetBytes(schema, path).Int(); got != want {
				t.Errorf("%s: %s is %d, the core has %d", file, field, got, want)
			}
		}
	}
}
