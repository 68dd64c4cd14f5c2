package published

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules/release"
	"bouton3018/rules/source"
)

// CompareFile holds the log against the second copy of its heads; a file that is not there
// holds none.
func (h *Log) CompareFile(keys *release.Keys, file string) error {
	text, err := source.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return h.Compare(keys, string(text), file)
}

// Compare holds the log against heads that somebody kept. An error says what the
// server hides or shows differently.
func (h *Log) Compare(keys *release.Keys, text, from string) error {
	for _, signed := range SplitHeads(text) {
		head, err := keys.OpenHead(signed)
		if errors.Is(err, release.ErrSignature) || errors.Is(err, release.ErrThreshold) {
			// Of an earlier key, or of nobody: it counts as far as it is true.
			head, err = unverifiedHead(signed)
		}
		if err != nil {
			return fmt.Errorf("a head in %s cannot be read: %w\n%s", from, err, signed)
		}
		by := Signers(keys, signed)
		if head.Size > h.Size {
			if len(by) == 0 {
				return fmt.Errorf("a head of version %d in %s is signed by no key of the key file, and the server has only %d: "+
					"it proves nothing", head.Size, from, h.Size)
			}
			const hidden = "%w: it shows %d, and %s has a head of version %d, signed by %s:\n\n%s\n" +
				"keep it, and ask whoever runs the server why"
			return fmt.Errorf(hidden, ErrHidden, h.Size, from, head.Size, strings.Join(by, ", "), signed)
		}
		root, err := tlog.TreeHash(head.Size, h)
		if err != nil {
			return err
		}
		if root == head.Hash {
			continue
		}
		if len(by) == 0 {
			return fmt.Errorf("a head of version %d in %s differs from the server's, and no key of the key file signed it: "+
				"it proves nothing\n%s", head.Size, from, signed)
		}
		served := h.Versions[head.Size-1].HeadNote
		return &SplitView{head.Size, from, signed, by, served, Signers(keys, served)}
	}
	return nil
}

// ErrHidden says that the server shows fewer versions than there are.
var ErrHidden = errors.New("the server hides versions")

// A SplitView is the proof that two logs were signed: two heads of one size that differ.
type SplitView struct {
	Size     int64
	From     string // where the other head was kept
	Kept     string
	KeptBy   []string
	Served   string
	ServedBy []string
}

func (s *SplitView) Error() string {
	return fmt.Sprintf(`split view: two heads of version %d differ, so two groups of browsers were shown two logs.

in %s, signed by %s:

%s
on the server, signed by %s:

%s
Keep both: together they prove it. Whoever holds the log key signed twice, or it was stolen: do not publish,
tell the other maintainers by another way than this server, and read "A split" in rules/README.md.`,
		s.Size, s.From, strings.Join(s.KeptBy, ", "), s.Kept, strings.Join(s.ServedBy, ", "), s.Served)
}

// SplitHeads cuts a text of heads: each begins with the line that names the log.
func SplitHeads(text string) []string {
	first, _, _ := strings.Cut(release.Head{}.Text(), "\n")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var out []string
	for _, line := range strings.SplitAfter(text, "\n") {
		if strings.TrimSpace(line) == first {
			out = append(out, "")
		}
		if len(out) > 0 {
			out[len(out)-1] += line
		}
	}
	for i := range out {
		out[i] = strings.TrimRight(out[i], " \n") + "\n"
	}
	return out
}

// KeepHead appends a head to the second copy.
func KeepHead(file, signed string) error {
	before, err := source.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if strings.Contains(string(before), signed) {
		return nil
	}
	if len(before) > 0 {
		signed = "\n" + signed
	}
	return Write(file, append(before, signed...))
}

// Write puts a text into a file, whole or not at all: on a full disk what was there stays.
func Write(file string, text []byte) error {
	unfinished := file + ".new"
	err := os.WriteFile(unfinished, text, 0o644)
	if err == nil {
		err = os.Rename(unfinished, file)
	}
	if err != nil {
		os.Remove(unfinished)
		return fmt.Errorf("%s was not written: %w", file, err)
	}
	return nil
}
