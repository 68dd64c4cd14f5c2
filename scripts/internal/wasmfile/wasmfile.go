// Package wasmfile tells what a WebAssembly module asks of its host and what it offers.
package wasmfile

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tetratelabs/wazero"
)

// Module is the surface of a WebAssembly module.
type Module struct {
	Imports []string // "module.field" of functions and memories
	Exports []string // functions and memories, sorted
}

// Read compiles the module, without running it.
func Read(module []byte) (Module, error) {
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer runtime.Close(ctx)
	var m Module
	compiled, err := runtime.CompileModule(ctx, module)
	if err != nil {
		return m, err
	}
	for _, f := range compiled.ImportedFunctions() {
		from, name, _ := f.Import()
		m.Imports = append(m.Imports, from+"."+name)
	}
	for _, memory := range compiled.ImportedMemories() {
		from, name, _ := memory.Import()
		m.Imports = append(m.Imports, from+"."+name)
	}
	for name := range compiled.ExportedFunctions() {
		m.Exports = append(m.Exports, name)
	}
	for name := range compiled.ExportedMemories() {
		m.Exports = append(m.Exports, name)
	}
	slices.Sort(m.Exports)
	return m, nil
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
