package main

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"evidence": main})
}

// TestScripts runs the command as in a terminal, on a folder with all samples.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			for name, zipped := range samples() {
				if err := os.WriteFile(filepath.Join(e.WorkDir, name), zipped, 0o644); err != nil {
					return err
				}
			}
			huge := filepath.Join(e.WorkDir, "huge.zip")
			if err := os.WriteFile(huge, nil, 0o644); err != nil {
				return err
			}
			return os.Truncate(huge, MaxZip+1) // takes no room on the disk
		},
	})
}

// TestEveryByteCounts changes each byte of a proof: it is refused, or the byte says nothing of what it holds, as the
// time stamps of a zip file do.
func TestEveryByteCounts(t *testing.T) {
	good := samples()["good.zip"]
	want, err := Verify(good)
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for i := range good {
		changed := bytes.Clone(good)
		changed[i] ^= 0x20
		got, err := Verify(changed)
		if err != nil {
			refused++
			continue
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("byte %d: taken for %+v", i, got)
		}
	}
	for cut := range good {
		if _, err := Verify(good[:cut]); err == nil {
			t.Errorf("the first %d of %d bytes are taken for all", cut, len(good))
		}
	}
	if content := len(newParts().image + newParts().sheet + newParts().text()); refused < content {
		t.Errorf("%d changes were refused, and the files have %d bytes", refused, content)
	}
}

// FuzzVerify holds that nothing makes it fall over, that a problem is one line, and that what is taken for a proof is
// none with one byte more.
func FuzzVerify(f *testing.F) {
	for _, zipped := range samples() {
		if len(zipped) < 100_000 {
			f.Add(zipped)
		}
	}
	f.Fuzz(func(t *testing.T, zipped []byte) {
		proof, err := Verify(zipped)
		if err != nil {
			if text := err.Error(); strings.ContainsAny(text, "\r\n\x1b") || len(text) > 500 {
				t.Errorf("%q", text)
			}
			return
		}
		var out bytes.Buffer
		proof.write(&out)
		if strings.ContainsAny(out.String(), "\r\x1b") {
			t.Errorf("%q", out.String())
		}
		if _, err := Verify(append(bytes.Clone(zipped), 0)); err == nil {
			t.Error("one byte more is taken too")
		}
	})
}
