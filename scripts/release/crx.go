package main

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
)

// signing is the key of an extension that is installed by policy, and the folder that browsers get it from.
type signing struct {
	key     *rsa.PrivateKey
	public  []byte // SubjectPublicKeyInfo, DER
	address string // ends with a slash
}

// newSigning reads an RSA key in PEM (PKCS #8 or PKCS #1) and the address, which is https or of this computer.
func newSigning(text []byte, address string) (*signing, error) {
	u, err := url.Parse(address)
	local := err == nil && u.Scheme == "http" && u.Hostname() == "127.0.0.1"
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && !local {
		return nil, fmt.Errorf("%q is not an https address of a folder", address)
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("holds no PEM block")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		if parsed, err = x509.ParsePKCS1PrivateKey(block.Bytes); err != nil {
			return nil, errors.New("holds no private key")
		}
	}
	key, isRSA := parsed.(*rsa.PrivateKey)
	if !isRSA || key.N.BitLen() < 2048 {
		return nil, errors.New("holds no RSA key of 2048 bits or more")
	}
	public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	return &signing{key, public, strings.TrimSuffix(address, "/") + "/"}, err
}

// crxID is the first half of the hash of the public key.
func (s *signing) crxID() []byte {
	sum := sha256.Sum256(s.public)
	return sum[:16]
}

// id is how browsers write it: 32 letters from a to p.
func (s *signing) id() string {
	var id strings.Builder
	for _, b := range s.crxID() {
		id.WriteByte('a' + b>>4)
		id.WriteByte('a' + b&15)
	}
	return id.String()
}

// crx returns a zip as a signed package: the magic number, version 3, a header and the zip. The header is the message
// CrxFileHeader of Chromium (components/crx_file/crx3.proto). The signature has no salt: the same zip and key give the
// same bytes.
func (s *signing) crx(zip []byte) ([]byte, error) {
	const (
		sha256WithRSA    = 2     // of CrxFileHeader: AsymmetricKeyProof, repeated
		signedHeaderData = 10000 // of CrxFileHeader: bytes of SignedData
		publicKey        = 1     // of AsymmetricKeyProof
		signature        = 2     // of AsymmetricKeyProof
		crxID            = 1     // of SignedData
	)
	signed := bytesField(nil, crxID, s.crxID())
	hash := sha256.New()
	hash.Write([]byte("CRX3 SignedData\x00"))
	hash.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(signed))))
	hash.Write(signed)
	hash.Write(zip)
	proof, err := rsa.SignPKCS1v15(nil, s.key, crypto.SHA256, hash.Sum(nil))
	if err != nil {
		return nil, err
	}
	header := bytesField(nil, sha256WithRSA, bytesField(bytesField(nil, publicKey, s.public), signature, proof))
	header = bytesField(header, signedHeaderData, signed)
	start := binary.LittleEndian.AppendUint32([]byte("Cr24"), 3)
	start = binary.LittleEndian.AppendUint32(start, uint32(len(header)))
	return slices.Concat(start, header, zip), nil
}

func bytesField(message []byte, number protowire.Number, value []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(message, number, protowire.BytesType), value)
}
