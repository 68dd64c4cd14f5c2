package main

import (
	"errors"
	"strings"
	"testing"
)

func TestReadGoTest(t *testing.T) {
	output := `{"Action":"start","Package":"a"}
{"Action":"run","Package":"a","Test":"TestGood"}
{"Action":"output","Package":"a","Test":"TestGood","Output":"quiet\n"}
{"Action":"pass","Package":"a","Test":"TestGood/sub"}
{"Action":"pass","Package":"a","Test":"TestGood"}
{"Action":"output","Package":"a","Test":"TestBad","Output":"loud\n"}
{"Action":"fail","Package":"a","Test":"TestBad"}
{"Action":"skip","Package":"a","Test":"TestLater"}
{"Action":"output","Package":"a","Output":"FAIL\ta\t0.1s\n"}
{"Action":"fail","Package":"a"}
{"Action":"output","Package":"b","Output":"?   \tb\t[no test files]\n"}
{"Action":"skip","Package":"b"}
{"Action":"build-output","ImportPath":"c","Output":"c.go:1: wrong\n"}
{"Action":"build-fail","ImportPath":"c"}
`
	o := readGoTest([]byte(output), errors.New("exit status 1"))
	if o.passed != 1 || o.failed != 2 || o.ok() {
		t.Errorf("%d passed, %d failed", o.passed, o.failed)
	}
	for _, want := range []string{"loud", "c.go:1: wrong", "exit status 1"} {
		if !strings.Contains(o.err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, o.err)
		}
	}
	if strings.Contains(o.err.Error(), "quiet") {
		t.Error("the error has the output of a test that passed")
	}
	if o.summary != "FAIL\ta\t0.1s\n" {
		t.Errorf("summary %q", o.summary)
	}
}

func TestReadGoTestOfNothing(t *testing.T) {
	if o := readGoTest(nil, nil); o.ok() {
		t.Error("a run without tests passed")
	}
}

func TestLastParagraph(t *testing.T) {
	if got := lastParagraph([]byte("  ok 1\n\n  2 failed\n  3 passed (4s)\n")); got != "  2 failed\n  3 passed (4s)" {
		t.Errorf("%q", got)
	}
}

func TestSplitTable(t *testing.T) {
	for output, want := range map[string][2]string{
		"FAIL a\nFAIL b\n    value  95 % bound\nexact 1\n": {"FAIL a\nFAIL b\n", "    value  95 % bound\nexact 1\n"},
		"    value  95 % bound\nexact 1\n":                 {"", "    value  95 % bound\nexact 1\n"},
		"no browser\n":                                     {"", "no browser\n"},
	} {
		if steps, table := splitTable(output); steps != want[0] || table != want[1] {
			t.Errorf("%q: %q and %q", output, steps, table)
		}
	}
}
