// Package crxtest makes signed packages for tests.
package crxtest

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
)

// Key signs packages. ECDSA keys are made faster than RSA keys.
func Key() crypto.Signer {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key
}

// Public is the public part of a key, as packages have it, and the 16 bytes of the id that belongs to it.
func Public(key crypto.Signer) (public, id []byte) {
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		panic(err)
	}
	sum := sha256.Sum256(public)
	return public, sum[:16]
}

// Make returns a package with a manifest of this version, which says that it has an id. The number of the proof is 2
// for an RSA key and 3 for another.
func Make(version string, id []byte, proof protowire.Number, keys ...crypto.Signer) []byte {
	archive := archiveOf(version)
	signed := protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), id)
	text := append([]byte("CRX3 SignedData\x00"), binary.LittleEndian.AppendUint32(nil, uint32(len(signed)))...)
	digest := sha256.Sum256(append(append(text, signed...), archive...))
	var header []byte
	for _, key := range keys {
		signature, err := key.Sign(rand.Reader, digest[:], crypto.SHA256)
		if err != nil {
			panic(err)
		}
		public, _ := Public(key)
		one := protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), public)
		one = protowire.AppendBytes(protowire.AppendTag(one, 2, protowire.BytesType), signature)
		header = protowire.AppendBytes(protowire.AppendTag(header, proof, protowire.BytesType), one)
	}
	header = protowire.AppendBytes(protowire.AppendTag(header, 10000, protowire.BytesType), signed)
	out := binary.LittleEndian.AppendUint32([]byte("Cr24"), 3)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(header)))
	return append(append(out, header...), archive...)
}

func archiveOf(version string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	file, err := w.Create("manifest.json")
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(file, `{"manifest_version":3,"name":"test","version":%q}`, version)
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}
