package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"

	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/figures"
	"bouton3018/scripts/internal/setup"
)

// packages32 are tried on 32 bits too, as the compiled core has them. Package update is not among them: its tests hold
// each check against the compiled core, byte for byte.
var packages32 = []string{
	"./rules", "./rules/release", "./wasm/core", "./wasm/dialog", "./wasm/flow", "./wasm/hours", "./wasm/lexicon",
	"./wasm/mask", "./wasm/referral", "./wasm/text",
}

// not32 are the tests that would say nothing new on 32 bits and take half of the time there: every moment of two years,
// and those of the compiled core.
const not32 = "^(TestAlwaysAWay|TestAgainstOpeningHours|TestCompiledAgrees|TestSynthetic)$"

// packages are named, for the whole tree holds what other stages make and delete meanwhile. They begin in this order:
// first what waits for other programs, last what is short.
var packages = []string{
	"./worker/...", "./scripts/...", "./wasm/...", "./rules/...", "./extension", "./extension/crx/...",
}

// stages lists what is run, what is cheap first.
func stages(root string) []group {
	extension := filepath.Join(root, "extension")
	tsc := filepath.Join("node_modules", ".bin", "tsc")
	var chromium string
	browser := func() []string { return []string{"CHROME_PATH=" + chromium} }
	return []group{
		{always: true, stages: []stage{
			{"set-up", func(ctx context.Context) (o outcome) {
				if chromium, o.err = setup.Chromium(ctx); o.err == nil {
					o.err = errors.Join(setup.TinyGo(ctx), setup.NPM(ctx, "extension", "worker"))
				}
				return o
			}},
		}},
		{stages: []stage{
			{"types", func(ctx context.Context) outcome {
				return check(ctx, program{dir: extension, name: tsc, args: []string{"--noEmit"}})
			}},
			{"types of the tests", func(ctx context.Context) outcome {
				return check(ctx, program{dir: extension, name: tsc, args: []string{"--noEmit", "-p", "tsconfig.test.json"}})
			}},
			{"unit tests of the page's side", func(ctx context.Context) outcome {
				return nodeTest(ctx, root)
			}},
			{"build", func(ctx context.Context) outcome {
				_, err := assemble.Build(ctx, assemble.Options{Dist: filepath.Join(root, "dist")})
				return outcome{err: err}
			}},
			{"go vet", func(ctx context.Context) outcome {
				return check(ctx, program{dir: root, name: "go", args: append([]string{"vet"}, packages...)})
			}},
		}},
		{stages: []stage{
			{"go test", func(ctx context.Context) outcome {
				return goTest(ctx, root, nil, packages...)
			}},
			{"go test on 32 bits", func(ctx context.Context) outcome {
				env := []string{"GOARCH=386", "CGO_ENABLED=0"}
				return goTest(ctx, root, env, append([]string{"-skip=" + not32}, packages32...)...)
			}},
		}},
		{stages: []stage{
			{"worker on workerd", func(ctx context.Context) outcome {
				return measure(ctx, root, program{dir: root, name: "go", args: []string{"run", "./worker/bench"}})
			}},
		}},
		{browser: true, stages: []stage{
			{"browser tests that measure", func(ctx context.Context) outcome {
				return playwright(ctx, root, browser(), "measures")
			}},
		}},
		{browser: true, stages: []stage{
			{"browser tests", func(ctx context.Context) outcome {
				return playwright(ctx, root, browser(), "counts")
			}},
		}},
		{browser: true, stages: []stage{
			{"flows", func(ctx context.Context) outcome {
				return flows(ctx, root, browser())
			}},
		}},
	}
}

// measure runs a program that prints figures, one a line of JSON, and keeps them.
func measure(ctx context.Context, root string, p program) outcome {
	output, err := p.run(ctx)
	if err != nil {
		return outcome{err: failure(err, output)}
	}
	n := 0
	for line := range bytes.Lines(output) {
		var f figures.Figure
		if json.Unmarshal(line, &f) != nil || f.Figure == "" {
			continue // what the programs that it starts say
		}
		if err := figures.Append(figures.Path(root), f); err != nil {
			return outcome{err: err}
		}
		n++
	}
	if n == 0 {
		return outcome{err: failure(errors.New("nothing was measured"), output)}
	}
	return outcome{}
}

// check runs a program that says nothing when all is well.
func check(ctx context.Context, p program) outcome {
	output, err := p.run(ctx)
	if err != nil {
		return outcome{err: failure(err, output)}
	}
	return outcome{}
}
