package assemble

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
)

// Updates is where an extension looks for newer rules, and whose signatures it believes.
type Updates struct {
	URL  string // an https address, or an http one of this computer; /v1/head and the others stand below it
	Keys string // a key file, as release.ParseKeys reads it
	// Publication is what the package begins with: its parts are packaged instead of those of rules/packaged. Without it
	// the package has no statements, and its first check takes those that it is given.
	Publication *release.Publication
}

// Main is the main function of a command that takes nothing but flags: its own, which it has declared, and those that
// say where newer rules come from.
func Main(command string, run func(context.Context, *Updates) error) {
	var f updatesFlags
	flag.StringVar(&f.url, "rules-url", "", "look for newer rules at this `address`")
	flag.StringVar(&f.keys, "keys", "", "the key `file` that the extension trusts; needed with -rules-url")
	flag.StringVar(&f.publication, "publication", "",
		"package the parts of this publication, a JSON `file`, with its statements and head")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, command+": takes no arguments but its flags")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	updates, err := f.read()
	if err == nil {
		err = run(ctx, updates)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", command, err)
		os.Exit(1)
	}
}

type updatesFlags struct{ url, keys, publication string }

// read reads the files that the flags name; nil without an address.
func (f *updatesFlags) read() (*Updates, error) {
	if (f.url == "") != (f.keys == "") || f.publication != "" && f.url == "" {
		return nil, errors.New("-rules-url and -keys belong together, and -publication needs both")
	}
	if f.url == "" {
		return nil, nil
	}
	keys, err := source.ReadFile(f.keys)
	if err != nil {
		return nil, err
	}
	u := &Updates{URL: f.url, Keys: string(keys)}
	if f.publication == "" {
		return u, nil
	}
	text, err := source.ReadFile(f.publication)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &u.Publication); err != nil || u.Publication == nil {
		return nil, fmt.Errorf("%s is not a publication: %v", f.publication, err)
	}
	return u, nil
}

// updatesFile is updates.json.
type updatesFile struct {
	URL         string               `json:"url"`
	Keys        string               `json:"keys"`
	Publication *release.Publication `json:"publication"`
}

// addTo puts updates.json and vectors.json beside the parts, and the published parts in their place. It returns the
// origin that the extension asks. Packaged is the folder rules/packaged, hosts those that the manifest names.
func (u *Updates) addTo(p Package, packaged string, hosts []string) (origin string, err error) {
	address, origin, err := parseAddress(u.URL)
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
	if published := u.Publication; published != nil {
		if err := p.replaceParts(keys, published, hosts); err != nil {
			return "", fmt.Errorf("the publication: %w", err)
		}
		file.Publication = &release.Publication{HeadFile: published.HeadFile}
	}
	if p["updates.json"], err = json.Marshal(file); err != nil {
		return "", err
	}
	p["vectors.json"], err = os.ReadFile(filepath.Join(packaged, "vectors.json"))
	return origin, err
}

// parseAddress checks an address and returns it without a slash at its end, and its origin.
func parseAddress(text string) (clean, origin string, err error) {
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

// replaceParts puts the parts of a publication in the place of the packaged ones, when its notes are theirs.
func (p Package) replaceParts(keys *release.Keys, published *release.Publication, hosts []string) error {
	if _, err := keys.OpenHead(published.Head); err != nil {
		return err
	}
	notes := map[string]string{release.Detection: published.Detection, release.Directory: published.Directory}
	for part, note := range notes {
		signed, err := keys.OpenStatement(part, note)
		if err != nil {
			return err
		}
		name := part + ".json"
		candidates := append([]string{string(p[name])}, published.Parts...) // a part may be the one that is packaged
		i := slices.IndexFunc(candidates, func(text string) bool { return release.HashOf([]byte(text)) == signed.Hash })
		if i < 0 {
			return fmt.Errorf("the %s part that is signed is neither in it nor in rules/packaged", part)
		}
		p[name] = []byte(candidates[i])
	}
	return p.checkParts(hosts)
}

// checkParts checks that the core will take the parts, and that they know no site beyond the manifest's hosts.
func (p Package) checkParts(hosts []string) error {
	detection, err := rules.ParseDetection(p["detection.json"])
	if err != nil {
		return err
	}
	_, err = rules.ParseDirectory(p["directory.json"])
	for _, platform := range detection.Platforms {
		for _, host := range platform.Hosts {
			if !slices.Contains(hosts, host) {
				const unknown = "%s has the host %s, which rules/packaged/hosts.json does not name"
				err = errors.Join(err, fmt.Errorf(unknown, platform.ID, host))
			}
		}
	}
	return err
}
