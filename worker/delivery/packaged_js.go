//go:build js

package delivery

import (
	"errors"
	"strings"
	"syscall/js"

	"github.com/syumai/workers/cloudflare"
)

// livesLong: the program ends with its first answer.
const livesLong = false

// Packaged reads the texts that entry.mjs has imported. They are not in the
// program: each request would copy them into its memory.
func Packaged() (*Rules, error) {
	texts := cloudflare.GetBinding("PACKAGED")
	if texts.Type() != js.TypeObject {
		return nil, errors.New("entry.mjs did not hand over the packaged rules")
	}
	text := func(name string) []byte { return []byte(texts.Get(name).String()) }
	return &Rules{
		Detection: text("detection"),
		Directory: text("directory"),
		Hosts:     strings.Fields(string(text("hosts"))),
		Vectors:   text("vectors"),
	}, nil
}
