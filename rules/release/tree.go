package release

import (
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// A Tree is a transparency log in memory without its leaves; the zero one is empty. It is a [tlog.HashReader].
type Tree struct {
	Size   int64       // leaves
	hashes []tlog.Hash // as package tlog stores them
}

// ReadHashes returns stored hashes by their indexes.
func (t *Tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(t.hashes)) {
			return nil, fmt.Errorf("the log has no hash %d", index)
		}
		out[i] = t.hashes[index]
	}
	return out, nil
}

// Append adds a leaf.
func (t *Tree) Append(leaf []byte) {
	more, err := tlog.StoredHashes(t.Size, leaf, t)
	if err != nil {
		panic(err) // a tree has all its hashes
	}
	t.hashes = append(t.hashes, more...)
	t.Size++
}

// Root is the hash of the whole tree.
func (t *Tree) Root() tlog.Hash {
	root, err := tlog.TreeHash(t.Size, t)
	if err != nil {
		panic(err) // a tree has all its hashes
	}
	return root
}

// Clone is a tree that can grow without the other one.
func (t *Tree) Clone() Tree { return Tree{t.Size, slices.Clone(t.hashes)} }
