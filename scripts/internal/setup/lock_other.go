//go:build !unix

package setup

import "context"

// locked runs something. Without file locks, run one command of the project at a time.
func locked(_ context.Context, run func() error) error { return run() }
