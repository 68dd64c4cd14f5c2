package delivery

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules/changes"
	"bouton3018/rules/release"
	"bouton3018/wasm/core"
	"bouton3018/wasm/update"
)

// maxBody is the largest publication in bytes: two parts, their quotes escaped, and
// three notes.
const maxBody = 3 << 20

// parsePublication reads a [release.Publication]. What it does not know is an
// error, so that nobody believes to have published something that was passed over.
// The code is "" or says what is wrong.
func parsePublication(body []byte) (p release.Publication, code, detail string) {
	if code := core.Sound(body, maxBody); code != "" {
		return p, code, "a publication is UTF-8 text of at most 3 MiB with little nesting"
	}
	bad := func(detail string) (release.Publication, string, string) {
		return release.Publication{}, "bad_request", detail
	}
	if !gjson.ValidBytes(body) {
		return bad("the body is not JSON")
	}
	root := gjson.ParseBytes(body)
	if !root.IsObject() {
		return bad("the body is not an object with head, detection, directory and parts")
	}
	seen := map[string]bool{}
	root.ForEach(func(k, v gjson.Result) bool {
		name := k.String()
		note := map[string]*string{"head": &p.Head, "detection": &p.Detection, "directory": &p.Directory}[name]
		switch {
		case seen[name]:
			detail = "the field " + name + " stands there twice"
		case note != nil && v.Type == gjson.String && len(v.Str) <= release.MaxNote:
			*note = v.Str
		case note != nil:
			detail = "the field " + name + " is not a signed note of at most 4 KiB"
		case name == "parts" && v.IsArray():
			v.ForEach(func(_, part gjson.Result) bool {
				if part.Type != gjson.String || len(p.Parts) == 2 {
					detail = "parts are at most two texts"
					return false
				}
				p.Parts = append(p.Parts, part.Str)
				return true
			})
		case name == "parts":
			detail = "parts is not a list"
		default:
			detail = "a publication has no field of this name: head, detection, directory and parts are known"
		}
		seen[name] = true
		return detail == ""
	})
	switch {
	case detail != "":
		return bad(detail)
	case p.Head == "" || p.Detection == "" || p.Directory == "":
		return bad("one of the notes head, detection and directory is missing")
	}
	for _, part := range p.Parts {
		if len(part) > release.MaxPart {
			return release.Publication{}, "too_large", "a part has at most 1 MiB"
		}
	}
	return p, "", ""
}

