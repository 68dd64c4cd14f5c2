// Package crx makes and reads packages of Chromium's extensions, in the format CRX3, and says where browsers find them.
//
//	"Cr24", 3 and the size of the header as 32 bits each, the header, a zip file
//
// The header is a protocol buffer, CrxFileHeader. Each of its proofs is a public key and a signature over the signed
// part of the header and the zip file. The id of an extension is the beginning of the hash of its key, so that nobody
// else can make a package with this id.
//
// https://chromium.googlesource.com/chromium/src/+/main/components/crx_file/crx3.proto
package crx

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
)

// Package is what a package says, after its signatures were found good.
type Package struct {
	ID      string // 32 letters from a to p
	Version string // of its manifest: one to four numbers with dots
}

// Fields of the header.
const (
	fieldRSA        = 2
	fieldECDSA      = 3
	fieldSignedData = 10000
	fieldPublicKey  = 1 // of a proof
	fieldSignature  = 2
	fieldID         = 1 // of the signed part
)

const maxManifest = 1 << 20 // bytes

// IsID reports whether a text has the form of the id of an extension.
func IsID(text string) bool { return len(text) == 32 && strings.Trim(text, "abcdefghijklmnop") == "" }

// Open checks a package. Its error says what is wrong; every proof has to be good, as in Chromium, and one of them has
// to be by the key that the id belongs to.
func Open(file []byte) (*Package, error) {
	if len(file) < 12 || string(file[:4]) != "Cr24" || binary.LittleEndian.Uint32(file[4:]) != 3 {
		return nil, errors.New("it is no CRX3 package")
	}
	size := uint64(binary.LittleEndian.Uint32(file[8:]))
	if size > uint64(len(file)-12) {
		return nil, errors.New("the package ends in its header")
	}
	header, archive := file[12:12+size], file[12+size:]
	id, err := verify(header, archive)
	if err != nil {
		return nil, err
	}
	version, err := versionOf(archive)
	if err != nil {
		return nil, err
	}
	return &Package{ID: letters(id), Version: version}, nil
}

// field is one of a protocol buffer that is bytes.
type field struct {
	number protowire.Number
	bytes  []byte
}

// fields returns those fields of a message that are bytes: no other kind matters here.
func fields(message []byte) (out []field, err error) {
	for len(message) > 0 {
		number, kind, n := protowire.ConsumeField(message)
		if n < 0 {
			return nil, fmt.Errorf("the header: %w", protowire.ParseError(n))
		}
		if kind == protowire.BytesType {
			_, _, tag := protowire.ConsumeTag(message)
			value, _ := protowire.ConsumeBytes(message[tag:])
			out = append(out, field{number, value})
		}
		message = message[n:]
	}
	return out, nil
}

// only returns the field with a number, which has to be there once.
func only(message []field, number protowire.Number) ([]byte, error) {
	var found [][]byte
	for _, f := range message {
		if f.number == number {
			found = append(found, f.bytes)
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("the header has field %d %d times", number, len(found))
	}
	return found[0], nil
}

// verify returns the id, 16 bytes.
func verify(header, archive []byte) ([]byte, error) {
	all, err := fields(header)
	if err != nil {
		return nil, err
	}
	signed, err := only(all, fieldSignedData)
	if err != nil {
		return nil, err
	}
	data, err := fields(signed)
	if err != nil {
		return nil, err
	}
	id, err := only(data, fieldID)
	if err != nil {
		return nil, err
	}
	if len(id) != 16 {
		return nil, errors.New("the id has not 16 bytes")
	}
	digest := digestOf(signed, archive)
	own := false
	for _, f := range all {
		if f.number != fieldRSA && f.number != fieldECDSA {
			continue
		}
		key, err := checkProof(f, digest)
		if err != nil {
			return nil, err
		}
		own = own || bytes.Equal(idOf(key), id)
	}
	if !own {
		return nil, errors.New("it is not signed by the key that its id belongs to")
	}
	return id, nil
}

// checkProof returns the public key of a proof whose signature is good.
func checkProof(f field, digest []byte) ([]byte, error) {
	proof, err := fields(f.bytes)
	if err != nil {
		return nil, err
	}
	key, err := only(proof, fieldPublicKey)
	if err != nil {
		return nil, err
	}
	signature, err := only(proof, fieldSignature)
	if err != nil {
		return nil, err
	}
	parsed, err := x509.ParsePKIXPublicKey(key)
	if err != nil {
		return nil, fmt.Errorf("a key of the header: %w", err)
	}
	good := false
	switch k := parsed.(type) {
	case *rsa.PublicKey:
		good = f.number == fieldRSA && rsa.VerifyPKCS1v15(k, crypto.SHA256, digest, signature) == nil
	case *ecdsa.PublicKey:
		good = f.number == fieldECDSA && ecdsa.VerifyASN1(k, digest, signature)
	}
	if !good {
		return nil, errors.New("a signature is wrong: the package was changed, or cut")
	}
	return key, nil
}

func versionOf(archive []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return "", err
	}
	file, err := z.Open("manifest.json")
	if err != nil {
		return "", err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxManifest))
	if err != nil {
		return "", err
	}
	var manifest struct {
		Version string `json:"version"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return "", fmt.Errorf("manifest.json: %w", err)
	}
	if _, ok := Order(manifest.Version); !ok {
		return "", fmt.Errorf("manifest.json: %q is no version", manifest.Version)
	}
	return manifest.Version, nil
}
