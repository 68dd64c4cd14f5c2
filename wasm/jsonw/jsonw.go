// Package jsonw appends JSON to byte slices.
//
// The core has no encoding/json (it would triple the module), so every part
// that answers in JSON writes it with these few functions. They allocate only
// when the slice must grow: give them a slice that is large enough and kept.
package jsonw

import "unicode/utf8"

const hex = "0123456789abcdef"

// String appends s as a JSON string with its quotes. Quotes, backslashes and
// control characters are escaped; each byte that is not valid UTF-8 (a lone
// surrogate half included) becomes U+FFFD, so the result is always valid UTF-8.
// U+2028 and U+2029 are escaped too: some readers take them for line ends.
func String(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 0x20 && c != '"' && c != '\\' && c != 0x7f {
				i++
				continue
			}
			b = append(b, s[start:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\n':
				b = append(b, '\\', 'n')
			case '\t':
				b = append(b, '\\', 't')
			case '\r':
				b = append(b, '\\', 'r')
			default:
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			start = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b = append(b, s[start:i]...)
			b = append(b, 0xEF, 0xBF, 0xBD)
			i++
			start = i
		case r == '\u2028' || r == '\u2029':
			b = append(b, s[start:i]...)
			b = append(b, '\\', 'u', '2', '0', '2', hex[r&15])
			i += n
			start = i
		default:
			i += n
		}
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

// Key appends name as a member name with its colon, after a comma unless b ends
// with an opening brace: so an object is written as '{', Key, value, Key, value, '}'.
func Key(b []byte, name string) []byte {
	b = Comma(b)
	b = String(b, name)
	return append(b, ':')
}

// Comma appends a comma unless b is empty or ends where none belongs: after an
// opening brace or bracket, a colon or a comma. Call it before each element of an array.
func Comma(b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	switch b[len(b)-1] {
	case '{', '[', ':', ',':
		return b
	}
	return append(b, ',')
}

// Int appends n in decimal.
func Int(b []byte, n int64) []byte {
	var digits [20]byte
	u := uint64(n)
	if n < 0 {
		b = append(b, '-')
		u = -u
	}
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + u%10)
		u /= 10
		if u == 0 {
			break
		}
	}
	return append(b, digits[i:]...)
}

// Bool appends true or false.
func Bool(b []byte, v bool) []byte {
	if v {
		return append(b, "true"...)
	}
	return append(b, "false"...)
}
