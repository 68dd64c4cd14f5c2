package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"bouton3018/rules/release"
	"bouton3018/scripts/rules/keyfile"
)

var pseudonym = regexp.MustCompile(`^[a-z][a-z0-9-]{2,30}$`)

// keygen makes a key pair: NAME.key for its owner, and a line for the key file,
// which everybody may see.
func keygen(args []string) error {
	set := newFlags("keygen")
	role := set.String("role", "", "`ROLE` of the key: log, detection or directory")
	name := set.String("name", "", "`PSEUDONYM` that the public log shows")
	dir := set.String("o", ".", "write the key into `DIR`")
	if _, err := parse(set, args, 0, 0); err != nil {
		return err
	}
	if !slices.Contains([]string{release.RoleLog, release.RoleDetection, release.RoleDirectory}, *role) {
		return misusef("the role %q is none of log, detection, directory: -role says it", *role)
	}
	if !pseudonym.MatchString(*name) {
		return misusef("the name %q is not 3 to 31 small letters, digits or dashes: -name says it, and a bird will do", *name)
	}
	line, err := keyfile.New(*role, *name, *dir)
	if err != nil {
		return err
	}
	fmt.Println(line)
	fmt.Fprintf(os.Stderr, `%s is the private key, encrypted with the passphrase: keep two copies, in two places.
The line above is public: add it to the key file, rules/keys.txt.
`, filepath.Join(*dir, *name+".key"))
	return nil
}
