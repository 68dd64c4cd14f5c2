package setup

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
)

// errNoApt says why nothing can be installed here; callers wrap it with what to install by hand.
var errNoApt = errors.New("packages can be installed only on Debian or Ubuntu, as root or with sudo")

// aptUpdate refreshes the package lists at most once per process.
var aptUpdate sync.Once

// impatient has apt-get give up on a mirror that does not answer; its own limits make minutes of it.
var impatient = []string{
	"-o", "Acquire::http::Timeout=8", "-o", "Acquire::https::Timeout=8", "-o", "Acquire::Retries=0",
}

// aptInstall installs those of the Debian packages that are missing.
func aptInstall(ctx context.Context, packages ...string) error {
	missing := slices.DeleteFunc(packages, func(name string) bool {
		status, err := here.output(ctx, "dpkg-query", "-W", "-f", "${Status}", name)
		return err == nil && status == "install ok installed"
	})
	if len(missing) == 0 {
		return nil
	}
	prefix, err := asRoot(ctx)
	if err != nil {
		return err
	}
	apt := func(args ...string) error {
		line := slices.Concat(prefix, []string{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"}, impatient, args)
		return here.run(ctx, line[0], line[1:]...)
	}
	aptUpdate.Do(func() {
		// Old lists may still do, and apt-get install says more clearly what is wrong when they do not.
		_ = step("refreshing the package lists (apt-get update)", func() error { return apt("update") })
	})
	return step("installing "+strings.Join(missing, " ")+" (apt-get)", func() error {
		return apt(append([]string{"install", "-y", "--no-install-recommends"}, missing...)...)
	})
}

// asRoot returns the words that go before a command so that it runs as root.
func asRoot(ctx context.Context) ([]string, error) {
	if _, err := exec.LookPath("apt-get"); err != nil {
		return nil, errNoApt
	}
	if os.Geteuid() == 0 {
		return nil, nil
	}
	if err := here.run(ctx, "sudo", "-n", "true"); err != nil {
		return nil, errNoApt
	}
	return []string{"sudo", "-n"}, nil
}
