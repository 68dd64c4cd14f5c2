// Command bench measures the worker on workerd and prints each figure as a line of
// JSON: what was measured, the value, the goal.
//
//	go run ./worker/bench [-cache]
//
// The cached path is measured against bench/plain.mjs, a JavaScript worker that
// answers the same bytes from the Cache API; the path that starts the Go program
// against bench/hello, the least that syumai/workers can do. All four run in one
// workerd, take turns, and are asked one after the other over the same number of kept
// connections, straight at their own sockets. A ratio is the median over the turns.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"bouton3018/rules/release/releasetest"
	"bouton3018/worker/delivery"
)

const (
	rounds      = 25
	turn        = 250 * time.Millisecond // of one worker in one round: what else the machine does hits both
	connections = 8
)

var cache = flag.Bool("cache", false, "measure, in two more minutes, how long a cache goes on with a former head")

func main() {
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	mod, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return err
	}
	root := filepath.Dir(strings.TrimSpace(string(mod)))
	tmp, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	ours, hello := filepath.Join(tmp, "ours"), filepath.Join(tmp, "hello")
	if err := build(ctx, root, ours, hello); err != nil {
		return err
	}
	program, err := os.ReadFile(filepath.Join(ours, "build", "app.wasm"))
	if err != nil {
		return err
	}
	figures := []figure{{"worker, gzipped", fmt.Sprintf("%.2f MB", float64(gzipped(program))/1e6), "≤ 3 MB"}}

	rules, err := delivery.Packaged()
	if err != nil {
		return err
	}
	maintainer := releasetest.New(time.Now())
	maintainer.SignBoth(string(rules.Detection), string(rules.Directory))
	vars := map[string]string{"KEYS": maintainer.Keys}
	w, err := start(ctx, root, map[string]any{"ours": ours, "hello": hello, "vars": vars})
	if err != nil {
		return err
	}
	defer w.stop()
	if err := publish(ctx, w.address["ours"], maintainer); err != nil {
		return err
	}
	for _, pair := range []struct{ name, subject, against, goal string }{
		{"requests a second on workerd, cached path, against a plain JavaScript worker", "ours", "plain", "≥ 0.9 ×"},
		{"the same, not cached, against a bare syumai/workers hello", "uncached", "hello",
			"0.7 × was the goal and is not met: hello asks no database"},
	} {
		value, err := compare(ctx, w.address[pair.subject], w.address[pair.against])
		if err != nil {
			return err
		}
		figures = append(figures, figure{pair.name, value, pair.goal})
	}
	if *cache {
		took, err := seen(ctx, w, maintainer)
		if err != nil {
			return err
		}
		name := "publish to seen through a cache that has just taken the head"
		figures = append(figures, figure{name, fmt.Sprintf("%.1f s", took.Seconds()), "≤ 60 s"})
	}
	lines := json.NewEncoder(os.Stdout)
	lines.SetEscapeHTML(false)
	for _, f := range figures {
		if err := lines.Encode(f); err != nil {
			return err
		}
	}
	return nil
}

// build makes our worker and the bare one.
func build(ctx context.Context, root, ours, hello string) error {
	for _, c := range []struct {
		env  []string
		args []string
	}{
		{nil, []string{"run", "./worker/assemble", "-o", filepath.Join(ours, "build")}},
		{nil, []string{"run", "github.com/syumai/workers/cmd/workers-assets-gen", "-mode=go", "-o", hello}},
		{[]string{"GOOS=js", "GOARCH=wasm"}, []string{
			"build", "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(hello, "app.wasm"), "./worker/bench/hello",
		}},
	} {
		cmd := exec.CommandContext(ctx, "go", c.args...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), c.env...)
		if output, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go %s: %w\n%s", strings.Join(c.args, " "), err, output)
		}
	}
	entry, err := os.ReadFile(filepath.Join(root, "worker", "entry.mjs"))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(ours, "entry.mjs"), entry, 0o644)
}

// workerd is the running process with the addresses of its workers.
type workerd struct {
	address map[string]string
	stop    func()
}

