package source

import (
	"encoding/json"
	"io/fs"
	"slices"
	"testing"

	"bouton3018/rules"
	"bouton3018/rules/packaged"
)

// TestPublishedPhrases: whatever letters phrases are published in, they are read as they are written, but for what the
// core does not compare by.
func TestPublishedPhrases(t *testing.T) {
	files, err := fs.Glob(packaged.Files, "lexicon/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	var lexicons []any
	want := map[string]rules.Lexicon{}
	for _, file := range files {
		raw, err := fs.ReadFile(packaged.Files, file)
		if err != nil {
			t.Fatal(err)
		}
		var one any
		var l rules.Lexicon
		if json.Unmarshal(raw, &one) != nil || json.Unmarshal(raw, &l) != nil {
			t.Fatal(file)
		}
		lexicons, want[l.Lang] = append(lexicons, one), l
	}
	part := `{"part":"detection","version":1,"platforms":[{"id":"x","hosts":["x.example"]}],"lexicon":` +
		string(compact(published(lexicons))) + `}`
	d, err := rules.ParseDetection([]byte(part))
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range d.Lexicons {
		for c, phrases := range want[l.Lang].Concepts {
			for i, phrase := range phrases {
				if l.Lang != "sr" {
					phrase = compared(phrase)
				}
				phrases[i] = ordered(phrase)
			}
			if got := l.Concepts[c][:min(len(phrases), len(l.Concepts[c]))]; !slices.Equal(got, phrases) {
				t.Errorf("%s %s: %q is published as %q", l.Lang, c, phrases, got)
			}
		}
	}
}

func TestOrdered(t *testing.T) {
	for phrase, want := range map[string]string{
		"nue|nu|nues photo":          "nu|nue|nues photo",
		"mobbing* !z|a":              "mobbing* !a|z",
		"=le reste|autre chose|rien": "=le reste|autre chose|rien",
		"mature|=adult":              "mature|=adult",
		"报告|報告 !问题|bug":              "報告|报告 !bug|问题",
	} {
		if got := ordered(phrase); got != want {
			t.Errorf("%q is published as %q, not %q", phrase, got, want)
		}
	}
}

func TestInOrder(t *testing.T) {
	for want, object := range map[string]map[string]any{
		`{}`: {},
		`{"self_harm":["<a>"],"eating":[],"block":[],"zebra":[]}`: {
			"block": []any{}, "zebra": []any{}, "eating": []any{}, "self_harm": []any{"<a>"},
		},
	} {
		if got := string(inOrder(object)); got != want {
			t.Errorf("%v is published as %s, not %s", object, got, want)
		}
	}
}