// publish takes a publication: POST /v1/publish. The signatures are the authentication.
func (s *server) publish(r *http.Request) answer {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != kindJSON {
		return refusal(http.StatusUnsupportedMediaType, "content_type", "send the publication with Content-Type: application/json")
	}
	tooLarge := refusal(http.StatusRequestEntityTooLarge, "too_large", "a publication has at most 3 MiB: send only the parts that changed")
	if r.ContentLength > maxBody {
		return tooLarge
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case err != nil:
		return refusal(http.StatusBadRequest, "bad_request", "the body ended early: send it again")
	case len(body) > maxBody:
		return tooLarge
	}
	p, code, detail := parsePublication(body)
	if code != "" {
		return refused(code, detail)
	}
	if s.keyFile == "" {
		return refusal(http.StatusServiceUnavailable, "no_keys", "this server has no key file, so it cannot check a publication: it is started with one by whoever runs it")
	}
	keys, err := release.ParseKeys(s.keyFile)
	if err != nil {
		return refusal(http.StatusServiceUnavailable, "no_keys", "the server's key file cannot be used: "+err.Error())
	}
	// Cheap questions first: a stranger's head gets no further than one signature.
	head, err := keys.OpenHead(p.Head)
	if err != nil {
		return unsigned("head", err)
	}
	last, err := s.store.last(r.Context())
	if err != nil {
		return storeFails()
	}
	file := release.HeadFile{Head: p.Head, Detection: p.Detection, Directory: p.Directory}.Append(nil)
	switch {
	case string(file) == string(last.file):
		return taken(head.Size, nil) // sent again, because the first answer was lost
	case head.Size != last.size+1:
		return conflict(head.Size, last.size)
	}
	tree, err := s.grow(r.Context(), last.size, release.Leaf(p.Detection, p.Directory))
	if err != nil {
		return storeFails()
	}
	if hash, err := tlog.TreeHash(head.Size, tree); err != nil {
		return storeFails()
	} else if hash != head.Hash {
		return refusal(http.StatusUnprocessableEntity, "hash", "the head's hash is not that of this log with these statements as its last entry: read /v1/head, append the two statements, sign again")
	}
	held, err := s.held(r.Context(), last)
	if err != nil {
		return storeFails()
	}
	ask := &update.Request{
		Now:     s.now().UnixMilli(),
		Keys:    s.keyFile,
		Hosts:   held.rules.Hosts,
		Vectors: held.rules.Vectors,
		Held:    update.Held{Heads: held.heads, Detection: held.detection, Directory: held.directory},
		Files:   []update.File{{Name: "head", Text: string(file)}},
	}
	for _, part := range p.Parts {
		ask.Files = append(ask.Files, update.File{Name: "part/" + hashOf(part), Text: part})
	}
	checked := update.Check(ask)
	for range 3 {
		if len(checked.Fetch) == 0 {
			break
		}
		for _, name := range checked.Fetch {
			text, err := s.file(r.Context(), name, tree)
			switch {
			case err != nil:
				return storeFails()
			case text == "":
				return refusal(http.StatusUnprocessableEntity, "part", "the server does not have "+name+", which a statement names: send the part with the publication")
			}
			ask.Files = append(ask.Files, update.File{Name: name, Text: text})
		}
		checked = update.Check(ask)
	}
	if checked.Code != "" {
		return refused(checked.Code, checked.Detail)
	}

	// Parts first: one that nothing names yet does no harm, and a head without its part would.
	now := [2][]byte{held.detection, held.directory}
	for i, signed := range []release.Signed{checked.Detection, checked.Directory} {
		for _, part := range p.Parts {
			if hashOf(part) == signed.Hash {
				now[i] = []byte(part)
			}
		}
		if hashOf(string(now[i])) != signed.Hash {
			text, err := s.file(r.Context(), "part/"+signed.Hash, tree)
			if err != nil {
				return storeFails()
			}
			now[i] = []byte(text)
		}
		if err := s.store.addPart(r.Context(), signed.Hash, now[i]); err != nil {
			return storeFails()
		}
	}
	words := changes.Words(held.detection, now[0], held.directory, now[1])
	if last.size == 0 {
		words = changes.Words(nil, now[0], nil, now[1])
	}
	won, err := s.store.add(r.Context(), last.size, file, entry(last.size, checked, words), tree.added)
	switch {
	case err != nil:
		return storeFails()
	case !won:
		return conflict(head.Size, head.Size)
	}
	return taken(head.Size, checked.Changed)
}

// tree reads the hashes of the log with one more leaf.
type tree struct {
	tlog.HashReader
	size  int64
	added []tlog.Hash // the hashes that the leaf completes, from the leaf up
}

func (s *server) grow(ctx context.Context, size int64, leaf []byte) (*tree, error) {
	added, err := tlog.StoredHashes(size, leaf, s.store.hashes(ctx, nil))
	if err != nil {
		return nil, err
	}
	next := map[int64]tlog.Hash{}
	for level, h := range added {
		next[tlog.StoredHashIndex(level, size>>level)] = h
	}
	return &tree{s.store.hashes(ctx, next), size + 1, added}, nil
}

// held is what a publication is compared with: the one before it, or the packaged
// rules where the log is empty.
type held struct {
	rules                *Rules
	heads                []string
	detection, directory []byte
}

