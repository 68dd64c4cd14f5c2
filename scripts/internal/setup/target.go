package setup

import (
	"encoding/json"
	"os"
)

// stackSize is the core's stack in bytes. TinyGo's own 4096 is too little for a recursive reader; an overflow traps,
// because the stack comes first in memory.
const stackSize = 65536

// target is the part of TinyGo's target description that the core needs.
type target struct {
	Inherits   []string `json:"inherits,omitempty"`
	LLVMTarget string   `json:"llvm-target,omitempty"`
	CPU        string   `json:"cpu,omitempty"`
	Features   string   `json:"features,omitempty"`
	BuildTags  []string `json:"build-tags,omitempty"`
	BuildMode  string   `json:"buildmode,omitempty"`
	GOOS       string   `json:"goos,omitempty"`
	GOARCH     string   `json:"goarch,omitempty"`
	Linker     string   `json:"linker,omitempty"`
	Scheduler  string   `json:"scheduler"`
	GC         string   `json:"gc"`
	StackSize  uint64   `json:"default-stack-size"`
	CFlags     []string `json:"cflags,omitempty"`
	LDFlags    []string `json:"ldflags,omitempty"`
	ExtraFiles []string `json:"extra-files,omitempty"`
}

// targetOfInstalled describes the core for a complete TinyGo, which brings the libraries of its wasm-unknown target.
func targetOfInstalled() target {
	return target{
		Inherits:  []string{"wasm-unknown"},
		Scheduler: "none",
		GC:        "leaking",
		StackSize: stackSize,
	}
}

// targetOfBuilt describes the core for a TinyGo built from its Go module: the fields of wasm-unknown without libc and
// rtlib, whose sources that module lacks, and with the system's libraries in their place.
func targetOfBuilt(libraries []string) target {
	return target{
		LLVMTarget: "wasm32-unknown-unknown",
		CPU:        "mvp",
		Features:   "+nontrapping-fptoint,+sign-ext,-bulk-memory,-multivalue,-reference-types",
		BuildTags:  []string{"tinygo.wasm", "wasm_unknown"},
		BuildMode:  "c-shared",
		GOOS:       "linux",
		GOARCH:     "arm",
		Linker:     "wasm-ld",
		Scheduler:  "none",
		GC:         "leaking",
		StackSize:  stackSize,
		CFlags:     []string{"-mnontrapping-fptoint", "-mno-bulk-memory", "-mno-multivalue", "-mno-reference-types", "-msign-ext"},
		LDFlags:    append([]string{"--stack-first", "--no-demangle", "--no-entry"}, libraries...),
		ExtraFiles: []string{"src/runtime/asm_tinygowasm.S"},
	}
}

func writeTarget(path string, t target) error {
	text, err := json.MarshalIndent(t, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
