package source

import "testing"

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
