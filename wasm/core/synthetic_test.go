package core_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/wasm/core"
	"bouton3018/wasm/internal/testrules"
)

// synthetic is a detection part of a day when the product knows many sites and
// languages. Each language is the French lexicon with its vowels and its consonants
// exchanged for others, so that it is as long and compresses nearly as badly as a
// real one; languages share as little as real ones of different families.
func synthetic(t testing.TB, sites, languages int) []byte {
	t.Helper()
	packaged, _ := testrules.Parts(t)
	var part map[string]any
	if err := json.Unmarshal(packaged, &part); err != nil {
		t.Fatal(err)
	}
	var lexicons []any
	for _, one := range gjson.GetBytes(packaged, "lexicon").Array() {
		lexicons = append(lexicons, json.RawMessage(one.Raw)) // its concepts keep their order
	}
	platforms := part["platforms"].([]any)
	random := rand.New(rand.NewPCG(3018, 40))
	french := []byte(gjson.GetBytes(packaged, `lexicon.#(lang=="fr")`).Raw)
	for n := len(lexicons); n < languages; n++ {
		var one map[string]any
		if err := json.Unmarshal(french, &one); err != nil {
			t.Fatal(err)
		}
		exchange := exchanged(random)
		for _, phrases := range one["concepts"].(map[string]any) {
			list := phrases.([]any)
			for i := range list {
				list[i] = strings.Map(exchange, list[i].(string))
			}
		}
		one["lang"] = fmt.Sprintf("x%c", 'a'+n%26) + fmt.Sprintf("%c", 'a'+n/26)
		lexicons = append(lexicons, one)
	}
	tiktok := gjson.GetBytes(packaged, `platforms.#(id=="tiktok")`).Raw
	for n := len(platforms); n < sites; n++ {
		exchange := exchanged(random)
		name := strings.Map(exchange, "bidule") + fmt.Sprint(n)
		one := strings.ReplaceAll(tiktok, "tiktok", name)
		one = strings.ReplaceAll(one, "data-e2e", "data-"+strings.Map(exchange, "testeur"))
		for _, word := range []string{"report-form", "report-card", "reason", "login-modal", "tt-"} {
			one = strings.ReplaceAll(one, word, strings.Map(exchange, word))
		}
		var platform any
		if err := json.Unmarshal([]byte(one), &platform); err != nil {
			t.Fatal(err)
		}
		platforms = append(platforms, platform)
	}
	part["lexicon"], part["platforms"] = lexicons, platforms
	var out bytes.Buffer
	encode := json.NewEncoder(&out)
	encode.SetEscapeHTML(false)
	if err := encode.Encode(part); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSpace(out.Bytes())
}

// exchanged maps letters to letters of the same kind.
func exchanged(random *rand.Rand) func(rune) rune {
	to := map[rune]rune{}
	for _, kind := range []string{"aeiouy", "bcdfghjklmnpqrstvwxz"} {
		for i, j := range random.Perm(len(kind)) {
			to[rune(kind[i])] = rune(kind[j])
		}
	}
	return func(c rune) rune {
		if r, ok := to[c]; ok {
			return r
		}
		return c
	}
}

func compressed(t testing.TB, b []byte) int {
	t.Helper()
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotli.BestCompression)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// maxGates is how many bytes every page may have to read from storage.
const maxGates = 16_000

// TestSynthetic takes the part of 25 sites and 40 languages, and leaves it in
// dist/test for the browser tests, which measure what it costs.
func TestSynthetic(t *testing.T) {
	part := synthetic(t, 25, 40)
	native, wasm := new(core.Core), started(t)
	want := string(native.Configure(part))
	if !gjson.Get(want, "ok").Bool() {
		t.Fatal(want)
	}
	got, err := wasm.Call("configure", part)
	if err != nil || string(got) != want {
		t.Fatal("the compiled core takes it in another way", err)
	}
	packaged, _ := testrules.Parts(t)
	gates := gjson.GetBytes(new(core.Core).Configure(packaged), "gates").Raw
	if len(gates) > maxGates {
		t.Errorf("the gates have %d bytes, limit %d", len(gates), maxGates)
	}
	sizes := map[string]int{"packaged": compressed(t, packaged), "synthetic": compressed(t, part), "bytes": len(part),
		"phrases": phrases(part), "gates": len(gates), "memory": int(wasm.Memory())}
	text, err := json.Marshal(sizes)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(string(text))
	dir := filepath.Join("..", "..", "dist", "test")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"synthetic.json": part, "synthetic-sizes.json": text} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func phrases(part []byte) (n int) {
	gjson.GetBytes(part, "lexicon").ForEach(func(_, l gjson.Result) bool {
		l.Get("concepts").ForEach(func(_, list gjson.Result) bool {
			n += 1 + strings.Count(list.Raw, rules.PhraseEnd)
			return true
		})
		return true
	})
	return n
}
