package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"bouton3018/rules/flows"
	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/scripts/internal/setup"
	"bouton3018/scripts/rules/keyfile"
	"bouton3018/scripts/rules/published"
)

// A session is one run of a command that signs or publishes: the flags that these
// commands share, and what they name.
type session struct {
	set  *flag.FlagSet
	root string // of the module

	url, last, keyFile, heads, dir, key string
	yes                                 bool

	keys     *release.Keys
	loaded   *source.Source // see [session.rules]
	recorded []*flows.Flow  // see [session.flows]
	out      io.Writer
}

// newSession has the flags that are named.
func newSession(command string, flags ...string) *session {
	s := &session{set: newFlags(command), out: os.Stdout}
	for _, f := range flags {
		switch f {
		case "url":
			s.set.StringVar(&s.url, f, os.Getenv("BOUTON_URL"), "address `URL` of the server")
		case "last":
			s.set.StringVar(&s.last, f, "",
				"compare with the publication in `FILE` instead of the server's, see rules verify -o")
		case "keys":
			s.set.StringVar(&s.keyFile, f, "", "`FILE` with the public keys that are trusted (default rules/keys.txt)")
		case "heads":
			s.set.StringVar(&s.heads, f, "",
				"`FILE` with the heads that were published, the second copy (default rules/heads.txt)")
		case "o":
			s.set.StringVar(&s.dir, f, "", "`DIR` for what is signed (default dist/release)")
		case "key":
			s.set.StringVar(&s.key, f, "", "`FILE` with the private key to sign with")
		case "yes":
			s.set.BoolVar(&s.yes, f, false, "do not ask")
		default:
			panic(f)
		}
	}
	return s
}

// begin reads the flags and the key file, and returns the other arguments.
func (s *session) begin(args []string, least, most int) (others []string, err error) {
	if others, err = parse(s.set, args, least, most); err != nil {
		return nil, err
	}
	if s.root, err = setup.Root(); err != nil {
		return nil, err
	}
	for path, to := range map[string]*string{keysPath: &s.keyFile, "rules/heads.txt": &s.heads, "dist/release": &s.dir} {
		if *to == "" {
			*to = filepath.Join(s.root, filepath.FromSlash(path))
		}
	}
	if s.set.Lookup("keys") == nil {
		return others, nil
	}
	s.keys, err = keyfile.ReadPublic(s.keyFile)
	return others, err
}

// keysPath is where the repository keeps the public keys.
const keysPath = "rules/keys.txt"

// openKey opens a private key that -key or another flag names.
func (s *session) openKey(file string) (note.Signer, release.Key, error) {
	if file == "" {
		return nil, release.Key{}, misusef("-key FILE must name the private key to sign with")
	}
	return keyfile.Open(file, s.keys)
}

// server is the one that -url names.
func (s *session) server() (*published.Server, error) {
	if s.url == "" {
		return nil, misusef("the address of the server is missing: -url or BOUTON_URL says it, https://rules.example")
	}
	from, err := published.NewServer(s.url)
	if err != nil {
		return nil, misuse{err}
	}
	return from, nil
}

// answers is standard input: one reader for all questions.
var answers = bufio.NewReader(os.Stdin)

// ask puts a question to be answered with y.
func (s *session) ask(question string) error {
	if s.yes {
		return nil
	}
	fmt.Fprintf(s.out, "%s [y/n] ", question)
	line, err := answers.ReadString('\n')
	if strings.TrimSpace(line) == "y" {
		return nil
	}
	if errors.Is(err, io.EOF) {
		fmt.Fprintln(s.out)
	}
	return errors.New("the answer was not y: nothing was done")
}

// today is the day that statements and heads are signed on.
func today() string { return now().UTC().Format(time.DateOnly) }

var now = time.Now
