package main

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
)

// server is the worker as its users see it: nothing that it says is believed
// without a signature.
type server struct {
	url    string
	client http.Client
}

// refused is an error that the server answered.
type refused struct {
	status       int
	Code, Detail string
}

func (r *refused) Error() string {
	return fmt.Sprintf("the server answers %d %s: %s", r.status, r.Code, r.Detail)
}

func newServer(address string) (*server, error) {
	if address == "" {
		return nil, misusef("the address of the server is missing: -url or BOUTON_URL says it, https://rules.example")
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
		return nil, misusef("%q is not an https address", address)
	}
	s := &server{url: strings.TrimSuffix(address, "/")}
	s.client.Timeout = 30 * time.Second
	s.client.CheckRedirect = func(*http.Request, []*http.Request) error {
		return errors.New("it redirects, which the server never does: is a portal or a proxy in between?")
	}
	return s, nil
}

func loopback(host string) bool { return host == "127.0.0.1" || host == "::1" || host == "localhost" }

// get returns a file below /v1/ of at most limit bytes.
func (s *server) get(name string, limit int64) ([]byte, error) {
	return s.do(http.MethodGet, name, nil, limit)
}

func (s *server) post(name string, body []byte) ([]byte, error) {
	return s.do(http.MethodPost, name, body, 1<<16)
}

func (s *server) do(method, name string, body []byte, limit int64) ([]byte, error) {
	request, err := http.NewRequest(method, s.url+"/v1/"+name, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := s.client.Do(request)
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
		var answer struct{ Error refused }
		if json.Unmarshal(text, &answer) != nil || answer.Error.Code == "" {
			return nil, fmt.Errorf("%s/v1/%s answers %s, which is not one of ours: is the address right?", s.url, name, response.Status)
		}
		answer.Error.status = response.StatusCode
		return nil, &answer.Error
	}
	return text, nil
}
