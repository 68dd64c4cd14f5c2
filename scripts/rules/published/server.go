// Package published reads what is published: it asks the server for the log and the parts, computes the log again,
// holds it against heads that were kept elsewhere, and reads publications from files. Nothing is believed without a
// signature.
package published

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"bouton3018/rules"
	"bouton3018/rules/changes"
)

// Server is the worker as its users see it: nothing that it says is believed
// without a signature.
type Server struct {
	Client http.Client
	url    string
}

// Refusal is an error that the server answered.
type Refusal struct {
	status       int
	Code, Detail string
}

func (r *Refusal) Error() string {
	return changes.Plain(fmt.Sprintf("the server answers %d %s: %s", r.status, r.Code, r.Detail))
}

// NewServer is the server at an https address, or at an http address of this machine.
func NewServer(address string) (*Server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
		return nil, fmt.Errorf("%q is not an https address", address)
	}
	s := &Server{url: strings.TrimSuffix(address, "/")}
	s.Client.Timeout = 30 * time.Second
	s.Client.CheckRedirect = func(*http.Request, []*http.Request) error {
		return errors.New("it redirects, which the server never does: is a portal or a proxy in between?")
	}
	return s, nil
}

func loopback(host string) bool { return host == "127.0.0.1" || host == "::1" || host == "localhost" }

// Get returns a file below /v1/ of at most limit bytes.
func (s *Server) Get(name string, limit int64) ([]byte, error) {
	return s.do(http.MethodGet, name, nil, limit)
}

// Publish sends a publication.
func (s *Server) Publish(body []byte) error {
	_, err := s.do(http.MethodPost, "publish", body, 1<<16)
	return err
}

func (s *Server) do(method, name string, body []byte, limit int64) ([]byte, error) {
	request, err := http.NewRequest(method, s.url+"/v1/"+name, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := s.Client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("the server does not answer: %w", err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("the server's answer breaks off: %w", err)
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("%s/v1/%s is larger than %d bytes", s.url, name, limit)
	}
	if response.StatusCode != http.StatusOK {
		var answer struct{ Error Refusal }
		if json.Unmarshal(text, &answer) != nil || answer.Error.Code == "" {
			return nil, fmt.Errorf("%s/v1/%s answers %d, which is not one of ours: is the address right?",
				s.url, name, response.StatusCode)
		}
		answer.Error.status = response.StatusCode
		return nil, &answer.Error
	}
	return text, nil
}

// decode reads JSON in which no object has a key twice: parsers disagree on which counts.
func decode(text []byte, v any) error {
	if err := json.Unmarshal(text, v); err != nil {
		return err
	}
	if repeated := rules.RepeatedKey(string(text)); repeated != "" {
		return fmt.Errorf("it has the key %q twice", repeated)
	}
	return nil
}
