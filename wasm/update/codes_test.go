package update_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bouton3018/wasm/core"
)

// codesOf reads the codes that are defined in a file of Go by the names that begin
// with a prefix.
func codesOf(t *testing.T, file, prefix string) (codes []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, prefix) {
			return true
		}
		switch value := spec.Values[0].(type) {
		case *ast.BasicLit:
			code, err := strconv.Unquote(value.Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		case *ast.SelectorExpr:
			codes = append(codes, ofCore[value.Sel.Name])
		}
		return true
	})
	return codes
}

// ofCore are the codes that an update shares with the core.
var ofCore = map[string]string{
	"BadRequest": core.BadRequest, "BadRules": core.BadRules,
	"TooLarge": core.TooLarge, "TooDeep": core.TooDeep, "NotUTF8": core.NotUTF8,
}

// TestEveryCodeHasWords: the options page says in words why an update was refused,
// for every refusal that there is and for no other.
func TestEveryCodeHasWords(t *testing.T) {
	words, err := os.ReadFile("../../extension/src/pages/words/fr.json")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, m := range regexp.MustCompile(`"refusal\.(\w+)":`).FindAllStringSubmatch(string(words), -1) {
		said = append(said, m[1])
	}
	// The background's own: the core never gets to see these answers.
	want := []string{"offline", "unreachable", "slow", "status", "redirect", "not_json", "failed"}
	want = append(want, codesOf(t, "codes.go", "Code")...)
	for _, code := range want {
		if !slices.Contains(said, code) {
			t.Errorf("%q has no words", code)
		}
	}
	for _, code := range said {
		if code == "other" { // what stands for a code that is not known
			continue
		}
		if !slices.Contains(want, code) {
			t.Errorf("there are words for %q, which is no code", code)
		}
	}
}

// TestEveryCodeIsListed: nothing is refused by a code that codes.go does not have.
func TestEveryCodeIsListed(t *testing.T) {
	for _, file := range []string{"update.go", "change.go", "json.go"} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`&refusal\{([^,]+),`).FindAllStringSubmatch(string(source), -1) {
			if !strings.HasPrefix(m[1], "Code") && m[1] != "code" {
				t.Errorf("%s refuses with %s", file, m[1])
			}
		}
	}
}
