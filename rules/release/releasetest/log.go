package releasetest

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// A Log is a transparency log in memory; the zero one is empty. It is a [tlog.HashReader].
type Log struct {
	Size   int64       // leaves
	hashes []tlog.Hash // as package tlog stores them
}

// ReadHashes returns stored hashes by their indexes.
func (l *Log) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(l.hashes)) {
			return nil, fmt.Errorf("the log has no hash %d", index)
		}
		out[i] = l.hashes[index]
	}
	return out, nil
}

// Append adds a leaf.
func (l *Log) Append(leaf []byte) {
	more, err := tlog.StoredHashes(l.Size, leaf, l)
	must(err)
	l.hashes = append(l.hashes, more...)
	l.Size++
}

// Root is the hash of the tree.
func (l *Log) Root() tlog.Hash {
	root, err := tlog.TreeHash(l.Size, l)
	must(err)
	return root
}
