package policy

import (
	"crypto/sha256"
	"fmt"
	"html"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// macOS: a configuration profile for each browser, with the browser's domain of preferences and the extension's own.
//
// https://www.chromium.org/administrators/configuring-policy-for-extensions/
// https://developer.apple.com/documentation/devicemanagement/toplevel
func (a Answers) macOS() (out []File) {
	for _, b := range []browser{chrome, edge} {
		own := b.domain + ".extensions." + a.Extension
		payloads := []any{forced(b.domain, a.policies(b))}
		if len(a.Settings) > 0 {
			payloads = append(payloads, forced(own, a.Settings))
		}
		profile := withUUID(map[string]any{
			"PayloadContent":           payloads,
			"PayloadDescription":       "Installe et règle Bouton 3018.",
			"PayloadDisplayName":       "Bouton 3018 (" + b.name + ")",
			"PayloadIdentifier":        "bouton3018." + own,
			"PayloadRemovalDisallowed": true,
			"PayloadScope":             "System",
			"PayloadType":              "Configuration",
			"PayloadVersion":           1,
		})
		out = append(out, File{
			"macos/" + b.file + ".mobileconfig",
			b.name + " sous macOS : à distribuer par la solution de gestion (MDM), qui peut le signer.",
			propertyList(profile),
		})
	}
	return out
}

// forced is the payload that sets preferences of a domain.
func forced(domain string, preferences map[string]any) map[string]any {
	set := map[string]any{"mcx_preference_settings": preferences}
	return withUUID(map[string]any{
		"PayloadContent":    map[string]any{domain: map[string]any{"Forced": []any{set}}},
		"PayloadEnabled":    true,
		"PayloadIdentifier": "bouton3018.payload." + domain,
		"PayloadType":       "com.apple.ManagedClient.preferences",
		"PayloadVersion":    1,
	})
}

// withUUID adds a UUID that is the same for the same content: a profile that says something new replaces the one
// before by its identifier, and is told apart by its UUID.
func withUUID(payload map[string]any) map[string]any {
	sum := sha256.Sum256(propertyList(payload))
	u := sum[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80 // version 8, RFC 9562: made by a rule of one's own
	payload["PayloadUUID"] = fmt.Sprintf("%X-%X-%X-%X-%X", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
	return payload
}

func propertyList(value any) []byte {
	p := &plist{}
	p.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">` + "\n" +
		`<plist version="1.0">` + "\n")
	p.value("", value)
	p.WriteString("</plist>\n")
	return []byte(p.String())
}

type plist struct{ strings.Builder }

// text: the five characters that package html escapes are those that XML wants escaped, in a form that XML knows;
// encoding/xml would make the worker larger. Characters that XML cannot have are refused before.
func (p *plist) text(indent, name, text string) {
	p.WriteString(indent + "<" + name + ">" + html.EscapeString(text) + "</" + name + ">\n")
}

func (p *plist) value(indent string, value any) {
	switch v := value.(type) {
	case string:
		p.text(indent, "string", v)
	case bool:
		p.WriteString(indent + "<" + strconv.FormatBool(v) + "/>\n")
	case int:
		p.text(indent, "integer", strconv.Itoa(v))
	case []any:
		p.WriteString(indent + "<array>\n")
		for _, entry := range v {
			p.value(indent+"  ", entry)
		}
		p.WriteString(indent + "</array>\n")
	case map[string]any:
		p.WriteString(indent + "<dict>\n")
		for _, key := range slices.Sorted(maps.Keys(v)) {
			p.text(indent+"  ", "key", key)
			p.value(indent+"  ", v[key])
		}
		p.WriteString(indent + "</dict>\n")
	}
}
