package lexicon

import "bouton3018/wasm/text"

// NoHash is the hash of nothing (FNV-1a, 32 bits).
const NoHash uint32 = 2166136261

// HashOf is the hash of a text.
func HashOf(b []byte) uint32 {
	h := NoHash
	for _, c := range b {
		h = hashByte(h, c)
	}
	return h
}

// HashOfText is the hash of a text, as [Text] has it.
func HashOfText(s string) uint32 { return HashOf(text.AppendNormal(nil, s)) }

// AddToHash is the hash of what h is of, followed by a number.
func AddToHash(h, n uint32) uint32 {
	for range 4 {
		h = hashByte(h, byte(n))
		n >>= 8
	}
	return h
}

func hashByte(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }
