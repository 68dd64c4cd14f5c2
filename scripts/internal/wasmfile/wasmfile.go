// Package wasmfile reads from a WebAssembly module what it asks of its host and what it offers.
//
// A module is a magic number, a version, and sections: a byte that names the section, its length, its content. Numbers
// are LEB128.
package wasmfile

import (
	"errors"
	"fmt"
	"strings"
)

// Module is the surface of a WebAssembly module.
type Module struct {
	Imports []string // "module.field", in the order of the file
	Exports []string // in the order of the file
}

const (
	importSection = 2
	exportSection = 7
)

var errShort = errors.New("wasm module is cut short")

// Read reads the import and export sections.
func Read(module []byte) (Module, error) {
	var m Module
	if len(module) < 8 || string(module[:8]) != "\x00asm\x01\x00\x00\x00" {
		return m, errors.New("not a WebAssembly module of version 1")
	}
	r := &reader{rest: module[8:]}
	for len(r.rest) > 0 && r.err == nil {
		id := r.byte()
		section := &reader{rest: r.bytes(r.number())}
		switch id {
		case importSection:
			m.Imports = section.imports()
		case exportSection:
			m.Exports = section.exports()
		}
		if section.err != nil {
			return m, section.err
		}
	}
	return m, r.err
}

// NoImports returns an error that names what the module imports, or nil.
func NoImports(module []byte) error {
	m, err := Read(module)
	if err != nil {
		return err
	}
	if len(m.Imports) > 0 {
		return fmt.Errorf("the core imports %s and must import nothing", strings.Join(m.Imports, ", "))
	}
	return nil
}

// reader takes values from the front of rest; after the first error it gives zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) byte() byte {
	b := r.bytes(1)
	if len(b) == 0 {
		return 0
	}
	return b[0]
}

func (r *reader) bytes(n uint64) []byte {
	if r.err != nil || n > uint64(len(r.rest)) {
		if r.err == nil {
			r.err = errShort
		}
		r.rest = nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// number reads an unsigned LEB128 number of at most 64 bits.
func (r *reader) number() uint64 {
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		b := r.byte()
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	r.err = errors.New("wasm module has a number of more than 64 bits")
	return 0
}

func (r *reader) name() string { return string(r.bytes(r.number())) }

func (r *reader) imports() []string {
	var names []string
	for n := r.number(); n > 0 && r.err == nil; n-- {
		names = append(names, r.name()+"."+r.name())
		switch r.byte() {
		case 0: // function: type index
			r.number()
		case 1: // table: element type, limits
			r.byte()
			r.limits()
		case 2: // memory
			r.limits()
		case 3: // global: value type, mutability
			r.bytes(2)
		case 4: // tag: attribute, type index
			r.byte()
			r.number()
		}
	}
	return names
}

func (r *reader) limits() {
	flags := r.number()
	r.number()
	if flags&1 != 0 {
		r.number()
	}
}

func (r *reader) exports() []string {
	var names []string
	for n := r.number(); n > 0 && r.err == nil; n-- {
		names = append(names, r.name())
		r.byte()
		r.number()
	}
	return names
}
