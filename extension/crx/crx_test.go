package crx_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/xml"
	"testing"

	"bouton3018/extension/crx"
	"bouton3018/extension/crx/crxtest"
)

func TestMakeAndOpen(t *testing.T) {
	old, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	key := crxtest.Key()
	for name, c := range map[string]struct {
		file []byte
		id   string
	}{
		"ECDSA": {crxtest.Make("1.2.3", key, crxtest.Key()), crxtest.ID(key)},
		"RSA":   {crxtest.Make("1.2.3", old), crxtest.ID(old)},
	} {
		p, err := crx.Open(c.file)
		if err != nil || p.Version != "1.2.3" || p.ID != c.id || len(p.ID) != 32 {
			t.Errorf("%s: %+v %v", name, p, err)
		}
	}
	if !bytes.Equal(crxtest.Make("1", old), crxtest.Make("1", old)) {
		t.Error("the same zip file and RSA key give other bytes")
	}
	if got := crx.Letters([]byte{0x01, 0xef}); got != "abop" {
		t.Errorf("an id is written %s", got)
	}
	if _, err := crx.Make(nil); err == nil {
		t.Error("a package is made without a key")
	}
}

// TestEveryByteCounts: no byte of a package can be another, and none can be missing or added.
func TestEveryByteCounts(t *testing.T) {
	good := crxtest.Make("1.2.3", crxtest.Key())
	for i := range good {
		changed := bytes.Clone(good)
		changed[i] ^= 1
		if _, err := crx.Open(changed); err == nil {
			t.Errorf("byte %d may be another", i)
		}
		if _, err := crx.Open(good[:i]); err == nil {
			t.Errorf("it may end at byte %d", i)
		}
	}
	if _, err := crx.Open(append(good, 0)); err == nil {
		t.Error("there may be more")
	}
}

func TestRefuses(t *testing.T) {
	key, other := crxtest.Key(), crxtest.Key()
	archive := crxtest.Archive("1.2.3")
	id := crx.IDOf(crxtest.Make("1.2.3", key))
	if _, err := crx.Open(crx.Odd(archive, id, crx.ECDSA, key)); err != nil {
		t.Errorf("what is not odd is refused: %v", err)
	}
	for name, file := range map[string][]byte{
		"another's key":     crx.Odd(archive, id, crx.ECDSA, other),
		"no key":            crx.Odd(archive, id, crx.ECDSA),
		"wrong kind of key": crx.Odd(archive, id, crx.RSA, key),
		"short id":          crx.Odd(archive, id[:15], crx.ECDSA, key),
		"no version":        crxtest.Make("", key),
		"five numbers":      crxtest.Make("1.2.3.4.5", key),
		"leading zero":      crxtest.Make("1.02", key),
		"words":             crxtest.Make("1.beta", key),
	} {
		if p, err := crx.Open(file); err == nil {
			t.Errorf("%s: %+v", name, p)
		}
	}
}

func TestUpdatesXML(t *testing.T) {
	var got struct {
		XMLName xml.Name `xml:"http://www.google.com/update2/response gupdate"`
		App     struct {
			ID    string `xml:"appid,attr"`
			Check struct {
				Address string `xml:"codebase,attr"`
				Version string `xml:"version,attr"`
			} `xml:"updatecheck"`
		} `xml:"app"`
	}
	if err := xml.Unmarshal(crx.UpdatesXML("abc", "https://a.example/x&y/", "1.2"), &got); err != nil {
		t.Fatal(err)
	}
	if a := got.App; a.ID != "abc" || a.Check.Version != "1.2" ||
		a.Check.Address != "https://a.example/x&y/bouton3018-1.2.crx" {
		t.Errorf("says %+v", a)
	}
}

func TestOrder(t *testing.T) {
	last := ""
	for _, version := range []string{"0.0.0.1", "1", "1.0.0.1", "1.2", "1.10", "2", "10", "65535.65535"} {
		order, ok := crx.Order(version)
		if !ok || order <= last {
			t.Errorf("%s is not after the one before", version)
		}
		last = order
	}
	one, _ := crx.Order("1.2")
	if same, _ := crx.Order("1.2.0.0"); same != one {
		t.Error("1.2 is not 1.2.0.0")
	}
	for _, wrong := range []string{"", ".", "1.", "-1", "+1", "65536", " 1", "1.2.3.4.5"} {
		if _, ok := crx.Order(wrong); ok {
			t.Errorf("%q is a version", wrong)
		}
	}
}

func FuzzOpen(f *testing.F) {
	good := crxtest.Make("1.2.3", crxtest.Key())
	f.Add(good)
	f.Fuzz(func(t *testing.T, file []byte) {
		if p, err := crx.Open(file); err == nil && !bytes.Equal(file, good) {
			if _, ok := crx.Order(p.Version); !ok || len(p.ID) != 32 {
				t.Fatalf("%+v", p)
			}
		}
	})
}
