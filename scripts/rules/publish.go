package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"bouton3018/rules/release"
	"bouton3018/scripts/rules/published"
	"bouton3018/wasm/update"
)

// publish appends what is signed in DIR to the log, and signs the new head with
// the log key.
func publish(args []string) error {
	s := newSession("publish", "url", "keys", "heads", "o", "key", "yes")
	renew := s.set.Bool("renew", false, "publish a head with nothing new, as a sign of life")
	if _, err := s.begin(args, 0, 0); err != nil {
		return err
	}
	return s.publish(s.key, *renew)
}

// publish needs something new, unless the head is only to be renewed.
func (s *session) publish(logKey string, renew bool) error {
	to, err := s.server()
	if err != nil {
		return err
	}
	last, log, err := s.online()
	if err != nil {
		return err
	}
	var signers []note.Signer
	for {
		next, changed, err := s.next(last)
		if err != nil {
			return err
		}
		if last != nil && string(next.Notes().Leaf()) == string(last.Notes().Leaf()) && !renew {
			return fmt.Errorf("nothing in %s is newer than what is published: rules sign first, or rules publish -renew for "+
				"a head with nothing new", s.dir)
		}
		solo, err := s.check(s.out, next.Parts, last)
		if err == nil {
			err = s.checkBrowser(s.out, next.Part(release.Detection), last)
		}
		if err != nil {
			return err
		}
		if solo != nil && slices.Contains(changed, release.Detection) && next.Statement(release.Detection).Strength() < 2 {
			return fmt.Errorf("%w\n%s", solo, whatNext("threshold"))
		}
		s.show(log.Size+1, next, last)
		if signers == nil {
			if err := s.ask("publish this?"); err != nil {
				return err
			}
			if signers, err = s.logKeys(logKey); err != nil {
				return err
			}
		}
		head, err := s.post(to, next, last, log, changed, signers)
		if err == nil {
			return s.done(head, log.Size+1)
		}
		var no *published.Refusal
		if !errors.As(err, &no) || no.Code != "conflict" {
			return err
		}
		if last, log, err = s.lost(last, log, changed, no); err != nil {
			return err
		}
		fmt.Fprintln(s.out, "the head is signed again")
	}
}

// show prints what a version would bring.
func (s *session) show(size int64, next, last *published.Rules) {
	fmt.Fprintf(s.out, "version %d of the log:\n", size)
	same := true
	for _, part := range release.Parts {
		signed := next.Statement(part)
		if signed.Note == last.Statement(part).Note {
			continue
		}
		same = false
		fmt.Fprintf(s.out, "%s %d of %s, signed by %s:\n", part, signed.Version, signed.Date, strings.Join(signed.Keys, ", "))
		writeChanges(s.out, words(part, last.Part(part), next.Part(part)))
	}
	if same {
		fmt.Fprintln(s.out, "  nothing but the time of the head")
	}
}

// logKeys opens the log key, or several with commas between them: while a key is replaced,
// heads carry the old and the new signature.
func (s *session) logKeys(files string) (signers []note.Signer, err error) {
	for _, file := range strings.Split(files, ",") {
		signer, key, err := s.openKey(file)
		if err != nil {
			return nil, err
		}
		if key.Role != release.RoleLog {
			return nil, fmt.Errorf("%s is a %s key, and heads are signed with a log key", key.Name, key.Role)
		}
		signers = append(signers, signer)
	}
	return signers, nil
}

// next is what the log will hold: of each part what is signed in DIR, if it is
// newer than what is published.
func (s *session) next(last *published.Rules) (next *published.Rules, changed []string, err error) {
	next = &published.Rules{Parts: map[string][]byte{}, Version: published.Version{Signed: map[string]release.Signed{}}}
	for _, part := range release.Parts {
		have := last.Statement(part)
		next.Parts[part], next.Signed[part] = last.Part(part), have
		mine, err := readSigned(s.dir, part)
		if errors.Is(err, fs.ErrNotExist) && last != nil {
			continue
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("the first publication needs both parts: rules sign %s", part)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%w: sign it again", err)
		}
		more := len(published.Signers(s.keys, mine.Note)) > len(have.Keys)
		switch {
		case mine.Version < have.Version || mine.Hash == have.Hash && !more:
			continue
		case mine.Version == have.Version && mine.Hash != have.Hash:
			return nil, nil, fmt.Errorf("%s %d is published already, with other content than in %s: rules diff shows it; "+
				"take it over into rules/packaged and sign again", part, have.Version, s.dir)
		}
		if next.Signed[part], err = s.keys.OpenStatement(part, mine.Note); err != nil {
			return nil, nil, fmt.Errorf("%s: %w: rules cosign -key FILE %[1]s, by another person", mine.file, err)
		}
		next.Parts[part] = mine.text
		if mine.Hash != have.Hash {
			changed = append(changed, part)
		}
	}
	return next, changed, nil
}

