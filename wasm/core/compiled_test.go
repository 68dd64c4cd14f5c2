package core_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/tidwall/gjson"

	"bouton3018/rules/flows"
	"bouton3018/wasm/core"
	"bouton3018/wasm/internal/compiled"
	"bouton3018/wasm/internal/testrules"
)

const module = "../../dist/core.wasm"

func started(t testing.TB) *compiled.Core {
	t.Helper()
	c, err := compiled.Open(module)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// recorded are the requests of all recorded flows.
func recorded(t testing.TB) []string {
	t.Helper()
	all, err := flows.ReadAll("../../rules/dialogs")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range all {
		if f.Variant != "" {
			continue
		}
		for _, step := range slices.Sorted(maps.Keys(f.Recorded)) {
			out = append(out, string(f.Recorded[step]))
		}
	}
	if len(out) == 0 {
		t.Fatal("no flow is recorded")
	}
	return out
}

// TestCompiledAgrees holds the compiled core against the native one, byte by
// byte, on every recorded step, on hostile input and on the parts themselves.
func TestCompiledAgrees(t *testing.T) {
	detection, directory := testrules.Parts(t)
	native, wasm := new(core.Core), started(t)
	agree := func(export string, input []byte, native []byte) {
		t.Helper()
		got, err := wasm.Call(export, input)
		if err != nil {
			t.Fatalf("%s traps on %.200q: %v", export, input, err)
		}
		if string(got) != string(native) {
			t.Errorf("%s of %.300s:\ncompiled %.600s\nnative   %.600s", export, input, got, native)
		}
	}
	agree("decide", []byte("{}"), native.Decide([]byte("{}")))
	agree("configure", []byte("{}"), native.Configure([]byte("{}")))
	agree("configure", detection, native.Configure(detection))
	agree("directory", directory, native.Directory(directory))
	n := 0
	for _, r := range append(recorded(t), request(""), request("Suicide ou automutilation")) {
		agree("decide", []byte(r), native.Decide([]byte(r)))
		if n++; n%500 == 0 { // the host does the same above 8 MB
			if err := wasm.Restart(); err != nil {
				t.Fatal(err)
			}
			agree("configure", detection, native.Configure(detection))
			agree("directory", directory, native.Directory(directory))
		}
	}
	for name, h := range hostile {
		if len(h.request) > core.MaxPart {
			t.Errorf("%s is larger than the buffer", name)
		}
		agree("decide", []byte(h.request), native.Decide([]byte(h.request)))
	}
	for _, r := range []string{`{}`, `{"page":"fr","labels":["Signaler Léa","举报小明"],"texts":["Tom est un troll"]}`} {
		agree("mask", []byte(r), native.Mask([]byte(r)))
	}
	t.Logf("%d recorded requests", n-2)
}

// TestPartTooLarge refuses what no part needs, though an update fits into the buffer.
func TestPartTooLarge(t *testing.T) {
	got, err := started(t).Call("configure", make([]byte, core.MaxPart+1))
	if err != nil || gjson.GetBytes(got, "error.code").String() != "too_large" {
		t.Errorf("%s (%v)", got, err)
	}
}

func BenchmarkCompiledDecide(b *testing.B) {
	detection, directory := testrules.Parts(b)
	c := started(b)
	start := func() {
		for _, part := range []struct {
			export string
			input  []byte
		}{{"configure", detection}, {"directory", directory}} {
			if _, err := c.Call(part.export, part.input); err != nil {
				b.Fatal(err)
			}
		}
	}
	start()
	r := []byte(request("Intimidation ou harcèlement"))
	for b.Loop() {
		if _, err := c.Call("decide", r); err != nil {
			b.Fatal(err)
		}
		if c.Memory() > 8<<20 {
			b.StopTimer()
			if err := c.Restart(); err != nil {
				b.Fatal(err)
			}
			start()
			b.StartTimer()
		}
	}
}
