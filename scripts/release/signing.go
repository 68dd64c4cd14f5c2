package main

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"

	"bouton3018/rules/source"
)

// signing is the key of an extension that is installed by policy, and the folder that browsers get it from.
type signing struct {
	key     *rsa.PrivateKey
	address string
}

// readKey reads a key that nobody else on this computer can read.
func readKey(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("%s can be read or written by others (%o): chmod 600 %[1]s", file, mode)
	}
	return source.ReadFile(file)
}

// checkAddress asks for the address of a folder, which is https or of this computer.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	local := err == nil && u.Scheme == "http" && u.Hostname() == "127.0.0.1"
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && !local {
		return fmt.Errorf("-address: %q is not an https address of a folder", address)
	}
	return nil
}

// newSigning reads an RSA key in PEM (PKCS #8 or PKCS #1), without a passphrase.
func newSigning(text []byte, address string) (*signing, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("holds no PEM block")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		if parsed, err = x509.ParsePKCS1PrivateKey(block.Bytes); err != nil {
			return nil, errors.New("holds no private RSA key without a passphrase")
		}
	}
	key, isRSA := parsed.(*rsa.PrivateKey)
	if !isRSA || key.N.BitLen() < 2048 {
		return nil, errors.New("holds no RSA key of 2048 bits or more")
	}
	return &signing{key, address}, nil
}
