package main

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

// TestJoinSegments: the memory that a module starts with stays the same, and so does everything else.
func TestJoinSegments(t *testing.T) {
	random := rand.New(rand.NewPCG(3018, 1))
	var segments []segment
	at := int64(65536)
	for range 2000 {
		data := make([]byte, random.IntN(200))
		for i := range data {
			data[i] = byte(random.Uint32())
		}
		segments = append(segments, segment{at, data})
		at += int64(len(data) + random.IntN(64))
		if random.IntN(500) == 0 {
			at += 100_000
		}
	}
	content := writeSegments(segments)
	custom := []byte("\x00\x05\x04name")
	module := append([]byte("\x00asm\x01\x00\x00\x00"), custom...)
	module = append(module, 11)
	module = binary.AppendUvarint(module, uint64(len(content)))
	module = append(append(module, content...), custom...)

	joined, err := joinSegments(module)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(joined, module[:8+len(custom)]) || !bytes.HasSuffix(joined, custom) {
		t.Error("another section changed")
	}
	r := reader{b: joined[8+len(custom)+1:]}
	again, err := readSegments(r.bytes(r.unsigned()))
	if err != nil {
		t.Fatal(err)
	}
	if len(again) > 20 {
		t.Errorf("%d segments are left", len(again))
	}
	memory := func(segments []segment) []byte {
		m := make([]byte, at)
		for _, s := range segments {
			copy(m[s.at:], s.data)
		}
		return m
	}
	if !bytes.Equal(memory(again), memory(segments)) {
		t.Error("the memory differs")
	}
	for cut := range len(joined) {
		joinSegments(joined[:cut]) // must not panic
	}
}

func TestSigned(t *testing.T) {
	for _, n := range []int64{0, 1, -1, 63, 64, -64, -65, 8191, 8192, 1 << 30, -1 << 31, 1<<31 - 1} {
		r := reader{b: appendSigned(nil, n)}
		if got := r.signed(); got != n || r.bad || len(r.b) > 0 {
			t.Errorf("%d is read as %d", n, got)
		}
	}
}
