package main

import (
	"encoding/json"
	"io/fs"
	"strconv"

	"bouton3018/rules"
	"bouton3018/wasm/lexicon"
)

// phrases are the lexicons as people write them, by language. What is published has no accents.
type phrases map[string]rules.Lexicon

// readPhrases reads the lexicons of a folder of rules.
func readPhrases(fsys fs.FS) (phrases, error) {
	files, err := fs.Glob(fsys, "lexicon/*.json")
	all := phrases{}
	for _, file := range files {
		var l rules.Lexicon
		raw, err := fs.ReadFile(fsys, file)
		if err == nil {
			err = json.Unmarshal(raw, &l)
		}
		if err != nil {
			return nil, err
		}
		all[l.Lang] = l
	}
	return all, err
}

// written is a phrase in quotes, as its file has it. What is made from one, in Serbian, stands in no file.
func (p phrases) written(f lexicon.Fired) string {
	if list := p[f.Lang].Concepts[f.Concept]; f.Index >= 0 && f.Index < len(list) {
		return strconv.Quote(list[f.Index])
	}
	return strconv.Quote(f.Phrase)
}
