package rules

import (
	"slices"
	"strings"
)

// Ceilings of a detection part. What a page is looked at with was measured in Chromium on 4,000 elements (2-core
// Linux machine, November 2026); the rest keeps what the core is given within what it reads at once. The schemas
// have the same for the files that people edit.
const (
	MaxSelector  = 200   // bytes of a selector
	MaxName      = 100   // bytes of an id, a name, a host and a path
	MaxSites     = 100   // platforms
	MaxHosts     = 20    // of a platform
	MaxHooks     = 20    // alternatives of all hooks of a platform: 4.4 ms a look, on a page that has none of them
	MaxAllHooks  = 600   // of all platforms: every page reads them from storage
	MaxContent   = 10    // alternatives of quoted content of a platform: 2.5 ms
	MaxSurfaces  = 40    // of a platform
	MaxLabels    = 400   // of a platform
	MaxAllLabels = 10000 // of all platforms
	MaxWords     = 3000  // alternatives of what says report or feedback, of all languages: every page looks for them
	MaxPhrases   = 2000  // of a language
	MaxAll       = 40000 // phrases of all languages
	MaxPhrase    = 240   // bytes of a phrase
	MaxLabel     = 480   // bytes of a label: 120 characters
)

// NoSelector is why a part is refused with a selector that [ParseSelector] does not read.
const NoSelector = "is no plain selector of CSS"

// check refuses a part that cannot be used, or is above a ceiling.
func (d *Detection) check() error {
	p := &checker{}
	p.check(len(d.Platforms) > 0 && len(d.Lexicons) > 0, "detection", "has no platform or no lexicon")
	hooks, labels, words, phrases := 0, 0, 0, 0
	for _, one := range slices.Concat(d.Platforms, d.Skipped) {
		where := "platform " + one.ID[:min(len(one.ID), MaxName)]
		p.check(one.ID != "" && len(one.Hosts) > 0, where, "has no id or no host")
		p.once("platforms", where, one.ID)
		p.short(where, one.ID, one.Name)
		p.short(where, one.Hosts...)
		for _, host := range one.Hosts {
			p.once("hosts", where+": hosts", host)
		}
		hooks += p.platform(where, &one)
		labels += len(one.Labels)
	}
	for _, l := range d.Lexicons {
		p.id("lexicon", l.Lang)
		where := "lexicon " + l.Lang
		p.once("lexicons", where, l.Lang)
		all := 0
		for c, list := range l.Concepts {
			all += len(list)
			words += stemCount(c, list)
			tooLong := slices.ContainsFunc(list, func(phrase string) bool { return len(phrase) > MaxPhrase })
			p.check(!tooLong, where, "has a phrase that is too long")
		}
		p.most(where, "phrases", all, MaxPhrases)
		phrases += all
	}
	for _, pause := range d.Disabled {
		_, ok := ParseDate(pause.Until)
		p.check(ok && pause.Platform != "" && len(pause.Until) == len("2026-12-20"),
			"detection.disabled", "has no platform or no day until which it lasts")
	}
	p.most("detection", "platforms", len(d.Platforms)+len(d.Skipped), MaxSites)
	p.most("detection", "hooks", hooks, MaxAllHooks)
	p.most("detection", "labels", labels, MaxAllLabels)
	p.most("detection", "words that say report or feedback", words, MaxWords)
	p.most("detection", "phrases", phrases, MaxAll)
	return p.err
}

// most asks that there are not too many of something.
func (p *checker) most(where, what string, n, most int) {
	p.check(n <= most, where, "has too many %s", what)
}

// short asks that names are no longer than one may be: every page reads them from storage.
func (p *checker) short(where string, names ...string) {
	tooLong := slices.ContainsFunc(names, func(name string) bool { return len(name) > MaxName })
	p.check(!tooLong, where, "has a name that is too long")
}

// platform refuses what a page cannot be looked at with. It counts the alternatives of all hooks.
func (p *checker) platform(where string, one *Platform) (hooks int) {
	content := 0
	for _, s := range one.Content {
		content += p.selector(where+": content: ", s)
	}
	for _, h := range one.Hooks {
		hooks += p.selector(where+": hook "+h.ID+": ", h.Selector)
		p.once(where+": hooks", where+": hooks", h.ID)
		p.id(where+": hooks", h.ID)
		p.oneOf(where+": hook "+h.ID, h.Signal, signals...)
	}
	for _, s := range one.Surfaces {
		p.short(where+": surfaces", s.Path)
		p.oneOf(where+": surfaces", s.Surface, surfaces...)
	}
	p.check(one.Surface == "" || slices.Contains(surfaces, one.Surface), where, "has an unknown surface")
	for _, l := range one.Labels {
		p.check(len(l.Text) <= MaxLabel, where+": labels", "has a text that is too long")
		p.check(strings.TrimSpace(l.Text) != "", where+": labels", "has an empty text")
		p.check(l.Concept.IsReason(), where+": label "+l.Text, "names the unknown harm %s", l.Concept)
	}
	p.most(where, "hosts", len(one.Hosts), MaxHosts)
	p.most(where, "hooks", hooks, MaxHooks)
	p.most(where, "selectors of content", content, MaxContent)
	p.most(where, "surfaces", len(one.Surfaces), MaxSurfaces)
	p.most(where, "labels", len(one.Labels), MaxLabels)
	return hooks
}

// selector counts the alternatives of a selector.
func (p *checker) selector(where, s string) int {
	read, ok := ParseSelector(s)
	p.check(ok, where+s, NoSelector)
	return len(read)
}

// stemCount is how many words of an entry every page looks for: what a phrase excludes is not among them.
func stemCount(c Concept, phrases []string) (n int) {
	if c != Report && c != Feedback {
		return 0
	}
	for _, p := range phrases {
		for term := range strings.FieldsSeq(p) {
			if term[0] != '!' {
				n += 1 + strings.Count(term, "|")
			}
		}
	}
	return n
}
