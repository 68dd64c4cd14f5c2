package assemble

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bouton3018/rules"
	"bouton3018/rules/release"
)

// Updates is where an extension looks for newer rules, and whose signatures it believes.
type Updates struct {
	URL  string // an https address, or an http one of this computer; /v1/head and the others stand below it
	Keys string // a key file, as release.ParseKeys reads it
	// Publication is what the package begins with: its parts are packaged instead of those of rules/packaged. Without it
	// the package has no statements, and its first check takes those that it is given.
	Publication *release.Publication
}

// updatesFile is updates.json.
type updatesFile struct {
	URL         string               `json:"url"`
	Keys        string               `json:"keys"`
	Publication *release.Publication `json:"publication"`
}

// add puts updates.json and vectors.json beside the parts, and the published parts in their place. It returns the origin
// that the extension asks.
func (u *Updates) add(all map[string][]byte, packaged string, patterns []string) (origin string, err error) {
	address, origin, err := address(u.URL)
	if err != nil {
		return "", err
	}
	keys, err := release.ParseKeys(u.Keys)
	if err != nil {
		return "", fmt.Errorf("the key file: %w", err)
	}
	file := updatesFile{URL: address}
	for _, key := range keys.All { // without the comments
		file.Keys += key.Role + " " + key.Verifier + "\n"
	}
	if p := u.Publication; p != nil {
		if err := publish(all, keys, p, patterns); err != nil {
			return "", fmt.Errorf("the publication: %w", err)
		}
		file.Publication = &release.Publication{Head: p.Head, Detection: p.Detection, Directory: p.Directory}
	}
	if all["updates.json"], err = json.Marshal(file); err != nil {
		return "", err
	}
	all["vectors.json"], err = os.ReadFile(filepath.Join(packaged, "vectors.json"))
	return origin, err
}

// address checks an address and returns it without a slash at its end, and its origin.
func address(text string) (clean, origin string, err error) {
	u, err := url.Parse(text)
	if err != nil {
		return "", "", err
	}
	local := u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback()
	switch {
	case u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && local):
		return "", "", fmt.Errorf("the address %q is not https://…, nor http://… of this computer", text)
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || strings.Contains(text, "#"):
		return "", "", fmt.Errorf("the address %q has more than a host and a path", text)
	}
	return strings.TrimRight(text, "/"), u.Scheme + "://" + u.Host, nil
}

// publish puts the parts of a publication in the place of the packaged ones, when its notes say that they are those.
func publish(all map[string][]byte, keys *release.Keys, p *release.Publication, patterns []string) error {
	if _, err := keys.OpenHead(p.Head); err != nil {
		return err
	}
	for part, note := range map[string]string{release.Detection: p.Detection, release.Directory: p.Directory} {
		signed, err := keys.OpenStatement(part, note)
		if err != nil {
			return err
		}
		name := part + ".json"
		candidates := append([]string{string(all[name])}, p.Parts...) // a part may be the one that is packaged
		i := slices.IndexFunc(candidates, func(text string) bool {
			sum := sha256.Sum256([]byte(text))
			return hex.EncodeToString(sum[:]) == signed.Hash
		})
		if i < 0 {
			return fmt.Errorf("the %s part that is signed is neither in it nor in rules/packaged", part)
		}
		all[name] = []byte(candidates[i])
	}
	return sound(all, patterns)
}

// sound checks that the core will take the parts, and that they know no site beyond the manifest's.
func sound(all map[string][]byte, patterns []string) error {
	detection, err := rules.ParseDetection(all["detection.json"])
	if err != nil {
		return err
	}
	_, err = rules.ParseDirectory(all["directory.json"])
	for _, platform := range detection.Platforms {
		for _, host := range platform.Hosts {
			if !slices.Contains(patterns, "https://"+host+"/*") {
				err = errors.Join(err, fmt.Errorf("%s has the host %s, which rules/packaged/hosts.json does not name", platform.ID, host))
			}
		}
	}
	return err
}
