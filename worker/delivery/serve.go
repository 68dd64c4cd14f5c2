//go:build !js

package delivery

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// mostDrained is how many bytes of a refused body are read all the same; entry.mjs has the same.
const mostDrained = 64 << 20

// Drained reads what a handler left of a body, within reason, before its answer goes out: who is answered in the
// middle of sending sees a connection that broke, and not the answer.
func Drained(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r)
		io.CopyN(io.Discard, r.Body, mostDrained) // the answer is given, whatever comes of this
	})
}

// Serve answers until the context ends.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{
		Handler:           Drained(h),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		// What the library complains about names addresses.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		wait, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		ended <- s.Shutdown(wait)
	}()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}
