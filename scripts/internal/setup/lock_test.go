//go:build unix

package setup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestMain makes of this program, when it is asked to, another command that holds the lock until its input ends.
func TestMain(m *testing.M) {
	if os.Getenv("BOUTON_TEST_HOLD") == "" {
		os.Exit(m.Run())
	}
	err := locked(context.Background(), func() error {
		fmt.Println("held")
		_, err := io.Copy(io.Discard, os.Stdin)
		return err
	})
	if err != nil {
		fmt.Println(err)
	}
}

// holdLock starts another process that holds the lock, and returns what ends it and its process number.
func holdLock(t *testing.T) (release func(kill bool), pid int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "hold")
	cmd.Env = append(os.Environ(), "BOUTON_TEST_HOLD=1")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	held := make([]byte, len("held"))
	if _, err := io.ReadFull(stdout, held); err != nil || string(held) != "held" {
		t.Fatalf("%q, %v", held, err)
	}
	return func(kill bool) {
		if kill {
			cmd.Process.Kill()
		}
		stdin.Close()
		cmd.Wait()
	}, cmd.Process.Pid
}

// TestWaitingSaysForWhom asserts what stands on the screen of a command that waits, again and again.
func TestWaitingSaysForWhom(t *testing.T) {
	for _, kill := range []bool{false, true} {
		t.Setenv("XDG_CACHE_HOME", t.TempDir())
		lower(t, &remind, time.Millisecond)
		release, pid := holdLock(t)
		said := standardError(t)
		done := make(chan error)
		go func() { done <- locked(t.Context(), func() error { return nil }) }()
		name := fmt.Sprintf("setup.test hold (process %d)", pid)
		said.await(t, "setup: waiting for "+name+", which installs or builds\nsetup: waiting for "+name+", since 0 s\n")
		release(kill)
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestWaitingCanBeInterrupted(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	release, _ := holdLock(t)
	defer release(false)
	standardError(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := locked(ctx, func() error { return errors.New("it ran") })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// screen is a file in place of standard error.
type screen string

func standardError(t *testing.T) screen {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	before := os.Stderr
	os.Stderr = f
	t.Cleanup(func() {
		os.Stderr = before
		f.Close()
	})
	return screen(f.Name())
}

// await waits until the screen begins with a text, as long as the test may run.
func (s screen) await(t *testing.T, want string) {
	t.Helper()
	for {
		text, err := os.ReadFile(string(s))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(text), want) {
			return
		}
		if len(text) > len(want)*4 {
			t.Fatalf("on the screen is\n%swant\n%s", text, want)
		}
		time.Sleep(10 * time.Millisecond)
	}
}
