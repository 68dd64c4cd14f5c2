package rules

import "strings"

// Ceilings of a detection part. What a page is looked at with was measured in Chromium on 4,000 elements (2-core
// Linux machine, November 2026); the rest keeps what the core is given within what it reads at once. The schemas
// have the same for the files that people edit.
const (
	MaxSelector  = 200   // bytes of a selector
	MaxSites     = 100   // platforms
	MaxHosts     = 20    // of a platform
	MaxHooks     = 20    // alternatives of all hooks of a platform: 4.4 ms a look, on a page that has none of them
	MaxAllHooks  = 600   // of all platforms: every page reads them from storage
	MaxContent   = 10    // alternatives of quoted content of a platform: 2.5 ms
	MaxSurfaces  = 40    // of a platform
	MaxLabels    = 400   // of a platform
	MaxAllLabels = 10000 // of all platforms
	MaxWords     = 1500  // stems that say report or feedback, of all languages: 1 ms on 64 kB of text
	MaxPhrases   = 2000  // of a language
	MaxAll       = 40000 // phrases of all languages
	MaxPhrase    = 240   // bytes of a phrase
	MaxLabel     = 480   // bytes of a label: 120 characters
)

// NoSelector is why a part is refused with a selector that [ParseSelector] does not read.
const NoSelector = "is no plain selector of CSS"

// bounded refuses what stands above a ceiling.
func (d *Detection) bounded() error {
	hooks, labels := 0, 0
	for i := range d.Platforms {
		p := &d.Platforms[i]
		hooks += p.hookCount()
		labels += len(p.Labels)
	}
	words, phrases := 0, 0
	for i := range d.Lexicons {
		l := &d.Lexicons[i]
		n := 0
		for _, e := range l.Entries {
			n += len(e.Phrases)
			words += stemCount(e)
		}
		if n > MaxPhrases {
			return tooMany("lexicon "+l.Lang, "phrases")
		}
		phrases += n
	}
	switch {
	case len(d.Platforms)+len(d.Skipped) > MaxSites:
		return tooMany("detection", "platforms")
	case hooks > MaxAllHooks:
		return tooMany("detection", "hooks")
	case labels > MaxAllLabels:
		return tooMany("detection", "labels")
	case words > MaxWords:
		return tooMany("detection", "words that say report or feedback")
	case phrases > MaxAll:
		return tooMany("detection", "phrases")
	}
	return nil
}

// check refuses what a page cannot be looked at with.
func (p *Platform) check() error {
	where := "platform " + p.ID
	content := 0
	for _, s := range p.Content {
		one, ok := ParseSelector(s)
		if !ok {
			return &Error{where + ": content: " + s, NoSelector}
		}
		content += len(one)
	}
	for _, h := range p.Hooks {
		if _, ok := ParseSelector(h.Selector); !ok {
			return &Error{where + ": hook " + h.ID + ": " + h.Selector, NoSelector}
		}
	}
	for _, l := range p.Labels {
		if len(l.Text) > MaxLabel {
			return &Error{where + ": labels", "has a text that is too long"}
		}
	}
	switch {
	case p.hookCount() > MaxHooks:
		return tooMany(where, "hooks")
	case content > MaxContent:
		return tooMany(where, "selectors of content")
	case len(p.Surfaces) > MaxSurfaces:
		return tooMany(where, "surfaces")
	case len(p.Labels) > MaxLabels:
		return tooMany(where, "labels")
	}
	return nil
}

// hookCount counts the alternatives of all hooks.
func (p *Platform) hookCount() (n int) {
	for _, h := range p.Hooks {
		s, _ := ParseSelector(h.Selector)
		n += len(s)
	}
	return n
}

// stemCount is how many words of an entry every page looks for.
func stemCount(e Entry) (n int) {
	if e.Concept != Report && e.Concept != Feedback {
		return 0
	}
	for _, p := range e.Phrases {
		first, _, _ := strings.Cut(p, " ")
		n += 1 + strings.Count(first, "|")
	}
	return n
}

func tooMany(where, what string) error { return &Error{where, "has too many " + what} }
