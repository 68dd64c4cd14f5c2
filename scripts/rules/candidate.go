package main

import (
	"cmp"
	"context"
	"crypto/rand"
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

	"bouton3018/rules/flows"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/replay"
	"bouton3018/scripts/rules/published"
	"bouton3018/wasm/core"
	"bouton3018/wasm/update"
)

// rules reads rules/packaged as it stands on the disk; what is compiled into this command may be older.
func (s *session) rules() (*source.Source, error) {
	src, err := source.Load(os.DirFS(s.packaged()))
	if err != nil {
		return nil, fmt.Errorf("%w\nrules lint says the same; nothing was signed", err)
	}
	return src, nil
}

func (s *session) packaged() string { return filepath.Join(s.root, "rules", "packaged") }

// flows reads all recorded flows.
func (s *session) flows() ([]*flows.Flow, error) {
	return flows.ReadAll(filepath.Join(s.root, "rules", "dialogs"))
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
	if last == nil {
		return false
	}
	for name, part := range parts {
		same := func(earlier []byte) bool { return sameContent(earlier, part) }
		if !same(last.Part(name)) && slices.ContainsFunc(last.Earlier[name], same) {
			return true
		}
	}
	return false
}

// takenByPackage asks what the browsers with one package check, with keys that exist for this question only: whether
// those with the last publication, or with an earlier detection part, take the parts when one detection key signed, or else two.
func (s *session) takenByPackage(p *releasedPackage, parts map[string][]byte, last *published.Rules) (solo, err error) {
	packaged, err := p.carries(last)
	if err != nil {
		return nil, err
	}
	for name, text := range parts {
		if err := p.engineRefusal(name, text); err != nil {
			return nil, err
		}
	}
	p.writeSkipped(s.out, parts[release.Detection])
	if !isRestored(parts, last) {
		solo = s.guardRefusal(p, packaged, parts)
	}
	for _, held := range append([][]byte{last.Part(release.Detection)}, last.Earlier[release.Detection]...) {
		version := gjson.GetBytes(held, "version").Int()
		if version < p.Detection {
			continue // the package has a newer one
		}
		for _, second := range []bool{false, true} {
			request, err := rehearsal(parts, second, last.Head.Size+1)
			if err != nil {
				return nil, err
			}
			request.Hosts, request.Packaged = p.Hosts, packaged
			request.Held.Detection, request.Held.Directory = held, last.Part(release.Directory)
			a, err := s.judge(request)
			if err != nil {
				return nil, err
			}
			if a.Code == "" {
				break
			}
			if second {
				return nil, fmt.Errorf("browsers with detection %d would refuse this part (%s): %s\n%s", version, a.Code, a.Detail, whatNext(a.Code))
			}
			solo = fmt.Errorf("the signature of one key is too little for browsers with detection %d (%s): %s", version, a.Code, a.Detail)
		}
	}
	return solo, nil
}

// judge asks the check of every browser, with the recorded decisions of this source tree.
func (s *session) judge(r *update.Request) (a update.Answer, err error) {
	r.Now = now().UnixMilli()
	r.Vectors, err = os.ReadFile(filepath.Join(s.packaged(), "vectors.json"))
	return update.Check(r), err
}

// rehearsal is the update that would be published, signed with new keys: both
// directory keys, and one detection key or, with second, a directory key too. The log has so many entries.
func rehearsal(parts map[string][]byte, second bool, entries int64) (*update.Request, error) {
	var lines []string
	var signers []note.Signer
	for i, role := range []string{release.RoleLog, release.RoleDetection, release.RoleDirectory, release.RoleDirectory, release.RoleDirectory} {
		secret, public, err := note.GenerateKey(rand.Reader, fmt.Sprintf("%s-%d", role, i))
		if err != nil {
			return nil, err
		}
		signer, err := note.NewSigner(secret)
		if err != nil {
			return nil, err
		}
		lines, signers = append(lines, role+" "+public), append(signers, signer)
	}
	r := &update.Request{Keys: strings.Join(lines, "\n")}
	by := map[string][]note.Signer{release.Detection: signers[1:2], release.Directory: signers[2:4]}
	if second {
		by[release.Detection] = signers[1:3]
	}
	var file release.HeadFile
	for part, to := range map[string]*string{release.Detection: &file.Detection, release.Directory: &file.Directory} {
		signed, err := release.Sign(statementOf(part, parts[part]).Text(), by[part]...)
		if err != nil {
			return nil, err
		}
		*to = signed
		r.Files = append(r.Files, update.File{Name: "part/" + release.HashOf(parts[part]), Text: string(parts[part])})
	}
	var log published.Log
	var root tlog.Hash
	var err error
	leaf := release.Leaf(file.Detection, file.Directory)
	for range entries {
		if root, err = log.Add(leaf); err != nil {
			return nil, err
		}
	}
	if file.Head, err = signHead(entries, root, signers[0]); err != nil {
		return nil, err
	}
	proof, err := release.Prove(0, entries, &log)
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("proof/0/%d", entries)
	r.Files = append(r.Files, update.File{Name: "head", Text: string(file.Append(nil))}, update.File{Name: name, Text: string(proof.Append(nil))})
	return r, nil
}

// statementOf describes a part as of today.
func statementOf(part string, text []byte) release.Statement {
	return release.Statement{Part: part, Version: gjson.GetBytes(text, "version").Int(), Hash: release.HashOf(text), Size: int64(len(text)), Date: today()}
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
	all = slices.DeleteFunc(all, func(f *flows.Flow) bool {
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
		return errors.New("a browser must replay the flows, and rules/packaged here is not what is to be published: git pull, then again")
	}
	fmt.Fprintf(w, "replaying %d flows of %s in a browser, because pages are looked at otherwise\n", len(all), strings.Join(hosts, ", "))
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
		answer := gjson.ParseBytes(new(core.Core).Configure(part))
		if bad := answer.Get("error"); bad.Exists() {
			return nil, fmt.Errorf("%s: %s", bad.Get("code"), bad.Get("detail"))
		}
		gates[i] = answer.Get("gates")
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
