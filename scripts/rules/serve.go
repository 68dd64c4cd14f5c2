package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/scripts/rules/keyfile"
	"bouton3018/worker/delivery"
)

// serve runs a server on this machine with keys of its own, and publishes the
// packaged rules: to try everything, and for tests.
func serve(args []string) error {
	s := newSession("serve")
	addr := s.set.String("addr", "127.0.0.1:0", "listen on `HOST:PORT`")
	dir := s.set.String("dir", "", "`DIR` for keys, log and heads (default dist/serve)")
	if _, err := s.begin(args, 0, 0); err != nil {
		return err
	}
	if s.dir = *dir; s.dir == "" {
		s.dir = filepath.Join(s.root, "dist", "serve")
	}
	var err error
	if s.dir, err = filepath.Abs(s.dir); err != nil {
		return err
	}
	if err := s.makeKeys(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	s.url = "http://" + listener.Addr().String()
	db, err := delivery.OpenSQLite(filepath.Join(s.dir, "log.db"))
	if err != nil {
		return err
	}
	defer db.Close()
	keys, err := source.ReadFile(s.keyFile)
	if err != nil {
		return err
	}
	handler, err := delivery.New(delivery.Config{DB: db, Keys: string(keys)})
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- delivery.Serve(ctx, listener, handler) }()
	if err := s.firstPublication(); err != nil {
		return err
	}
	fmt.Printf(`serving at %[1]s, until it is interrupted

# to sign and publish as rules/README.md says, in a copy of this repository:
export BOUTON_URL=%[1]s KEYS='%[2]s' BOUTON_PASSPHRASE_FILE='%[2]s/passphrase.txt'
cp '%[2]s/keys.txt' '%[2]s/heads.txt' rules/

# to build an extension that asks this server:
go run ./scripts/build -rules-url %[1]s -keys '%[2]s/keys.txt'
`, s.url, s.dir)
	return <-ended
}

// birds are the keys of a local server by pseudonym.
var birds = []struct{ role, name string }{
	{release.RoleLog, "owl"}, {release.RoleDetection, "kestrel"}, {release.RoleDetection, "merlin"},
	{release.RoleDirectory, "heron"}, {release.RoleDirectory, "swift"}, {release.RoleDirectory, "wren"},
}

// makeKeys makes the keys of a local server, once: all of them or, where it is interrupted, none.
func (s *session) makeKeys() (err error) {
	s.keyFile, s.heads = filepath.Join(s.dir, "keys.txt"), filepath.Join(s.dir, "heads.txt")
	if _, err := os.Stat(s.keyFile); errors.Is(err, os.ErrNotExist) {
		if err := makeKeysIn(s.dir); err != nil {
			return err
		}
	}
	os.Setenv(keyfile.PassphraseFile, filepath.Join(s.dir, "passphrase.txt"))
	s.keys, err = keyfile.ReadPublic(s.keyFile)
	return err
}

func makeKeysIn(dir string) error {
	around := filepath.Dir(dir)
	if err := os.MkdirAll(around, 0o755); err != nil {
		return err
	}
	unfinished, err := os.MkdirTemp(around, filepath.Base(dir)+"-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(unfinished)
	random := make([]byte, 16)
	rand.Read(random)
	secret := filepath.Join(unfinished, "passphrase.txt")
	if err := os.WriteFile(secret, []byte(hex.EncodeToString(random)+"\n"), 0o600); err != nil {
		return err
	}
	os.Setenv(keyfile.PassphraseFile, secret)
	var lines bytes.Buffer
	for _, b := range birds {
		line, err := keyfile.New(b.role, b.name, unfinished)
		if err != nil {
			return err
		}
		lines.WriteString(line + "\n")
	}
	if err := os.WriteFile(filepath.Join(unfinished, "keys.txt"), lines.Bytes(), 0o644); err != nil {
		return err
	}
	os.Remove(dir) // an empty one; what is in another stays
	if err := os.Rename(unfinished, dir); err != nil {
		const full = "%s has something in it and no keys.txt: remove it, or name another folder with -dir (%w)"
		return fmt.Errorf(full, dir, err)
	}
	return nil
}

// firstPublication signs and publishes the packaged rules where the log is empty.
func (s *session) firstPublication() error {
	last, _, err := s.online()
	if err != nil || last != nil {
		return err
	}
	first := *s
	first.dir, first.yes, first.out = filepath.Join(s.dir, "release"), true, io.Discard
	if err := os.RemoveAll(first.dir); err != nil { // of one that was interrupted
		return err
	}
	key := func(name string) string { return filepath.Join(s.dir, name+".key") }
	src, err := s.rules()
	if err != nil {
		return err
	}
	for _, one := range []struct{ part, key string }{
		{release.Detection, "kestrel"}, {release.Directory, "heron"}, {release.Directory, "swift"},
	} {
		signer, _, err := s.openKey(key(one.key))
		if err != nil {
			return err
		}
		before, err := first.noteOf(one.part)
		if err != nil {
			return err
		}
		if err := first.addSignature(one.part, partsOf(src)[one.part], before, signer, nil); err != nil {
			return err
		}
	}
	return first.publish(key("owl"), false)
}
