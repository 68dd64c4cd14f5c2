// Package crxtest makes signed packages for tests.
package crxtest

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"fmt"

	"bouton3018/extension/crx"
)

// Key signs packages. ECDSA keys are made faster than RSA keys.
func Key() crypto.Signer { return must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader)) }

// ID is the id of the extension that a key belongs to.
func ID(key crypto.Signer) string { return must(crx.ID(key.Public())) }

// Make returns a package of this version.
func Make(version string, keys ...crypto.Signer) []byte {
	return must(crx.Make(Archive(version), keys...))
}

// Archive is a zip file with a manifest of this version.
func Archive(version string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	fmt.Fprintf(must(w.Create("manifest.json")), `{"manifest_version":3,"name":"test","version":%q}`, version)
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
