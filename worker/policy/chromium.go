package policy

import (
	"bytes"
	"encoding/json"
)

// asJSON writes a value that can always be written.
func asJSON(value any, indent string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(value); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// googleAdmin: the console takes the id and the address in a form, and the settings as a JSON object of objects with
// the key Value.
//
// https://www.chromium.org/administrators/configuring-policy-for-extensions/
func (a Answers) googleAdmin() []File {
	wrapped := map[string]any{}
	for name, value := range a.Settings {
		wrapped[name] = map[string]any{"Value": value}
	}
	entry := "Identifiant : " + a.Extension + "\nAdresse : " + a.Updates + "\nInstallation : forcée\n"
	switch a.Private {
	case Closed:
		entry += "Mode navigation privée (réglages des utilisateurs et des navigateurs) : interdit\n"
	case Required:
		entry += "Extensions à autoriser pour naviguer en privé (mêmes réglages) : " + a.Extension + "\n"
	}
	return []File{
		{"google-admin/installation.txt",
			"Console d’administration Google, Appareils, Chrome, Applications et extensions : ajouter par identifiant, " +
				"« à partir d’une URL personnalisée », avec ces deux lignes ; puis « Forcer l’installation ».",
			[]byte(entry)},
		{"google-admin/reglages.json",
			"Même page, l’extension choisie : « Règles pour les extensions ». Coller ou envoyer ce fichier.",
			asJSON(wrapped, "  ")},
	}
}

// linux: one file in the folder of managed policies; the names below linux/ are those on the disk.
//
// https://www.chromium.org/administrators/linux-quick-start/
// https://www.chromium.org/administrators/configuring-policy-for-extensions/
func (a Answers) linux() (out []File) {
	for _, b := range []browser{chrome, chromium, edge} {
		policies := a.policies(b)
		policies["3rdparty"] = map[string]any{"extensions": map[string]any{a.Extension: a.settings()}}
		out = append(out, File{
			"linux/" + b.linux + "/bouton3018.json",
			b.name + " sous Linux : /" + b.linux + "/bouton3018.json, lisible par tous. Si un autre fichier de ce " +
				"dossier règle aussi ExtensionSettings, réunir les deux : un seul compte.",
			asJSON(policies, "  "),
		})
	}
	return out
}

// firefox: what it calls an extension's own settings is 3rdparty, and there is one file for all policies.
//
// https://mozilla.github.io/enterprise-admin-reference/reference/policies/extensionsettings/
func (a Answers) firefox() []File {
	if a.Firefox == nil {
		return nil
	}
	settings := map[string]any{"installation_mode": "force_installed", "install_url": a.Firefox.Install}
	policies := map[string]any{
		"ExtensionSettings": map[string]any{a.Firefox.ID: settings},
		"3rdparty":          map[string]any{"Extensions": map[string]any{a.Firefox.ID: a.settings()}},
	}
	switch a.Private {
	case Closed:
		policies["PrivateBrowsingModeAvailability"] = 1
	case Required:
		settings["private_browsing"] = true
	}
	return []File{{
		"firefox/policies.json",
		"Firefox, dès qu’il y a un paquet pour lui : /etc/firefox/policies sous Linux ; sous Windows et macOS le " +
			"dossier distribution de Firefox. Il n’y a qu’un policies.json : s’il existe, réunir les deux.",
		asJSON(map[string]any{"policies": policies}, "  "),
	}}
}
