//go:build tinygo || wasm

// Command wasm is the referral logic as a WebAssembly module without imports: it
// cannot reach the network, the page or a clock. See the packages core and update
// for what the calls mean.
//
// The host asks [alloc] for a buffer, writes n bytes into it and calls one of
// the others with n. Each returns the address of its answer: four bytes of
// length, little-endian, then that many bytes of JSON, valid until the next call.
package main

import (
	"unsafe"

	"bouton3018/wasm/core"
	"bouton3018/wasm/update"
)

func main() {}

var (
	instance core.Core
	input    []byte
	output   []byte
)

//go:wasmexport alloc
func alloc(n uint32) uint32 {
	if n > update.MaxRequest {
		return 0
	}
	if uint32(cap(input)) < n {
		input = make([]byte, n)
	}
	input = input[:cap(input)]
	if len(input) == 0 {
		return 0
	}
	return address(input)
}

//go:wasmexport configure
func configure(n uint32) uint32 { return answer(instance.Configure(read(n))) }

//go:wasmexport amend
func amend(n uint32) uint32 { return answer(instance.Amend(read(n))) }

//go:wasmexport directory
func directory(n uint32) uint32 { return answer(instance.Directory(read(n))) }

//go:wasmexport decide
func decide(n uint32) uint32 { return answer(instance.Decide(read(n))) }

//go:wasmexport mask
func mask(n uint32) uint32 { return answer(instance.Mask(read(n))) }

// verify judges an update. It keeps nothing, and what it used is not given back:
// the host throws the instance away.
//
//go:wasmexport verify
func verify(n uint32) uint32 { return answer(update.Verify(read(n))) }

// read is what the host wrote; a length beyond the buffer reads nothing.
func read(n uint32) []byte {
	if n > uint32(len(input)) {
		return nil
	}
	return input[:n]
}

// answer puts the length in front.
func answer(b []byte) uint32 {
	n := len(b)
	output = append(output[:0], byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	output = append(output, b...)
	return address(output)
}

func address(b []byte) uint32 { return uint32(uintptr(unsafe.Pointer(&b[0]))) }
