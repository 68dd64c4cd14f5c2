package setup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// NPM installs the packages that the package-lock.json of these folders name, unless they are there already:
// "extension" to build and test it, "worker" (wrangler and workerd) to run and deploy the worker.
func NPM(ctx context.Context, folders ...string) error {
	root, err := Root()
	if err != nil {
		return err
	}
	return locked(ctx, func() (err error) {
		for _, folder := range folders {
			err = errors.Join(err, npm(ctx, root, folder))
		}
		return err
	})
}

// npm installs the packages of a folder with a package-lock.json.
func npm(ctx context.Context, root, folder string) error {
	dir := filepath.Join(root, folder)
	lock, err := os.ReadFile(filepath.Join(dir, "package-lock.json"))
	if err != nil {
		return err
	}
	// npm rewrites node_modules from the beginning and may be interrupted: the mark is written last. A hash, because
	// the times of a fresh clone say nothing.
	sum := sha256.Sum256(lock)
	want := hex.EncodeToString(sum[:])
	mark := filepath.Join(dir, "node_modules", ".installed-from")
	if have, err := os.ReadFile(mark); err == nil && string(have) == want {
		return nil
	}
	if err := node(ctx); err != nil {
		return err
	}
	install := func(more ...string) error {
		inside := place{dir, []string{"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1"}} // Debian's Chromium is used
		return inside.run(ctx, "npm", append([]string{"ci", "--no-fund", "--no-audit", "--loglevel=error"}, more...)...)
	}
	err = step("installing the npm packages of "+folder+"/ (npm ci)", func() error {
		blocked := reachRegistry(ctx, dir)
		if blocked == nil {
			return install()
		}
		fmt.Fprint(os.Stderr, "the registry cannot be reached, trying what npm has kept … ")
		if install("--offline") == nil {
			return nil
		}
		return blocked
	})
	if err != nil {
		return fmt.Errorf("the npm packages cannot be installed: check the network and run npm ci in %s/ (%w)", folder, err)
	}
	return os.WriteFile(mark, []byte(want), 0o644)
}

// reachRegistry asks the registry that npm is configured with for one small answer: npm itself tries for minutes where
// nothing answers.
func reachRegistry(ctx context.Context, dir string) error {
	registry, err := place{dir: dir}.output(ctx, "npm", "config", "get", "registry")
	if err != nil {
		return err
	}
	soon, cancel := context.WithTimeout(ctx, reach)
	defer cancel()
	// One of the packages, and a small one: not every registry answers npm ping.
	err = place{dir: dir}.run(soon, "npm", "view", "lean-qr", "name", "--fetch-retries=0", "--prefer-online")
	if err != nil {
		return unreachable("the npm registry "+registry, "npm config set registry or https-proxy", soon, err)
	}
	return nil
}

func node(ctx context.Context) error {
	version, err := here.output(ctx, "node", "--version")
	if err != nil {
		return errors.New("Node is missing: install Node 20 or newer, with npm")
	}
	var major int
	if _, err := fmt.Sscanf(version, "v%d", &major); err != nil || major < 20 {
		return errors.New("Node " + version + " is too old: install Node 20 or newer")
	}
	if here.run(ctx, "npm", "--version") != nil {
		return errors.New("npm is missing: install it beside Node (on Debian: apt-get install npm)")
	}
	return nil
}
