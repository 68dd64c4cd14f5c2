package main

import (
	"fmt"
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

// kinds are what can be reported, and the names of the openings in which that begins.
var kinds = []string{"post", "account", "message"}

// entries returns what can be reported, by site, language (French first) and kind.
func entries(sites []*flows.Site) ([]entry, error) {
	var list []entry
	for _, site := range sites {
		langs := slices.Sorted(maps.Keys(site.Languages))
		slices.Reverse(langs)
		for _, lang := range langs {
			for _, kind := range kinds {
				if site.Openings[kind] == nil {
					continue // not every site has messages
				}
				e, err := newEntry(site, lang, kind)
				if err != nil {
					return nil, fmt.Errorf("%s, %s, %s: %w", site.Name, lang, kind, err)
				}
				list = append(list, e)
			}
		}
	}
	return list, nil
}

func newEntry(site *flows.Site, lang, kind string) (entry, error) {
	language, o := site.Languages[lang], site.Openings[kind]
	e := entry{Site: site.Name, Lang: lang, Kind: kind, Locale: language.Locale}
	// Two entries may have the same page, as a conversation with its people has.
	address, err := url.Parse(o.Address)
	if err != nil {
		return e, err
	}
	address.RawQuery = url.Values{"demo": {lang + "-" + kind}}.Encode()
	e.URL = address.String()
	e.Seed = flows.Seed(site.Name + "/" + kind + "-" + lang)
	for _, step := range o.Steps {
		label, err := language.Text(step.Label)
		if err != nil {
			return e, err
		}
		e.Way = append(e.Way, label)
		if step.Expect != nil && step.Expect.Stage != flows.Stages[0] {
			break
		}
	}
	page, err := language.Screen(o.Page)
	if err != nil {
		return e, err
	}
	e.Page = page.HTML
	e.Graph, err = newGraph(site, language, o)
	return e, err
}
