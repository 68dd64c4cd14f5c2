package main

import (
	"context"
	"errors"
	"testing"
)

// TestStagesOfAGroupRunTogether has two stages that end only when both have begun.
func TestStagesOfAGroupRunTogether(t *testing.T) {
	meet := make(chan struct{})
	var r report
	r.runGroup(t.Context(), group{stages: []stage{
		{"gives", func(context.Context) outcome {
			meet <- struct{}{}
			return outcome{passed: 2, summary: "two"}
		}},
		{"takes", func(context.Context) outcome {
			<-meet
			return outcome{err: errors.New("wrong")}
		}},
	}})
	if r.passed != 2 || r.failed != 1 || len(r.summaries) != 1 {
		t.Errorf("%+v", r)
	}
}

func TestNamed(t *testing.T) {
	all := func() []group {
		return []group{
			{stages: []stage{{name: "go vet"}, {name: "types"}}},
			{stages: []stage{{name: "go test"}}},
			{always: true, stages: []stage{{name: "set-up"}}},
		}
	}
	for _, c := range []struct {
		words []string
		want  [2]int
	}{{nil, [2]int{2, 1}}, {[]string{"go"}, [2]int{1, 1}}, {[]string{"types", "vet"}, [2]int{2, 0}}, {[]string{"none"}, [2]int{0, 0}}} {
		got := named(all(), c.words)
		if len(got[0].stages) != c.want[0] || len(got[1].stages) != c.want[1] || len(got[2].stages) != 1 {
			t.Errorf("%q: %d and %d stages, want %v", c.words, len(got[0].stages), len(got[1].stages), c.want)
		}
	}
}
