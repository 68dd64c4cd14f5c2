package rules

import (
	"strings"
	"testing"
)

// TestSelector: no selector, a selector that any box could match ("any"), and one that names something of the site.
func TestSelector(t *testing.T) {
	for selector, want := range map[string]string{
		`[data-e2e="report-form"]`:                                    "own",
		`[data-e2e="report-card-title"], [data-e2e="report-title"]`:   "own",
		`label[data-e2e="report-card-reason"]`:                        "own",
		`#login-modal`:                                                "own",
		`tp-yt-paper-dialog`:                                          "own",
		`ytd-report-form-modal-renderer .title`:                       "any",
		`div[data-testid="sheetDialog"] > [data-testid="reportNext"]`: "own",
		`div[data-testid="sheetDialog"]>[data-testid="reportNext"]`:   "own",
		`[data-a="b,c d>e"]`:                                          "own",
		`[ data-e2e ^= 'report' ]`:                                    "own",
		`[aria-label="Signaler une vidéo"]`:                           "own",
		`[data-e2e=report]`:                                           "own",
		`div`:                                                         "any",
		`*`:                                                           "any",
		`article`:                                                     "any",
		`[contenteditable]`:                                           "any",
		`[role="dialog"]`:                                             "any",
		`[data-e2e]`:                                                  "any",
		`[data-e2e=""]`:                                               "any",
		`[data-e2e="report-form"] *`:                                  "any",
		`[data-e2e="report-form"], div`:                               "any",
		`.x1abc`:                                                      "any",
		`#a`:                                                          "any",
		`[class="dialog"]`:                                            "any",
		`[data-x="a"] ~ body`:                                         "any",

		``:                                     "",
		` `:                                    "",
		`[data-e2e="report-form"],`:            "",
		`,[data-e2e="report-form"]`:            "",
		`:not([data-e2e="report-form"])`:       "",
		`div:has([data-e2e="report-form"])`:    "",
		`[data-e2e="`:                          "",
		`[`:                                    "",
		`]`:                                    "",
		`[data-e2e="report-form"]]`:            "",
		`[data-e2e="report-form"] >`:           "",
		`> [data-e2e="report-form"]`:           "",
		`a > > b`:                              "",
		`[data-e2e=report form]`:               "",
		`[data-e2e==x]`:                        "",
		`[data-e2e!="x"]`:                      "",
		`[data-e2e="a\"]`:                      "",
		"[data-e2e=\"a\n\"]":                   "",
		`[data-e2e="report-form"]{}`:           "",
		`[data-e2e="report-form"]::before`:     "",
		`#1report`:                             "",
		`#-1report`:                            "",
		`#`:                                    "",
		`.`:                                    "",
		`a..b`:                                 "",
		`a#b*`:                                 "",
		`**`:                                   "",
		`a|b`:                                  "",
		`a\62`:                                 "",
		`[data-é="report"]`:                    "",
		`<img>`:                                "",
		`[data-e2e="report-form"] /* c */`:     "",
		`#` + strings.Repeat("x", MaxSelector): "",
	} {
		got := ""
		if s, ok := ParseSelector(selector); ok {
			if got = "any"; s.Specific() {
				got = "own"
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", selector, got, want)
		}
	}
}
