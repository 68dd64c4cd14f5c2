package published_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode"

	"bouton3018/scripts/rules/published"
)

// TestAttackTerminal: what a server answers must not hide what was printed before it.
func TestAttackTerminal(t *testing.T) {
	const answer = `{"error":{"code":"store\u001b[2J","detail":"x\u001b[1A\u009b2K\u202e\r everything fits together"}}`
	liar := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		w.Write([]byte(answer))
	}))
	defer liar.Close()
	s, err := published.NewServer(liar.URL)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Get("head", 1000)
	if err == nil || strings.ContainsFunc(err.Error(), func(r rune) bool { return !unicode.IsPrint(r) }) {
		t.Errorf("%q", err)
	}
}
