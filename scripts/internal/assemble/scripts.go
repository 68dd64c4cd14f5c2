package assemble

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// addScripts adds content.js, background.js, and of each page one script and one style sheet, named as its folder is.
func (p Package) addScripts(root string) error {
	entries := map[string]string{
		"content.js":    "extension/src/content/index.ts",
		"background.js": "extension/src/background/index.ts",
	}
	pages, err := fs.Glob(os.DirFS(root), "extension/src/pages/*/index.ts")
	if err != nil {
		return err
	}
	for _, script := range pages {
		folder := path.Dir(script)
		page := path.Base(folder)
		entries[page+".js"] = script
		entries[page+".css"] = folder + "/" + page + ".css"
	}
	for name, entry := range entries {
		bundle := bundleScript
		if path.Ext(name) == ".css" {
			bundle = bundleSheet
		}
		if p[name], err = bundle(root, entry); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// bundleScript compiles one TypeScript entry point with all it imports into one classic script.
func bundleScript(root, entry string) ([]byte, error) {
	chrome, err := minimumChrome(root)
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:     root,
		EntryPoints:       []string{filepath.FromSlash(entry)},
		Bundle:            true,
		Format:            api.FormatIIFE,
		Platform:          api.PlatformBrowser,
		Target:            api.ES2022,
		Engines:           []api.Engine{{Name: api.EngineChrome, Version: chrome}},
		Charset:           api.CharsetUTF8,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		// Every Chromium that runs the extension knows these; without a word esbuild builds them at run time.
		Supported:     map[string]bool{"regexp-unicode-property-escapes": true},
		LegalComments: api.LegalCommentsNone,
		Sourcemap:     api.SourceMapNone,
		Outfile:       filepath.FromSlash("out.js"), // named, never written
		Write:         false,
		LogLevel:      api.LogLevelSilent,
		Plugins:       []api.Plugin{sheetsAsText},
	})
	return only(entry, result)
}

// sheetsAsText makes a style sheet that a script imports its text.
var sheetsAsText = api.Plugin{Name: "sheets as text", Setup: func(build api.PluginBuild) {
	build.OnLoad(api.OnLoadOptions{Filter: `\.css$`}, func(file api.OnLoadArgs) (api.OnLoadResult, error) {
		sheet, err := bundleSheet(build.InitialOptions.AbsWorkingDir, file.Path)
		text := string(sheet)
		return api.OnLoadResult{Contents: &text, Loader: api.LoaderText}, err
	})
}}

// bundleSheet makes one style sheet of an entry point and all it imports.
func bundleSheet(root, entry string) ([]byte, error) {
	chrome, err := minimumChrome(root)
	if err != nil {
		return nil, err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:    root,
		EntryPoints:      []string{filepath.FromSlash(entry)},
		Bundle:           true,
		Engines:          []api.Engine{{Name: api.EngineChrome, Version: chrome}},
		Charset:          api.CharsetUTF8,
		MinifyWhitespace: true,
		LegalComments:    api.LegalCommentsNone,
		Outfile:          filepath.FromSlash("out.css"), // named, never written
		Write:            false,
		LogLevel:         api.LogLevelSilent,
	})
	return only(entry, result)
}

// only returns the one file that an entry point became.
func only(entry string, result api.BuildResult) ([]byte, error) {
	if err := joinMessages(result.Errors); err != nil {
		return nil, err
	}
	if len(result.OutputFiles) != 1 {
		return nil, fmt.Errorf("%s became %d files and must become one", entry, len(result.OutputFiles))
	}
	return result.OutputFiles[0].Contents, nil
}

// UnitTests compiles the *.test.ts files of the extension's sources into folder, for node --test.
func UnitTests(root, folder string) error {
	var tests []string
	sources := filepath.Join(root, "extension", "src")
	err := filepath.WalkDir(sources, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".test.ts") {
			tests = append(tests, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	result := api.Build(api.BuildOptions{
		AbsWorkingDir:  root,
		EntryPoints:    tests,
		Bundle:         true,
		Format:         api.FormatESModule,
		Platform:       api.PlatformNode,
		Target:         api.ES2022,
		OutExtension:   map[string]string{".js": ".mjs"},
		Outbase:        sources,
		Outdir:         folder,
		Write:          true,
		Sourcemap:      api.SourceMapInline,
		LogLevel:       api.LogLevelSilent,
		SourcesContent: api.SourcesContentExclude,
	})
	return joinMessages(result.Errors)
}

// joinMessages joins what esbuild found wrong.
func joinMessages(errs []api.Message) error {
	if len(errs) == 0 {
		return nil
	}
	return errors.New(strings.TrimSpace(strings.Join(api.FormatMessages(errs, api.FormatMessagesOptions{}), "")))
}
