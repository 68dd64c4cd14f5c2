package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/wasm/core"
)

// format is the first thing that a manifest says.
const format = "bouton3018/evidence/1"

// maxManifest is in bytes: most of it is an address, and browsers know addresses of two million characters.
const maxManifest = 8 << 20

// A Manifest is manifest.json. Every member is required.
type Manifest struct {
	Format  string `json:"format"`
	Made    string `json:"made"`    // "2026-11-26T18:30:05+01:00"
	Zone    string `json:"zone"`    // IANA name, "Europe/Paris"
	Address string `json:"address"` // of the page, http or https
	Account string `json:"account"` // as a person typed it, "" where they did not
	Blanked int    `json:"blanked"` // how many parts of the picture were made black
	Files   []File `json:"files"`   // all but the manifest
}

// A File is one file of a proof.
type File struct {
	Name   string `json:"name"`
	Size   int    `json:"size"`   // bytes
	SHA256 string `json:"sha256"` // hexadecimal digits in small letters
}

var (
	zoneName = regexp.MustCompile(`^[A-Za-z][\w+/-]{0,63}$`)
	// What a browser takes for an address is more than what net/url does.
	webAddress = regexp.MustCompile(`^https?://[^/?#]`)
	hashText   = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// parseManifest reads a manifest. An error continues a sentence that begins with the file's name.
func parseManifest(text []byte) (m Manifest, err error) {
	if code := core.Sound(text, maxManifest); code != "" {
		return m, fmt.Errorf("cannot be read (%s)", code)
	}
	if !gjson.ValidBytes(text) {
		return m, errors.New("is not JSON")
	}
	if repeated := rules.RepeatedKey(string(text)); repeated != "" {
		return m, fmt.Errorf("says %.100q twice", repeated)
	}
	for _, key := range []string{"format", "made", "zone", "address", "account", "blanked", "files"} {
		if !gjson.GetBytes(text, key).Exists() {
			return m, fmt.Errorf("does not say %q", key)
		}
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	var wrong *json.UnmarshalTypeError
	if err := dec.Decode(&m); errors.As(err, &wrong) {
		return m, fmt.Errorf("has a %s in %.100q", wrong.Value, wrong.Field)
	} else if err != nil {
		return m, fmt.Errorf("is not written as it must be: %.200s", strings.TrimPrefix(err.Error(), "json: "))
	}
	return m, m.check()
}

func (m *Manifest) check() error {
	if m.Format != format {
		return fmt.Errorf("is of the format %.100q, and this command knows %q", m.Format, format)
	}
	if _, err := time.Parse(time.RFC3339, m.Made); err != nil {
		return fmt.Errorf("has no time in %.100q", m.Made)
	}
	if !zoneName.MatchString(m.Zone) {
		return fmt.Errorf("has no time zone in %.100q", m.Zone)
	}
	if !webAddress.MatchString(m.Address) {
		return fmt.Errorf("has no address of a page in %.100q", m.Address)
	}
	seen := map[string]bool{}
	for _, f := range m.Files {
		switch {
		case f.Name != picture && f.Name != sheet:
			return fmt.Errorf("names %.100q, which no proof has", f.Name)
		case seen[f.Name]:
			return fmt.Errorf("names %s twice", f.Name)
		case !hashText.MatchString(f.SHA256):
			return fmt.Errorf("has no SHA-256 of %s in %.100q", f.Name, f.SHA256)
		}
		seen[f.Name] = true
	}
	if !seen[sheet] {
		return fmt.Errorf("does not name %s", sheet)
	}
	if m.Blanked < 0 || m.Blanked > 0 && !seen[picture] {
		return fmt.Errorf("says that %d parts of a picture were made black", m.Blanked)
	}
	return nil
}

// plain is a text from a file that anybody may have written, without what a terminal would obey.
func plain(text string) string {
	const most = 2000 // characters
	runes := []rune(strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) {
			return r
		}
		return '\uFFFD'
	}, text))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}
