package text_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"slices"
	"testing"
	"unicode"

	"bouton3018/wasm/text"
)

var update = flag.Bool("update", false, "write testdata/characters.json anew")

// characters is what Go makes of every character, in digests, so that the content
// script's side can be held against it: extension/src/shared/normal.test.ts makes the
// same. Characters that Go's Unicode does not have are left out, because the other
// side may know a newer one; private ones, too, which no Unicode will ever have.
type characters struct {
	Unicode  string      `json:"unicode"`
	Around   [][2]string `json:"around"`   // what stands before and after a character
	Assigned [][2]rune   `json:"assigned"` // runs of characters: the first and the last
	Digests  []string    `json:"digests"`  // of each 4096 characters
	Mixed    string      `json:"mixed"`    // digest of texts that mix the characters of all cases
}

// perDigest is how many code points one digest stands for.
const perDigest = 4096

func isLeftOut(c rune) bool { return unicode.In(c, unicode.Cn, unicode.Co, unicode.Cs) }

func TestEveryCharacter(t *testing.T) {
	want := characters{
		Unicode: unicode.Version,
		Around:  [][2]string{{"", ""}, {"a", "b"}, {"か", "ก\u0e31"}, {"", "\u0301\u3099"}},
	}
	for from := rune(0); from <= unicode.MaxRune; from += perDigest {
		digest := fnv.New32a()
		for c := from; c < from+perDigest; c++ {
			if isLeftOut(c) {
				continue
			}
			if n := len(want.Assigned); n > 0 && want.Assigned[n-1][1] == c-1 {
				want.Assigned[n-1][1] = c
			} else {
				want.Assigned = append(want.Assigned, [2]rune{c, c})
			}
			for _, around := range want.Around {
				normal := text.Normal(around[0] + string(c) + around[1])
				if again := text.Normal(normal); again != normal {
					t.Errorf("%U: %q becomes %q", c, normal, again)
				}
				fmt.Fprintln(digest, normal)
			}
		}
		want.Digests = append(want.Digests, fmt.Sprintf("%08x", digest.Sum32()))
	}
	digest := fnv.New32a()
	for _, s := range mixed(t) {
		fmt.Fprintln(digest, text.Normal(s))
	}
	want.Mixed = fmt.Sprintf("%08x", digest.Sum32())

	const file = "testdata/characters.json"
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	b = append(b, '\n')
	if *update {
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, b) {
		t.Errorf("%s is of another normal form or another Unicode: go test ./wasm/text -update writes it anew", file)
	}
}

// mixed returns texts in which the characters of all cases follow one another in
// every order: the same ones on every machine and on the content script's side.
func mixed(t testing.TB) (texts []string) {
	var alphabet []rune
	for _, c := range cases(t) {
		alphabet = append(alphabet, []rune(c[0])...)
	}
	slices.Sort(alphabet)
	alphabet = slices.Compact(alphabet)
	random := uint32(3018)
	next := func(below int) int {
		random = random*1664525 + 1013904223
		return int((random >> 8) % uint32(below))
	}
	for range 5000 {
		s := make([]rune, 1+next(12))
		for i := range s {
			s[i] = alphabet[next(len(alphabet))]
		}
		texts = append(texts, string(s))
	}
	return texts
}
