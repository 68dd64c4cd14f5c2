package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"bouton3018/rules/release"
	"bouton3018/scripts/rules/published"
	"bouton3018/wasm/update"
)

// verify does what a browser does that was off since the first version of the
// log: it has those rules and the keys, asks the server, and says what it would take.
func verify(args []string) error {
	s := newSession("verify", "url", "keys")
	out := s.set.String("o", "", "write the publication into `FILE`, for rules sign -last and for the build")
	if _, err := s.begin(args, 0, 0); err != nil {
		return err
	}
	from, err := s.server()
	if err != nil {
		return err
	}
	log, err := from.Log(s.keys)
	if err != nil {
		return err
	}
	if log.Size() == 0 {
		return published.ErrNone
	}
	first, err := from.Fetch(&log.Versions[0])
	if err != nil {
		return err
	}
	keys, err := os.ReadFile(s.keyFile)
	if err != nil {
		return err
	}
	r := &update.Request{Keys: string(keys), Held: update.Held{Detection: first.Part(release.Detection), Directory: first.Part(release.Directory)}}
	fetched := 0
	answer := update.Answer{Fetch: []string{"head"}}
	for round := 0; len(answer.Fetch) > 0; round++ {
		if round == 4 {
			return fmt.Errorf("after three rounds the check still asks for %s", strings.Join(answer.Fetch, ", "))
		}
		for _, name := range answer.Fetch {
			text, err := from.Get(name, release.MaxPart)
			if err != nil {
				return err
			}
			fetched += len(text)
			r.Files = append(r.Files, update.File{Name: name, Text: string(text)})
		}
		if answer, err = s.judge(r); err != nil {
			return err
		}
	}
	if answer.Code != "" {
		return fmt.Errorf("a browser with version 1 of the log would refuse this (%s): %s\n%s", answer.Code, answer.Detail, whatNext(answer.Code))
	}
	fmt.Printf("version %d of the log, head of %s, %d requests, %d bytes\n", answer.Head.Size, answer.Head.Time, len(r.Files), fetched)
	for _, signed := range []release.Signed{answer.Detection, answer.Directory} {
		verb := "has"
		for _, part := range answer.Changed {
			if part == signed.Part {
				verb = "takes"
			}
		}
		fmt.Printf("a browser with version 1 of the log %s %s %d of %s, signed by %s\n", verb, signed.Part, signed.Version, signed.Date, strings.Join(signed.Keys, ", "))
	}
	if *out == "" {
		return nil
	}
	return s.save(from, answer, *out)
}

// save writes the publication with both parts.
func (s *session) save(from *published.Server, a update.Answer, file string) error {
	p, err := from.Fetch(&published.Version{Detection: a.Detection, Directory: a.Directory})
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(release.Publication{
		Head: a.HeadNote, Detection: a.Detection.Note, Directory: a.Directory.Note,
		Parts: []string{string(p.Part(release.Detection)), string(p.Part(release.Directory))},
	}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}
