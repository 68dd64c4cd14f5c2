package assemble

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"bouton3018/scripts/internal/setup"
)

// manifest is what the tests ask of manifest.json.
type manifest struct {
	Name           string            `json:"name"`
	Description    string            `json:"description"`
	Icons          map[string]string `json:"icons"`
	Permissions    []string          `json:"permissions"`
	Hosts          []string          `json:"host_permissions"`
	Optional       []string          `json:"optional_host_permissions"`
	ContentScripts []struct {
		Matches []string `json:"matches"`
	} `json:"content_scripts"`
	Policy struct {
		ExtensionPages string `json:"extension_pages"`
	} `json:"content_security_policy"`
}

func parseManifest(t *testing.T, text []byte) (m manifest) {
	t.Helper()
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatalf("manifest.json: %v", err)
	}
	return m
}

// testManifest looks at the manifest that is shipped. What it asks for is an exact list: whoever adds to it changes it
// here, and in the README, where each permission has its reason.
func testManifest(t *testing.T, shipped Package) {
	var all map[string]any
	if err := json.Unmarshal(shipped["manifest.json"], &all); err != nil {
		t.Fatal(err)
	}
	keys := []string{
		"action", "background", "content_scripts", "content_security_policy", "description", "host_permissions", "icons",
		"incognito", "manifest_version", "minimum_chrome_version", "name", "optional_host_permissions", "options_ui",
		"permissions", "storage", "version",
	}
	if got := slices.Sorted(maps.Keys(all)); !slices.Equal(got, keys) {
		t.Errorf("the manifest has %q, want %q", got, keys)
	}
	m := parseManifest(t, shipped["manifest.json"])
	if want := []string{"storage", "alarms", "activeTab", "scripting"}; !slices.Equal(m.Permissions, want) {
		t.Errorf("permissions %q, want %q", m.Permissions, want)
	}
	hosts := []string{
		"https://bsky.app/*", "https://discord.com/*", "https://fr.pinterest.com/*", "https://instagram.com/*",
		"https://kick.com/*", "https://m.tiktok.com/*", "https://scratch.mit.edu/*", "https://steamcommunity.com/*",
		"https://web.snapchat.com/*", "https://web.telegram.org/*", "https://web.whatsapp.com/*",
		"https://www.facebook.com/*", "https://www.instagram.com/*", "https://www.jeuxvideo.com/*",
		"https://www.linkedin.com/*", "https://www.messenger.com/*", "https://www.pinterest.com/*",
		"https://www.pinterest.fr/*", "https://www.reddit.com/*", "https://www.roblox.com/*",
		"https://www.snapchat.com/*", "https://www.threads.com/*", "https://www.threads.net/*",
		"https://www.tiktok.com/*", "https://www.twitch.tv/*", "https://www.youtube.com/*", "https://x.com/*",
	}
	if !slices.Equal(m.Hosts, hosts) || !slices.Equal(m.ContentScripts[0].Matches, hosts) {
		t.Errorf("hosts %q and %q, want %q", m.Hosts, m.ContentScripts[0].Matches, hosts)
	}
	// Asked for one site at a time, by whoever adds it.
	if want := []string{"https://*/*"}; !slices.Equal(m.Optional, want) {
		t.Errorf("optional hosts %q, want %q", m.Optional, want)
	}
	if len(m.Icons) == 0 {
		t.Error("no icons")
	}
	if !strings.Contains(m.Policy.ExtensionPages, "connect-src 'self';") {
		t.Errorf("the extension may ask others: %s", m.Policy.ExtensionPages)
	}
	// Stores cut a longer name or description, or refuse it.
	if name, text := []rune(m.Name), []rune(m.Description); len(name) > 45 || len(text) > 132 {
		t.Errorf("the name has %d characters, the description %d", len(name), len(text))
	}
}

func TestManifestOfUpdates(t *testing.T) {
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := edition{}.readManifest(root, []string{"b.example", "a.example", "b.example"}, "https://rules.example")
	if err != nil {
		t.Fatal(err)
	}
	m := parseManifest(t, text)
	if want := []string{"https://a.example/*", "https://b.example/*"}; !slices.Equal(m.Hosts, want) {
		t.Errorf("hosts %q, want %q", m.Hosts, want)
	}
	if policy := m.Policy.ExtensionPages; !strings.Contains(policy, "connect-src 'self' https://rules.example;") {
		t.Errorf("the extension may not ask for rules: %s", policy)
	}
}

func TestFillIn(t *testing.T) {
	text := []byte("a b a")
	if got, err := fillIn(text, blank{"a", "c", 2}, blank{"b", "d", 1}); err != nil || string(got) != "c d c" {
		t.Errorf("%q, %v", got, err)
	}
	// A place that somebody renamed must not stay as it is.
	if got, err := fillIn(text, blank{"a", "c", 1}); err == nil {
		t.Errorf("filled in %q", got)
	}
}

func TestEditions(t *testing.T) {
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	all, err := Editions(root)
	if err != nil || !slices.Equal(all, []string{"family", "neutral", "school"}) {
		t.Fatalf("editions %q, %v", all, err)
	}
	for _, name := range all {
		e, err := readEdition(root, name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := e.readManifest(root, []string{"a.example"}, "")
		if err != nil {
			t.Fatal(err)
		}
		m := parseManifest(t, text)
		if !strings.Contains(m.Policy.ExtensionPages, "connect-src 'self';") {
			t.Errorf("%s may ask others without an address: %s", name, m.Policy.ExtensionPages)
		}
		asking, err := e.readManifest(root, []string{"a.example"}, "https://rules.example")
		if err != nil {
			t.Fatal(err)
		}
		hosts := " https://rules.example"
		if name == "school" {
			hosts += " https:" // its own mirror
		}
		if policy := parseManifest(t, asking).Policy.ExtensionPages; !strings.Contains(policy, "connect-src 'self'"+hosts+";") {
			t.Errorf("%s: %s", name, policy)
		}
		told := m.Name + m.Description
		if name == "neutral" && (strings.Contains(told, "3018") || strings.Contains(told, "signale") || e.Icons == "") {
			t.Errorf("the neutral edition says what it is: %s, %s, %q", m.Name, m.Description, e.Icons)
		} else if name != "neutral" && !strings.Contains(m.Name, "3018") {
			t.Errorf("%s is named %s", name, m.Name)
		}
	}
	if _, err := readEdition(root, "adult"); err == nil || !strings.Contains(err.Error(), `"adult"`) {
		t.Errorf("an unknown edition: %v", err)
	}
}

// TestManaged holds that the schema for browsers has every item and none of its bounds.
func TestManaged(t *testing.T) {
	root, err := setup.Root()
	if err != nil {
		t.Fatal(err)
	}
	text, err := readManaged(root)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Properties map[string]map[string]any
	}
	if err := json.Unmarshal(text, &got); err != nil || len(got.Properties) < 10 {
		t.Fatalf("%d items, %v", len(got.Properties), err)
	}
	for name, item := range got.Properties {
		if item["type"] == "" || item["description"] == "" {
			t.Errorf("%s lacks its type or description", name)
		}
	}
	for _, bound := range []string{"pattern", "enum", "minimum", "maximum", "maxLength", "maxItems"} {
		if strings.Contains(string(text), `"`+bound+`"`) {
			t.Errorf("a browser would drop what is beyond a %s, and nobody could name it", bound)
		}
	}
}
