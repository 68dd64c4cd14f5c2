// Package compiled runs the compiled core (dist/core.wasm) in Go, so that tests
// can hold it against the native one.
package compiled

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Core is one instance of the compiled core.
type Core struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	module   api.Module
}

// Open compiles and starts the module in the file at path.
func Open(path string) (*Core, error) {
	code, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w (go run ./scripts/build makes it)", err)
	}
	ctx := context.Background()
	c := &Core{runtime: wazero.NewRuntime(ctx)}
	if c.compiled, err = c.runtime.CompileModule(ctx, code); err != nil {
		return nil, err
	}
	return c, c.Restart()
}

// Restart replaces the instance by a fresh one.
func (c *Core) Restart() error {
	ctx := context.Background()
	if c.module != nil {
		c.module.Close(ctx)
	}
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize")
	m, err := c.runtime.InstantiateModule(ctx, c.compiled, config)
	c.module = m
	return err
}

// Memory is the size of the instance's memory in bytes.
func (c *Core) Memory() uint32 { return c.module.Memory().Size() }

// Call gives input to an export and returns its answer. The error is a trap or a
// buffer that was refused.
func (c *Core) Call(export string, input []byte) ([]byte, error) {
	ctx := context.Background()
	out, err := c.module.ExportedFunction("alloc").Call(ctx, uint64(len(input)))
	if err != nil {
		return nil, err
	}
	if out[0] == 0 || !c.module.Memory().Write(uint32(out[0]), input) {
		return nil, fmt.Errorf("no buffer of %d bytes", len(input))
	}
	if out, err = c.module.ExportedFunction(export).Call(ctx, uint64(len(input))); err != nil {
		return nil, err
	}
	at := uint32(out[0])
	head, ok := c.module.Memory().Read(at, 4)
	if !ok {
		return nil, fmt.Errorf("%s answers outside its memory", export)
	}
	body, ok := c.module.Memory().Read(at+4, binary.LittleEndian.Uint32(head))
	if !ok {
		return nil, fmt.Errorf("%s answers outside its memory", export)
	}
	return append([]byte(nil), body...), nil
}

// Close ends the instance.
func (c *Core) Close() { c.runtime.Close(context.Background()) }
