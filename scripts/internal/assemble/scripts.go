package assemble

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// contentScript is the entry point of what is put into every page.
const contentScript = "extension/src/content/index.ts"

// addScripts adds content.js, background.js, outline.js, of each page one script and one style sheet, named as its
// folder is, and the licences of what others wrote in them.
func (p Package) addScripts(root, edition string) error {
	entries := map[string]string{
		"content.js":    contentScript,
		"background.js": "extension/src/background/index.ts",
		"outline.js":    "extension/src/content/outline/index.ts",
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
	lines, err := openings(p["directory.json"])
	if err != nil {
		return err
	}
	bundled := packages{}
	defined := map[string]string{"OPENINGS": string(lines), "EDITION": strconv.Quote(edition)}
	for name, entry := range entries {
		if path.Ext(name) == ".css" {
			p[name], err = bundleSheet(root, entry)
		} else {
			p[name], err = bundleScript(root, entry, defined, bundled)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	p["LICENSES.txt"], err = bundled.licenses(root)
	return err
}

// bundleScript compiles one TypeScript entry point with all it imports into one classic script, and adds the packages
// that are in it. Each defined name stands for JSON.
func bundleScript(root, entry string, defined map[string]string, in packages) ([]byte, error) {
	script, metafile, err := bundle(root, entry, api.BuildOptions{
		Format:            api.FormatIIFE,
		Platform:          api.PlatformBrowser,
		Target:            api.ES2022,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		// Every Chromium that runs the extension knows these; without a word esbuild builds them at run time.
		Supported: map[string]bool{"regexp-unicode-property-escapes": true, "regexp-set-notation": true},
		Plugins:   []api.Plugin{sheetsAsText},
		Define:    defined,
		Metafile:  true,
	})
	if err != nil {
		return nil, err
	}
	return script, in.add(metafile)
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
	sheet, _, err := bundle(root, entry, api.BuildOptions{MinifySyntax: true})
	return sheet, err
}

// bundle returns the one file that an entry point becomes for the browsers of the manifest, and what esbuild says of
// it.
func bundle(root, entry string, options api.BuildOptions) (content []byte, metafile string, err error) {
	chrome, err := minimumChrome(root)
	if err != nil {
		return nil, "", err
	}
	options.AbsWorkingDir = root
	options.EntryPoints = []string{filepath.FromSlash(entry)}
	options.Bundle = true
	options.Engines = []api.Engine{{Name: api.EngineChrome, Version: chrome}}
	options.Charset = api.CharsetUTF8
	if entry == contentScript {
		// A browser reads a script of ASCII alone sooner: by 2 of the 21 ms that the first dialog of a page takes.
		options.Charset = api.CharsetASCII
	}
	options.MinifyWhitespace = true
	options.LegalComments = api.LegalCommentsNone
	options.Outfile = "out" // named, never written
	result, err := build(options)
	if err == nil && len(result.OutputFiles) != 1 {
		err = fmt.Errorf("%s became %d files and must become one", entry, len(result.OutputFiles))
	}
	if err != nil {
		return nil, "", err
	}
	return result.OutputFiles[0].Contents, result.Metafile, nil
}

// NodeScripts compiles TypeScript entry points for Node into a folder, where each has its place below root.
func NodeScripts(root, folder string, entries ...string) error {
	_, err := build(api.BuildOptions{
		AbsWorkingDir:  root,
		EntryPoints:    entries,
		Bundle:         true,
		Write:          true,
		Format:         api.FormatESModule,
		Platform:       api.PlatformNode,
		Target:         api.ES2022,
		Outbase:        root,
		Outdir:         folder,
		OutExtension:   map[string]string{".js": ".mjs"},
		Sourcemap:      api.SourceMapInline,
		SourcesContent: api.SourcesContentExclude,
	})
	return err
}

// UnitTests compiles the *.test.ts files of the extension's sources into folder, and returns what node --test is to
// run: a file that imports all tests which leave the global scope alone, since a process each is most of the time, and
// each of the others, which has a process of its own.
func UnitTests(root, folder string) (run []string, err error) {
	var tests []string
	var together strings.Builder
	sources := filepath.Join(root, "extension", "src")
	err = filepath.WalkDir(sources, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".test.ts") {
			return err
		}
		tests = append(tests, path)
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(root, strings.TrimSuffix(path, ".ts")+".mjs")
		if changesGlobals.Match(text) {
			run = append(run, filepath.Join(folder, below))
		} else {
			fmt.Fprintf(&together, "import %q;\n", "./"+filepath.ToSlash(below))
		}
		return err
	})
	if err == nil {
		err = NodeScripts(root, folder, tests...)
	}
	all := filepath.Join(folder, "together.mjs")
	return append(run, all), errors.Join(err, os.WriteFile(all, []byte(together.String()), 0o644))
}

// changesGlobals finds a test that puts something into the global scope, or something before or after every test.
var changesGlobals = regexp.MustCompile(`globalThis|\bmock\b|\b(before|after)(Each)?\b.* from "node:test"`)

func build(options api.BuildOptions) (api.BuildResult, error) {
	options.LogLevel = api.LogLevelSilent
	result := api.Build(options)
	if len(result.Errors) > 0 {
		said := api.FormatMessages(result.Errors, api.FormatMessagesOptions{})
		return result, errors.New(strings.TrimSpace(strings.Join(said, "")))
	}
	return result, nil
}
