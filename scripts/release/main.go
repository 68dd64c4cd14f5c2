// Command release makes what stores, schools and families are given, below dist/release:
//
//	bouton3018-VERSION-EDITION.zip   for the stores of Chromium's and Edge's extensions, one for each edition
//	bouton3018-VERSION.crx           the school's, which a policy tells browsers to install; with -key and -address
//	updates.xml                      where those browsers look for newer versions
//	VERSION.json                     what this version asks for, for rules/released
//	sbom.json, LICENSE, LICENSES.txt, SHA256SUMS
//
// The same sources and compilers give the same bytes. It refuses what must not be released, and says all of it; -trial
// makes it nevertheless:
//
//	release
//	release -key key.pem -address https://rules.example/extension/ -rules-url https://rules.example -keys keys.txt
//
// A key is made with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem. Whoever has it can
// give every school another extension under the same id; whoever loses it can give them no newer one.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"bouton3018/extension/crx"
	"bouton3018/scripts/internal/assemble"
	"bouton3018/scripts/internal/setup"
)

type flags struct {
	out, key, address string
	publish           string
	trial             bool
}

func main() {
	var f flags
	flag.StringVar(&f.out, "o", "",
		"write into the folder `DIR` (default dist/release), which holds nothing else afterwards")
	flag.StringVar(&f.key, "key", "", "sign the school's edition with this RSA key, a PEM `file`; needs -address")
	flag.StringVar(&f.address, "address", "",
		"the https `address` of the folder that browsers will find updates.xml and the .crx in")
	flag.StringVar(&f.publish, "publish", "",
		"hand the signed package to the worker at this `address`, which gives it to browsers")
	flag.BoolVar(&f.trial, "trial", false,
		"make it although something stands against a release, to try on a few computers")
	assemble.Main("release", func(ctx context.Context, updates *assemble.Updates) error {
		return run(ctx, f, updates)
	})
}

func run(ctx context.Context, f flags, updates *assemble.Updates) error {
	root, err := setup.Root()
	if err != nil {
		return err
	}
	if f.out == "" {
		f.out = filepath.Join(root, "dist", "release")
	}
	s, err := f.signing()
	if err != nil {
		return err
	}
	if f.publish != "" && s == nil {
		return errors.New("-publish needs a signed package: -key and -address make it")
	}
	names, err := assemble.Editions(root)
	if err != nil {
		return err
	}
	dist, err := os.MkdirTemp("", "bouton3018-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dist)
	editions := map[string]assemble.Package{}
	for _, name := range names {
		editions[name], err = assemble.Shipped(ctx, assemble.Options{Dist: dist, Edition: name, Updates: updates})
		if err != nil {
			return err
		}
	}
	record, err := recordOf(editions[family])
	if err != nil {
		return err
	}
	if wrong, err := refusals(root, record, time.Now()); err != nil {
		return err
	} else if len(wrong) > 0 {
		text := "this must not be released:\n  " + strings.Join(wrong, "\n  ")
		if !f.trial {
			return errors.New(text)
		}
		fmt.Fprintf(os.Stderr, "%s\nso it is for a trial only\n", text)
	}
	compilers, err := setup.Compilers(ctx)
	if err != nil {
		return err
	}
	files, err := filesOf(ctx, root, record, editions, s, compilers)
	if err != nil {
		return err
	}
	if err := files.write(f.out); err != nil {
		return err
	}
	files.print(os.Stdout)
	if f.publish != "" {
		if err := publish(ctx, f.publish, files[crx.FileName(record.Version)]); err != nil {
			return err
		}
	}
	if s == nil {
		fmt.Println("no .crx and no updates.xml: -key and -address make them")
	} else {
		id, err := crx.ID(s.key.Public())
		if err != nil {
			return err
		}
		fmt.Printf("the extension's id is %s\n", id)
	}
	return nil
}

// signing reads the key and the address; nil where neither is given.
func (f *flags) signing() (*signing, error) {
	switch {
	case f.key == "" && f.address == "":
		return nil, nil
	case f.key == "" || f.address == "":
		return nil, errors.New("-key and -address belong together")
	}
	if err := checkAddress(f.address); err != nil {
		return nil, err
	}
	text, err := readKey(f.key)
	if err != nil {
		return nil, err
	}
	s, err := newSigning(text, f.address)
	if err != nil {
		err = fmt.Errorf("%s: %w", f.key, err)
	}
	return s, err
}