func (s *server) held(ctx context.Context, last publication) (held, error) {
	packaged, err := s.packaged()
	if err != nil || last.size == 0 {
		if err != nil {
			return held{}, err
		}
		return held{rules: packaged, detection: packaged.Detection, directory: packaged.Directory}, nil
	}
	h := held{rules: packaged, heads: []string{last.note("head")}}
	for _, part := range []struct {
		name string
		to   *[]byte
	}{{release.Detection, &h.detection}, {release.Directory, &h.directory}} {
		if *part.to, err = s.current(ctx, last, part.name); err != nil {
			return held{}, err
		}
	}
	return h, nil
}

// current returns the bytes of a part of a publication.
func (s *server) current(ctx context.Context, p publication, part string) ([]byte, error) {
	hash := p.statement(part).Hash
	text, err := s.store.part(ctx, hash)
	if err == nil && text == nil {
		if text = s.packagedPart(hash); text == nil {
			err = errors.New("the part " + hash + " is missing in the database")
		}
	}
	return text, err
}

// packagedPart returns the packaged part with this hash, or nil.
func (s *server) packagedPart(hash string) []byte {
	packaged, err := s.packaged()
	if err != nil {
		return nil
	}
	for _, part := range [][]byte{packaged.Detection, packaged.Directory} {
		if hashOf(string(part)) == hash {
			return part
		}
	}
	return nil
}

// file returns what the check asks for, by its path below /v1/; "" where there is none.
func (s *server) file(ctx context.Context, name string, t *tree) (string, error) {
	if hash, ok := strings.CutPrefix(name, "part/"); ok {
		text, err := s.store.part(ctx, hash)
		if err == nil && text == nil {
			text = s.packagedPart(hash)
		}
		return string(text), err
	}
	sizes, ok := strings.CutPrefix(name, "proof/")
	left, right, _ := strings.Cut(sizes, "/")
	from, okFrom := size(left)
	to, okTo := size(right)
	if !ok || !okFrom || !okTo || from >= to || to > t.size {
		return "", nil
	}
	proof, err := release.Prove(from, to, t)
	return string(proof.Append(nil)), err
}

// taken is the answer to a publication that stands in the log.
func taken(size int64, changed []string) answer {
	return found(cacheNever, jsonOf(struct {
		Size    int64    `json:"size"`
		Changed []string `json:"changed"`
	}{size, append([]string{}, changed...)}))
}

// conflict is the answer to a head that does not follow the log's last one.
func conflict(signed, have int64) answer {
	if signed <= have {
		return refusal(http.StatusConflict, "conflict", "the log has entry "+strconv.FormatInt(signed, 10)+" already, from another publication: read /v1/head, sign the head again, the statements stay good")
	}
	return refusal(http.StatusConflict, "conflict", "the head is of size "+strconv.FormatInt(signed, 10)+" and the log has "+strconv.FormatInt(have, 10)+" entries: read /v1/head and sign the head again")
}

// unsigned is the answer to a note that does not open.
func unsigned(code string, err error) answer {
	if errors.Is(err, release.ErrFormat) {
		return refusal(http.StatusBadRequest, code, err.Error())
	}
	return refusal(http.StatusForbidden, "threshold", err.Error()+": the keys that count are in the server's key file")
}

// refused is the answer to what the check of updates refuses.
func refused(code, detail string) answer {
	switch code {
	case "bad_request", "too_deep", "not_utf8", "head", "statement":
		return refusal(http.StatusBadRequest, code, detail)
	case "threshold":
		return refusal(http.StatusForbidden, code, detail)
	case "fork", "rollback", "proof", "older", "changed":
		return refusal(http.StatusConflict, code, detail+": read /v1/head and compare")
	case "too_large":
		return refusal(http.StatusRequestEntityTooLarge, code, detail)
	case "keys":
		return refusal(http.StatusServiceUnavailable, "no_keys", "the server's key file cannot be used: "+detail)
	}
	return refusal(http.StatusUnprocessableEntity, code, detail+": correct the part, sign it again")
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
