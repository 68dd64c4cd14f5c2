package main

import (
	"errors"
	"testing"
)

func TestReadNodeTest(t *testing.T) {
	closing := "✔ a (1ms)\nℹ tests 3\nℹ suites 0\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\n"
	for _, c := range []struct {
		output         string
		err            error
		passed, failed int
		ok             bool
	}{
		{closing, errors.New("exit status 1"), 2, 1, false},
		{"ℹ tests 2\nℹ pass 2\nℹ fail 0\nℹ skipped 0\n", nil, 2, 0, true},
		{"ℹ tests 2\nℹ pass 1\nℹ fail 0\nℹ skipped 1\n", nil, 1, 1, false},
		{"", nil, 0, 0, false},
	} {
		o := readNodeTest([]byte(c.output), c.err)
		if o.passed != c.passed || o.failed != c.failed || o.ok() != c.ok {
			t.Errorf("%q: %+v", c.output, o)
		}
	}
}
