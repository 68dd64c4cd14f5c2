//go:build js

// Command hello is the least that a Go program on the platform can be: what our
// answers that are not cached are measured against.
package main

import (
	"net/http"

	"github.com/syumai/workers"
)

func main() {
	workers.Serve(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte("hello"))
	}))
}
