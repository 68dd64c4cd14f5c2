package core

import (
	"maps"
	"slices"
	"strings"

	"bouton3018/rules"
	"bouton3018/wasm/dialog"
	"bouton3018/wasm/flow"
	"bouton3018/wasm/lexicon"
)

// knowledge is a detection part made ready to read dialogs.
type knowledge struct {
	detection *rules.Detection
	platforms []rules.Platform // of the part, and those that only an earlier one had
	reader    dialog.Reader
}

// learn compiles a part, which mostly says what the earlier one says; that may be nil. Platforms that only the earlier
// knowledge has stay.
func learn(d *rules.Detection, earlier *knowledge) (*knowledge, error) {
	if earlier == nil {
		earlier = new(knowledge)
	}
	x, err := earlier.reader.Lexicon.Next(d.Lexicons)
	if err == nil {
		err = x.Crowded()
	}
	if err != nil {
		return nil, err
	}
	k := &knowledge{d, d.Platforms[:len(d.Platforms):len(d.Platforms)], dialog.Reader{Lexicon: x}}
	for _, former := range earlier.platforms {
		if d.Platform(former.ID) == nil {
			k.platforms = append(k.platforms, former)
		}
	}
	for i := range k.platforms {
		labels := k.platforms[i].Labels
		for j := range labels {
			labels[j].Hash = lexicon.HashOfText(labels[j].Text)
		}
	}
	return k, nil
}

func (k *knowledge) platform(host string) *rules.Platform {
	for i := range k.platforms {
		if slices.Contains(k.platforms[i].Hosts, host) {
			return &k.platforms[i]
		}
	}
	return nil
}

// still is what stands guard beside a later part: this knowledge, less the phrases and labels of protected harms that
// the part does not have any more. Two keys took those off, because one cannot.
func (k *knowledge) still(later *rules.Detection) (*knowledge, error) {
	kept := *k.detection
	dropped := false
	kept.Lexicons, kept.Platforms = nil, slices.Clone(k.detection.Platforms)
	for _, l := range k.detection.Lexicons {
		for c, phrases := range l.Concepts {
			now := later.Phrases(l.Lang, c)
			if !rules.Harms[c].Protected || slices.Equal(phrases, now) {
				continue
			}
			left := slices.DeleteFunc(slices.Clone(phrases), func(p string) bool { return !slices.Contains(now, p) })
			if len(left) < len(phrases) {
				dropped = true
				l.Concepts = maps.Clone(l.Concepts)
				l.Concepts[c] = left
			}
		}
		kept.Lexicons = append(kept.Lexicons, l)
	}
	for i := range kept.Platforms {
		p := &kept.Platforms[i]
		if now := later.Platform(p.ID); now != nil {
			left := slices.DeleteFunc(slices.Clone(p.Labels), func(l rules.Label) bool {
				return rules.Harms[l.Concept].Protected && !now.HasLabel(l)
			})
			dropped = dropped || len(left) < len(p.Labels)
			p.Labels = left
		}
	}
	if !dropped {
		return k, nil
	}
	return learn(&kept, k)
}

// platform is the site of a host, nil for none. Whoever stole a key shall not have a host that somebody added.
func (c *Core) platform(host string) *rules.Platform {
	if c.guard != nil && c.guard.platform(host) == nil {
		return nil
	}
	return c.knows.platform(host)
}

// follow takes a step of a report on a page in some languages. With a guard, two memories go on side by side in the
// state, and what the guard alone would say of a protected harm stands: see [stands].
func (c *Core) follow(s *dialog.Snapshot, host, state string, langs ...string) (flow.Result, string) {
	mine, its, both := strings.Cut(state, stateSeparator)
	r := flow.Follow(c.knows.reader.On(langs...), s, c.platform(host), flow.ParseState(mine))
	if c.guard == nil {
		return r, r.State.String()
	}
	if !both {
		its = mine // it began before there was a guard
	}
	first := flow.Follow(c.guard.reader.On(langs...), s, c.guard.platform(host), flow.ParseState(its))
	return stands(first, r), r.State.String() + stateSeparator + first.State.String()
}

const stateSeparator = "|"

// stands decides between what the guard says and what the later rules say, which whoever stole a key may have written.
// A protected harm that the guard sees chosen is shown, whatever the later rules call it. Of a report nothing less is
// shown than the guard would show, unless it became a protected harm, and a dialog that offers one stays a report. That
// it was sent the guard must see too. Of what the guard says that nobody may keep a picture, nobody may.
func stands(guard, later flow.Result) flow.Result {
	later.NoPicture = later.NoPicture || guard.NoPicture
	isReport := later.Reading.Report || offersProtected(&guard.Reading)
	switch {
	case guard.Stage == rules.StageNone:
		return later
	case rules.Harms[guard.Harm].Protected:
		return guard
	case later.Stage < guard.Stage && isReport && !rules.Harms[later.Harm].Protected:
		return guard
	case later.Stage == rules.StageAfter && guard.Stage != rules.StageAfter:
		later.Stage = rules.StageCard
	}
	return later
}

func offersProtected(r *dialog.Reading) bool {
	return slices.ContainsFunc(r.Options, func(o dialog.Option) bool { return rules.Harms[o.Harm].Protected })
}
