package referral

import (
	"os"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the oracle must not depend on the machine

	"bouton3018/rules"
)

// packaged returns the directory part made of the packaged files.
func packaged(t testing.TB) string {
	t.Helper()
	read := func(name string) string {
		b, err := os.ReadFile("../../rules/packaged/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	country := strings.TrimSuffix(strings.TrimSpace(read("countries/FR/country.json")), "}")
	return `{"part":"directory","version":1,"countries":[` + country + `,"helplines":` + read("countries/FR/helplines.json") +
		`,"referral":` + read("countries/FR/referral.json") +
		`,"prompts":[` + read("countries/FR/prompts/fr.json") + "," + read("countries/FR/prompts/en.json") + `]}],"prompts":[` +
		read("prompts/fr.json") + "," + read("prompts/en.json") + `]}`
}

// choosers makes a directory part ready.
func choosers(t testing.TB, part string) *Choosers {
	t.Helper()
	d, err := rules.ParseDirectory([]byte(part))
	if err != nil {
		t.Fatal(err)
	}
	all, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// chooser makes the first country of a directory part ready.
func chooser(t testing.TB, part string) *Chooser {
	t.Helper()
	return choosers(t, part).all[0]
}

// dated returns the directory with every dated fact dated anew: what a test of
// the table needs, which must hold whenever the facts are fresh.
func dated(part, date string) string {
	var b strings.Builder
	for {
		i := strings.Index(part, `"as_of": "`)
		if i < 0 {
			return b.String() + part
		}
		i += len(`"as_of": "`)
		b.WriteString(part[:i] + date)
		part = part[i+strings.IndexByte(part[i:], '"'):]
	}
}

// paris reads a time on the clock of Paris.
func paris(t testing.TB, s string) int64 {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	v, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return v.UnixMilli()
}
