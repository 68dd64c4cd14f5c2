package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"bouton3018/rules"
	"bouton3018/scripts/internal/figures"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/flow"
)

// pairs are reasons that sites put into one row, and that no helpline is for.
var pairs = [][2]rules.Concept{
	{rules.Spam, rules.Scam}, {rules.Scam, rules.Spam}, {rules.Violence, rules.RegulatedGoods},
	{rules.Sexual, rules.Violence}, {rules.Spam, rules.Sexual}, {rules.Spam, rules.Violence}, {rules.IP, rules.Scam},
	{rules.Misinformation, rules.Spam}, {rules.RegulatedGoods, rules.Sexual},
}

// adultReports are reports that adults make all day and that are to show no card: what each table has for reasons
// that lead to nothing or to the pill, such reasons in pairs, and testdata/adults.tsv, lines of a language, a tab and a
// row of a report dialog.
func adultReports(t *testing.T, all []tongue) (byLanguage map[string][]string, count int) {
	t.Helper()
	b, err := os.ReadFile("testdata/adults.tsv")
	if err != nil {
		t.Fatal(err)
	}
	byLanguage = map[string][]string{}
	for line := range strings.Lines(string(b)) {
		lang, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			t.Fatalf("adults.tsv: %q is no language, tab and text", line)
		}
		byLanguage[lang] = append(byLanguage[lang], text)
	}
	for i := range all {
		l := &all[i]
		rows := l.of(rules.Scam, rules.Spam, rules.Misinformation, rules.IP, rules.RegulatedGoods,
			rules.Dislike, rules.Other, rules.Sexual, rules.Violence)
		for _, pair := range pairs {
			rows = append(rows, l.first(pair[0])+", "+l.first(pair[1]))
		}
		byLanguage[l.lang] = append(byLanguage[l.lang], rows...)
		count += len(byLanguage[l.lang])
	}
	return byLanguage, count
}

// TestAdults chooses each report that adults make in a report dialog of its language, and counts those that show a
// card: whoever meets the card for spam all day switches it off.
func TestAdults(t *testing.T) {
	const most = 2 // of 1,000
	m, err := newMeasure()
	if err != nil {
		t.Fatal(err)
	}
	all := tongues(t)
	reports, count := adultReports(t, all)
	cards, unread := 0, 0
	for i := range all {
		l := &all[i]
		reader, word := m.reader.On(l.lang), l.first(rules.Report)
		rows := append(l.others(), "")
		s := dialog.Snapshot{Event: dialog.Chosen, Headings: []string{word}, Opener: m.words.Opener(word), Chosen: len(rows) - 1}
		for _, text := range rows {
			s.Rows = append(s.Rows, dialog.Row{Text: text, Kind: "button"})
		}
		for _, text := range reports[l.lang] {
			s.Rows[s.Chosen].Text = firstUnits(text, dialog.MaxText)
			r := flow.Follow(reader, &s, nil, flow.State{})
			if !r.Reading.Report {
				t.Errorf("%s: %q is chosen in no report", l.lang, text)
			}
			if r.Harm == rules.None {
				unread++
			}
			if r.Stage == rules.StageCard {
				cards++
				t.Logf("%s: %q shows the card on %s", l.lang, text, r.Harm)
			}
		}
	}
	if count < 1000 || cards*1000 > most*count {
		t.Errorf("%d cards for %d reports", cards, count)
	}
	if err := figures.Keep(figures.AdultCards, fmt.Sprintf("%.1f (%d of %d)", float64(cards)*1000/float64(count), cards, count)); err != nil {
		t.Error(err)
	}
	t.Logf("%d of %d reports are not understood", unread, count)
}
