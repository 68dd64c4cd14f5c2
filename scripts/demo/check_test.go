package main

import (
	"slices"
	"strings"
	"testing"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/replay"
)

// TestPick asserts that the check plays what it promises, and not everything.
func TestPick(t *testing.T) {
	all := dialogs(t, "../../rules/dialogs")
	list := pick(all)
	if !slices.ContainsFunc(list, func(f *flows.Flow) bool { return f.ID == compared }) {
		t.Errorf("the check does not play %s, which is put beside the first card", compared)
	}
	have := map[string]bool{}
	for _, f := range list {
		for _, what := range shows(f) {
			have[what] = true
		}
	}
	for _, f := range all {
		for _, what := range shows(f) {
			if !have[what] {
				t.Errorf("the check plays no flow for %q, as %s has it", what, f.ID)
			}
		}
	}
	for _, want := range []string{
		"instagram fr", "instagram en", "jeuxvideo fr", "post", "account", "message", "negative", "night", "reunion",
		"bruxelles", "phone true", "keyboard", "harassment", "self_harm", "minor_safety", "scam",
	} {
		if !have[want] {
			t.Errorf("the check plays no flow for %q", want)
		}
	}
	if most := 90; len(list) > most {
		t.Errorf("%d flows are played, of %d", len(list), len(all))
	}
	t.Logf("%d flows", len(list))
}

func TestTable(t *testing.T) {
	label, other := "Report", "Something that takes very much longer to say than any label should"
	first := &flows.Flow{ID: "instagram/post-spam-en", Steps: []flows.Step{{Click: &label, Expect: &flows.Expect{Stage: "early"}}}}
	second := &flows.Flow{ID: "tiktok/account-self-harm-fr@night", Touch: true, Steps: []flows.Step{
		{Expect: &flows.Expect{Stage: "none"}}, {Click: &other, Expect: &flows.Expect{Stage: "card"}}, {Close: true, Expect: &flows.Expect{Stage: "none"}},
	}}
	var out strings.Builder
	tab := newTable(&out, []*flows.Flow{first, second})
	ms := 41.6
	judged := func(j flows.Judged) { tab.judged(replay.Step{Judged: j}) }
	judged(flows.Judged{Flow: second.ID, Step: 1, OK: true, Seen: flows.Seen{Stage: "none"}})
	judged(flows.Judged{Flow: first.ID, Step: 1, OK: true, Seen: flows.Seen{Stage: "early", View: "pill"}, Latency: &ms})
	judged(flows.Judged{
		Flow: second.ID, Step: 2, Expected: flows.Expect{Stage: "card"}, Seen: flows.Seen{Stage: "early", View: "dot"},
		Problems: []string{"leaves the viewport\n  at line 1"},
	})
	tab.finished(first.ID)
	tab.rest()
	want := `instagram/post-spam-en
  1 “Report”                                       pill                                       42

tiktok/account-self-harm-fr@night, phone
  1 dialog opens                                   nothing
  2 “Something that takes very much longer to…”    dot                                            NOT AS EXPECTED: expected card; leaves the viewport
  3 dialog closes                                  nothing                                        NOT AS EXPECTED: expected none; was not judged

`
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", &out, want)
	}
	if got := tab.summary(); got != "2 of 4 steps of 2 flows NOT as expected" {
		t.Error(got)
	}
}
