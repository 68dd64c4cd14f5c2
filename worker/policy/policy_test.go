package policy

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

const id = "abcdefghijklmnopabcdefghijklmnop"

// full has every item, with every character that a format must escape.
func full() Answers {
	return Answers{
		Sites:     func() ([]string, error) { return []string{"instagram", "tiktok"}, nil },
		Extension: id,
		Updates:   "https://rules.example/extension/updates.xml?a=1&b=2",
		Private:   Required,
		Firefox:   &Firefox{"bouton3018@example.org", "https://rules.example/extension/bouton3018.xpi"},
		Settings: map[string]any{
			"language":      "fr",
			"country":       "FR",
			"onlyCard":      true,
			"sitesOff":      []any{"instagram", "tiktok"},
			"rulesAddress":  "https://rules.example/miroir",
			"rulesInterval": "off",
			"contactRole":   `Infirmière "scolaire" & <CPE> \ l’'équipe`,
			"contactOffice": "Bâtiment B,\u00a01er étage",
			"contactPhone":  "01 23 45 67 89",
			"contactEmail":  "vie.scolaire@example.org",
			"contactHours":  "Mo-Fr 08:00-17:00; PH off",
			"localLines": []any{
				map[string]any{"name": "Ligne A", "phone": "0800 000 001", "hours": "24/7"},
				map[string]any{"name": "Ligne B", "phone": "0800 000 002"},
			},
			"evidence": false,
			"capture":  false,
		},
	}
}

// made returns the data of the files by name.
func made(t *testing.T, a Answers) map[string][]byte {
	t.Helper()
	files, problems := Files(a)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	out := map[string][]byte{}
	for _, f := range files {
		if len(f.Data) == 0 || f.What == "" || out[f.Name] != nil {
			t.Errorf("%s is empty, unexplained or there twice", f.Name)
		}
		out[f.Name] = f.Data
	}
	return out
}

func readJSON(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

func at(t *testing.T, v any, path ...string) any {
	t.Helper()
	for _, name := range path {
		v = v.(map[string]any)[name]
	}
	return v
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %v\nwant %v", what, got, want)
	}
}

// installed is the element of ExtensionSettings that belongs to full.
func installed() map[string]any {
	return map[string]any{
		"installation_mode":   "force_installed",
		"update_url":          full().Updates,
		"override_update_url": true,
	}
}

// TestSchemaIsRead: every item has a title, a description, a known type and a value in full, so that the tests below
// have all of them.
func TestSchemaIsRead(t *testing.T) {
	a := full()
	for _, item := range Items() {
		if item.Title == "" || item.Description == "" {
			t.Errorf("%s has no title or description", item.Name)
		}
		if _, set := a.Settings[item.Name]; !set {
			t.Errorf("%s is in no test", item.Name)
		}
	}
	if len(Items()) != len(a.Settings) || Items()[0].Name != "language" {
		t.Errorf("%d items, the first is %s", len(Items()), Items()[0].Name)
	}
}

func TestJSON(t *testing.T) {
	files := made(t, full())
	want := full().Settings
	for _, path := range []string{"opt/chrome", "chromium", "opt/edge"} {
		v := readJSON(t, files["linux/etc/"+path+"/policies/managed/bouton3018.json"])
		same(t, path, at(t, v, "ExtensionSettings", id), installed())
		same(t, path, at(t, v, "3rdparty", "extensions", id), want)
		if path == "opt/edge" {
			same(t, path, at(t, v, "InPrivateModeAvailability"), 1.0)
		} else {
			same(t, path, at(t, v, "MandatoryExtensionsForIncognitoNavigation"), []any{id})
		}
		if len(v) != 3 {
			t.Errorf("%s has %v", path, v)
		}
	}
	for name, value := range readJSON(t, files["google-admin/reglages.json"]) {
		same(t, name, value, map[string]any{"Value": want[name]})
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("the Admin console does not get %v", want)
	}
	for _, line := range []string{id, full().Updates} {
		if !strings.Contains(string(files["google-admin/installation.txt"]), line) {
			t.Errorf("the entry of the console has no %s", line)
		}
	}
	same(t, "templates", readJSON(t, files["windows/ExtensionSettings.json"]), map[string]any{id: installed()})
	firefox := at(t, readJSON(t, files["firefox/policies.json"]), "policies")
	same(t, "Firefox", at(t, firefox, "3rdparty", "Extensions", full().Firefox.ID), full().Settings)
	same(t, "Firefox", at(t, firefox, "ExtensionSettings", full().Firefox.ID), map[string]any{
		"installation_mode": "force_installed", "install_url": full().Firefox.Install, "private_browsing": true,
	})
}

