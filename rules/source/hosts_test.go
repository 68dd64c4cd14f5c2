package source

import "testing"

func TestMatchPattern(t *testing.T) {
	if host, err := HostOf(MatchPattern("www.tiktok.com")); err != nil || host != "www.tiktok.com" {
		t.Errorf("host %q, %v", host, err)
	}
	for _, pattern := range []string{
		"", "<all_urls>", "https:///*", "https://*/*", "https://*.tiktok.com/*", "https://www.tiktok.com", "https://www.tiktok.com:81/*",
		"http://www.tiktok.com/*", "https://www.tiktok.com/report*", "https://www.tiktok.com/a/*", "*://www.tiktok.com/*",
	} {
		if host, err := HostOf(pattern); err == nil {
			t.Errorf("pattern %q was taken for %q", pattern, host)
		}
	}
}
