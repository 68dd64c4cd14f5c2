package main

import (
	"cmp"
	"maps"
	"net/url"
	"slices"

	"bouton3018/rules/flows"
)

// entry is one line of the start page: a page of a site in one language, from which one kind of thing is reported.
type entry struct {
	Site   string   `json:"site"`
	Lang   string   `json:"lang"`
	Kind   string   `json:"kind"` // post, account or message
	URL    string   `json:"url"`
	Locale string   `json:"locale"`
	Page   string   `json:"page"` // HTML of the whole page
	Seed   uint32   `json:"seed"`
	Way    []string `json:"way"` // what is clicked until the site asks for a reason
	Graph  graph    `json:"graph"`
}

var kinds = []string{"post", "account", "message"}

// entries returns what can be reported, sorted by site, language (French first) and kind.
func entries(all []*flows.Flow) ([]entry, error) {
	places := map[name][]*flows.Flow{}
	for _, f := range all {
		if n := nameOf(f); slices.Contains(kinds, n.kind) && n.lang != "" && n.variant == "" && f.Page != "" {
			key := name{site: n.site, kind: n.kind, lang: n.lang}
			places[key] = append(places[key], f)
		}
	}
	keys := slices.SortedFunc(maps.Keys(places), func(a, b name) int {
		return cmp.Or(cmp.Compare(a.site, b.site), -cmp.Compare(a.lang, b.lang), slices.Index(kinds, a.kind)-slices.Index(kinds, b.kind))
	})
	var list []entry
	for _, key := range keys {
		f := usual(places[key])
		address, err := url.Parse(f.URL)
		if err != nil {
			return nil, err
		}
		// Two entries may have the same page, as a conversation with its people has.
		address.RawQuery = url.Values{"demo": {key.lang + "-" + key.kind}}.Encode()
		list = append(list, entry{
			Site: key.site, Lang: key.lang, Kind: key.kind, URL: address.String(), Locale: f.Locale, Page: f.Page, Seed: f.Seed,
			Way: way(f), Graph: newGraph(all, key.site, key.lang, key.kind),
		})
	}
	return list, nil
}

// usual returns a flow with the address that most of them have.
func usual(same []*flows.Flow) *flows.Flow {
	count := map[string]int{}
	for _, f := range same {
		count[f.URL]++
	}
	return slices.MaxFunc(same, func(a, b *flows.Flow) int { return count[a.URL] - count[b.URL] })
}

// way returns what is clicked until something is shown that is a report.
func way(f *flows.Flow) []string {
	var labels []string
	for _, s := range f.Steps {
		if s.Click != nil {
			labels = append(labels, *s.Click)
		}
		if s.Expect != nil && s.Expect.Stage != "none" {
			break
		}
	}
	return labels
}