func start(ctx context.Context, root string, options any) (*workerd, error) {
	text, err := json.Marshal(options)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, "node", "servers.mjs", string(text))
	cmd.Dir = filepath.Join(root, "worker", "bench")
	cmd.Env = append(os.Environ(), "WRANGLER_SEND_METRICS=false")
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	w := &workerd{stop: func() { in.Close(); cmd.Wait() }}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err == nil {
		err = json.Unmarshal([]byte(line), &w.address)
	}
	if err != nil {
		w.stop()
		return nil, fmt.Errorf("workerd does not start: run npm ci in worker/: %w\n%s", err, complaints.Bytes())
	}
	return w, nil
}

// publish makes the head that is asked for.
func publish(ctx context.Context, address string, m *releasetest.Maintainer) error {
	body := bytes.NewReader(releasetest.Body(m.Next()))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address+"v1/publish", body)
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); resp.StatusCode != http.StatusOK {
		return fmt.Errorf("publishing: %d %s", resp.StatusCode, body)
	}
	return nil
}

// seen publishes as if in another data centre, right after a cache took the head
// in, and says how long that cache goes on with the former one.
func seen(ctx context.Context, w *workerd, m *releasetest.Maintainer) (took time.Duration, err error) {
	head := func() (string, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, w.address["ours"]+"v1/head", nil)
		if err != nil {
			return "", err
		}
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			return "", err
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		return string(body), err
	}
	for range 2 { // the first time the cache is already some seconds old
		m.Grow()
		start := time.Now()
		if err := publish(ctx, w.address["uncached"], m); err != nil {
			return 0, err
		}
		before, err := head()
		for now := before; now == before && err == nil; now, err = head() {
			if time.Since(start) > 2*time.Minute {
				return 0, errors.New("the cache never shows the new head")
			}
			time.Sleep(100 * time.Millisecond)
		}
		if err != nil {
			return 0, err
		}
		took = time.Since(start)
	}
	return took, nil
}

// compare lets two workers answer the head in turns and says what they did.
func compare(ctx context.Context, subject, against string) (string, error) {
	var rates [2][]float64
	var ratios []float64
	for _, address := range []string{subject, against} { // and warm up
		if _, err := load(ctx, address, 2*turn); err != nil {
			return "", err
		}
	}
	for round := range rounds {
		var rate [2]float64
		for i := range 2 {
			which := (round + i) % 2 // neither is always the first
			r, err := load(ctx, [2]string{subject, against}[which], turn)
			if err != nil {
				return "", err
			}
			rate[which] = r
			rates[which] = append(rates[which], r)
		}
		ratios = append(ratios, rate[0]/rate[1])
	}
	return fmt.Sprintf("%.2f × (%.0f against %.0f a second)", median(ratios), median(rates[0]), median(rates[1])), nil
}

// load asks for the head over some connections at once and returns answers a second.
func load(ctx context.Context, address string, d time.Duration) (float64, error) {
	u, err := url.Parse(address)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	question := []byte("GET /v1/head HTTP/1.1\r\nHost: " + u.Host + "\r\nAccept: */*\r\n\r\n")
	var answers atomic.Int64
	var all sync.WaitGroup
	problems := make(chan error, connections)
	start := time.Now()
	for range connections {
		all.Go(func() {
			conn, err := net.Dial("tcp", u.Host)
			if err != nil {
				problems <- err
				return
			}
			defer conn.Close()
			in := bufio.NewReader(conn)
			for ctx.Err() == nil {
				if _, err := conn.Write(question); err != nil {
					problems <- err
					return
				}
				resp, err := http.ReadResponse(in, nil)
				if err != nil {
					problems <- err
					return
				}
				_, err = io.Copy(io.Discard, resp.Body)
				if err == nil && resp.StatusCode != http.StatusOK {
					err = errors.New("the answer is " + resp.Status)
				}
				if err != nil {
					problems <- err
					return
				}
				answers.Add(1)
			}
		})
	}
	all.Wait()
	select {
	case err := <-problems:
		return 0, err
	default:
		return float64(answers.Load()) / time.Since(start).Seconds(), nil
	}
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

func gzipped(b []byte) int {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	w.Write(b)
	w.Close()
	return out.Len()
}

// figure is a line of the output.
type figure struct {
	Figure string `json:"figure"`
	Value  string `json:"value"`
	Goal   string `json:"goal"`
}
