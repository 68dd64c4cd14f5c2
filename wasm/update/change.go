package update

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/lexicon"
)

// isCore holds for the harms for which silence costs most. One key may add to what
// is known of them, never take away.
func isCore(c rules.Concept) bool { return rules.Harms[c].Protected }

func coreHarms() (out []rules.Concept) {
	for c := range rules.Concept(rules.MaxConcepts) {
		if isCore(c) {
			out = append(out, c)
		}
	}
	return out
}

// compared is what a new detection part is compared with.
type compared struct {
	packaged *rules.Detection // what is known there stays, whatever came since
	held     *rules.Detection // what is in use
	meaning  *lexicon.Lexicon // of what is in use
	hosts    []string         // that the extension may run on
	labels   []string         // of sites, that stand for a core harm
}

// refuse refuses what no number of keys may do. The directory is the one that will be in use. A site that this
// extension does not run on is none of its business: it stays unused.
func (w *compared) refuse(new *rules.Detection, dir *rules.Directory, date string) *refusal {
	for i := range new.Platforms {
		p := &new.Platforms[i]
		for _, h := range p.Hooks {
			if s, ok := rules.ParseSelector(h.Selector); !ok || !s.Specific() {
				return &refusal{CodeSelector, p.ID + ": the hook " + h.ID + " could match any box: " + h.Selector}
			}
		}
	}
	for i := range w.packaged.Platforms {
		if no := staysThere(&w.packaged.Platforms[i], new); no != nil {
			return no
		}
	}
	for _, l := range w.packaged.Lexicons {
		if new.Lexicon(l.Lang) == nil {
			return &refusal{CodePlatform, "the language " + l.Lang + " is gone"}
		}
	}
	for _, p := range new.Disabled {
		if dayOf(p.Until)-dayOf(date) > rules.MaxPause {
			return &refusal{CodeDisabled, p.Platform + " would be silent until " + p.Until + ", more than 30 days after the signature"}
		}
	}
	for _, line := range new.Withdrawn {
		if dir.Fixed(line) {
			return &refusal{CodeWithdrawn, line + " is a core line and stays"}
		}
	}
	return nil
}

// staysThere refuses to lose a site or one of its hosts. What is switched off is
// said in disabled, and ends by itself.
func staysThere(old *rules.Platform, new *rules.Detection) *refusal {
	now := new.Platform(old.ID)
	if now == nil {
		now = new.SkippedPlatform(old.ID) // its former rules stay in use
	}
	if now == nil {
		return &refusal{CodePlatform, "the site " + old.ID + " is gone"}
	}
	for _, h := range old.Hosts {
		if !slices.Contains(now.Hosts, h) {
			return &refusal{CodePlatform, old.ID + ": the host " + h + " is gone"}
		}
	}
	return nil
}

// refuseAlone refuses what one key must not do. After is the lexicon of the new part. What the package knows of a
// core harm the core itself keeps; this is for what came since, and so that a mistake is found before it is published.
func (w *compared) refuseAlone(new *rules.Detection, after *lexicon.Lexicon) *refusal {
	for i := range w.packaged.Platforms {
		was := &w.packaged.Platforms[i]
		now := new.Platform(was.ID)
		if now == nil {
			continue // its former rules stay in use
		}
		held := w.held.Platform(was.ID)
		if held == nil {
			held = was
		}
		if no := aloneOn(was, held, now); no != nil {
			return no
		}
	}
	for _, l := range w.held.Lexicons {
		for _, c := range coreHarms() {
			for _, p := range l.Concepts[c] {
				if !slices.Contains(new.Phrases(l.Lang, c), p) {
					return &refusal{CodeAddOnly, "one key cannot take “" + p + "” off " + c.String() + " in " + l.Lang}
				}
			}
		}
	}
	if no := w.tooManyPauses(new); no != nil {
		return no
	}
	return sameMeaning(w.held, new, w.meaning, after, w.labels)
}

// tooManyPauses refuses to switch off more than a third of the sites that this extension runs on.
func (w *compared) tooManyPauses(new *rules.Detection) *refusal {
	sites, paused := 0, 0
	for i := range w.packaged.Platforms {
		p := &w.packaged.Platforms[i]
		if !slices.ContainsFunc(p.Hosts, func(h string) bool { return slices.Contains(w.hosts, h) }) {
			continue
		}
		sites++
		if slices.ContainsFunc(new.Disabled, func(d rules.Pause) bool { return d.Platform == p.ID }) {
			paused++
		}
	}
	if paused > sites/3 {
		return &refusal{CodeDisabled, "one key can switch off " + strconv.Itoa(sites/3) + " of " + strconv.Itoa(sites) + " sites, not " + strconv.Itoa(paused)}
	}
	return nil
}