// TestRegistry reads the .reg files as Windows and then Chromium do.
func TestRegistry(t *testing.T) {
	files := made(t, full())
	for name, root := range map[string]string{
		"chrome": `HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome`,
		"edge":   `HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Edge`,
	} {
		v := readRegistry(t, files["windows/"+name+".reg"], root)
		same(t, name, at(t, v, "ExtensionSettings", id), dwords(installed()))
		same(t, name, at(t, v, "3rdparty", "extensions", id, "policy"), dwords(full().Settings))
		if name == "edge" {
			same(t, name, at(t, v, "InPrivateModeAvailability"), 1)
		} else {
			// An entry 1 may be there already, of another extension.
			same(t, name, at(t, v, "MandatoryExtensionsForIncognitoNavigation"), map[string]any{"3018": id})
		}
	}
}

// dwords is a value with its booleans as numbers, which is how the registry has them.
func dwords(v any) any {
	switch v := v.(type) {
	case bool:
		return map[bool]int{true: 1}[v]
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = dwords(v[i])
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for k := range v {
			out[k] = dwords(v[k])
		}
		return out
	}
	return v
}

// readRegistry returns the values below a key. A key whose names are 1, 2, 3… is a list.
func readRegistry(t *testing.T, data []byte, root string) any {
	t.Helper()
	units := make([]uint16, len(data)/2)
	if err := binary.Read(bytes.NewReader(data), binary.LittleEndian, units); err != nil || len(data)%2 != 0 {
		t.Fatal("it is not UTF-16", err)
	}
	text := string(utf16.Decode(units))
	lines := strings.Split(text, "\r\n")
	if lines[0] != "\ufeffWindows Registry Editor Version 5.00" || strings.Count(text, "\n") != len(lines)-1 {
		t.Fatalf("it begins with %q", lines[0])
	}
	tree := map[string]any{}
	var key map[string]any
	var removed []string
	for _, line := range lines[1:] {
		switch {
		case line == "":
		case strings.HasPrefix(line, "[-"+root) && strings.HasSuffix(line, "]"):
			removed = append(removed, line[2:len(line)-1])
		case strings.HasPrefix(line, "["+root) && strings.HasSuffix(line, "]"):
			key = tree
			for _, name := range strings.Split(strings.TrimPrefix(line[1+len(root):len(line)-1], `\`), `\`) {
				if name == "" {
					continue
				}
				if key[name] == nil {
					key[name] = map[string]any{}
				}
				key = key[name].(map[string]any)
			}
		default:
			name, value, ok := strings.Cut(line, "=")
			if !ok || key == nil {
				t.Fatalf("not a value: %q", line)
			}
			key[unquoted(t, name)] = registryValue(t, value)
		}
	}
	if len(removed) != 2 || !strings.HasSuffix(removed[0], `\ExtensionSettings\`+id) ||
		!strings.HasSuffix(removed[1], id+`\policy`) {
		t.Errorf("it removes %q", removed)
	}
	return listed(tree)
}

func registryValue(t *testing.T, text string) any {
	t.Helper()
	if number, ok := strings.CutPrefix(text, "dword:"); ok && len(number) == 8 {
		n, err := strconv.ParseUint(number, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		return int(n)
	}
	return unquoted(t, text)
}

func unquoted(t *testing.T, text string) string {
	t.Helper()
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		t.Fatalf("%s is not in quotes", text)
	}
	var out strings.Builder
	escaped := false
	for _, r := range text[1 : len(text)-1] {
		switch {
		case !escaped && r == '"' || escaped && r != '"' && r != '\\':
			t.Fatalf("%s is not escaped as it should be", text)
		case !escaped && r == '\\':
			escaped = true
			continue
		}
		escaped = false
		out.WriteRune(r)
	}
	return out.String()
}

func listed(v any) any {
	object, ok := v.(map[string]any)
	if !ok {
		return v
	}
	var list []any
	for n := 1; object[strconv.Itoa(n)] != nil; n++ {
		list = append(list, listed(object[strconv.Itoa(n)]))
	}
	if len(list) > 0 && len(list) == len(object) {
		return list
	}
	for name := range object {
		object[name] = listed(object[name])
	}
	return object
}

func TestPropertyLists(t *testing.T) {
	files := made(t, full())
	for name, domain := range map[string]string{"chrome": "com.google.Chrome", "edge": "com.microsoft.Edge"} {
		profile := readPropertyList(t, files["macos/"+name+".mobileconfig"]).(map[string]any)
		same(t, name, profile["PayloadType"], "Configuration")
		payloads := profile["PayloadContent"].([]any)
		if len(payloads) != 2 {
			t.Fatalf("%d payloads", len(payloads))
		}
		own := domain + ".extensions." + id
		got := at(t, payloads[1], "PayloadContent", own, "Forced").([]any)[0]
		same(t, own, at(t, got, "mcx_preference_settings"), full().Settings)
		got = at(t, payloads[0], "PayloadContent", domain, "Forced").([]any)[0]
		same(t, domain, at(t, got, "mcx_preference_settings", "ExtensionSettings", id), installed())
		seen := map[any]bool{}
		for _, p := range append(payloads, profile) {
			uuid, identifier := at(t, p, "PayloadUUID"), at(t, p, "PayloadIdentifier")
			if seen[uuid] || seen[identifier] || len(uuid.(string)) != 36 {
				t.Errorf("%v, %v", uuid, identifier)
			}
			seen[uuid], seen[identifier] = true, true
		}
	}
}

// readPropertyList reads the elements that a property list may have here.
func readPropertyList(t *testing.T, data []byte) any {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			if start.Name.Local != "plist" {
				t.Fatalf("the document is a %s", start.Name.Local)
			}
			break
		}
	}
	v, _ := readElement(t, d)
	if _, end := readElement(t, d); !end {
		t.Error("there is more than one value")
	}
	if _, err := d.Token(); err == nil {
		if _, err := d.Token(); err != io.EOF {
			t.Error("there is something after the end")
		}
	}
	return v
}

// readElement returns the next value, or that the element around it ends.
func readElement(t *testing.T, d *xml.Decoder) (value any, end bool) {
	t.Helper()
	for {
		token, err := d.Token()
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			return nil, true
		case xml.StartElement:
			return readValue(t, d, e), false
		}
	}
}

func readValue(t *testing.T, d *xml.Decoder, e xml.StartElement) any {
	t.Helper()
	switch e.Name.Local {
	case "array":
		list := []any{}
		for {
			v, end := readElement(t, d)
			if end {
				return list
			}
			list = append(list, v)
		}
	case "dict":
		object := map[string]any{}
		for {
			key, end := readElement(t, d)
			if end {
				return object
			}
			object[key.(string)], _ = readElement(t, d)
		}
	}
	var text string
	if err := d.DecodeElement(&text, &e); err != nil {
		t.Fatal(err)
	}
	switch e.Name.Local {
	case "true", "false":
		return e.Name.Local == "true"
	case "integer":
		n, _ := strconv.Atoi(text)
		return n
	case "string", "key":
		return text
	}
	t.Fatalf("a property list has no %s", e.Name.Local)
	return nil
}

// TestFewAnswers: what is not asked for is not set.
func TestFewAnswers(t *testing.T) {
	files := made(t, Answers{Extension: id, Updates: stores[0]})
	if files["firefox/policies.json"] != nil {
		t.Error("there is a file for Firefox")
	}
	v := readJSON(t, files["linux/etc/chromium/policies/managed/bouton3018.json"])
	same(t, "policies", v, map[string]any{
		"ExtensionSettings": map[string]any{
			id: map[string]any{"installation_mode": "force_installed", "update_url": stores[0]},
		},
		"3rdparty": map[string]any{"extensions": map[string]any{id: map[string]any{}}},
	})
	if got := string(files["google-admin/reglages.json"]); got != "{}\n" {
		t.Errorf("the console gets %q", got)
	}
	closed := made(t, Answers{Extension: id, Updates: stores[0], Private: Closed})
	v = readJSON(t, closed["linux/etc/chromium/policies/managed/bouton3018.json"])
	same(t, "private windows", v["IncognitoModeAvailability"], 1.0)
}

func TestSameBytes(t *testing.T) {
	first, _ := Files(full())
	for range 5 {
		if again, _ := Files(full()); !reflect.DeepEqual(first, again) {
			t.Fatal("the same answers give other files")
		}
	}
	changed := full()
	changed.Settings["country"] = "BE"
	before, after := made(t, full()), made(t, changed)
	uuid := func(data []byte) any { return at(t, readPropertyList(t, data), "PayloadUUID") }
	if uuid(before["macos/chrome.mobileconfig"]) == uuid(after["macos/chrome.mobileconfig"]) {
		t.Error("a profile that says something else has the UUID of the one before")
	}
}

// TestAddresses: a browser can open these.
func TestAddresses(t *testing.T) {
	for _, address := range []string{
		"https://rules.example:8443/updates.xml", "https://xn--cole-9oa.example/u.xml", "https://[2001:db8::1]:443/u.xml",
		"https://192.0.2.1/u.xml", "http://127.0.0.1:8718/u.xml", "http://[::1]:8718/u.xml", "http://localhost/u.xml",
	} {
		if problems := checkAddress("updates", address); len(problems) > 0 {
			t.Errorf("%s: %v", address, problems)
		}
	}
}

// TestProblems: each mistake is named at its field, and nothing is made.
func TestProblems(t *testing.T) {
	for _, c := range []struct {
		field  string
		change func(*Answers)
	}{
		{"extension", func(a *Answers) { a.Extension = "" }},
		{"extension", func(a *Answers) { a.Extension = strings.Repeat("q", 32) }},
		{"extension", func(a *Answers) { a.Extension = id + "\n" }},
		{"updates", func(a *Answers) { a.Updates = "" }},
		{"updates", func(a *Answers) { a.Updates = "http://rules.example/updates.xml" }},
		{"updates", func(a *Answers) { a.Updates = "https:///updates.xml" }},
		{"updates", func(a *Answers) { a.Updates = "https://user@rules.example/updates.xml" }},
		{"updates", func(a *Answers) { a.Updates = `https://rules.example/"updates` }},
		{"updates", func(a *Answers) { a.Updates = "https://rules.example/a;b" }},
		{"updates", func(a *Answers) { a.Updates = "https://rules.example:99999/updates.xml" }},
		{"updates", func(a *Answers) { a.Updates = "https://rules..example/updates.xml" }},
		{"updates", func(a *Answers) { a.Updates = "https://école.example/updates.xml" }},
		{"updates", func(a *Answers) { a.Updates = "http://127.0.0.1.example/updates.xml" }},
		{"private", func(a *Answers) { a.Private = "maybe" }},
		{"firefox.id", func(a *Answers) { a.Firefox.ID = id }},
		{"firefox.install", func(a *Answers) { a.Firefox.Install = "file:///x.xpi" }},
		{"settings.language", set("language", "français")},
		{"settings.language", set("language", true)},
		{"settings.country", set("country", "FRA")},
		{"settings.country", set("country", "UK")},
		{"settings.onlyCard", set("onlyCard", "true")},
		{"settings.sitesOff", set("sitesOff", "instagram")},
		{"settings.sitesOff", set("sitesOff", []any{"insta gram"})},
		{"settings.sitesOff", set("sitesOff", []any{1.0})},
		{"settings.sitesOff", set("sitesOff", many(101))},
		{"settings.sitesOff", set("sitesOff", []any{"instagram", "tik-tok"})},
		{"settings.rulesAddress", set("rulesAddress", "http://rules.example")},
		{"settings.rulesAddress", set("rulesAddress", "https://rules..example")},
		{"settings.rulesAddress", set("rulesAddress", "https://rules.example:65536")},
		{"settings.rulesAddress", set("rulesAddress", "https://1.2.3.999")},
		{"updates", func(a *Answers) { a.Updates = "https://1.2.3.999/updates.xml" }},
		{"settings.contactRole", set("contactRole", " ")},
		{"settings.rulesInterval", set("rulesInterval", "hour")},
		{"settings.contactRole", set("contactRole", strings.Repeat("é", 61))},
		{"settings.contactRole", set("contactRole", "two\nlines")},
		{"settings.contactRole", set("contactRole", "\x00")},
		{"settings.contactRole", set("contactRole", "\xff")},
		{"settings.contactOffice", set("contactOffice", "\u202e")},
		{"settings.contactPhone", set("contactPhone", "01 23")},
		{"settings.contactEmail", set("contactEmail", "nobody")},
		{"settings.contactHours", set("contactHours", "toujours")},
		{"settings.contactHours", set("contactHours", "")},
		{"settings.localLines.0.phone", set("localLines", []any{map[string]any{"name": "A", "phone": "x"}})},
		{"settings.localLines.1.name", set("localLines", []any{
			map[string]any{"name": "A", "phone": "0800 000 001"}, map[string]any{"phone": "0800 000 001"},
		})},
		{"settings.localLines.0.hours", set("localLines", []any{
			map[string]any{"name": "A", "phone": "0800 000 001", "hours": "25:00"},
		})},
		{"settings.localLines.0.site", set("localLines", []any{map[string]any{"site": "x"}})},
		{"settings.localLines", set("localLines", []any{map[string]any{}, map[string]any{}, map[string]any{}, 1.0})},
		{"settings.evidence", set("evidence", 1.0)},
		{"settings.hide3018", set("hide3018", true)},
	} {
		a := full()
		c.change(&a)
		files, problems := Files(a)
		if len(problems) != 1 || problems[0].Field != c.field || files != nil {
			t.Errorf("%s: %d files, %v", c.field, len(files), problems)
			continue
		}
		if p := problems[0]; p.English == "" || p.French == "" {
			t.Errorf("%v is not said in both languages", p)
		}
	}
	local := full()
	local.Updates = "http://127.0.0.1:8718/extension/updates.xml"
	made(t, local)
}

func set(name string, value any) func(*Answers) {
	return func(a *Answers) { a.Settings[name] = value }
}

func many(n int) (out []any) {
	for i := range n {
		out = append(out, fmt.Sprintf("site%d", i))
	}
	return out
}

// FuzzFiles: whatever an administrator types, it is refused, or every reader finds it again as it was typed.
func FuzzFiles(f *testing.F) {
	f.Add(`Infirmière "A" \ <b> & 'c'`, "01 23 45 67 89")
	f.Add("\\\"", "+33123456789")
	f.Add("]]>", "3018")
	f.Fuzz(func(t *testing.T, role, phone string) {
		a := full()
		a.Settings["contactRole"], a.Settings["contactPhone"] = role, phone
		if _, problems := Files(a); len(problems) > 0 {
			return
		}
		files := made(t, a)
		v := readRegistry(t, files["windows/chrome.reg"], `HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Google\Chrome`)
		same(t, "registry", at(t, v, "3rdparty", "extensions", id, "policy", "contactRole"), role)
		profile := readPropertyList(t, files["macos/chrome.mobileconfig"]).(map[string]any)
		forced := at(t, profile["PayloadContent"].([]any)[1], "PayloadContent", "com.google.Chrome.extensions."+id, "Forced")
		same(t, "macOS", at(t, forced.([]any)[0], "mcx_preference_settings", "contactRole"), role)
		v = readJSON(t, files["linux/etc/chromium/policies/managed/bouton3018.json"])
		same(t, "Linux", at(t, v, "3rdparty", "extensions", id, "contactRole"), role)
	})
}
