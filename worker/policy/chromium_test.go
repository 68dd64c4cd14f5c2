//go:build linux

package policy

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestChromiumTakesPolicies puts the file for Linux where Chromium reads it, in a name space of mounts of its own, and
// reads its page of policies: all of ours are known there and have no error, and one that nobody knows has.
func TestChromiumTakesPolicies(t *testing.T) {
	for _, name := range []string{"unshare", "chromium"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed", name)
		}
	}
	if _, err := os.Stat("/etc/chromium"); err != nil {
		t.Skip("this system has no /etc/chromium to put a folder over")
	}
	unshare := []string{"unshare", "-m"}
	if os.Getuid() != 0 {
		unshare = []string{"unshare", "-rm"}
	}
	etc := t.TempDir()
	mount := append(unshare, "mount", "--bind", etc, "/etc/chromium")
	if out, err := exec.Command(mount[0], mount[1:]...).CombinedOutput(); err != nil {
		t.Skipf("needs root, or name spaces for everybody: %s", out)
	}
	for _, private := range []Private{Closed, Required} {
		a := full()
		a.Private = private
		a.Updates = "http://127.0.0.1:9/updates.xml" // nobody answers there
		file := made(t, a)["linux/etc/chromium/policies/managed/bouton3018.json"]
		files := map[string]string{"bouton3018.json": string(file), "wrong.json": `{"Wrong": 1}`}
		rows := readPolicies(t, unshare, etc, files)
		want := []string{"ExtensionSettings", chromium.private}
		if private == Required {
			want[1] = chromium.required
		}
		for _, name := range want {
			if row := rows[name]; !strings.Contains(row, "Platform Machine Mandatory OK") {
				t.Errorf("%s: %q", name, row)
			}
		}
		if !strings.Contains(rows["Wrong"], "Unknown policy") || len(rows) != 3 {
			t.Errorf("the page shows %q", rows)
		}
	}
}

// readPolicies starts Chromium with files of policies and returns the rows of its page that are set, by name.
func readPolicies(t *testing.T, unshare []string, etc string, files map[string]string) map[string]string {
	t.Helper()
	dir := filepath.Join(etc, "policies", "managed")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := startChromium(t, unshare, etc)
	target := c.call("Target.createTarget", "", map[string]any{"url": "chrome://policy"})
	attach := map[string]any{"targetId": target["targetId"], "flatten": true}
	session := c.call("Target.attachToTarget", "", attach)["sessionId"].(string)
	const rows = `(() => {
		const found = [];
		const walk = (tree) => tree.querySelectorAll("*").forEach((e) => {
			if (!e.shadowRoot) return;
			if (e.localName === "policy-row") found.push(e.shadowRoot.textContent.replace(/\s+/g, " ").trim());
			walk(e.shadowRoot);
		});
		walk(document);
		return found.filter((text) => text && !/^\S+ Not set\./.test(text));
	})()`
	evaluate := map[string]any{"expression": rows, "returnByValue": true}
	out := map[string]string{}
	for len(out) < 3 { // two of ours, and the wrong one
		time.Sleep(100 * time.Millisecond) // the page fills itself
		value, _ := c.call("Runtime.evaluate", session, evaluate)["result"].(map[string]any)["value"].([]any)
		for _, text := range value {
			name, rest, _ := strings.Cut(text.(string), " ")
			out[name] = rest
		}
	}
	c.call("Browser.close", "", nil)
	return out
}

// browserPipe speaks the remote debugging protocol over two pipes: JSON, and a zero byte after each message.
type browserPipe struct {
	t    *testing.T
	to   *os.File
	from *bufio.Reader
	id   int
}

func startChromium(t *testing.T, unshare []string, etc string) *browserPipe {
	t.Helper()
	theirs, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	from, answers, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	const run = `mount --bind "$1" /etc/chromium && exec chromium --headless=new --no-sandbox --disable-gpu ` +
		`--remote-debugging-pipe --user-data-dir="$2" about:blank`
	cmd := exec.Command(unshare[0], append(unshare[1:], "sh", "-c", run, "sh", etc, t.TempDir())...)
	cmd.ExtraFiles = []*os.File{theirs, answers}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	theirs.Close()
	answers.Close()
	// Whatever hangs ends the test, because nothing can be read any more.
	limit := time.AfterFunc(time.Minute, func() { cmd.Process.Kill(); from.Close() })
	t.Cleanup(func() {
		to.Close()
		cmd.Wait()
		limit.Stop()
		from.Close()
	})
	return &browserPipe{t: t, to: to, from: bufio.NewReader(from)}
}

func (c *browserPipe) call(method, session string, params any) map[string]any {
	c.t.Helper()
	c.id++
	message := map[string]any{"id": c.id, "method": method, "params": params}
	if session != "" {
		message["sessionId"] = session
	}
	text, err := json.Marshal(message)
	if err == nil {
		_, err = c.to.Write(append(text, 0))
	}
	if err != nil {
		c.t.Fatal(err)
	}
	for {
		text, err := c.from.ReadBytes(0)
		if err != nil {
			c.t.Fatal("Chromium does not answer: ", err)
		}
		var answer struct {
			ID     int
			Result map[string]any
			Error  json.RawMessage
		}
		if err := json.Unmarshal(text[:len(text)-1], &answer); err != nil {
			c.t.Fatal(err)
		}
		if answer.ID == c.id {
			if answer.Error != nil {
				c.t.Fatalf("%s: %s", method, answer.Error)
			}
			return answer.Result
		}
	}
}
