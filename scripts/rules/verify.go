package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"bouton3018/rules/release"
	"bouton3018/scripts/rules/published"
	"bouton3018/wasm/update"
)

// verify does what browsers do that were off since their package was released, or since the first version of the log
// where none is: they have those rules and the keys, ask the server, and say what they would take.
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
	if log.Size == 0 {
		return published.ErrNone
	}
	first, err := from.Fetch(&log.Versions[0])
	if err != nil {
		return err
	}
	packages, err := s.released(first)
	if err != nil {
		return err
	}
	var answer update.Answer
	for i := range packages {
		if answer, err = s.verifyPackage(from, log, &packages[i]); err != nil {
			return err
		}
	}
	if *out == "" {
		return nil
	}
	return s.save(from, answer, *out)
}

// verifyPackage asks the server as a browser with a package does, and prints what that would take.
func (s *session) verifyPackage(from *published.Server, log *published.Log, p *releasedPackage) (update.Answer, error) {
	i := slices.IndexFunc(log.Versions, func(v published.Version) bool {
		return v.Signed[release.Detection].Version == p.Detection
	})
	if i < 0 {
		return update.Answer{}, fmt.Errorf("%s carries detection %d, which the log does not have", p.name(), p.Detection)
	}
	has, err := from.Fetch(&log.Versions[i])
	if err != nil {
		return update.Answer{}, err
	}
	answer, files, err := s.update(from, p, has)
	if err != nil {
		return answer, err
	}
	who := "a browser with version 1 of the log"
	if p.Version != "" {
		who = "a browser with " + p.name()
	}
	if answer.Code != "" {
		return answer, fmt.Errorf("%s would refuse this (%s): %s\n%s", who, answer.Code, answer.Detail, whatNext(answer.Code))
	}
	fetched := 0
	for _, text := range files {
		fetched += len(text)
	}
	if text, ok := files["part/"+answer.Detection.Hash]; ok {
		p.writeSkipped(os.Stdout, []byte(text))
	}
	fmt.Printf("version %d of the log, head of %s, %d requests, %d bytes\n",
		answer.Head.Size, answer.Head.Time, len(files), fetched)
	for _, signed := range []release.Signed{answer.Detection, answer.Directory} {
		verb := "has"
		if slices.Contains(answer.Changed, signed.Part) {
			verb = "takes"
		}
		fmt.Printf("%s %s %s %d of %s, signed by %s\n",
			who, verb, signed.Part, signed.Version, signed.Date, strings.Join(signed.Keys, ", "))
	}
	return answer, nil
}

// update goes through an update from the rules that a browser with a package has.
func (s *session) update(
	from *published.Server, p *releasedPackage, has *published.Rules,
) (a update.Answer, files map[string]string, err error) {
	r, err := s.request(p, has)
	if err != nil {
		return a, nil, err
	}
	a.Fetch = []string{"head"}
	for round := 0; len(a.Fetch) > 0; round++ {
		if round == 4 {
			return a, nil, fmt.Errorf("after three rounds the check still asks for %s", strings.Join(a.Fetch, ", "))
		}
		for _, name := range a.Fetch {
			text, err := from.Get(name, release.MaxPart)
			if err != nil {
				return a, nil, err
			}
			r.Files[name] = string(text)
		}
		a = update.Check(r)
	}
	return a, r.Files, nil
}

// save writes the publication with both parts.
func (s *session) save(from *published.Server, a update.Answer, file string) error {
	signed := map[string]release.Signed{release.Detection: a.Detection, release.Directory: a.Directory}
	p, err := from.Fetch(&published.Version{HeadNote: a.HeadNote, Signed: signed})
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(release.Publication{
		HeadFile: p.Notes(),
		Parts:    []string{string(p.Part(release.Detection)), string(p.Part(release.Directory))},
	}, "", "  ")
	if err != nil {
		return err
	}
	return published.Write(file, append(text, '\n'))
}
