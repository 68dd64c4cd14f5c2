package main

import (
	"strings"

	"bouton3018/rules/flows"
)

// name is what a flow's folder says: "instagram/post-self-harm-fr" is a report of a post, in French, on Instagram.
type name struct {
	site    string // the platform's id
	kind    string // what is reported: post, account or message; otherwise what kind of flow it is: negative, variant
	topic   string // what it is about
	lang    string // fr or en
	variant string // "" for the flow itself
}

// nameOf reads a flow's name. A folder that does not end in a language has lang "".
func nameOf(f *flows.Flow) name {
	id, variant, _ := strings.Cut(f.ID, "@")
	site, folder, _ := strings.Cut(id, "/")
	n := name{site: site, variant: variant}
	if rest, lang, ok := cutLast(folder, "-"); ok && len(lang) == 2 {
		folder, n.lang = rest, lang
	}
	n.kind, n.topic, _ = strings.Cut(folder, "-")
	return n
}

func cutLast(text, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(text, sep); i >= 0 {
		return text[:i], text[i+len(sep):], true
	}
	return text, "", false
}
