//go:build !js

package delivery

import (
	"strings"

	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
)

// livesLong: the program answers many requests.
const livesLong = true

// Packaged reads and checks the rules that this program was built with.
func Packaged() (*Rules, error) {
	s, err := source.Load(packaged.Files)
	if err != nil {
		return nil, err
	}
	vectors, err := packaged.Files.ReadFile("vectors.json")
	if err != nil {
		return nil, err
	}
	r := &Rules{Detection: s.Detection(), Directory: s.Directory(), Vectors: vectors}
	for _, h := range s.Hosts {
		for _, match := range h.Match {
			host, _ := strings.CutPrefix(match, "https://")
			r.Hosts = append(r.Hosts, strings.TrimSuffix(host, "/*"))
		}
	}
	return r, nil
}
