package crx

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"testing"

	"bouton3018/worker/crx/crxtest"
)

func TestOpen(t *testing.T) {
	key := crxtest.Key()
	_, id := crxtest.Public(key)
	p, err := Open(crxtest.Make("1.2.3", id, fieldECDSA, key, crxtest.Key()))
	if err != nil || p.Version != "1.2.3" || p.ID != letters(id) || len(p.ID) != 32 {
		t.Fatalf("%+v %v", p, err)
	}
	old, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, id = crxtest.Public(old)
	if _, err := Open(crxtest.Make("1", id, fieldRSA, old)); err != nil {
		t.Error(err)
	}
	if got := letters([]byte{0x01, 0xef}); got != "abop" {
		t.Errorf("an id is written %s", got)
	}
}

// TestEveryByteCounts: no byte of a package can be another, and none can be missing or added.
func TestEveryByteCounts(t *testing.T) {
	key := crxtest.Key()
	_, id := crxtest.Public(key)
	good := crxtest.Make("1.2.3", id, fieldECDSA, key)
	for i := range good {
		changed := bytes.Clone(good)
		changed[i] ^= 1
		if _, err := Open(changed); err == nil {
			t.Errorf("byte %d may be another", i)
		}
		if _, err := Open(good[:i]); err == nil {
			t.Errorf("it may end at byte %d", i)
		}
	}
	if _, err := Open(append(good, 0)); err == nil {
		t.Error("there may be more")
	}
}

func TestRefuses(t *testing.T) {
	key, other := crxtest.Key(), crxtest.Key()
	_, id := crxtest.Public(key)
	for name, file := range map[string][]byte{
		"another's key":     crxtest.Make("1.2.3", id, fieldECDSA, other),
		"no key":            crxtest.Make("1.2.3", id, fieldECDSA),
		"wrong kind of key": crxtest.Make("1.2.3", id, fieldRSA, key),
		"short id":          crxtest.Make("1.2.3", id[:15], fieldECDSA, key),
		"no version":        crxtest.Make("", id, fieldECDSA, key),
		"five numbers":      crxtest.Make("1.2.3.4.5", id, fieldECDSA, key),
		"leading zero":      crxtest.Make("1.02", id, fieldECDSA, key),
		"words":             crxtest.Make("1.beta", id, fieldECDSA, key),
	} {
		if p, err := Open(file); err == nil {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

func TestOrder(t *testing.T) {
	last := ""
	for _, version := range []string{"0.0.0.1", "1", "1.0.0.1", "1.2", "1.10", "2", "10", "65535.65535"} {
		order, ok := Order(version)
		if !ok || order <= last {
			t.Errorf("%s is not after the one before", version)
		}
		last = order
	}
	one, _ := Order("1.2")
	if same, _ := Order("1.2.0.0"); same != one {
		t.Error("1.2 is not 1.2.0.0")
	}
	for _, wrong := range []string{"", ".", "1.", "-1", "+1", "65536", " 1", "1.2.3.4.5"} {
		if _, ok := Order(wrong); ok {
			t.Errorf("%q is a version", wrong)
		}
	}
}

func FuzzOpen(f *testing.F) {
	key := crxtest.Key()
	_, id := crxtest.Public(key)
	good := crxtest.Make("1.2.3", id, fieldECDSA, key)
	f.Add(good)
	f.Fuzz(func(t *testing.T, file []byte) {
		if p, err := Open(file); err == nil && !bytes.Equal(file, good) {
			if _, ok := Order(p.Version); !ok || len(p.ID) != 32 {
				t.Fatalf("%+v", p)
			}
		}
	})
}
