package policy

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// windows: a file for the registry, and the one policy that templates (group policy, Intune) take as a line of JSON.
// Objects and lists are written as keys, so that what other policies say of other extensions stays.
//
// https://www.chromium.org/administrators/complex-policies-on-windows/
// https://chromium.googlesource.com/chromium/src/+/main/components/policy/core/common/registry_dict.cc
// https://www.chromium.org/administrators/configuring-policy-for-extensions/
// https://learn.microsoft.com/deployedge/microsoft-edge-manage-extensions-ref-guide
func (a Answers) windows() (out []File) {
	for _, b := range []browser{chrome, edge} {
		out = append(out, File{
			"windows/" + b.file + ".reg",
			b.name + " sous Windows : à importer dans le registre en administrateur (reg import " + b.file + ".reg), " +
				"ou à distribuer par une stratégie de groupe ou un script d’Intune.",
			a.registry(b),
		})
	}
	line := asJSON(map[string]any{a.Extension: a.extensionSettings()}, "")
	out = append(out, File{
		"windows/ExtensionSettings.json",
		"Modèles d’administration (ADMX, Intune) de Chrome et d’Edge : la valeur d’ExtensionSettings, à réunir avec " +
			"celle d’autres extensions. Les réglages de cette extension ont leurs modèles dans admx, ou restent dans les .reg.",
		line,
	})
	return append(out, a.templates()...)
}

// registry writes a .reg file: UTF-16, little endian, with a byte order mark.
func (a Answers) registry(b browser) []byte {
	w := &registry{}
	w.WriteString("Windows Registry Editor Version 5.00\r\n")
	root := `HKEY_LOCAL_MACHINE\` + b.registry
	policies := a.policies(b)
	installed := policies["ExtensionSettings"].(map[string]any)[a.Extension].(map[string]any)
	delete(policies, "ExtensionSettings")
	w.replace(root+`\ExtensionSettings\`+a.Extension, installed)
	w.replace(root+`\3rdparty\extensions\`+a.Extension+`\policy`, a.Settings)
	if b.required != "" && policies[b.required] != nil {
		// The browser takes any number as the name of an entry, and 1 may be another extension.
		policies[b.required] = map[string]any{"3018": a.Extension}
	}
	if len(policies) > 0 {
		w.key(root, policies)
	}
	units := utf16.Encode([]rune("\ufeff" + w.String()))
	out := make([]byte, 0, 2*len(units))
	for _, unit := range units {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}

type registry struct{ strings.Builder }

// replace writes a key that has these values and no others, whatever an earlier file wrote there.
func (w *registry) replace(path string, values map[string]any) {
	fmt.Fprintf(w, "\r\n[-%s]\r\n", path)
	w.key(path, values)
}

// key writes values, and then objects and lists, which are keys below it. The names in a list are 1, 2, 3…
func (w *registry) key(path string, values map[string]any) {
	fmt.Fprintf(w, "\r\n[%s]\r\n", path)
	names := slices.Sorted(maps.Keys(values))
	for _, name := range names {
		switch v := values[name].(type) {
		case string:
			fmt.Fprintf(w, "\"%s\"=\"%s\"\r\n", name, escapeRegistry.Replace(v))
		case bool:
			fmt.Fprintf(w, "\"%s\"=dword:%08x\r\n", name, map[bool]int{true: 1}[v])
		case int:
			fmt.Fprintf(w, "\"%s\"=dword:%08x\r\n", name, v)
		}
	}
	for _, name := range names {
		switch v := values[name].(type) {
		case map[string]any:
			w.key(path+`\`+name, v)
		case []any:
			w.list(path+`\`+name, v)
		}
	}
}

func (w *registry) list(path string, list []any) {
	values := make(map[string]any, len(list))
	for i, v := range list {
		values[strconv.Itoa(i+1)] = v
	}
	w.key(path, values)
}

var escapeRegistry = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
