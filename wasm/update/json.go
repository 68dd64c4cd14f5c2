package update

import (
	"encoding/json"

	"bouton3018/rules/release"
	"bouton3018/wasm/core"
)

// MaxRequest is how many bytes [Verify] reads: both parts twice, the packaged one, and quotes escaped.
const MaxRequest = 8 << 20

// Verify is [Check] for a host that speaks JSON:
//
//	{"now":0,"keys":"…","hosts":["…"],"vectors":{…},"packaged":"…",
//	 "held":{"heads":["…"],"detection":"…","directory":"…"},
//	 "files":{"head":"…","proof/3/4":"…","part/<sha256>":"…"}}
//
// The answer is one of
//
//	{"fetch":["proof/3/4","part/…"]}
//	{"error":{"code":"…","detail":"…"}}
//	{"ok":true,"changed":["detection"],"head":{…},"detection":{…},"directory":{…}}
func Verify(request []byte) []byte {
	if code := core.Sound(request, MaxRequest); code != "" {
		return core.Failure(code, "the request")
	}
	var r Request
	if err := json.Unmarshal(request, &r); err != nil {
		return core.Failure(core.BadRequest, "the request cannot be read: "+err.Error())
	}
	for i, held := range [][]byte{r.Held.Detection, r.Held.Directory, r.Packaged} {
		if i == 2 && len(held) == 0 {
			continue // what is held is the package's
		}
		if core.Sound(held, release.MaxPart) != "" || !json.Valid(held) {
			return core.Failure(core.BadRequest, "a part that is in use is not one")
		}
	}
	a := Check(&r)
	return a.JSON()
}

// JSON is the answer as the host gets it.
func (a *Answer) JSON() []byte {
	switch {
	case a.Code != "":
		return core.Failure(a.Code, a.Detail)
	case len(a.Fetch) > 0:
		return core.Answer(struct {
			Fetch []string `json:"fetch"`
		}{a.Fetch})
	}
	type head struct {
		Size int64  `json:"size"`
		Hash string `json:"hash"`
		Time string `json:"time"`
		Note string `json:"note"`
	}
	return core.Answer(struct {
		OK        bool     `json:"ok"`
		Changed   []string `json:"changed"`
		Head      head     `json:"head"`
		Detection part     `json:"detection"`
		Directory part     `json:"directory"`
	}{
		OK:        true,
		Changed:   append([]string{}, a.Changed...),
		Head:      head{a.Head.Size, a.Head.Hash.String(), a.Head.Time, a.HeadNote},
		Detection: partOf(&a.Detection),
		Directory: partOf(&a.Directory),
	})
}

// part is what the host keeps of a statement.
type part struct {
	Version int64    `json:"version"`
	Date    string   `json:"date"`
	Hash    string   `json:"sha256"`
	Keys    []string `json:"keys"`
}

func partOf(s *release.Signed) part { return part{s.Version, s.Date, s.Hash, s.Keys} }
