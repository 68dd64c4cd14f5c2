package update

import (
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"bouton3018/rules"
	"bouton3018/rules/release"
	"bouton3018/wasm/lexicon"
)

// isCore holds for the harms for which silence costs most. One key may add to what
// is known of them, never take away.
func isCore(c rules.Concept) bool { return rules.Harms[c].Protected }

// detectionRefusal refuses what no number of keys may do. The directory is the
// one that will be in use.
func detectionRefusal(old, new *rules.Detection, dir *rules.Directory, s release.Signed, hosts []string) *refusal {
	for i := range new.Platforms {
		p := &new.Platforms[i]
		for _, h := range p.Hosts {
			if !slices.Contains(hosts, h) {
				return &refusal{CodeHost, p.ID + ": this extension does not run on " + h}
			}
		}
		for _, h := range p.Hooks {
			if !rules.Specific(h.Selector) {
				return &refusal{CodeSelector, p.ID + ": the hook " + h.ID + " could match any box: " + h.Selector}
			}
		}
	}
	for i := range old.Platforms {
		if no := staysThere(&old.Platforms[i], new); no != nil {
			return no
		}
	}
	for _, l := range old.Lexicons {
		if lexiconOf(new, l.Lang) == nil {
			return &refusal{CodePlatform, "the language " + l.Lang + " is gone"}
		}
	}
	for _, p := range new.Disabled {
		if dayOf(p.Until)-dayOf(s.Date) > rules.MaxPause {
			return &refusal{CodeDisabled, p.Platform + " would be silent until " + p.Until + ", more than 30 days after the signature"}
		}
	}
	for _, w := range new.Withdrawn {
		if dir.Fixed(w) {
			return &refusal{CodeWithdrawn, w + " is a core line and stays"}
		}
	}
	return nil
}

