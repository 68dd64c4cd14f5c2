package update_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"bouton3018/rules/release"
	"bouton3018/wasm/internal/compiled"
	"bouton3018/wasm/update"
)

const module = "../../dist/core.wasm"

// wasm is the compiled core that every check of these tests is held against. It is
// started anew for each, as the extension does.
var wasm *compiled.Core

func TestMain(m *testing.M) {
	var err error
	if wasm, err = compiled.Open(module); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	wasm.Close()
	os.Exit(code)
}

// body is a request as the extension writes it.
func body(r *update.Request) []byte {
	vectors := json.RawMessage(r.Vectors)
	if !json.Valid(vectors) {
		vectors = json.RawMessage("{}")
	}
	b, err := json.Marshal(map[string]any{
		"now": r.Now, "keys": r.Keys, "hosts": r.Hosts, "vectors": vectors, "files": r.Files,
		"packaged": string(r.Packaged),
		"held": map[string]any{
			"heads": r.Held.Heads, "detection": string(r.Held.Detection), "directory": string(r.Held.Directory),
		},
	})
	if err != nil {
		panic(err)
	}
	return b
}

// agree panics where the compiled core answers in another way than the native one, byte for byte.
func agree(r *update.Request, native update.Answer) {
	request, want := body(r), native.JSON()
	if !json.Valid(want) || len(r.Files) == 0 || !validText(r) { // JSON says something else than the request
		want = update.Verify(request)
	}
	compare("verify", request, string(want))
}

// validText reports whether JSON carries the files as they are.
func validText(r *update.Request) bool {
	for _, text := range r.Files {
		again, _ := json.Marshal(text)
		var back string
		if json.Unmarshal(again, &back); back != text {
			return false
		}
	}
	return true
}

func compare(export string, request []byte, want string) {
	if err := wasm.Restart(); err != nil {
		panic(err)
	}
	got, err := wasm.Call(export, request)
	if err != nil {
		panic(fmt.Sprintf("%s traps: %v on %.300s", export, err, request))
	}
	if string(got) != want {
		panic(fmt.Sprintf("compiled %s\nnative   %s", got, want))
	}
}

// TestCompiledRefusesRequests gives the compiled core what no client would send.
func TestCompiledRefusesRequests(t *testing.T) {
	for name, request := range map[string]string{
		"not JSON": "verify", "nothing": "{}", "a list": "[]",
		"wrong types": `{"now":"x","keys":7,"hosts":{"a":1},"held":[],"files":"head"}`,
		"no UTF-8":    "{\"keys\":\"\xff\"}",
		"deep":        `{"files":` + nested(5000) + `}`,
		"deep inside": `{"held":{"detection":"` + nested(5000) + `","directory":"{}"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			want := update.Verify([]byte(request))
			var answer struct{ Error struct{ Code string } }
			if err := json.Unmarshal(want, &answer); err != nil || answer.Error.Code == "" {
				t.Errorf("%s is no refusal (%v)", want, err)
			}
			compare("verify", []byte(request), string(want))
		})
	}
	if _, err := wasm.Call("verify", make([]byte, update.MaxRequest+1)); err == nil {
		t.Error("a buffer of any size is given out")
	}
}

func nested(n int) string {
	b := make([]byte, 2*n)
	for i := range n {
		b[i], b[2*n-1-i] = '[', ']'
	}
	return string(b)
}

// TestLongLog takes an update of both parts on a log of 10,000 versions, and leaves
// the request in dist/test for the browser tests, which measure what it costs.
func TestLongLog(t *testing.T) {
	m, c := inAllLanguages(t)
	m.Log = release.Tree{}
	again := func(times int) {
		for range times {
			m.Log.Append(m.Leaf())
		}
	}
	again(9_990)
	m.Grow()
	c.head = ""
	if code, _, _ := c.check(m.Serve); code != "" {
		t.Fatal(code)
	}
	again(8)
	publishBoth(m, c, 1)
	if m.Log.Size != 10_000 {
		t.Fatal(m.Log.Size)
	}
	files := c.fetch(m.Serve)
	if a := update.Check(c.request(files)); len(a.Changed) != 2 {
		t.Fatalf("%+v", a)
	}
	leave(t, "verify.json", body(c.request(files)))
}

// leave writes what a browser test measures with.
func leave(t *testing.T, name string, b []byte) {
	t.Helper()
	dir := filepath.Join("..", "..", "dist", "test")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkVerify(b *testing.B) {
	request, err := os.ReadFile(filepath.Join("..", "..", "dist", "test", "verify.json"))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("native", func(b *testing.B) {
		for b.Loop() {
			update.Verify(request)
		}
	})
	b.Run("compiled", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			if err := wasm.Restart(); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			if _, err := wasm.Call("verify", request); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(wasm.Memory())/1024, "kB")
	})
}
