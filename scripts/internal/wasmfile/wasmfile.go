// Package wasmfile tells what a WebAssembly module asks of its host and what it offers.
package wasmfile

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tetratelabs/wazero"
)

// Read compiles the module, without running it, and returns the functions and memories that it imports, as
// "module.field", and exports.
func Read(module []byte) (imports, exports []string, err error) {
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer runtime.Close(ctx)
	compiled, err := runtime.CompileModule(ctx, module)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range compiled.ImportedFunctions() {
		from, name, _ := f.Import()
		imports = append(imports, from+"."+name)
	}
	for _, memory := range compiled.ImportedMemories() {
		from, name, _ := memory.Import()
		imports = append(imports, from+"."+name)
	}
	exports = slices.AppendSeq(exports, maps.Keys(compiled.ExportedFunctions()))
	return imports, slices.AppendSeq(exports, maps.Keys(compiled.ExportedMemories())), nil
}

// NoImports returns an error that names what the module imports, or nil.
func NoImports(module []byte) error {
	imports, _, err := Read(module)
	if err == nil && len(imports) > 0 {
		err = fmt.Errorf("the core imports %s and must import nothing", strings.Join(imports, ", "))
	}
	return err
}
