package main

import (
	"strings"
	"testing"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/replay"
)

// TestChosen asserts that the check plays what it promises.
func TestChosen(t *testing.T) {
	list, err := pick(dialogs(t, "../../rules/dialogs"), chosen)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]bool{}
	for _, f := range list {
		site, name, _ := strings.Cut(f.ID, "/")
		kind, _, _ := strings.Cut(name, "-")
		have[site+" "+f.Locale[:2]] = true
		have[kind] = true
		have[f.Variant] = true
		if f.Touch {
			have["phone"] = true
		}
		for _, s := range f.Steps {
			if s.Press != nil {
				have["keyboard"] = true
			}
			if s.Expect != nil {
				have[s.Expect.Harm] = true
			}
		}
	}
	wanted := "instagram fr,instagram en,messenger fr,messenger en,tiktok fr,tiktok en,discord fr,discord en,twitch fr,twitch en," +
		"x fr,x en,facebook fr,facebook en,threads fr,threads en,reddit fr,reddit en,whatsapp fr,whatsapp en," +
		"telegram fr,telegram en,bluesky fr,bluesky en,jeuxvideo fr,linkedin fr,linkedin en,kick fr,kick en," +
		"pinterest fr,pinterest en,steam fr,steam en," +
		"post,account,message,negative,night,reunion,bruxelles,phone,keyboard,harassment,self_harm,intimate_images,minor_safety,threats,scam"
	for _, want := range strings.Split(wanted, ",") {
		if !have[want] {
			t.Errorf("the check plays no flow for %q", want)
		}
	}
	if _, err := pick(dialogs(t, "../../rules/dialogs"), []string{"instagram/no-such-flow"}); err == nil {
		t.Error("a flow that does not exist was picked")
	}
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
