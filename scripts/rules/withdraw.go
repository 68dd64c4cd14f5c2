package main

import (
	"fmt"
	"slices"
	"strings"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
)

// withdraw takes lines or ways off: it names them in release.json, signs the
// detection part with one key and, with the log key at hand, publishes it.
func withdraw(args []string) error {
	s := newSession("withdraw", "url", "last", "keys", "heads", "o", "key", "yes")
	logKey := s.set.String("log-key", "", "`FILE` with the log key; without it rules publish does the rest")
	names, err := s.begin(args, 1, -1)
	if err != nil {
		return err
	}
	src, err := s.rules()
	if err != nil {
		return err
	}
	directory, err := rules.ParseDirectory(src.Directory())
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := mayWithdraw(directory, name); err != nil {
			return err
		}
	}
	last, err := s.latest()
	if err != nil {
		return err
	}
	err = s.editRelease(func(r *source.Release) {
		r.Withdrawn = append(r.Withdrawn, names...)
		slices.Sort(r.Withdrawn)
		r.Withdrawn = slices.Compact(r.Withdrawn)
	})
	if err != nil {
		return err
	}
	if err := s.signPart(release.Detection, last); err != nil {
		return err
	}
	if *logKey == "" {
		return nil
	}
	return s.publish(*logKey, false)
}

// mayWithdraw refuses core lines and what is not there.
func mayWithdraw(d *rules.Directory, name string) error {
	if d.Fixed(name) {
		return fmt.Errorf("%s is a core line, which one key cannot take off: change it in rules/packaged/countries and "+
			"let two people sign the directory", name)
	}
	if d.Has(name) {
		return nil
	}
	var known []string
	for _, c := range d.Countries {
		for _, h := range c.Helplines {
			known = append(known, h.ID)
		}
	}
	return fmt.Errorf("no helpline is %s: there are %s, each with ways like fr-3018:chat", name, strings.Join(known, ", "))
}
