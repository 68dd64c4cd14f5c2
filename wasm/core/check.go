package core

import "unicode/utf8"

// Limits of what the core reads. They are checked before any parser runs: 4 kB
// of nested brackets are enough to exhaust the stack of the compiled module.
const (
	MaxPart    = 1 << 20  // bytes of a rule part
	MaxRequest = 24 << 10 // bytes of a request; a snapshot has at most 8 kB
	maxDepth   = 16
)

// Codes of errors. The host shows nothing when it gets one.
const (
	TooLarge      = "too_large"
	TooDeep       = "too_deep"
	NotUTF8       = "not_utf8"
	BadJSON       = "bad_json"
	BadRequest    = "bad_request"
	BadRules      = "bad_rules"
	NotConfigured = "not_configured"
)

// Sound returns the code of what makes b unsafe to parse, or "".
func Sound(b []byte, limit int) string {
	if len(b) > limit {
		return TooLarge
	}
	if !utf8.Valid(b) {
		return NotUTF8
	}
	depth, quoted := 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case quoted:
			if c == '\\' {
				i++
			} else if c == '"' {
				quoted = false
			}
		case c == '"':
			quoted = true
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return TooDeep
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return ""
}
