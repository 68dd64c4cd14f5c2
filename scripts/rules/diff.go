package main

import (
	"fmt"
	"os"

	"github.com/tidwall/gjson"

	"bouton3018/rules/release"
	"bouton3018/rules/source"
)

// diff says in words what the rules on this disk would change, or what differs
// between two files of a part.
func diff(args []string) error {
	s := newSession("diff", "url", "last", "keys", "heads")
	files, err := parse(s.set, args, 0, 2)
	if err != nil {
		return err
	}
	if len(files) == 2 {
		return diffFiles(files[0], files[1])
	}
	if _, err := s.begin(args, 0, 0); err != nil {
		return err
	}
	last, err := s.latest()
	if err != nil {
		return err
	}
	if last == nil {
		fmt.Println("nothing is published: everything is new")
	}
	src, err := s.rules()
	if err != nil {
		return err
	}
	for _, part := range release.Parts {
		fmt.Printf("%s:\n", part)
		writeChanges(os.Stdout, words(part, last.Part(part), partsOf(src)[part]))
	}
	return nil
}

func diffFiles(old, new string) error {
	before, err := source.ReadFile(old)
	if err != nil {
		return err
	}
	after, err := source.ReadFile(new)
	if err != nil {
		return err
	}
	part := gjson.GetBytes(after, "part").String()
	if was := gjson.GetBytes(before, "part").String(); part == "" || was != part {
		return fmt.Errorf("%s is a %q part and %s a %q part: two files of one part are needed", old, was, new, part)
	}
	writeChanges(os.Stdout, words(part, before, after))
	return nil
}
