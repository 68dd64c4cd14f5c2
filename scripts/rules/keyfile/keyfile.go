// Package keyfile keeps the keys of maintainers: a private key is a file of its owner, encrypted with a passphrase in
// the format of age; the public halves are the lines of one file that everybody may see, [release.Keys].
package keyfile

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/mod/sumdb/note"

	"bouton3018/rules/release"
	"bouton3018/rules/source"
)

// WorkFactor is age's own default, about a second for each guess. Tests lower it.
var WorkFactor = 18

// New makes a key pair below dir: NAME.key for its owner, and the line for the key file, which everybody may see.
func New(role, name, dir string) (line string, err error) {
	file := filepath.Join(dir, name+".key")
	if _, err := os.Lstat(file); err == nil {
		return "", fmt.Errorf("%s is there already, and a key is never overwritten: take another name or folder", file)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	secret, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		return "", err
	}
	pass, err := newPassphrase(file)
	if err != nil {
		return "", err
	}
	text, err := encrypt(secret, pass)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	return role + " " + public, errors.Join(err, f.Close())
}

func encrypt(secret, pass string) ([]byte, error) {
	recipient, err := age.NewScryptRecipient(pass)
	if err != nil {
		return nil, err
	}
	recipient.SetWorkFactor(WorkFactor)
	var out bytes.Buffer
	armored := armor.NewWriter(&out)
	w, err := age.Encrypt(armored, recipient)
	if err != nil {
		return nil, err
	}
	_, err = io.WriteString(w, secret+"\n")
	err = errors.Join(err, w.Close(), armored.Close())
	return out.Bytes(), err
}

// Open decrypts a key and finds the line of the key file that is its public
// half; what it may sign is the caller's to check.
func Open(file string, keys *release.Keys) (note.Signer, release.Key, error) {
	text, err := source.ReadFile(file)
	if err != nil {
		return nil, release.Key{}, err
	}
	secret, err := decrypt(file, text)
	for typos := 0; errors.Is(err, errPassphrase) && os.Getenv(PassphraseFile) == "" && typos < 2; typos++ {
		fmt.Fprintln(os.Stderr, err)
		secret, err = decrypt(file, text)
	}
	if err != nil {
		return nil, release.Key{}, err
	}
	signer, err := note.NewSigner(strings.TrimSpace(secret))
	if err != nil {
		return nil, release.Key{}, fmt.Errorf("%s does not hold a signing key: %w", file, err)
	}
	for _, k := range keys.All {
		if strings.HasPrefix(k.Verifier, fmt.Sprintf("%s+%08x+", signer.Name(), signer.KeyHash())) {
			return signer, k, nil
		}
	}
	return nil, release.Key{}, fmt.Errorf("the key %s is not in the key file: -keys names the file, and rules keygen "+
		"printed the line for it", signer.Name())
}

var errPassphrase = errors.New("the passphrase is wrong: try again")

func decrypt(file string, text []byte) (string, error) {
	pass, err := passphrase(file)
	if err != nil {
		return "", err
	}
	identity, err := age.NewScryptIdentity(pass)
	if err != nil {
		return "", fmt.Errorf("%s: %w", file, errPassphrase) // an empty one
	}
	r, err := age.Decrypt(armor.NewReader(bytes.NewReader(text)), identity)
	if errors.As(err, new(*age.NoIdentityMatchError)) {
		return "", fmt.Errorf("%s: %w", file, errPassphrase)
	}
	if err != nil {
		return "", fmt.Errorf("%s is not a key that rules keygen wrote: %w", file, err)
	}
	secret, err := io.ReadAll(io.LimitReader(r, 1<<10))
	if err != nil {
		return "", fmt.Errorf("%s is damaged, take the other copy: %w", file, err)
	}
	return string(secret), nil
}

// ReadPublic reads the key file: the public keys that are trusted.
func ReadPublic(file string) (*release.Keys, error) {
	text, err := source.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the key file %s is not there: rules keygen prints its lines, -keys names another", file)
	}
	if err != nil {
		return nil, err
	}
	keys, err := release.ParseKeys(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return keys, nil
}
