package rules

import "testing"

func TestVersionOf(t *testing.T) {
	for part, want := range map[string]int64{
		`{"part":"detection","version":12}`:                           12,
		`{"version" : 12 , "part":"version"}`:                         12,
		`{"part":"version","x":[{"version":3}],"y\"}":1,"version":4}`: 4,
		`{"x":{"version":3}}`:                                         0,
		`{"version":"3"}`:                                             0,
		`{"version":1.5}`:                                             0,
		`{"version":99999999999999999999}`:                            0,
		`{"version"`:                                                  0,
		`{"version":`:                                                 0,
		`{"version\`:                                                  0,
		`[{"version":3}]`:                                             0,
		``:                                                            0,
	} {
		if got := VersionOf([]byte(part)); got != want {
			t.Errorf("%s: got %d, want %d", part, got, want)
		}
	}
}
