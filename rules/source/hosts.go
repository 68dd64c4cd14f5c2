package source

import (
	"fmt"
	"slices"
	"strings"

	"bouton3018/rules"
)

// site is one platform of hosts.json and the match patterns of its pages.
type site struct {
	Platform string
	Match    []string
}

// MatchPattern returns the match pattern of all pages of a host, as a manifest names them: "https://HOST/*".
func MatchPattern(host string) string { return "https://" + host + "/*" }

// HostOf returns the host of a match pattern. Any other form than that of [MatchPattern] is an error: Chromium refuses
// match_origin_as_fallback beside a narrower path, and pages of all hosts or without encryption are not meant.
func HostOf(pattern string) (string, error) {
	host := strings.TrimSuffix(strings.TrimPrefix(pattern, "https://"), "/*")
	if MatchPattern(host) != pattern || strings.Trim(host, ".") == "" || strings.ContainsAny(host, "/:*<> ") {
		return "", fmt.Errorf("match pattern %q is not https://HOST/*", pattern)
	}
	return host, nil
}

// hosts checks that every platform has the hosts that its rules name, and that no host is of a platform without rules.
// It returns all hosts, in the order of the file.
func (l *loader) hosts(sites []site, d *rules.Detection) (all []string) {
	allowed := map[string][]string{}
	for _, s := range sites {
		if !isSite(d, s.Platform) {
			l.problem("hosts.json", fmt.Errorf("names the unknown platform %q", s.Platform))
		}
		for _, pattern := range s.Match {
			host, err := HostOf(pattern)
			if err != nil {
				l.problem("hosts.json", err)
			}
			allowed[s.Platform] = append(allowed[s.Platform], host)
			all = append(all, host)
		}
	}
	for _, p := range slices.Concat(d.Platforms, d.Skipped) {
		for _, host := range p.Hosts {
			if !slices.Contains(allowed[p.ID], host) {
				wrong := fmt.Errorf("has the host %s, which hosts.json does not give to %s", host, p.ID)
				l.problem("platforms/"+p.ID+".json", wrong)
			}
		}
	}
	return all
}

// optionalSite is one of optional.json.
type optionalSite struct {
	Name  string
	Hosts []string // without "www."
}

// optional checks that no site is asked for that the extension runs on anyway, and none is named twice.
func (l *loader) optional(sites []optionalSite, hosts []string) {
	seen := map[string]bool{}
	for _, s := range sites {
		for _, host := range s.Hosts {
			switch {
			case strings.HasPrefix(host, "www."):
				l.problem("optional.json", fmt.Errorf("has %s, which is written without www", host))
			case slices.Contains(hosts, host) || slices.Contains(hosts, "www."+host):
				l.problem("optional.json", fmt.Errorf("has %s of %s, which hosts.json has already", host, s.Name))
			case seen[host]:
				l.problem("optional.json", fmt.Errorf("has %s twice", host))
			}
			seen[host] = true
		}
	}
}

// notAdult checks that the extension runs on no site for adults by itself: somebody has to add it.
func (l *loader) notAdult(hosts, adult []string) {
	for _, host := range hosts {
		for _, site := range adult {
			if strings.HasSuffix("."+host, "."+site) {
				l.problem("hosts.json", fmt.Errorf("has %s, a site for adults, which only optional.json may have", host))
			}
		}
	}
}

func isSite(d *rules.Detection, id string) bool {
	return d.Platform(id) != nil || d.SkippedPlatform(id) != nil
}
