package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bouton3018/extension/crx"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/assemble"
)

// Editions that are more than one of several here.
const (
	family = "family"
	school = "school" // the one that policies install
)

const sums = "SHA256SUMS"

// files are what is released, by name.
type files map[string][]byte

func filesOf(
	ctx context.Context, root string, record source.Released, editions map[string]assemble.Package, s *signing, compilers map[string]string,
) (out files, err error) {
	out = files{}
	for name, p := range editions {
		if out["bouton3018-"+record.Version+"-"+name+".zip"], err = zipped(p); err != nil {
			return nil, err
		}
	}
	if s != nil {
		if err := out.addSigned(record, editions[school], s); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"LICENSE", "LICENSES.txt"} {
		out[name] = editions[family][name]
	}
	if out["sbom.json"], err = bill(ctx, root, record, editions[family], compilers); err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(record, "", "  ")
	if err != nil {
		return nil, err
	}
	out[record.Version+".json"] = append(text, '\n')
	out[sums] = out.sums()
	return out, nil
}

// addSigned adds the signed package and what says where it is. Only this one names its address in the manifest: stores
// have their own and refuse it.
func (f files) addSigned(record source.Released, p assemble.Package, s *signing) error {
	folder := strings.TrimSuffix(s.address, "/") + "/"
	address, err := json.Marshal(folder + crx.UpdatesFile)
	if err != nil {
		return err
	}
	p = maps.Clone(p)
	p["manifest.json"] = slices.Concat([]byte(`{"update_url":`), address, []byte(`,`), p["manifest.json"][1:])
	content, err := zipped(p)
	if err != nil {
		return err
	}
	if f[crx.FileName(record.Version)], err = crx.Make(content, s.key); err != nil {
		return err
	}
	id, err := crx.ID(s.key.Public())
	f[crx.UpdatesFile] = crx.UpdatesXML(id, folder, record.Version)
	return err
}

// zipped returns the files as a zip in which nothing tells when and where it was made.
func zipped(p assemble.Package) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		oldest := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) // that the format has
		header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: oldest}
		w, err := z.CreateHeader(header)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(p[name]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// sums are the hashes of all other files, as sha256sum -c reads them.
func (f files) sums() []byte {
	var out bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if name != sums {
			fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(f[name]), name)
		}
	}
	return out.Bytes()
}

// write makes dir hold these files. A folder that holds anything but an earlier release is left alone.
func (f files) write(dir string) error {
	present, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	earlier, _ := os.ReadFile(filepath.Join(dir, sums))
	for _, entry := range present {
		if name := entry.Name(); name != sums && !strings.Contains(string(earlier), "  "+name+"\n") {
			return fmt.Errorf("%s holds %s, which is no part of a release: name another folder", dir, name)
		}
	}
	for _, entry := range present {
		if entry.Name() == sums {
			continue
		}
		if err := os.Remove(filepath.Join(dir, entry.Name())); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	// The sums first, and they are never missing: they say next time that what an interruption left is a release's.
	for _, name := range slices.Insert(slices.Sorted(maps.Keys(f)), 0, sums) {
		if err := os.WriteFile(filepath.Join(dir, name), f[name], 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (f files) print(w io.Writer) {
	for _, name := range slices.Sorted(maps.Keys(f)) {
		fmt.Fprintf(w, "%9d  %s\n", len(f[name]), name)
	}
}
