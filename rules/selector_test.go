package rules

import "testing"

func TestSpecific(t *testing.T) {
	for selector, want := range map[string]bool{
		`[data-e2e="report-form"]`:                                    true,
		`[data-e2e="report-card-title"], [data-e2e="report-title"]`:   true,
		`label[data-e2e="report-card-reason"]`:                        true,
		`#login-modal`:                                                true,
		`tp-yt-paper-dialog`:                                          true,
		`ytd-report-form-modal-renderer .title`:                       false,
		`div[data-testid="sheetDialog"] > [data-testid="reportNext"]`: true,
		`[data-a="b,c d>e"]`:                                          true,
		`div`:                                                         false,
		`*`:                                                           false,
		``:                                                            false,
		`[role="dialog"]`:                                             false,
		`[data-e2e]`:                                                  false,
		`[data-e2e=""]`:                                               false,
		`[data-e2e="report-form"] *`:                                  false,
		`[data-e2e="report-form"], div`:                               false,
		`[data-e2e="report-form"],`:                                   false,
		`:not([data-e2e="report-form"])`:                              false,
		`div:has([data-e2e="report-form"])`:                           false,
		`.x1abc`:                                                      false,
		`#a`:                                                          false,
		`[class="dialog"]`:                                            false,
		`[data-e2e="`:                                                 false,
		`[`:                                                           false,
		`[data-x="a"] ~ body`:                                         false,
	} {
		if got := Specific(selector); got != want {
			t.Errorf("%s: got %t", selector, got)
		}
	}
}
