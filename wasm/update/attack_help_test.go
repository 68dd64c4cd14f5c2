package update_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tidwall/gjson"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/rules/release/releasetest"
)

// The attacks of this file are of one stolen detection key, too, against what no protected harm is part of: the pill
// that stands beside a report from its first step on, the cards of other harms, and what a card says happened.

// TestAttackEverydayRow calls what somebody presses an everyday reason, for which no help is shown: a row that says
// whom a report is about, and one that says what happened.
func TestAttackEverydayRow(t *testing.T) {
	for name, c := range map[string]struct{ change, text, harm string }{
		"a row of the first step":    {`"spam":["=cette personne",`, "Cette personne", ""},
		"a harm":                     {`"spam":["=on me harcèle tous les jours",`, "On me harcèle tous les jours", "harassment"},
		"a site's label of a harm":   {"", "On me harcèle tous les jours", "harassment"},
		"a site's label of a person": {"", "Cette personne", ""},
	} {
		t.Run(name, func(t *testing.T) {
			m, client := started(t)
			want := decisions(t, newCore(t, client), c.text)
			if !strings.HasPrefix(want, "early ") || strings.HasPrefix(want, "early none") {
				t.Fatal(want)
			}
			off := *client
			old, new := `"spam":[`, c.change
			if new == "" {
				site := gjson.Get(client.packaged, `platforms.#(id=="instagram")`).Raw
				label := `{"text":"` + c.text + `","concept":"spam","evidence":"verbatim"}`
				old, new = site, strings.Replace(site, `"labels":[`, `"labels":[`+label+`,`, 1)
			}
			m.PublishPart(release.Detection, releasetest.Edit(client.packaged, 1, old, new), "kestrel")
			if code, _, _ := client.check(m.Serve); code != "" {
				t.Fatal(code)
			}
			x := newCore(t, client)
			if got := decisions(t, x, c.text); got != want {
				t.Errorf("“%s” becomes %s and was %s", c.text, got, want)
			}
			decidesAlike(t, client, "amend", x, c.text)
			undo(t, m, []string{"kestrel"}, client, &off)
		})
	}
}

// TestAttackSaysSent has a card say that the report was sent, while the dialog still waits for somebody to send it.
func TestAttackSaysSent(t *testing.T) {
	site := func(part string) (old, new string) {
		old = gjson.Get(part, `platforms.#(id=="tiktok")`).Raw
		return old, strings.Replace(old, `"hooks":[`, `"hooks":[{"id":"tt-end","selector":"#report","signal":"done"},`, 1)
	}
	said := func(part string) (old, new string) { return `"done":[`, `"done":["=dernière étape",` }
	for name, change := range map[string]func(part string) (old, new string){"a hook": site, "a phrase": said} {
		for _, text := range []string{"Suicide", "Harcèlement"} {
			t.Run(name+", "+text, func(t *testing.T) {
				m, c := started(t)
				off := *c
				old, new := change(c.packaged)
				m.PublishPart(release.Detection, releasetest.Edit(c.packaged, 1, old, new), "kestrel")
				if code, _, _ := c.check(m.Serve); code != "" {
					t.Fatal(code)
				}
				x := newCore(t, c)
				last := func(event string, chosen int, state string) gjson.Result {
					request := strings.Replace(string(reportOf(text, event, chosen, state)), "www.instagram.com", "www.tiktok.com", 1)
					request = strings.Replace(request, `"rows":[`, `"hooks":["tt-end"],"texts":["Dernière étape"],"rows":[`, 1)
					rows := gjson.Get(request, "snapshot.rows").Raw
					request = strings.Replace(request, rows, `[{"t":"`+text+`","k":"button"},{"t":"Continuer","k":"button"}]`, 1)
					request = strings.Replace(request, `"Pourquoi signales-tu cette publication ?"`, `"Dernière étape"`, 1)
					return gjson.ParseBytes(x.Decide([]byte(request)))
				}
				first := last("opened", -1, "")
				second := last("chosen", 0, first.Get("state").String())
				if got := second.Get("stage").String(); got != "card" {
					t.Errorf("the stage is %s: %s", got, second.Get("view.card.title"))
				}
				undo(t, m, []string{"kestrel"}, c, &off)
			})
		}
	}
}

// TestAttackFullLog signs the head of the longest log there may be: nothing could be appended to it any more, and no
// maintainer could go on with it.
func TestAttackFullLog(t *testing.T) {
	m, c := started(t)
	good := m.Clone()
	m.Sign(release.Detection, releasetest.AddPhrase(c.detection, 1, "x1"), "kestrel")
	first, err := tlog.TreeHash(m.Log.Size, &m.Log)
	if err != nil {
		t.Fatal(err)
	}
	long := newLongLog(first, tlog.RecordHash(m.Leaf()))
	for _, size := range []int64{1 << 40, 1 << 30, 1 << 14} {
		root, err := tlog.TreeHash(size, long)
		if err != nil {
			t.Fatal(err)
		}
		head := release.Head{Size: size, Hash: root, Time: m.Time.Format(release.TimeLayout)}
		m.Head = m.Note(head.Text(), releasetest.LogKey)
		proof, err := release.Prove(1, size, long)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(proof)
		if err != nil {
			t.Fatal(err)
		}
		refuses(t, c, "head", instead(m, "proof/", string(text)))
	}
	honest(t, good, c)
}

// longLog is a log whose leaves are all the same, from the second on. It has hashes by level: of what begins with the
// first, and of all others.
type longLog struct{ first, rest [42]tlog.Hash }

func newLongLog(first, leaf tlog.Hash) *longLog {
	l := &longLog{}
	l.first[0], l.rest[0] = first, leaf
	for i := 1; i < len(l.rest); i++ {
		l.first[i] = tlog.NodeHash(l.first[i-1], l.rest[i-1])
		l.rest[i] = tlog.NodeHash(l.rest[i-1], l.rest[i-1])
	}
	return l
}

func (l *longLog) ReadHashes(at []int64) (out []tlog.Hash, err error) {
	for _, i := range at {
		level, n := tlog.SplitStoredHashIndex(i)
		if n == 0 {
			out = append(out, l.first[level])
		} else {
			out = append(out, l.rest[level])
		}
	}
	return out, nil
}

// TestAttackEmergency: the number for an emergency stays in every country.
func TestAttackEmergency(t *testing.T) {
	_, c := started(t)
	dir, err := rules.ParseDirectory([]byte(c.directory))
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, country := range dir.Countries {
		for _, line := range country.Helplines {
			if line.Ways[0].Number != "112" {
				continue
			}
			tried++
			t.Run(line.ID, func(t *testing.T) {
				detectionAttack(t, "withdrawn", `"withdrawn":[]`, `"withdrawn":["`+line.ID+`"]`)
			})
		}
	}
	if tried < 4 {
		t.Errorf("%d countries", tried)
	}
}
