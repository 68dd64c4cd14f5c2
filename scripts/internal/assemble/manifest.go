package assemble

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Name is the name that people see, in the browser and in its stores. It says that the extension is independent until
// the association that runs the 3018 agrees in writing to something else.
const Name = "Bouton 3018 (extension indépendante)"

const (
	// Version is the version of the extension.
	Version = "0.1.0"
	// MinimumChrome is the oldest Chromium that the extension runs in, and what the scripts are compiled for.
	MinimumChrome = "120"

	description = "Quand tu signales un contenu, le 3018 est juste là. Extension indépendante, qui n’est pas faite par e-Enfance."
)

// manifest is the part of a Manifest V3 that the extension uses.
type manifest struct {
	ManifestVersion int               `json:"manifest_version"`
	Name            string            `json:"name"`
	Version         string            `json:"version"`
	Description     string            `json:"description"`
	MinimumChrome   string            `json:"minimum_chrome_version"`
	Icons           map[string]string `json:"icons"`
	Incognito       string            `json:"incognito"`
	Permissions     []string          `json:"permissions"`
	Hosts           []string          `json:"host_permissions"`
	Background      background        `json:"background"`
	ContentScripts  []contentScript   `json:"content_scripts"`
	Options         optionsPage       `json:"options_ui"`
	Policy          policy            `json:"content_security_policy"`
}

type background struct {
	ServiceWorker string `json:"service_worker"`
}

type contentScript struct {
	Matches       []string `json:"matches"`
	JS            []string `json:"js"`
	RunAt         string   `json:"run_at"`
	AllFrames     bool     `json:"all_frames"`
	MatchFallback bool     `json:"match_origin_as_fallback"`
}

type optionsPage struct {
	Page      string `json:"page"`
	OpenInTab bool   `json:"open_in_tab"`
}

type policy struct {
	ExtensionPages string `json:"extension_pages"`
}

// writeManifest returns manifest.json for an extension that runs on the pages of the match patterns, and nowhere else.
// Beyond its own package it can ask the origin connect, if there is one, and nobody else.
func writeManifest(patterns []string, connect string) ([]byte, error) {
	patterns = slices.Clone(patterns)
	slices.Sort(patterns)
	patterns = slices.Compact(patterns)
	if len(patterns) == 0 {
		return nil, fmt.Errorf("the host file names no match pattern")
	}
	for _, pattern := range patterns {
		// Chromium refuses match_origin_as_fallback beside a narrower path, and only https pages are meant.
		host, https := strings.CutPrefix(pattern, "https://")
		host, all := strings.CutSuffix(host, "/*")
		if !https || !all || strings.Trim(host, "*./") == "" || strings.ContainsAny(host, "/: ") {
			return nil, fmt.Errorf("match pattern %q is not https://HOST/*", pattern)
		}
	}
	icons := map[string]string{}
	for _, size := range iconSizes {
		icons[fmt.Sprint(size)] = iconName(size)
	}
	text, err := json.MarshalIndent(manifest{
		ManifestVersion: 3,
		Name:            Name,
		Version:         Version,
		Description:     description,
		MinimumChrome:   MinimumChrome,
		Icons:           icons,
		// Its own process and session storage in private windows: nothing passes from one to the other.
		Incognito:   "split",
		Permissions: []string{"storage", "alarms"},
		Hosts:       patterns,
		Background:  background{ServiceWorker: "background.js"},
		ContentScripts: []contentScript{{
			Matches:       patterns,
			JS:            []string{"content.js"},
			RunAt:         "document_start", // our listeners stand before the page's
			AllFrames:     true,
			MatchFallback: true,
		}},
		Options: optionsPage{Page: "options.html", OpenInTab: true},
		// The core is WebAssembly, which the default policy of extension pages forbids.
		Policy: policy{ExtensionPages: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; " +
			strings.TrimSpace("connect-src 'self' "+connect) + "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
	}, "", "  ")
	return append(text, '\n'), err
}