// post signs the head that follows the log as it was recomputed here, asks what
// every browser will ask, and sends the publication. It returns the head.
func (s *session) post(
	to *published.Server, next, last *published.Rules, log *published.Log, changed []string, signers []note.Signer,
) (string, error) {
	grown := log.Tree.Clone()
	grown.Append(next.Notes().Leaf())
	var err error
	if next.HeadNote, err = signHead(grown.Size, grown.Root(), signers...); err != nil {
		return "", err
	}
	if last != nil {
		if err := s.taken(next, last, &grown); err != nil {
			return "", err
		}
	}
	publication := release.Publication{HeadFile: next.Notes()}
	for _, part := range changed {
		publication.Parts = append(publication.Parts, string(next.Part(part)))
	}
	body, err := json.Marshal(publication)
	if err != nil {
		return "", err
	}
	return next.HeadNote, to.Publish(body)
}

// taken asks the check of every browser, with the real signatures.
func (s *session) taken(next, last *published.Rules, grown *release.Tree) error {
	proof, err := release.Prove(last.Head.Size, grown.Size, grown)
	if err != nil {
		return err
	}
	packages, err := s.released(last)
	if err != nil {
		return err
	}
	for i := range packages {
		if last.Statement(release.Detection).Version < packages[i].Detection {
			continue
		}
		r, err := s.request(&packages[i], last)
		if err != nil {
			return err
		}
		r.Held.Heads = []string{last.HeadNote}
		r.Files["head"] = string(next.Notes().JSON())
		r.Files[fmt.Sprintf("proof/%d/%d", last.Head.Size, grown.Size)] = string(proof.JSON())
		for _, part := range next.Parts {
			r.Files["part/"+release.HashOf(part)] = string(part)
		}
		if a := update.Check(r); a.Code != "" {
			return fmt.Errorf("browsers with %s would refuse this (%s): %s\n%s",
				packages[i].name(), a.Code, a.Detail, whatNext(a.Code))
		}
	}
	return nil
}

// whatNext is what a maintainer does about a refusal.
func whatNext(code string) string {
	switch code {
	case "threshold", "add_only", "content", "selector", "platform":
		return "take the change back, or let a second person sign: rules cosign -key FILE dist/release/detection.note"
	case "older", "changed":
		return "raise the version in rules/packaged/release.json and sign again"
	case "future":
		return "set the clock of this computer right"
	case "vectors":
		return "rules explain says why the recorded dialog is decided otherwise; take the change back"
	}
	return "correct it and sign again"
}

// lost looks who was faster. Where the other publication touches the same part
// it is for people to decide; where it does not, publishing goes on with it.
func (s *session) lost(
	last *published.Rules, log *published.Log, changed []string, why *published.Refusal,
) (*published.Rules, *published.Log, error) {
	for waited := time.Duration(0); ; waited += pause {
		faster, grown, err := s.online()
		if err != nil {
			return nil, nil, err
		}
		if grown.Size == log.Size {
			if waited >= lateCopy {
				return nil, nil, why
			}
			if waited == 0 {
				fmt.Fprintln(s.out, "somebody else published; waiting until the server shows it, a minute at most")
			}
			time.Sleep(pause)
			continue
		}
		for _, part := range release.Parts {
			signed := faster.Statement(part)
			if signed.Hash == last.Statement(part).Hash {
				continue
			}
			fmt.Fprintf(s.out, "in the meantime %s %d was published, signed by %s:\n",
				part, signed.Version, strings.Join(signed.Keys, ", "))
			writeChanges(s.out, words(part, last.Part(part), faster.Part(part)))
			if slices.Contains(changed, part) {
				return nil, nil, fmt.Errorf("both publications change the %s part, and yours was not published: take the other "+
					"change over into rules/packaged (git pull), then rules sign %[1]s", part)
			}
		}
		return faster, grown, nil
	}
}

func (s *session) done(head string, size int64) error {
	fmt.Fprintf(s.out, "published: version %d\n", size)
	if err := published.KeepHead(s.heads, head); err != nil {
		return fmt.Errorf("it is published, but the second copy of the heads was not written: %w\nadd this to %s:\n%s",
			err, s.heads, head)
	}
	fmt.Fprintf(s.out, "the head is in %s too: commit and push it, with rules/packaged, so that a split of the log "+
		"shows\n", s.heads)
	return nil
}
