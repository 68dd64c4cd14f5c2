package update

import (
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
			return &refusal{CodeDisabled, p.Platform + " would be silent until " + p.Until +
				", more than 30 days after the signature"}
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
			for _, p := range missing(l.Concepts[c], new.Phrases(l.Lang, c)) {
				return &refusal{CodeAddOnly, "one key cannot take “" + p + "” off " + c.String() + " in " + l.Lang}
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
		return &refusal{CodeDisabled, "one key can switch off " + strconv.Itoa(sites/3) + " of " + strconv.Itoa(sites) +
			" sites, not " + strconv.Itoa(paused)}
	}
	return nil
}

// aloneOn refuses what one key must not do on a site: was is what the package knows of it, held what is in use.
func aloneOn(was, held, now *rules.Platform) *refusal {
	if speaks(was) && speaks(held) && !speaks(now) {
		return &refusal{CodePlatform, "one key cannot empty the rules of " + was.ID}
	}
	for _, h := range now.Hooks {
		// What is found on a page is told by its id, to what stands guard as well.
		isAnother := func(former rules.Hook) bool { return former.ID == h.ID && former.Signal != h.Signal }
		if slices.ContainsFunc(was.Hooks, isAnother) || slices.ContainsFunc(held.Hooks, isAnother) {
			return &refusal{CodeSelector, was.ID + ": one key cannot give the hook " + h.ID + " another signal"}
		}
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
// that stands for one. A text that no phrase names which is only in one of the two parts means what it meant.
func sameMeaning(old, new *rules.Detection, before, after *lexicon.Lexicon, known []string) *refusal {
	changed, err := lexicon.Compile(differing(old, new))
	if err != nil {
		return &refusal{CodeRules, err.Error()}
	}
	same := func(t, lang string, langs lexicon.Langs) *refusal {
		if changed.MatchIn(t, langs).Set == 0 {
			return nil
		}
		was := before.MatchIn(t, before.Langs(lang)).Harm
		if !isCore(was) {
			return nil
		}
		if now := after.MatchIn(t, after.Langs(lang)).Harm; now != was {
			return &refusal{CodeAddOnly, "one key cannot make “" + t + "” mean " + orNothing(now) + " instead of " +
				was.String()}
		}
		return nil
	}
	// The labels are known in every language: most are told apart from what changed at once.
	known = slices.DeleteFunc(slices.Clone(known), func(t string) bool { return changed.Match(t).Set == 0 })
	var texts []string
	for _, l := range old.Lexicons {
		langs := changed.Langs(l.Lang)
		if langs == 0 {
			continue // a page in it is read as before
		}
		texts = append(texts[:0], known...)
		for _, c := range coreHarms() {
			for _, p := range l.Concepts[c] {
				texts = appendReadings(texts, p)
			}
		}
		for _, t := range texts {
			if no := same(t, l.Lang, langs); no != nil {
				return no
			}
		}
	}
	for i := range new.Platforms {
		p := &new.Platforms[i]
		former := old.Platform(p.ID)
		for _, l := range p.Labels {
			if former != nil && former.HasLabel(l) {
				continue
			}
			if was := before.Match(l.Text).Harm; isCore(was) && l.Concept != was {
				return &refusal{CodeAddOnly, p.ID + ": one key cannot make “" + l.Text + "” mean " + l.Concept.String() +
					" instead of " + was.String()}
			}
		}
	}
	return nil
}

// differing are the phrases that only one of two parts has.
func differing(old, new *rules.Detection) (out []rules.Lexicon) {
	seen := map[string]bool{}
	for _, l := range slices.Concat(old.Lexicons, new.Lexicons) {
		if seen[l.Lang] {
			continue
		}
		seen[l.Lang] = true
		all := map[rules.Concept][]string{}
		for c := range rules.Concept(rules.MaxConcepts) {
			was, is := old.Phrases(l.Lang, c), new.Phrases(l.Lang, c)
			if differ := slices.Concat(missing(was, is), missing(is, was)); len(differ) > 0 {
				all[c] = differ
			}
		}
		if len(all) > 0 {
			out = append(out, rules.Lexicon{Lang: l.Lang, Concepts: all})
		}
	}
	return out
}

// missing are the elements of a list that another does not have. Mostly the two are the same.
func missing(list, in []string) (out []string) {
	if slices.Equal(list, in) {
		return nil
	}
	for _, s := range list {
		if !slices.Contains(in, s) {
			out = append(out, s)
		}
	}
	return out
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
