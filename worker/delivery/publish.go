package delivery

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules/changes"
	"bouton3018/rules/release"
	"bouton3018/wasm/update"
)

// publish takes a publication: POST /v1/publish. The signatures are the authentication.
func (s *server) publish(r *http.Request) (answer, error) {
	p, err := readPublication(r)
	if err != nil {
		return answer{}, err
	}
	// Cheap questions first: a stranger's head gets no further than one signature.
	head, err := s.openHead(p.Head)
	if err != nil {
		return answer{}, err
	}
	ctx := r.Context()
	last, err := s.store.last(ctx)
	if err != nil {
		return answer{}, err
	}
	file := p.HeadFile.JSON()
	if string(file) == string(last.file) {
		return taken(head.Size, nil), nil // sent again, because the first answer was lost
	}
	tree, err := s.grow(ctx, last.size, head, p.Leaf())
	if err != nil {
		return answer{}, err
	}
	taking, err := s.judge(ctx, p, last, tree)
	if err != nil {
		return answer{}, err
	}
	won, err := s.record(ctx, last.size, file, taking, tree)
	if err == nil && !won {
		err = conflict(head.Size, head.Size)
	}
	return taken(head.Size, taking.Changed), err
}

// accepted is a publication that every client takes.
type accepted struct {
	update.Answer
	detection, directory []byte
	changes              []changes.Change
}

// judge asks what every client asks of a publication. The error refuses.
func (s *server) judge(ctx context.Context, p release.Publication, last publication, t *tree) (a accepted, err error) {
	held, err := s.held(ctx, last)
	if err != nil {
		return a, err
	}
	ask := &update.Request{
		Now:      s.now().UnixMilli(),
		Keys:     s.keyFile,
		Hosts:    held.rules.Hosts,
		Vectors:  held.rules.Vectors,
		Packaged: held.rules.Detection,
		Held:     update.Held{Heads: held.heads, Detection: held.detection, Directory: held.directory},
		Files:    map[string]string{"head": string(p.HeadFile.JSON())},
	}
	for _, part := range p.Parts {
		ask.Files["part/"+release.HashOf([]byte(part))] = part
	}
	if a.Answer, err = s.check(ctx, ask, t); err != nil {
		return a, err
	}
	a.detection, a.directory = held.detection, held.directory
	if text, ok := ask.Files["part/"+a.Detection.Hash]; ok {
		a.detection = []byte(text)
	}
	if text, ok := ask.Files["part/"+a.Directory.Hash]; ok {
		a.directory = []byte(text)
	}
	if last.size == 0 {
		held.detection, held.directory = nil, nil // everything is new
	}
	a.changes = changes.Words(held.detection, a.detection, held.directory, a.directory)
	return a, nil
}

// record adds a leaf to the log. It reports false where another publication has this place already.
func (s *server) record(ctx context.Context, leaf int64, file []byte, a accepted, t *tree) (bool, error) {
	// Parts first: one that nothing names yet does no harm, and a head without its part would.
	if err := s.store.addPart(ctx, a.Detection.Hash, a.detection); err != nil {
		return false, err
	}
	if err := s.store.addPart(ctx, a.Directory.Hash, a.directory); err != nil {
		return false, err
	}
	return s.store.add(ctx, leaf, file, encode(entryOf(leaf, a.Answer, a.changes)), t.added)
}

// openHead asks the keys of this server whether one of them signed the head.
func (s *server) openHead(note string) (head release.Head, err error) {
	if s.keyFile == "" {
		return head, refuse(http.StatusServiceUnavailable, codeNoKeys,
			"this server has no key file, so it cannot check a publication: it is started with one by whoever runs it")
	}
	keys, err := release.ParseKeys(s.keyFile)
	if err != nil {
		return head, refuseUpdate(update.CodeKeys, err.Error())
	}
	head, err = keys.OpenHead(note)
	switch {
	case errors.Is(err, release.ErrFormat):
		return head, refuseUpdate(update.CodeHead, err.Error())
	case err != nil:
		return head, refuseUpdate(update.CodeThreshold, err.Error()+": the keys that count are in the server's key file")
	}
	return head, nil
}

// tree reads the hashes of the log with one more leaf.
type tree struct {
	tlog.HashReader
	size  int64
	added []byte // the hashes that the leaf completes, from the leaf up
}

