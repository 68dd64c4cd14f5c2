package main

import (
	"encoding/binary"
	"errors"
)

// Go's linker leaves every run of zeros out of a module's data, which makes some
// 75,000 segments of it; to copy them one by one is a sixth of what a start of the
// program costs. joinSegments writes the zeros of short gaps out, which leaves
// a handful of segments and the same memory.
func joinSegments(module []byte) ([]byte, error) {
	const header, dataSection, dataCount = 8, 11, 12
	if len(module) < header {
		return nil, errors.New("this is no WebAssembly module")
	}
	out := append([]byte(nil), module[:header]...)
	for rest := module[header:]; len(rest) > 0; {
		r := reader{b: rest[1:]}
		content := r.bytes(r.unsigned())
		if r.bad {
			return nil, errors.New("a section of the module is cut off")
		}
		id := rest[0]
		rest = r.b
		switch id {
		case dataCount: // Go's linker writes none
			return nil, errors.New("the module says how many segments its data has, which would be wrong")
		case dataSection:
			segments, err := readSegments(content)
			if err != nil {
				return nil, err
			}
			content = writeSegments(join(segments))
		}
		out = append(out, id)
		out = binary.AppendUvarint(out, uint64(len(content))) // LEB128 is Go's varint
		out = append(out, content...)
	}
	return out, nil
}

// segment is data that a start of the module copies to a place in memory.
type segment struct {
	at   int64
	data []byte
}

// join puts neighbours together whose gap is at most a page of the machine.
func join(segments []segment) []segment {
	var out []segment
	for _, s := range segments {
		if len(out) > 0 {
			last := &out[len(out)-1]
			if gap := s.at - last.at - int64(len(last.data)); gap >= 0 && gap <= 4096 {
				last.data = append(append(last.data, make([]byte, gap)...), s.data...)
				continue
			}
		}
		out = append(out, segment{s.at, append([]byte(nil), s.data...)})
	}
	return out
}

// Opcodes of the place of a segment, a constant expression.
const (
	i32Const = 0x41
	end      = 0x0b
)

func readSegments(content []byte) ([]segment, error) {
	r := reader{b: content}
	count := r.unsigned()
	var out []segment
	for range count {
		if mode, op := r.unsigned(), r.byte(); mode != 0 || op != i32Const {
			return nil, errors.New("a segment of the module's data has no fixed place")
		}
		s := segment{at: r.signed()}
		if r.byte() != end {
			return nil, errors.New("a segment of the module's data has no fixed place")
		}
		s.data = r.bytes(r.unsigned())
		out = append(out, s)
	}
	if r.bad || len(r.b) > 0 {
		return nil, errors.New("the module's data section is cut off")
	}
	return out, nil
}

func writeSegments(segments []segment) []byte {
	b := binary.AppendUvarint(nil, uint64(len(segments)))
	for _, s := range segments {
		b = append(b, 0, i32Const)
		b = appendSigned(b, s.at)
		b = append(b, end)
		b = binary.AppendUvarint(b, uint64(len(s.data)))
		b = append(b, s.data...)
	}
	return b
}

func appendSigned(b []byte, n int64) []byte {
	for {
		low := byte(n & 0x7f)
		n >>= 7
		if n == 0 && low&0x40 == 0 || n == -1 && low&0x40 != 0 {
			return append(b, low)
		}
		b = append(b, low|0x80)
	}
}

// reader reads the numbers of the binary format; bad says that there were not enough bytes.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.b)) {
		r.bad = true
		n = uint64(len(r.b))
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) byte() byte {
	if one := r.bytes(1); len(one) == 1 {
		return one[0]
	}
	return 0
}

func (r *reader) unsigned() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.bad = true
		size = len(r.b)
		n = 0
	}
	r.b = r.b[size:]
	return n
}

// signed reads a 32-bit place; memory above 2 GiB is written as a negative number.
func (r *reader) signed() int64 {
	var n int64
	for shift := 0; shift < 35; shift += 7 {
		c := r.byte()
		n |= int64(c&0x7f) << shift
		if c&0x80 == 0 {
			if c&0x40 != 0 {
				n -= 1 << (shift + 7)
			}
			return n
		}
	}
	r.bad = true
	return 0
}
