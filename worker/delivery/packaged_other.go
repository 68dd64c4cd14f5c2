//go:build !js

package delivery

import (
	"sync"

	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
)

// livesLong: the program answers many requests.
const livesLong = true

// Packaged reads and checks the rules that this program was built with, once.
var Packaged = sync.OnceValues(func() (*Rules, error) {
	s, err := source.Load(packaged.Files)
	if err != nil {
		return nil, err
	}
	vectors, err := packaged.Files.ReadFile("vectors.json")
	if err != nil {
		return nil, err
	}
	return &Rules{Detection: s.Detection(), Directory: s.Directory(), Hosts: s.Hosts, Vectors: vectors}, nil
})
