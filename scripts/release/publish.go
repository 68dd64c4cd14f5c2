package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"bouton3018/rules/changes"
)

// publish hands a signed package to a worker. Its signature is all the worker asks for.
func publish(ctx context.Context, address string, crx []byte) error {
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	defer stop()
	address = strings.TrimSuffix(address, "/") + "/v1/package"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(crx))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-chrome-extension")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 1<<16))
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s says %d: %s", address, answer.StatusCode, changes.Plain(string(bytes.TrimSpace(said))))
	}
	return err
}
