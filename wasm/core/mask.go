package core

import (
	"encoding/json"

	"bouton3018/wasm/dialog"
	"bouton3018/wasm/mask"
)

// Mask answers what may be told of the texts of a dialog: {"labels":[…],"texts":[…]}, in the order of the request,
// which has the same lists, the language of the page and that of the browser:
// {"page":"fr","locale":"fr-FR","labels":[…],"texts":[…]}. See [mask.Words]. A request is as large as one of
// [Core.Decide] may be.
func (c *Core) Mask(request []byte) []byte {
	if c.knows == nil {
		return Failure(NotConfigured, "rules are missing")
	}
	if code := Sound(request, MaxRequest); code != "" {
		return Failure(code, "request")
	}
	var r struct {
		Page, Locale  string
		Labels, Texts []string
	}
	if json.Unmarshal(request, &r) != nil {
		return Failure(BadJSON, "request")
	}
	by := c.knows
	if c.guard != nil {
		by = c.guard // whoever stole a key shall not have names told
	}
	reader := by.reader.On(r.Page, r.Locale)
	langs := reader.Spoken(&dialog.Snapshot{Headings: r.Labels, Texts: r.Texts})
	tell := func(texts []string, areLabels bool) []string {
		told := make([]string, len(texts))
		for i, t := range texts {
			told[i] = mask.Words(reader.Lexicon, t, langs, areLabels)
		}
		return told
	}
	return Answer(struct {
		Labels []string `json:"labels"`
		Texts  []string `json:"texts"`
	}{tell(r.Labels, true), tell(r.Texts, false)})
}
