package crx

import (
	"crypto"

	"google.golang.org/protobuf/encoding/protowire"
)

// Of the header, for packages that nobody makes.
const (
	RSA   = protowire.Number(fieldRSA)
	ECDSA = protowire.Number(fieldECDSA)
)

// Letters is how an id is written.
var Letters = letters

// Odd returns a package that says it has an id, with proofs of that number by the keys.
func Odd(archive, id []byte, number protowire.Number, keys ...crypto.Signer) []byte {
	signed := encode(nil, field{fieldID, id})
	var proofs []field
	for _, key := range keys {
		proof, err := proofBy(key, number, digestOf(signed, archive))
		if err != nil {
			panic(err)
		}
		proofs = append(proofs, proof)
	}
	return seal(signed, archive, proofs)
}

// IDOf returns the 16 bytes of an id, as a header has them.
func IDOf(file []byte) []byte {
	id := make([]byte, 16)
	p, err := Open(file)
	if err != nil {
		panic(err)
	}
	for i := range id {
		id[i] = (p.ID[2*i]-'a')<<4 | (p.ID[2*i+1] - 'a')
	}
	return id
}
