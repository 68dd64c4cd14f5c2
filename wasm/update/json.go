package update

import (
	"github.com/tidwall/gjson"

	"bouton3018/rules/release"
	"bouton3018/wasm/core"
	"bouton3018/wasm/jsonw"
)

// MaxRequest is how many bytes [Verify] reads: both parts twice, and quotes escaped.
const MaxRequest = 6 << 20

// Verify is [Check] for a host that speaks JSON:
//
//	{"now":0,"keys":"…","hosts":["…"],"vectors":{…},
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
		return (&Answer{Code: code, Detail: "the request"}).Append(nil)
	}
	if !gjson.ValidBytes(request) {
		return (&Answer{Code: badRequest, Detail: "the request is not JSON"}).Append(nil)
	}
	var r Request
	gjson.ParseBytes(request).ForEach(func(k, v gjson.Result) bool {
		switch k.String() {
		case "now":
			r.Now = v.Int()
		case "keys":
			r.Keys = v.String()
		case "hosts":
			r.Hosts = texts(v)
		case "vectors":
			r.Vectors = []byte(v.Raw)
		case "held":
			r.Held.Heads = texts(v.Get("heads"))
			r.Held.Detection = []byte(v.Get("detection").String())
			r.Held.Directory = []byte(v.Get("directory").String())
		case "files":
			v.ForEach(func(name, text gjson.Result) bool {
				r.Files = append(r.Files, File{name.String(), text.String()})
				return true
			})
		}
		return true
	})
	for _, held := range [][]byte{r.Held.Detection, r.Held.Directory} {
		if core.Sound(held, release.MaxPart) != "" || !gjson.ValidBytes(held) {
			return (&Answer{Code: badRequest, Detail: "a part that is in use is not one"}).Append(nil)
		}
	}
	a := Check(&r)
	return a.Append(nil)
}

func texts(list gjson.Result) (out []string) {
	list.ForEach(func(_, v gjson.Result) bool {
		out = append(out, v.String())
		return true
	})
	return out
}

// Append writes the answer as JSON.
func (a *Answer) Append(b []byte) []byte {
	switch {
	case a.Code != "":
		b = append(b, `{"error":{"code":`...)
		b = jsonw.String(b, a.Code)
		b = append(b, `,"detail":`...)
		b = jsonw.String(b, a.Detail)
		return append(b, '}', '}')
	case len(a.Fetch) > 0:
		b = append(b, `{"fetch":`...)
		return append(appendTexts(b, a.Fetch), '}')
	}
	b = append(b, `{"ok":true,"changed":`...)
	b = appendTexts(b, a.Changed)
	b = append(b, `,"head":{"size":`...)
	b = jsonw.Int(b, a.Head.Size)
	b = append(b, `,"hash":`...)
	b = jsonw.String(b, a.Head.Hash.String())
	b = append(b, `,"time":`...)
	b = jsonw.String(b, a.Head.Time)
	b = append(b, `,"note":`...)
	b = jsonw.String(b, a.HeadNote)
	b = append(b, '}')
	for _, s := range [...]*release.Signed{&a.Detection, &a.Directory} {
		b = append(b, `,"`...)
		b = append(b, s.Part...)
		b = append(b, `":{"version":`...)
		b = jsonw.Int(b, s.Version)
		b = append(b, `,"date":`...)
		b = jsonw.String(b, s.Date)
		b = append(b, `,"sha256":`...)
		b = jsonw.String(b, s.Hash)
		b = append(b, `,"keys":`...)
		b = appendTexts(b, s.Keys)
		b = append(b, '}')
	}
	return append(b, '}')
}

func appendTexts(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = jsonw.String(b, s)
	}
	return append(b, ']')
}
