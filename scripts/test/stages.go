package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"time"

	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/figures"
	"bouton3018/scripts/internal/setup"
)

// stages lists what is run, in order.
func stages(root string) []stage {
	extension := filepath.Join(root, "extension")
	tsc := filepath.Join("node_modules", ".bin", "tsc")
	var browser []string // the environment of what opens a browser
	return []stage{
		{"set-up", 10 * time.Minute, func(ctx context.Context) outcome {
			path, err := setup.Chromium(ctx)
			if err != nil {
				return outcome{err: err}
			}
			browser = []string{"CHROME_PATH=" + path}
			if err := setup.TinyGo(ctx); err != nil {
				return outcome{err: err}
			}
			return outcome{err: errors.Join(setup.NPM(ctx), setup.Wrangler(ctx))}
		}},
		{"build", 5 * time.Minute, func(ctx context.Context) outcome {
			_, err := assemble.Build(ctx, assemble.Options{Dist: filepath.Join(root, "dist")})
			return outcome{err: err}
		}},
		{"go vet", 3 * time.Minute, func(ctx context.Context) outcome {
			return check(ctx, program{dir: root, name: "go", args: []string{"vet", "./..."}})
		}},
		{"go test", 10 * time.Minute, func(ctx context.Context) outcome {
			return goTest(ctx, root, nil, "./...")
		}},
		{"go test on 32 bits", 4 * time.Minute, func(ctx context.Context) outcome {
			return goTest(ctx, root, []string{"GOARCH=386", "CGO_ENABLED=0"}, "./wasm/...", "./rules", "./rules/release")
		}},
		{"types", 2 * time.Minute, func(ctx context.Context) outcome {
			return check(ctx, program{dir: extension, name: tsc, args: []string{"--noEmit"}})
		}},
		{"types of the tests", 2 * time.Minute, func(ctx context.Context) outcome {
			return check(ctx, program{dir: extension, name: tsc, args: []string{"--noEmit", "-p", "tsconfig.test.json"}})
		}},
		{"unit tests of the page's side", 2 * time.Minute, func(ctx context.Context) outcome {
			return nodeTest(ctx, root)
		}},
		{"worker on workerd", 3 * time.Minute, func(ctx context.Context) outcome {
			return measure(ctx, root, program{dir: root, name: "go", args: []string{"run", "./worker/bench"}})
		}},
		{"browser tests", 15 * time.Minute, func(ctx context.Context) outcome {
			return playwright(ctx, root, browser)
		}},
		{"flows", 12 * time.Minute, func(ctx context.Context) outcome {
			return flows(ctx, root, browser)
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
