package crx

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
)

// Make returns a zip file as a package with the id of the first key, signed by all of them, RSA or ECDSA. RSA
// signatures here have no salt: the same zip file and key give the same bytes.
func Make(archive []byte, keys ...crypto.Signer) ([]byte, error) {
	if len(keys) == 0 {
		return nil, errors.New("a package needs a key")
	}
	public, err := x509.MarshalPKIXPublicKey(keys[0].Public())
	if err != nil {
		return nil, err
	}
	signed := encode(nil, field{fieldID, idOf(public)})
	var proofs []field
	for _, key := range keys {
		number := protowire.Number(fieldECDSA)
		if _, is := key.(*rsa.PrivateKey); is {
			number = fieldRSA
		}
		proof, err := proofBy(key, number, digestOf(signed, archive))
		if err != nil {
			return nil, err
		}
		proofs = append(proofs, proof)
	}
	return seal(signed, archive, proofs), nil
}

// ID returns the id of the extension that a key belongs to.
func ID(key crypto.PublicKey) (string, error) {
	public, err := x509.MarshalPKIXPublicKey(key)
	return letters(idOf(public)), err
}

func idOf(public []byte) []byte {
	sum := sha256.Sum256(public)
	return sum[:16]
}

// digestOf is what is signed: of the signed part of the header, and the zip file.
func digestOf(signed, archive []byte) []byte {
	hash := sha256.New()
	hash.Write([]byte("CRX3 SignedData\x00"))
	hash.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(signed))))
	hash.Write(signed)
	hash.Write(archive)
	return hash.Sum(nil)
}

func proofBy(key crypto.Signer, number protowire.Number, digest []byte) (field, error) {
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return field{}, err
	}
	signature, err := key.Sign(rand.Reader, digest, crypto.SHA256)
	return field{number, encode(nil, field{fieldPublicKey, public}, field{fieldSignature, signature})}, err
}

func seal(signed, archive []byte, proofs []field) []byte {
	header := encode(encode(nil, proofs...), field{fieldSignedData, signed})
	out := binary.LittleEndian.AppendUint32([]byte("Cr24"), 3)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(header)))
	return slices.Concat(out, header, archive)
}

func encode(message []byte, all ...field) []byte {
	for _, f := range all {
		message = protowire.AppendBytes(protowire.AppendTag(message, f.number, protowire.BytesType), f.bytes)
	}
	return message
}

// letters writes an id as browsers show it.
func letters(id []byte) string {
	var b strings.Builder
	for _, c := range id {
		b.WriteByte('a' + c>>4)
		b.WriteByte('a' + c&15)
	}
	return b.String()
}
