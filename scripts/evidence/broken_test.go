package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"io/fs"
	"strings"
)

// entry is one file of a zip that a test makes.
type entry struct {
	name    string
	content string
	packed  bool
	mode    fs.FileMode
}

// zipOf makes a zip file without anything that its files do not need, as the extension does.
func zipOf(entries ...entry) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		body, method := []byte(e.content), zip.Store
		if e.packed {
			var b bytes.Buffer
			d, _ := flate.NewWriter(&b, flate.BestCompression) // the level is valid
			d.Write(body)
			d.Close()
			body, method = b.Bytes(), zip.Deflate
		}
		h := &zip.FileHeader{
			Name: e.name, Method: method, CRC32: crc32.ChecksumIEEE([]byte(e.content)),
			CompressedSize64: uint64(len(body)), UncompressedSize64: uint64(len(e.content)),
		}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		f, err := w.CreateRaw(h)
		if err != nil {
			panic(err)
		}
		f.Write(body)
	}
	w.Close()
	return out.Bytes()
}

// parts is a proof before it is put together, so that a test can spoil any part of it.
type parts struct {
	manifest map[string]any
	image    string
	sheet    string
}

func newParts() parts {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 3))); err != nil {
		panic(err)
	}
	p := parts{image: b.String(), sheet: "%PDF-1.7 a sheet"}
	p.manifest = map[string]any{
		"format": format, "made": "2026-11-26T18:30:05+01:00", "zone": "Europe/Paris",
		"address": "https://www.instagram.com/p/1/", "account": "@someone", "blanked": 2,
		"files": []any{listed(picture, p.image), listed(sheet, p.sheet)},
	}
	return p
}

func listed(name, content string) map[string]any {
	return map[string]any{"name": name, "size": len(content), "sha256": fmt.Sprintf("%x", sha256.Sum256([]byte(content)))}
}

func (p parts) text() string {
	b, err := json.Marshal(p.manifest)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func (p parts) entries(more ...entry) []entry {
	return append([]entry{
		{name: picture, content: p.image}, {name: sheet, content: p.sheet}, {name: manifest, content: p.text()},
	}, more...)
}

// saying is a proof whose manifest says something else.
func saying(key string, value any) []byte {
	p := newParts()
	p.manifest[key] = value
	if value == nil {
		delete(p.manifest, key)
	}
	return zipOf(p.entries()...)
}

// written is a proof with this text as its manifest.
func written(change func(text string) string) []byte {
	p := newParts()
	e := p.entries()
	e[2].content = change(e[2].content)
	return zipOf(e...)
}

// claiming is a proof of which one file says that it unpacks to so many bytes.
func claiming(size uint32) []byte {
	z := zipOf(entry{name: picture, content: "x", packed: true})
	central := bytes.Index(z, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(z[22:], size)
	binary.LittleEndian.PutUint32(z[central+24:], size)
	return z
}

// samples are zip files by name: the good ones, and one for each way of being bad.
func samples() map[string][]byte {
	p := newParts()
	good := zipOf(p.entries()...)

	bare := newParts()
	bare.manifest["files"], bare.manifest["blanked"] = []any{listed(sheet, bare.sheet)}, 0
	odd := newParts()
	odd.manifest["account"], odd.manifest["address"] = "\x1b[2J\u202e😀", "https://exämple.fr/%zz?|"
	packed := p.entries()
	for i := range packed {
		packed[i].packed = true
	}
	changed := p.entries()
	changed[0].content = p.image[:len(p.image)-1] + "!"
	larger := p.entries()
	larger[1].content += "!"
	bomb := p.entries()
	bomb[0] = entry{name: picture, content: strings.Repeat("\x00", MaxFile+1), packed: true}
	lying := zipOf(packed...)
	binary.LittleEndian.PutUint32(lying[bytes.Index(lying, []byte("PK\x01\x02"))+24:], 5)
	damaged := bytes.Clone(good)
	damaged[bytes.Index(damaged, []byte("%PDF"))] ^= 1
	encrypted := bytes.Clone(good)
	encrypted[bytes.Index(good, []byte("PK\x01\x02"))+8] |= 1

	return map[string][]byte{
		"good.zip":    good,
		"bare.zip":    zipOf(bare.entries()[1:]...),
		"odd.zip":     zipOf(odd.entries()...),
		"packed.zip":  zipOf(packed...),
		"empty.zip":   nil,
		"text.zip":    []byte("a letter\n"),
		"cut.zip":     good[:len(good)-40],
		"tail.zip":    append(bytes.Clone(good), "more"...),
		"front.zip":   append([]byte("#!/bin/sh\n"), good...),
		"damaged.zip": damaged,

		"changed.zip":   zipOf(changed...),
		"larger.zip":    zipOf(larger...),
		"missing.zip":   zipOf(p.entries()[1:]...),
		"nothing.zip":   zipOf(),
		"unlisted.zip":  zipOf(append(bare.entries()[1:], entry{name: picture, content: p.image})...),
		"added.zip":     zipOf(p.entries(entry{name: "virus.exe"})...),
		"twice.zip":     zipOf(p.entries(entry{name: sheet, content: p.sheet})...),
		"case.zip":      zipOf(p.entries(entry{name: "PAGE.PDF"})...),
		"up.zip":        zipOf(p.entries(entry{name: "../page.pdf"})...),
		"absolute.zip":  zipOf(p.entries(entry{name: "/etc/passwd"})...),
		"windows.zip":   zipOf(p.entries(entry{name: `..\page.pdf`})...),
		"drive.zip":     zipOf(p.entries(entry{name: "C:page.pdf"})...),
		"lines.zip":     zipOf(p.entries(entry{name: "a\nb\x1b[2J"})...),
		"link.zip":      zipOf(append(p.entries()[1:], entry{name: picture, mode: fs.ModeSymlink | 0o777})...),
		"bomb.zip":      zipOf(bomb...),
		"claims.zip":    claiming(1 << 31),
		"lying.zip":     lying,
		"encrypted.zip": encrypted,

		"json.zip":    written(func(string) string { return "{" }),
		"utf8.zip":    written(func(s string) string { return strings.Replace(s, "@", "\xff", 1) }),
		"deep.zip":    written(func(string) string { return strings.Repeat("[", 100_000) }),
		"repeat.zip":  written(func(s string) string { return strings.Replace(s, "{", `{"made":"x",`, 1) }),
		"unknown.zip": saying("signed", true),
		"silent.zip":  saying("made", nil),
		"type.zip":    saying("blanked", "two"),
		"later.zip":   saying("format", "bouton3018/evidence/2"),
		"time.zip":    saying("made", "yesterday"),
		"zone.zip":    saying("zone", "\x1b[2J"),
		"address.zip": saying("address", "javascript:alert(1)"),
		"black.zip":   saying("blanked", -1),
		"other.zip":   saying("files", []any{listed("../page.pdf", p.sheet)}),
		"double.zip":  saying("files", []any{listed(sheet, p.sheet), listed(sheet, p.sheet)}),
		"hash.zip":    saying("files", []any{map[string]any{"name": sheet, "size": 1, "sha256": "abc"}}),
		"sheet.zip":   saying("files", []any{}),
		"nopng.zip":   fake(func(p *parts) { p.image = "GIF89a" }),
		"nopdf.zip":   fake(func(p *parts) { p.sheet = "<html>" }),
	}
}

// fake is a proof whose hashes are right and whose files are not what their names say.
func fake(change func(*parts)) []byte {
	p := newParts()
	change(&p)
	p.manifest["files"] = []any{listed(picture, p.image), listed(sheet, p.sheet)}
	return zipOf(p.entries()...)
}
