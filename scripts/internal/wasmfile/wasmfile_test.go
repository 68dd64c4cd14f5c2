package wasmfile

import (
	"slices"
	"testing"
)

// module is (module (import "env" "f" (func)) (import "env" "m" (memory 1 2)) (export "g" (func 0))) in bytes.
var module = []byte("\x00asm\x01\x00\x00\x00" +
	"\x01\x04\x01\x60\x00\x00" +
	"\x02\x13\x02\x03env\x01f\x00\x00\x03env\x01m\x02\x01\x01\x02" +
	"\x07\x05\x01\x01g\x00\x00")

func TestRead(t *testing.T) {
	imports, exports, err := Read(module)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"env.f", "env.m"}; !slices.Equal(imports, want) {
		t.Errorf("imports %q, want %q", imports, want)
	}
	if want := []string{"g"}; !slices.Equal(exports, want) {
		t.Errorf("exports %q, want %q", exports, want)
	}
	if NoImports(module) == nil {
		t.Error("a module with imports passed as one without")
	}
	if NoImports(module[:20]) == nil {
		t.Error("a module that is cut short passed")
	}
}
