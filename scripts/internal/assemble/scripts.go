package assemble

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle compiles one TypeScript entry point with all it imports into one classic script.
func bundle(root, entry string) ([]byte, error) {
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
		LegalComments:     api.LegalCommentsNone,
		Sourcemap:         api.SourceMapNone,
		Outfile:           filepath.FromSlash("out.js"), // named, never written
		Write:             false,
		LogLevel:          api.LogLevelSilent,
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
