package assemble

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// internal lists the properties that only objects of the content script have. They are shortened, so no name may be here
// that a message, a rule or the storage carries, or that the content script asks of the DOM or the browser.
const internal = `
	acted any box boxes controls decision dirty flow hide index isBusy list node nones panel pointer
	press quoted reading release report rest roots rtl since speak tell until wake watch
`

// bundle compiles one TypeScript entry point with all it imports into one classic script, and shortens the names of the
// given properties wherever they stand in it.
func bundle(root, entry string, properties ...string) ([]byte, error) {
	var mangled string
	if len(properties) > 0 {
		mangled = "^(" + strings.Join(properties, "|") + ")$"
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:     root,
		EntryPoints:       []string{filepath.FromSlash(entry)},
		Bundle:            true,
		Format:            api.FormatIIFE,
		Platform:          api.PlatformBrowser,
		Target:            api.ES2022,
		Engines:           []api.Engine{{Name: api.EngineChrome, Version: MinimumChrome}},
		Charset:           api.CharsetUTF8,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		MangleProps:       mangled,
		// Every Chromium that runs the extension knows these; without a word esbuild builds them at run time.
		Supported:     map[string]bool{"regexp-unicode-property-escapes": true},
		LegalComments: api.LegalCommentsNone,
		Sourcemap:     api.SourceMapNone,
		Outfile:       filepath.FromSlash("out.js"), // named, never written
		Write:         false,
		LogLevel:      api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		lines := api.FormatMessages(result.Errors, api.FormatMessagesOptions{})
		return nil, errors.New(strings.TrimSpace(strings.Join(lines, "")))
	}
	if len(result.OutputFiles) != 1 {
		return nil, fmt.Errorf("%s became %d files and must become one", entry, len(result.OutputFiles))
	}
	return result.OutputFiles[0].Contents, nil
}
