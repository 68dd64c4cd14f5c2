//go:build !js

package delivery

import (
	"io"
	"net/http"
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
