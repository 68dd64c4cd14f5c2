package delivery

import (
	"bytes"
	"strings"
	"testing"

	"bouton3018/rules/release"
)

// TestStatements: what is written fills another database with the same, and no statement is longer than D1 takes.
func TestStatements(t *testing.T) {
	db, again := memory(t), memory(t)
	s := store{db}
	ctx := t.Context()
	text := strings.Repeat("l’écho d'un «\u00a0mot\u00a0» ; -- '\\n\n\r", 20_000)
	bodies := []string{text, "", "'"}
	for _, body := range bodies {
		if err := s.addPart(ctx, release.HashOf([]byte(body)), []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	for leaf := range int64(3) {
		if ok, err := s.add(ctx, leaf, []byte("file'"), []byte(text), []byte{0, 255, '\''}); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	var out bytes.Buffer
	if err := Statements(ctx, db, &out); err != nil {
		t.Fatal(err)
	}
	for _, statement := range strings.SplitAfter(out.String(), ";\n") {
		if len(statement) > 100_000 {
			t.Errorf("a statement of %d bytes: %.80s", len(statement), statement)
		}
	}
	if _, err := again.Exec(out.String()); err != nil {
		t.Fatal(err)
	}
	var twice bytes.Buffer
	if err := Statements(ctx, again, &twice); err != nil || twice.String() != out.String() {
		t.Errorf("the other database has something else: %v", err)
	}
	r := store{again}
	for _, body := range bodies {
		if got, err := r.part(ctx, release.HashOf([]byte(body))); string(got) != body {
			t.Errorf("a part of %d bytes has %d: %v", len(body), len(got), err)
		}
	}
	if entries, err := r.entries(ctx, 0, 9); len(entries) != 3 || string(entries[2]) != text {
		t.Errorf("%d entries: %v", len(entries), err)
	}

	if _, err := db.Exec(`UPDATE part SET body = body || ' ' WHERE body = ''''`); err != nil {
		t.Fatal(err)
	}
	if err := Statements(ctx, db, &out); err == nil || !strings.Contains(err.Error(), "is not what its name says") {
		t.Errorf("of a damaged part: %v", err)
	}
}
