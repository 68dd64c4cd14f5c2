package source

import (
	"fmt"
	"io"
	"os"
)

// MaxFile is how many bytes a file may have that somebody names on a command line: several times what any of them needs.
const MaxFile = 16 << 20

// ReadFile reads a file that somebody named. One that is too large or never ends, like /dev/zero, is refused before it
// fills the memory.
func ReadFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	if err == nil && len(text) > MaxFile {
		err = fmt.Errorf("%s has more than %d bytes: it is not the file that is meant", name, MaxFile)
	}
	return text, err
}
