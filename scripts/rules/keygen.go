package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/mod/sumdb/note"

	"bouton3018/rules/release"
)

// workFactor is age's own default, about a second for each guess. Tests lower it.
var workFactor = 18

var pseudonym = regexp.MustCompile(`^[a-z][a-z0-9-]{2,30}$`)

// keygen makes a key pair: NAME.key for its owner, and a line for the key file,
// which everybody may see.
func keygen(args []string) error {
	set := newFlags("keygen")
	role := set.String("role", "", "`ROLE` of the key: log, detection or directory")
	name := set.String("name", "", "`PSEUDONYM` that the public log shows")
	dir := set.String("o", ".", "write the key into `DIR`")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	line, err := newKey(*role, *name, *dir)
	if err != nil {
		return err
	}
	fmt.Println(line)
	fmt.Fprintf(os.Stderr, "%s is the private key, encrypted with the passphrase: keep two copies, in two places.\nThe line above is public: add it to the key file, rules/keys.txt.\n", filepath.Join(*dir, *name+".key"))
	return nil
}

func newKey(role, name, dir string) (line string, err error) {
	if !slices.Contains([]string{release.RoleLog, release.RoleDetection, release.RoleDirectory}, role) {
		return "", misusef("the role %q is none of log, detection, directory: -role says it", role)
	}
	if !pseudonym.MatchString(name) {
		return "", misusef("the name %q is not 3 to 31 small letters, digits or dashes: -name says it, and a bird will do", name)
	}
	file := filepath.Join(dir, name+".key")
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s is there already, and a key is never overwritten: take another name or folder", file)
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
	recipient.SetWorkFactor(workFactor)
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

// openKey decrypts a key and finds the line of the key file that is its public
// half; what it may sign is the caller's to check.
func openKey(file string, keys *release.Keys) (note.Signer, release.Key, error) {
	if file == "" {
		return nil, release.Key{}, misusef("-key FILE must name the private key to sign with")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, release.Key{}, err
	}
	secret, err := decrypt(file, text)
	for typos := 0; errors.Is(err, errPassphrase) && os.Getenv(passphraseFile) == "" && typos < 2; typos++ {
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
	return nil, release.Key{}, fmt.Errorf("the key %s is not in the key file: -keys names the file, and rules keygen printed the line for it", signer.Name())
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

// mayNotSign says why a key's signature would not count under a part, or nil.
func mayNotSign(k release.Key, part string) error {
	if k.Role == part || part == release.Detection && k.Role == release.RoleDirectory {
		return nil
	}
	return fmt.Errorf("%s is a %s key, which does not count under the %s part: take a %s key", k.Name, k.Role, part, part)
}
