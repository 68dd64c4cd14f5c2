//go:build !unix

package setup

// locked runs something. Without file locks, run one command of the project at a time.
func locked(run func() error) error { return run() }
