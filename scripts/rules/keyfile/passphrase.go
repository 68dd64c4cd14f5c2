package keyfile

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"bouton3018/rules/source"
)

// PassphraseFile names the variable that names a file with the passphrase, for
// machines without a terminal.
const PassphraseFile = "BOUTON_PASSPHRASE_FILE"

// passphrase reads the passphrase of a key from the file that BOUTON_PASSPHRASE_FILE
// names, or from the terminal without showing it.
func passphrase(of string) (string, error) {
	if name := os.Getenv(PassphraseFile); name != "" {
		text, err := source.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("%s: %w", PassphraseFile, err)
		}
		first, _, _ := strings.Cut(string(text), "\n")
		return strings.TrimRight(first, "\r"), nil
	}
	// Not standard input: that may be a file with answers.
	terminal, err := os.OpenFile("/dev/tty", os.O_RDWR, 0)
	if err != nil {
		if !term.IsTerminal(int(os.Stdin.Fd())) {
			return "",
				fmt.Errorf("there is no terminal to ask for the passphrase of %s: write it into a file and name that in %s",
					of, PassphraseFile)
		}
		terminal = os.Stdin
	} else {
		defer terminal.Close()
	}
	fmt.Fprintf(os.Stderr, "passphrase of %s: ", of)
	text, err := term.ReadPassword(int(terminal.Fd()))
	fmt.Fprintln(os.Stderr)
	return string(text), err
}

// newPassphrase asks twice where it is typed.
func newPassphrase(of string) (string, error) {
	first, err := passphrase(of)
	if err != nil {
		return "", err
	}
	if n := len([]rune(first)); n < 12 {
		return "", fmt.Errorf("the passphrase has %d characters and needs 12: take several words", n)
	}
	if os.Getenv(PassphraseFile) != "" {
		return first, nil
	}
	second, err := passphrase(of + " again")
	if err == nil && first != second {
		err = errors.New("the two passphrases differ: start again")
	}
	return first, err
}
