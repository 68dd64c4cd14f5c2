package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/scripts/rules/published"
	"bouton3018/wasm/core"
)

// A releasedPackage is a version of the extension that people have installed.
type releasedPackage source.Released

// released are the packages that a part is checked for: those that are released, or, as long as none is, the one that
// this source tree would make, with the first part of the log: whoever tries it may have that one.
func (s *session) released(last *published.Rules) ([]releasedPackage, error) {
	all, err := source.ReadReleased(filepath.Join(s.root, filepath.FromSlash(source.ReleasedPath)))
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		src, err := s.rules()
		if err != nil {
			return nil, err
		}
		first := rules.VersionOf(last.All(release.Detection)[0])
		all = []source.Released{{Engine: rules.Engine, Hosts: src.Hosts, Detection: first}}
	}
	packages := make([]releasedPackage, len(all))
	for i, one := range all {
		packages[i] = releasedPackage(one)
	}
	return packages, nil
}

// name is how messages call the package.
func (p *releasedPackage) name() string {
	if p.Version == "" {
		return "this package"
	}
	return "package " + p.Version
}

// carries is the detection part of the package.
func (p *releasedPackage) carries(last *published.Rules) ([]byte, error) {
	for _, part := range last.All(release.Detection) {
		if rules.VersionOf(part) == p.Detection {
			return part, nil
		}
	}
	if last.Earlier == nil { // a file holds no earlier parts
		return last.Part(release.Detection), nil
	}
	return nil, fmt.Errorf("%s/%s.json: the log has no detection %d", source.ReleasedPath, p.Version, p.Detection)
}

// engineRefusal says that a package is too old for a part, or nil.
func (p *releasedPackage) engineRefusal(part string, text []byte) error {
	if need := gjson.GetBytes(text, "minEngine").Int(); need > p.Engine {
		return fmt.Errorf("installed copies of %s would refuse the %s part: it needs engine %d, they have %d",
			p.name(), part, need, p.Engine)
	}
	return nil
}

// writeSkipped names the sites of a part that installed copies do not run on.
func (p *releasedPackage) writeSkipped(w io.Writer, detection []byte) {
	var skipped []string
	for _, site := range gjson.GetBytes(detection, "platforms").Array() {
		runs := func(h gjson.Result) bool { return slices.Contains(p.Hosts, h.String()) }
		if !slices.ContainsFunc(site.Get("hosts").Array(), runs) || site.Get("minEngine").Int() > p.Engine {
			skipped = append(skipped, site.Get("id").String())
		}
	}
	if len(skipped) > 0 {
		fmt.Fprintf(w, "%s skips %s, and takes the rest\n", p.name(), strings.Join(skipped, ", "))
	}
}

// guardRefusal says why the package's own detection part, which stands guard beside a part that one key signed, would
// not let it decide the recorded flows as they expect; nil where it would.
func (s *session) guardRefusal(p *releasedPackage, packaged []byte, parts map[string][]byte) error {
	if string(packaged) == string(parts[release.Detection]) {
		return nil
	}
	c := new(core.Core)
	for _, answer := range [][]byte{
		c.Configure(packaged), c.Amend(parts[release.Detection]), c.Directory(parts[release.Directory]),
	} {
		if code, detail := core.Problem(answer); code != "" {
			return errors.New(detail)
		}
	}
	c.EndPauses()
	all, err := s.flows()
	if err != nil {
		return err
	}
	_, misses, err := replayRecorded(all, c, nil)
	if err != nil || len(misses) == 0 {
		return err
	}
	return fmt.Errorf("the signature of one key is too little: what %s knows of a protected harm stays, and so %s %s: %s",
		p.name(), misses[0].how, misses[0].step, misses[0].text)
}