// aloneOn refuses what one key must not do on a site: was is what the package knows of it, held what is in use.
func aloneOn(was, held, now *rules.Platform) *refusal {
	if speaks(was) && speaks(held) && !speaks(now) {
		return &refusal{CodePlatform, "one key cannot empty the rules of " + was.ID}
	}
	for _, h := range now.Hooks {
		if h.Signal == "never" && !slices.Contains(was.Hooks, h) && !slices.Contains(held.Hooks, h) {
			return &refusal{CodeSelector, was.ID + ": one key cannot silence what " + h.Selector + " matches"}
		}
	}
	if !sameElements(now.Content, was.Content) && !sameElements(now.Content, held.Content) {
		return &refusal{CodeContent, was.ID + ": one key cannot change what is left out as quoted content"}
	}
	for _, l := range held.Labels {
		if isCore(l.Concept) && !now.HasLabel(l) {
			return &refusal{CodeAddOnly, was.ID + ": one key cannot take the label “" + l.Text + "” off " + l.Concept.String()}
		}
	}
	return nil
}

// speaks reports whether a hook of the site speaks for a report.
func speaks(p *rules.Platform) bool {
	return slices.ContainsFunc(p.Hooks, func(h rules.Hook) bool { return h.Signal != "never" })
}

func sameElements(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// sameMeaning asks for every text that is known to stand for a core harm whether
// it still does, on a page in its language: a phrase that is added can take it away as well, if its harm comes
// first among several. And no new label of a site may say something else of a text
// that stands for one.
func sameMeaning(old, new *rules.Detection, before, after *lexicon.Lexicon, known []string) *refusal {
	changed := changedLangs(old, new)
	same := func(t string, lang string) *refusal {
		was := before.MatchIn(t, before.Langs(lang)).Harm
		if !isCore(was) {
			return nil
		}
		if now := after.MatchIn(t, after.Langs(lang)).Harm; now != was {
			return &refusal{CodeAddOnly, "one key cannot make “" + t + "” mean " + orNothing(now) + " instead of " + was.String()}
		}
		return nil
	}
	for _, l := range old.Lexicons {
		if !changed(l.Lang) {
			continue
		}
		texts := known
		for _, c := range coreHarms() {
			for _, p := range l.Concepts[c] {
				texts = appendReadings(texts, p)
			}
		}
		for _, t := range texts {
			if no := same(t, l.Lang); no != nil {
				return no
			}
		}
	}
	for i := range new.Platforms {
		p := &new.Platforms[i]
		former := old.Platform(p.ID)
		for _, l := range p.Labels {
			was := before.Match(l.Text).Harm
			if isCore(was) && l.Concept != was && (former == nil || !former.HasLabel(l)) {
				return &refusal{CodeAddOnly, p.ID + ": one key cannot make “" + l.Text + "” mean " + l.Concept.String() + " instead of " + was.String()}
			}
		}
	}
	return nil
}

// changedLangs tells the languages in which a page may be read otherwise than before: those with other phrases, and all
// where one that is read everywhere has.
func changedLangs(old, new *rules.Detection) func(lang string) bool {
	differs := func(lang string) bool {
		was, is := old.Lexicon(lang), new.Lexicon(lang)
		return was == nil || is == nil || !maps.EqualFunc(was.Concepts, is.Concepts, slices.Equal[[]string])
	}
	everywhere := slices.ContainsFunc(old.Lexicons, func(l rules.Lexicon) bool {
		return lexicon.IsAlways(l.Lang) && differs(l.Lang)
	})
	return func(lang string) bool { return everywhere || differs(lang) }
}

// appendReadings appends texts that a phrase matches: each of its alternatives,
// with the first of all others.
func appendReadings(out []string, phrase string) []string {
	if wholes, ok := strings.CutPrefix(phrase, "="); ok {
		return append(out, strings.Split(wholes, "|")...)
	}
	var slots [][]string
	for _, term := range strings.Fields(phrase) {
		if term[0] == '!' {
			continue
		}
		words := strings.Split(term, "|")
		for i := range words {
			words[i] = strings.ReplaceAll(strings.Trim(words[i], "*"), "_", " ")
		}
		slots = append(slots, words)
	}
	for i, slot := range slots {
		for j, word := range slot {
			if j == 0 && i > 0 {
				continue // all first words are there already
			}
			var text []string
			for k, other := range slots {
				if k != i {
					text = append(text, other[0])
				} else {
					text = append(text, word)
				}
			}
			out = append(out, strings.Join(text, " "))
		}
	}
	return out
}

// directoryRefusal refuses a source that is dated after the signature: hours
// could be stated for ever.
func directoryRefusal(d *rules.Directory, date string) *refusal {
	for _, c := range d.Countries {
		for _, h := range c.Helplines {
			if n := len(h.AsOf); h.AsOf > date[:n] {
				return &refusal{CodeFuture, h.ID + " has a source of " + h.AsOf + ", after the signature of " + date}
			}
		}
	}
	return nil
}

func orNothing(c rules.Concept) string {
	if c == rules.None {
		return "nothing"
	}
	return c.String()
}