// grow is the log of a size with one more leaf. It refuses a head that is not of this tree.
func (s *server) grow(ctx context.Context, size int64, head release.Head, leaf []byte) (*tree, error) {
	if head.Size != size+1 {
		return nil, conflict(head.Size, size)
	}
	completed, err := tlog.StoredHashes(size, leaf, s.store.hashes(ctx, size, nil))
	if err != nil {
		return nil, err
	}
	t := &tree{size: size + 1}
	for _, h := range completed {
		t.added = append(t.added, h[:]...)
	}
	t.HashReader = s.store.hashes(ctx, size, t.added)
	root, err := tlog.TreeHash(t.size, t)
	if err == nil && root != head.Hash {
		err = refuse(http.StatusUnprocessableEntity, update.CodeHash, "the head's hash is not that of this log with "+
			"these statements as its last entry: read /v1/head, append the two statements, sign again")
	}
	return t, err
}

// held is what a publication is compared with: the one before it, or the packaged
// rules where the log is empty.
type held struct {
	rules                *Rules
	heads                []string
	detection, directory []byte
}

func (s *server) held(ctx context.Context, last publication) (h held, err error) {
	packaged, err := s.packaged()
	if err != nil {
		return h, err
	}
	if last.size == 0 {
		return held{rules: packaged, detection: packaged.Detection, directory: packaged.Directory}, nil
	}
	h = held{rules: packaged, heads: []string{last.notes().Head}}
	if h.detection, err = s.current(ctx, last, release.Detection); err == nil {
		h.directory, err = s.current(ctx, last, release.Directory)
	}
	return h, err
}

// current returns the bytes of a part of a publication.
func (s *server) current(ctx context.Context, p publication, part string) ([]byte, error) {
	hash := p.statement(part).Hash
	text, err := s.partBytes(ctx, hash)
	if err == nil && text == nil {
		err = errors.New("the part " + hash + " is missing in the database")
	}
	return text, err
}

// partBytes returns the part with a hash, stored or packaged; nil where there is none.
func (s *server) partBytes(ctx context.Context, hash string) ([]byte, error) {
	text, err := s.store.part(ctx, hash)
	if err != nil || text != nil {
		return text, err
	}
	packaged, err := s.packaged()
	if err != nil {
		return nil, err
	}
	for _, part := range [][]byte{packaged.Detection, packaged.Directory} {
		if release.HashOf(part) == hash {
			return part, nil
		}
	}
	return nil, nil
}

// check asks, and adds the files that the check wants to see. The error refuses.
func (s *server) check(ctx context.Context, ask *update.Request, t *tree) (update.Answer, error) {
	a := update.Check(ask)
	for len(a.Fetch) > 0 {
		for _, name := range a.Fetch {
			text, err := s.file(ctx, name, t)
			if err != nil {
				return a, err
			}
			if text == "" {
				return a, refuse(http.StatusUnprocessableEntity, codePart,
					"the server does not have "+name+", which a statement names: send the part with the publication")
			}
			ask.Files[name] = text
		}
		a = update.Check(ask)
	}
	if a.Code != "" {
		return a, refuseUpdate(a.Code, a.Detail)
	}
	return a, nil
}

// file returns what the check asks for, by its path below /v1/; "" where there is none.
func (s *server) file(ctx context.Context, name string, t *tree) (string, error) {
	if hash, ok := strings.CutPrefix(name, "part/"); ok {
		text, err := s.partBytes(ctx, hash)
		return string(text), err
	}
	sizes, ok := strings.CutPrefix(name, "proof/")
	from, to, okSizes := parseSizes(sizes)
	if !ok || !okSizes || from >= to || to > t.size {
		return "", nil
	}
	proof, err := release.Prove(from, to, t)
	return string(proof.JSON()), err
}

// taken is the answer to a publication that stands in the log.
func taken(size int64, changed []string) answer {
	return found(cacheNever, encode(struct {
		Size    int64    `json:"size"`
		Changed []string `json:"changed"`
	}{size, append([]string{}, changed...)}))
}

// conflict refuses a head that does not follow the log's last one.
func conflict(signed, have int64) error {
	detail := "the head is of size " + strconv.FormatInt(signed, 10) +
		" and the log has " + strconv.FormatInt(have, 10) + " entries: read /v1/head and sign the head again"
	if signed <= have {
		detail = "the log has entry " + strconv.FormatInt(signed, 10) +
			" already, from another publication: read /v1/head, sign the head again, the statements stay good"
	}
	return refuse(http.StatusConflict, codeConflict, detail)
}
