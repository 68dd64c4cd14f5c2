package main

import (
	"errors"
	"fmt"
	"time"

	"bouton3018/scripts/rules/published"
)

// latest is the publication that browsers have: from the file that -last names or
// from the server; nil where nothing is published.
func (s *session) latest() (*published.Rules, error) {
	switch {
	case s.last != "":
		return published.ReadFile(s.last, s.keys)
	case s.url != "":
		p, _, err := s.online()
		return p, err
	}
	return nil, errUnknown
}

var errUnknown = misusef("what is published is not known: -url or BOUTON_URL names the server, -last the file that " +
	"rules verify -o wrote")

// online asks the server, and holds its log against the second copy of the heads.
func (s *session) online() (p *published.Rules, h *published.Log, err error) {
	from, err := s.server()
	if err != nil {
		return nil, nil, err
	}
	err = s.patiently(func() error {
		if h, err = from.Log(s.keys); err != nil {
			return err
		}
		return h.CompareFile(s.keys, s.heads)
	})
	if err != nil {
		return nil, nil, err
	}
	p, err = from.Latest(h)
	return p, h, err
}

// lateCopy is how long what the server answers may come from a cache, and pause
// how long to wait before it is asked again.
var lateCopy, pause = 75 * time.Second, 5 * time.Second

// patiently asks again where the server shows less than there is: for a minute
// after a publication a cache explains that.
func (s *session) patiently(ask func() error) error {
	for waited := time.Duration(0); ; waited += pause {
		err := ask()
		if waited >= lateCopy || !errors.Is(err, published.ErrHidden) {
			return err
		}
		if waited == 0 {
			fmt.Fprintln(s.out, "the server shows less than it has, as caches do for a minute: waiting")
		}
		time.Sleep(pause)
	}
}
