// Command policy writes the files with which an administrator installs the extension on many computers and sets it. See
// package worker/policy for what they are; the worker offers the same as a page.
//
// It exits 0 when the files are written, 1 when an answer is wrong or a file is in the way, and 2 when it was called in
// a wrong way.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"bouton3018/rules"
	"bouton3018/rules/packaged"
	"bouton3018/rules/source"
	"bouton3018/worker/policy"
)

const usage = `usage: policy [flags] [ITEM=VALUE…] DIR
writes to DIR what the Google Admin console, Chrome, Edge, Chromium and Firefox take, and LISEZMOI.txt,
which says where each file belongs. It replaces no other file.

  go run ./scripts/policy -id abcdefghijklmnopabcdefghijklmnop \
      -updates https://rules.example/extension/updates.xml \
      rulesInterval=off contactRole="infirmière scolaire" contactHours="Mo-Fr 08:00-17:00" dist/policy
  go run ./scripts/policy -answers answers.json dist/policy

answers.json is {"extension": …, "updates": …, "private": …, "firefox": {"id": …, "install": …}, "settings": {…}};
flags and items given beside it count. Items are those of extension/managed.json; a list is written
sitesOff=instagram,tiktok, and localLines only in the file.

`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, problems io.Writer) int {
	flags := flag.NewFlagSet("policy", flag.ContinueOnError)
	flags.SetOutput(problems)
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	file := flags.String("answers", "", "a JSON `file` of answers")
	id := flags.String("id", "", "the `id` of the extension, 32 letters")
	updates := flags.String("updates", "", "the `address` of updates.xml or of a store")
	private := flags.String("private", "", "private windows: open, closed, or required (only with the extension)")
	firefoxID := flags.String("firefox-id", "", "the `id` of the extension for Firefox")
	firefoxInstall := flags.String("firefox-install", "", "the `address` of the package for Firefox")
	if len(args) > 0 && (args[0] == "-h" || args[0] == "-help" || args[0] == "--help") {
		flags.SetOutput(out)
		flags.Usage()
		return 0
	}
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() == 0 || strings.Contains(flags.Arg(flags.NArg()-1), "=") {
		fmt.Fprintln(problems, "policy: the folder to write is missing; policy -h says more")
		return 2
	}
	a, err := readAnswers(*file)
	if err == nil {
		replace(&a.Extension, *id)
		replace(&a.Updates, *updates)
		replace((*string)(&a.Private), *private)
		if *firefoxID != "" || *firefoxInstall != "" {
			if a.Firefox == nil {
				a.Firefox = &policy.Firefox{}
			}
			replace(&a.Firefox.ID, *firefoxID)
			replace(&a.Firefox.Install, *firefoxInstall)
		}
		err = setItems(&a, flags.Args()[:flags.NArg()-1])
	}
	if err != nil {
		fmt.Fprintln(problems, "policy:", err)
		return 1
	}
	a.Sites = packagedSites
	files, wrong := policy.Files(a)
	for _, p := range wrong {
		fmt.Fprintln(problems, "policy:", p)
	}
	if len(wrong) > 0 {
		return 1
	}
	if err := write(flags.Arg(flags.NArg()-1), files); err != nil {
		fmt.Fprintln(problems, "policy:", err)
		return 1
	}
	for _, f := range files {
		fmt.Fprintln(out, f.Name)
	}
	return 0
}

// packagedSites are the ids of the sites that the packaged rules are for.
func packagedSites() (ids []string, err error) {
	s, err := source.Load(packaged.Files)
	if err != nil {
		return nil, err
	}
	d, err := rules.ParseDetection(s.Detection())
	if err != nil {
		return nil, err
	}
	for _, site := range d.Platforms {
		ids = append(ids, site.ID)
	}
	slices.Sort(ids)
	return ids, nil
}

func replace(value *string, with string) {
	if with != "" {
		*value = with
	}
}

func readAnswers(file string) (a policy.Answers, err error) {
	if file == "" {
		return a, nil
	}
	text, err := source.ReadFile(file)
	if err != nil {
		return a, err
	}
	if err := rules.DecodeStrict(text, &a); err != nil {
		return a, fmt.Errorf("%s: %w", file, err)
	}
	return a, nil
}

// setItems takes the arguments ITEM=VALUE. What is wrong with a value is for [policy.Files] to say.
func setItems(a *policy.Answers, args []string) error {
	given := map[string]bool{}
	for _, arg := range args {
		name, text, ok := strings.Cut(arg, "=")
		if !ok {
			return fmt.Errorf("%q is not ITEM=VALUE", arg)
		}
		if given[name] {
			return fmt.Errorf("%s is there twice", name)
		}
		given[name] = true
		if a.Settings == nil {
			a.Settings = map[string]any{}
		}
		a.Settings[name] = valueOf(name, text)
	}
	return nil
}

func valueOf(name, text string) any {
	for _, item := range policy.Items() {
		if item.Name != name {
			continue
		}
		if item.Type == "array" {
			list := []any{}
			for entry := range strings.SplitSeq(text, ",") {
				list = append(list, entry)
			}
			return list
		}
		if yes, err := strconv.ParseBool(text); err == nil && item.Type == "boolean" {
			return yes
		}
	}
	return text
}

// write writes all files or none: it looks first whether one is there that says something else.
func write(dir string, files []policy.File) error {
	for _, f := range files {
		have, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Name)))
		if err == nil && !bytes.Equal(have, f.Data) {
			return fmt.Errorf("%s is there and says something else: name another folder, or remove it",
				filepath.Join(dir, f.Name))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	var written []string
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if _, err := os.Lstat(path); err == nil {
			continue // and says the same
		}
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if err == nil {
			written = append(written, path)
			err = os.WriteFile(path, f.Data, 0o644)
		}
		if err != nil {
			for _, path := range written {
				os.Remove(path)
			}
			return err
		}
	}
	return nil
}
