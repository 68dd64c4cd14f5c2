package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/tidwall/gjson"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules"
	"bouton3018/rules/flows"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/replay"
	"bouton3018/scripts/rules/published"
	"bouton3018/wasm/core"
	"bouton3018/wasm/update"
)

// rules reads rules/packaged as it stands on the disk, once; what is compiled into this command may be older.
func (s *session) rules() (*source.Source, error) {
	if s.loaded == nil {
		src, err := source.Load(os.DirFS(s.packaged()))
		if err != nil {
			return nil, fmt.Errorf("%w\nrules lint says the same; nothing was signed", err)
		}
		s.loaded = src
	}
	return s.loaded, nil
}

func (s *session) packaged() string { return filepath.Join(s.root, "rules", "packaged") }

// flows reads all recorded flows, once.
func (s *session) flows() (all []*flows.Flow, err error) {
	if s.recorded == nil {
		s.recorded, err = flows.ReadAll(filepath.Join(s.root, "rules", "dialogs"))
	}
	return s.recorded, err
}

// partsOf is a set of rules as parts by name.
func partsOf(src *source.Source) map[string][]byte {
	return map[string][]byte{release.Detection: src.Detection(), release.Directory: src.Directory()}
}

// check refuses parts that must not be published: those that no core takes, that
// decide a recorded flow wrongly, or that browsers would refuse. It prints what was
// checked. Solo says why the signature of one detection key would be too little, nil if it is not.
func (s *session) check(w io.Writer, parts map[string][]byte, last *published.Rules) (solo error, err error) {
	c, err := configured(parts[release.Detection], parts[release.Directory])
	if err != nil {
		return nil, fmt.Errorf("no browser could use these parts: %w", err)
	}
	var before *core.Core
	if last != nil {
		if before, err = configured(last.Part(release.Detection), last.Part(release.Directory)); err != nil {
			return nil, fmt.Errorf("the published parts: %w", err)
		}
	}
	if err := s.checkRecorded(w, c, before, isRestored(parts, last)); err != nil {
		return nil, err
	}
	if last == nil {
		return nil, nil
	}
	return s.takenBy(parts, last)
}

// takenBy asks the check that every browser makes, for each package that people have installed. Solo is as in check.
func (s *session) takenBy(parts map[string][]byte, last *published.Rules) (solo, err error) {
	packages, err := s.released(last)
	if err != nil {
		return nil, err
	}
	for i := range packages {
		one, err := s.takenByPackage(&packages[i], parts, last)
		if err != nil {
			return nil, err
		}
		solo = cmp.Or(solo, one)
	}
	return solo, nil
}

// isRestored reports whether a part that differs from the published one was published before: what was wrong is
// rolled back.
func isRestored(parts map[string][]byte, last *published.Rules) bool {
	for name, part := range parts {
		same := func(earlier []byte) bool { return sameContent(earlier, part) }
		if last != nil && !same(last.Part(name)) && slices.ContainsFunc(last.Earlier[name], same) {
			return true
		}
	}
	return false
}

// takenByPackage asks what the browsers with one package check: whether those with the last publication, or with an
// earlier detection part, take the parts when one detection key signed, or else two.
func (s *session) takenByPackage(p *releasedPackage, parts map[string][]byte, last *published.Rules) (solo, err error) {
	r, err := s.request(p, last)
	if err != nil {
		return nil, err
	}
	for name, text := range parts {
		if err := p.engineRefusal(name, text); err != nil {
			return nil, err
		}
		r.Files["part/"+release.HashOf(text)] = string(text)
	}
	p.writeSkipped(s.out, parts[release.Detection])
	if !isRestored(parts, last) {
		solo = s.guardRefusal(p, r.Packaged, parts)
	}
	detection := release.Signed{Statement: statementOf(release.Detection, parts[release.Detection])}
	directory := release.Signed{Statement: statementOf(release.Directory, parts[release.Directory])}
	for _, held := range last.All(release.Detection) {
		version := rules.VersionOf(held)
		if version < p.Detection {
			continue // the package has a newer one
		}
		r.Held.Detection = held
		detection.Keys = []string{"one"}
		a := update.Rehearse(r, detection, directory, last.Head.Size+1)
		if a.Code == "" {
			continue
		}
		const tooLittle = "the signature of one key is too little for browsers with detection %d (%s): %s"
		solo = fmt.Errorf(tooLittle, version, a.Code, a.Detail)
		detection.Keys = []string{"one", "another"}
		if a := update.Rehearse(r, detection, directory, last.Head.Size+1); a.Code != "" {
			const refused = "browsers with detection %d would refuse this part (%s): %s\n%s"
			return nil, fmt.Errorf(refused, version, a.Code, a.Detail, whatNext(a.Code))
		}
	}
	return solo, nil
}

