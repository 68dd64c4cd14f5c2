package delivery

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"bouton3018/rules/changes"
	"bouton3018/rules/release"
	"bouton3018/wasm/update"
)

// An entry is the element of /v1/log for a publication. It is written once, when the
// keys that signed are known.
type entry struct {
	Index     int64            `json:"index"`
	Head      string           `json:"head"` // the note
	Time      string           `json:"time"` // when the head was signed, [release.TimeLayout]
	Detection statement        `json:"detection"`
	Directory statement        `json:"directory"`
	Changes   []changes.Change `json:"changes"`
}

type statement struct {
	Version int64    `json:"version"`
	SHA256  string   `json:"sha256"`
	Size    int64    `json:"size"` // bytes of the part
	Date    string   `json:"date"`
	Keys    []string `json:"keys"` // names of those who signed
	Note    string   `json:"note"`
}

func entryOf(leaf int64, a update.Answer, words []changes.Change) entry {
	of := func(s release.Signed) statement {
		return statement{s.Version, s.Hash, s.Size, s.Date, s.Keys, s.Note}
	}
	return entry{leaf, a.HeadNote, a.Head.Time, of(a.Detection), of(a.Directory), append([]changes.Change{}, words...)}
}

// batch is how many entries are read at once; on the platform an answer of the database is held in memory.
const batch = 500

func (s *server) log(r *http.Request) (answer, error) {
	entries := []json.RawMessage{}
	for {
		more, err := s.store.entries(r.Context(), int64(len(entries)), batch)
		if err != nil {
			return answer{}, err
		}
		entries = append(entries, more...)
		if len(more) < batch {
			break
		}
	}
	a := answer{status: http.StatusOK, kind: kindJSON, cache: cacheMinute, vary: "Accept"}
	if prefersHTML(r.Header.Get("Accept")) {
		a.kind, a.page = kindHTML, true
		var err error
		a.body, err = logPage(entries)
		return a, err
	}
	a.body = encode(struct {
		Size    int               `json:"size"`
		Entries []json.RawMessage `json:"entries"`
	}{len(entries), entries})
	return a, nil
}

// prefersHTML reports whether an Accept header ranks HTML above JSON. Who ranks
// neither gets JSON. Nothing else tells the two forms apart: entry.mjs asks here.
func prefersHTML(accept string) bool {
	html, plain := 0.0, 0.0
	for _, item := range strings.Split(accept, ",") {
		kind, rest, _ := strings.Cut(item, ";")
		rank := 1.0
		for _, field := range strings.Split(rest, ";") {
			if q, ok := strings.CutPrefix(strings.ReplaceAll(field, " ", ""), "q="); ok {
				rank, _ = strconv.ParseFloat(q, 64)
			}
		}
		switch strings.ToLower(strings.TrimSpace(kind)) {
		case "text/html":
			html = rank
		case "application/json":
			plain = rank
		}
	}
	return html > plain
}