// staysThere refuses to lose a site or one of its hosts. What is switched off is
// said in disabled, and ends by itself.
func staysThere(old *rules.Platform, new *rules.Detection) *refusal {
	now := platformOf(new.Platforms, old.ID)
	if now == nil && platformOf(new.Skipped, old.ID) != nil {
		return nil // its former rules stay in use
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

// alone refuses what one key must not do. Before and after are the lexicons of the
// two parts; known are labels of sites that stand for a core harm.
func alone(old, new *rules.Detection, before, after *lexicon.Lexicon, known []string) *refusal {
	for i := range old.Platforms {
		was := &old.Platforms[i]
		now := platformOf(new.Platforms, was.ID)
		if now == nil {
			continue
		}
		if no := aloneOn(was, now); no != nil {
			return no
		}
	}
	for _, l := range old.Lexicons {
		for _, e := range l.Entries {
			if !isCore(e.Concept) {
				continue
			}
			for _, p := range e.Phrases {
				if !slices.Contains(phrasesOf(new, l.Lang, e.Concept), p) {
					return &refusal{CodeAddOnly, "one key cannot take “" + p + "” off " + e.Concept.String() + " in " + l.Lang}
				}
			}
		}
	}
	return sameMeaning(old, new, before, after, known)
}

func aloneOn(was, now *rules.Platform) *refusal {
	evidence := func(p *rules.Platform) (n int) {
		for _, h := range p.Hooks {
			if h.Signal != "never" {
				n++
			}
		}
		return n
	}
	if evidence(was) > 0 && evidence(now) == 0 {
		return &refusal{CodePlatform, "one key cannot empty the rules of " + was.ID}
	}
	for _, h := range now.Hooks {
		if h.Signal == "never" && !slices.Contains(was.Hooks, h) {
			return &refusal{CodeSelector, was.ID + ": one key cannot silence what " + h.Selector + " matches"}
		}
	}
	if len(was.Content) != len(now.Content) {
		return &refusal{CodeContent, was.ID + ": one key cannot change what is left out as quoted content"}
	}
	for _, c := range was.Content {
		if !slices.Contains(now.Content, c) {
			return &refusal{CodeContent, was.ID + ": one key cannot change what is left out as quoted content"}
		}
	}
	for _, l := range was.Labels {
		if isCore(l.Concept) && !hasLabel(now, l) {
			return &refusal{CodeAddOnly, was.ID + ": one key cannot take the label “" + l.Text + "” off " + l.Concept.String()}
		}
	}
	return nil
}

// sameMeaning asks for every text that is known to stand for a core harm whether
// it still does: a phrase that is added can take it away as well, if its harm comes
// first among several. And no new label of a site may say something else of a text
// that stands for one.
func sameMeaning(old, new *rules.Detection, before, after *lexicon.Lexicon, known []string) *refusal {
	texts := known
	for _, l := range old.Lexicons {
		for _, e := range l.Entries {
			if !isCore(e.Concept) {
				continue
			}
			for _, p := range e.Phrases {
				texts = appendReadings(texts, p)
			}
		}
	}
	for _, t := range texts {
		was := before.Match(t)
		if !isCore(was.Harm) {
			continue
		}
		if now := after.Match(t); now.Harm != was.Harm {
			return &refusal{CodeAddOnly, "one key cannot make “" + t + "” mean " + orNothing(now.Harm) + " instead of " + was.Harm.String()}
		}
	}
	for i := range new.Platforms {
		p := &new.Platforms[i]
		former := platformOf(old.Platforms, p.ID)
		for _, l := range p.Labels {
			was := before.Match(l.Text).Harm
			if isCore(was) && l.Concept != was && (former == nil || !hasLabel(former, l)) {
				return &refusal{CodeAddOnly, p.ID + ": one key cannot make “" + l.Text + "” mean " + l.Concept.String() + " instead of " + was.String()}
			}
		}
	}
	return nil
}

// appendReadings appends texts that a phrase matches: each of its alternatives,
// with the first of all others.
func appendReadings(out []string, phrase string) []string {
	if len(phrase) > 0 && phrase[0] == '=' {
		phrase = phrase[1:]
	}
	var slots [][]string
	for _, term := range strings.Split(phrase, " ") {
		if term == "" || term[0] == '!' {
			continue
		}
		var words []string
		for _, w := range strings.Split(term, "|") {
			if n := len(w); n > 0 && w[n-1] == '*' {
				w = w[:n-1]
			}
			words = append(words, w)
		}
		slots = append(slots, words)
	}
	for i, slot := range slots {
		for j, word := range slot {
			if j == 0 && i > 0 {
				continue // all first words are there already
			}
			text := ""
			for k, other := range slots {
				w := other[0]
				if k == i {
					w = word
				}
				if k > 0 {
					text += " "
				}
				text += w
			}
			out = append(out, text)
		}
	}
	return out
}

// knownLabels are the labels of the vectors.
func knownLabels(vectors []byte) (out []string) {
	gjson.GetBytes(vectors, "labels").ForEach(func(_, v gjson.Result) bool {
		out = append(out, v.String())
		return true
	})
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

func platformOf(all []rules.Platform, id string) *rules.Platform {
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

func lexiconOf(d *rules.Detection, lang string) *rules.Lexicon {
	for i := range d.Lexicons {
		if d.Lexicons[i].Lang == lang {
			return &d.Lexicons[i]
		}
	}
	return nil
}

func phrasesOf(d *rules.Detection, lang string, c rules.Concept) []string {
	for _, e := range lexiconOf(d, lang).Entries {
		if e.Concept == c {
			return e.Phrases
		}
	}
	return nil
}

func hasLabel(p *rules.Platform, label rules.Label) bool {
	return slices.ContainsFunc(p.Labels, func(l rules.Label) bool { return l.Text == label.Text && l.Concept == label.Concept })
}

func orNothing(c rules.Concept) string {
	if c == rules.None {
		return "nothing"
	}
	return c.String()
}
