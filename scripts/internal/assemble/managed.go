package assemble

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// managedFile says what an administrator may set: names, types and bounds.
const managedFile = "extension/managed.json"

// readManaged returns the schema that a browser reads: the types alone. A browser drops an item that breaks its schema
// without a word to the extension [measured: Chromium 156], and then nobody could say what is wrong with it. What is
// beyond its bounds therefore comes in, and the extension, which has the whole schema, names it. Wrong types only the
// browser sees; it names them on its own page of policies.
func readManaged(root string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(managedFile)))
	if err != nil {
		return nil, err
	}
	var whole schema
	if err := json.Unmarshal(text, &whole); err != nil {
		return nil, fmt.Errorf("%s: %w", managedFile, err)
	}
	return json.MarshalIndent(whole, "", "  ")
}

// A schema is what browsers read of one.
type schema struct {
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        string             `json:"type"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Items       *schema            `json:"items,omitempty"`
}
