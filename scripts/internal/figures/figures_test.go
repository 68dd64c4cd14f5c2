package figures

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "figures.jsonl")
	for _, f := range []Figure{
		{"something else", "3 ms", "≤ 4 ms"},
		{Core, "1 byte", ""},
		{"`core.wasm`", "2 bytes, 0 imports", ""},
	} {
		if err := Append(path, f); err != nil {
			t.Fatal(err)
		}
	}
	measured, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := Print(&out, measured); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != len(wanted)+1 {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), len(wanted)+1, out.String())
	}
	for i, want := range map[int][]string{
		0:           {Core, "2 bytes, 0 imports", "≤ 600,000 bytes, 0 imports"},
		1:           {Content, "not measured", "≤ 40,000 bytes"},
		len(wanted): {"something else", "3 ms", "≤ 4 ms"},
	} {
		for _, part := range want {
			if !strings.Contains(lines[i], part) {
				t.Errorf("line %d is %q and lacks %q", i, lines[i], part)
			}
		}
	}
}

func TestReadNothing(t *testing.T) {
	if all, err := Read(filepath.Join(t.TempDir(), "none")); len(all) != 0 || err != nil {
		t.Errorf("%v, %v", all, err)
	}
}