// request is what a browser with a package asks that has the last publication, without files. The recorded decisions
// are those of this source tree.
func (s *session) request(p *releasedPackage, last *published.Rules) (r *update.Request, err error) {
	r = &update.Request{Now: now().UnixMilli(), Hosts: p.Hosts, Files: map[string]string{}, Held: update.Held{
		Detection: last.Part(release.Detection), Directory: last.Part(release.Directory),
	}}
	if r.Packaged, err = p.carries(last); err != nil {
		return nil, err
	}
	if r.Vectors, err = os.ReadFile(filepath.Join(s.packaged(), "vectors.json")); err != nil {
		return nil, err
	}
	keys, err := source.ReadFile(s.keyFile)
	r.Keys = string(keys)
	return r, err
}

// statementOf describes a part as of today.
func statementOf(part string, text []byte) release.Statement {
	return release.Statement{
		Part: part, Version: rules.VersionOf(text), Hash: release.HashOf(text), Size: int64(len(text)), Date: today(),
	}
}

func signHead(size int64, root tlog.Hash, by ...note.Signer) (string, error) {
	return release.Sign(release.Head{Size: size, Hash: root, Time: now().UTC().Format(release.TimeLayout)}.Text(), by...)
}

// checkBrowser replays the flows in a real browser, of those sites where content
// scripts would look at pages with other eyes: other hooks, quoted content, or words
// that wake the core. Nothing else of a part reaches a page.
func (s *session) checkBrowser(w io.Writer, detection []byte, last *published.Rules) error {
	if last == nil {
		return nil
	}
	for _, part := range last.Earlier[release.Detection] {
		if sameContent(part, detection) {
			fmt.Fprintln(w, "the same rules were published before: no browser was needed")
			return nil
		}
	}
	hosts, err := wokenOtherwise(detection, last.Part(release.Detection))
	if err != nil {
		return err
	}
	if len(hosts) == 0 {
		fmt.Fprintln(w, "nothing that a page is looked at with has changed: no browser was needed")
		return nil
	}
	all, err := s.flows()
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(slices.Clone(all), func(f *flows.Flow) bool {
		u, err := url.Parse(f.URL)
		return f.Variant != "" || err != nil || !slices.Contains(hosts, u.Hostname())
	})
	done, err := s.replayed(all, detection)
	if err != nil {
		return err
	}
	if text, _ := os.ReadFile(done); string(text) == "passed\n" {
		fmt.Fprintf(w, "the flows of %s have passed in a browser before, with the same rules\n", strings.Join(hosts, ", "))
		return nil
	}
	src, err := s.rules()
	if err != nil {
		return err
	}
	if !sameContent(detection, src.Detection()) { // the extension is built from these
		return errors.New("a browser must replay the flows, and rules/packaged here is not what is to be published: " +
			"git pull, then again")
	}
	fmt.Fprintf(w, "replaying %d flows of %s in a browser, because pages are looked at otherwise\n",
		len(all), strings.Join(hosts, ", "))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	begun := time.Now()
	failed, err := evalOptions{Options: replay.Options{Pages: 12}, timeout: 20 * time.Minute, brief: true}.run(ctx, all)
	if err != nil {
		return err
	}
	if failed > 0 {
		return fmt.Errorf("%d steps fail in the browser: rules eval FLOW replays one; nothing was signed", failed)
	}
	fmt.Fprintf(w, "%d flows pass in the browser, %.0f s\n", len(all), time.Since(begun).Seconds())
	return os.WriteFile(done, []byte("passed\n"), 0o644)
}

// wokenOtherwise lists the hosts whose gate differs between two detection parts.
func wokenOtherwise(detection, before []byte) (hosts []string, err error) {
	var gates [2]gjson.Result
	for i, part := range [][]byte{detection, before} {
		answer := new(core.Core).Configure(part)
		if code, detail := core.Problem(answer); code != "" {
			return nil, fmt.Errorf("%s: %s", code, detail)
		}
		gates[i] = gjson.GetBytes(answer, "gates")
	}
	sameWords := gates[0].Get("words").Raw == gates[1].Get("words").Raw
	former := gates[1].Get("hosts").Map()
	gates[0].Get("hosts").ForEach(func(host, gate gjson.Result) bool {
		if !sameWords || gate.Raw != former[host.String()].Raw {
			hosts = append(hosts, host.String())
		}
		return true
	})
	return hosts, nil
}

// replayed names a file that says that these flows have passed with this part.
func (s *session) replayed(all []*flows.Flow, detection []byte) (string, error) {
	sum := sha256.New()
	sum.Write(detection)
	if err := json.NewEncoder(sum).Encode(all); err != nil {
		return "", err
	}
	dir := filepath.Join(s.root, "dist", "test", "replayed")
	return filepath.Join(dir, hex.EncodeToString(sum.Sum(nil))[:32]), os.MkdirAll(dir, 0o755)
}

// other is the other of the two parts.
func other(part string) string {
	if part == release.Detection {
		return release.Directory
	}
	return release.Detection
}
