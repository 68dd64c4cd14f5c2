package lexicon

// start says where in a text a word of a phrase can begin. It is the root of its words.
type start int32

const (
	atWord   start = iota // at the beginning of a word only
	anywhere              // at any character
)

// trie holds the words of phrases by their bytes, those that share a beginning under one
// node. Its nodes carry runs of bytes, and one is found by its parent and its first byte,
// however many siblings it has: so a step costs the same with two languages and with 41.
type trie struct {
	nodes   []node    // the roots come first
	edges   []int32   // nodes by the hash of parent and first byte, 0 for none
	letters []byte    // what nodes carry
	posts   []posting // 0 is none
}

type node struct {
	parent int32
	post   int32 // of the words that end here
	at     int32 // its bytes are letters[at : at+size]
	size   uint8
	head   byte // the first of them
}

// posting says in which phrase a word stands.
type posting struct {
	phrase, next int32
	slot         uint8
}

// newTrie has room for so many words of so many bytes together. Everything is made at
// once: what grows leaves its former selves behind in the core, whose memory is never
// given back. Of two words at least one shares its beginning with another.
func newTrie(words, letters int) trie {
	edges := 4
	for edges <= 2*words { // a word makes two nodes at most
		edges *= 2
	}
	return trie{
		nodes:   make([]node, 2, 64+words+words/4),
		edges:   make([]int32, edges),
		letters: make([]byte, 0, 64+letters*3/4),
		posts:   make([]posting, 1, 64+words),
	}
}

// hasRoom reports whether so many words more can be entered: some edges must stay free, or one that is not there would
// be looked for without end.
func (t *trie) hasRoom(words int) bool { return len(t.nodes)+2*words < len(t.edges) }

// edge is where the child of a node that begins with a byte stands, or would.
func (t *trie) edge(parent int32, head byte) *int32 {
	h := (uint32(parent)<<8 | uint32(head)) * 2654435769
	for i := h ^ h>>16; ; i++ {
		n := &t.edges[i&uint32(len(t.edges)-1)]
		if *n == 0 || t.nodes[*n].head == head && t.nodes[*n].parent == parent {
			return n
		}
	}
}

// find is the child of a node whose bytes a text begins with, 0 for none.
func (t *trie) find(parent int32, text []byte) int32 {
	if len(text) == 0 {
		return 0
	}
	n := *t.edge(parent, text[0])
	if n == 0 || shared(t.bytes(n), text) < int(t.nodes[n].size) { // bytes.HasPrefix copies both in the compiled core
		return 0
	}
	return n
}

func (t *trie) bytes(n int32) []byte {
	return t.letters[t.nodes[n].at:][:t.nodes[n].size]
}

// add enters a word of a phrase, of at least one byte and at most 255.
func (t *trie) add(at start, word []byte, p posting) {
	n := int32(at)
	for len(word) > 0 {
		edge := t.edge(n, word[0])
		if *edge == 0 {
			*edge = int32(len(t.nodes))
			t.nodes = append(t.nodes, node{parent: n, at: int32(len(t.letters)), size: uint8(len(word)), head: word[0]})
			t.letters = append(t.letters, word...)
		}
		n = *edge
		same := shared(t.bytes(n), word)
		if word = word[same:]; same < int(t.nodes[n].size) {
			n = t.split(edge, same)
		}
	}
	p.next = t.nodes[n].post
	t.posts = append(t.posts, p)
	t.nodes[n].post = int32(len(t.posts) - 1)
}

// split puts a new node with the first bytes of a node between this and its parent.
func (t *trie) split(edge *int32, size int) int32 {
	lower, upper := *edge, int32(len(t.nodes))
	first := t.nodes[lower]
	first.post, first.size = 0, uint8(size)
	t.nodes = append(t.nodes, first)
	*edge = upper
	rest := &t.nodes[lower]
	rest.parent, rest.at, rest.size = upper, rest.at+int32(size), rest.size-uint8(size)
	rest.head = t.letters[rest.at]
	*t.edge(upper, rest.head) = lower
	return upper
}

// shared is how many bytes two words begin with together.
func shared(a, b []byte) (n int) {
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
