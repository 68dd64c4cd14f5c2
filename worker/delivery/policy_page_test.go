package delivery

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bouton3018/wasm/update"
	"bouton3018/worker/policy"
)

// answers are what someone typed, one of them dangerous to show.
func answers() url.Values {
	return url.Values{
		"extension":                    {" abcdefghijklmnopabcdefghijklmnop\r\n"},
		"updates":                      {"https://rules.example/extension/updates.xml"},
		"private":                      {"required"},
		"settings.contactRole":         {`"><script>alert(1)</script>`},
		"settings.contactHours":        {"Mo-Fr 08:00-17:00"},
		"settings.sitesOff":            {"x\r\ntiktok\r\n"},
		"settings.evidence":            {"false"},
		"settings.localLines.1.name":   {"Ligne B"},
		"settings.localLines.1.phone":  {"0800 000 002"},
		"settings.localLines.2.hours":  {""},
		"something.nobody.asked":       {"x"},
		"settings.something.not.there": {"x"},
	}
}

func TestPolicyPage(t *testing.T) {
	h := newMaintainer(t).serving(memory(t))
	ask := func(values url.Values) (int, string, http.Header) {
		w := send(h, http.MethodPost, "/policy", kindForm, []byte(values.Encode()))
		return w.Code, w.Body.String(), w.Header()
	}
	w := get(h, "/policy")
	empty := body(t, w, http.StatusOK)
	if w.Header().Get("Cache-Control") != cachePage {
		t.Errorf("the questions are kept as %q", w.Header().Get("Cache-Control"))
	}
	for _, item := range policy.Items() {
		if !strings.Contains(empty, `name="settings.`+item.Name) {
			t.Errorf("the page does not ask for %s", item.Name)
		}
	}
	if strings.Contains(empty, "aria-invalid=") || strings.Contains(empty, "À corriger") {
		t.Error("who has not answered yet is told of mistakes")
	}

	files, problems := policy.Files(policy.FromForm(answers().Get))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	status, page, header := ask(answers())
	if status != http.StatusOK || header.Get("Cache-Control") != cacheNever ||
		!strings.Contains(header.Get("Content-Security-Policy"), "form-action 'self'") {
		t.Errorf("%d %v", status, header)
	}
	if strings.Contains(page, "<script") {
		t.Error("an answer is shown as markup")
	}
	for _, f := range files {
		values := answers()
		values.Set("file", f.Name)
		status, data, header := ask(values)
		if status != http.StatusOK || data != string(f.Data) || header.Get("Cache-Control") != cacheNever ||
			!strings.HasPrefix(header.Get("Content-Disposition"), "attachment; filename=") {
			t.Errorf("%s: %d %v", f.Name, status, header)
		}
		if !strings.Contains(page, `value="`+f.Name+`"`) {
			t.Errorf("the page does not offer %s", f.Name)
		}
	}
	values := answers()
	values.Set("file", wholeFile)
	_, data, _ := ask(values)
	if !slices.EqualFunc(unzipped(t, data), files, func(a, b policy.File) bool {
		return a.Name == b.Name && bytes.Equal(a.Data, b.Data)
	}) {
		t.Error("the zip file has other files")
	}
	if _, again, _ := ask(values); again != data {
		t.Error("the same answers give another zip file")
	}
	values.Set("file", "../secret")
	if status, _, _ := ask(values); status != http.StatusNotFound {
		t.Errorf("a file that is not there: %d", status)
	}
}

// TestPolicyPageNamesCountries: the countries among which an administrator may choose are those with lines of their own.
func TestPolicyPageNamesCountries(t *testing.T) {
	folders, err := os.ReadDir("../../rules/packaged/countries")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, folder := range folders {
		if folder.Name() != "EU" {
			want = append(want, folder.Name())
		}
	}
	items := policy.Items()
	french := items[slices.IndexFunc(items, func(it *policy.Item) bool { return it.Name == "country" })].Description
	for _, said := range []string{french, english["country"]} {
		got := regexp.MustCompile(`\b[A-Z]{2}\b`).FindAllString(said, -1)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q names %v, want %v", said, got, want)
		}
	}
}

// TestPolicyPageKnowsItsCountries: what is no such country would leave a card without a number.
func TestPolicyPageKnowsItsCountries(t *testing.T) {
	folders, err := os.ReadDir("../../rules/packaged/countries")
	if err != nil {
		t.Fatal(err)
	}
	values := answers()
	for _, code := range []string{"ZZ", "UK", "EU", "DE"} {
		values.Set("settings.country", code)
		if _, problems := policy.Files(policy.FromForm(values.Get)); len(problems) != 1 {
			t.Errorf("%s: %v", code, problems)
		}
	}
	for _, folder := range folders {
		for _, code := range []string{folder.Name(), strings.ToLower(folder.Name())} {
			values.Set("settings.country", code)
			if _, problems := policy.Files(policy.FromForm(values.Get)); len(problems) > 0 && folder.Name() != "EU" {
				t.Errorf("%s: %v", code, problems)
			}
		}
	}
}

// TestPolicyPageNamesMistakes: each stands at its field, and what was typed is still there.
func TestPolicyPageNamesMistakes(t *testing.T) {
	h := newMaintainer(t).serving(memory(t))
	values := answers()
	for field, wrong := range map[string]string{
		"updates": "http://rules.example", "private": "no", "settings.country": "France", "settings.sitesOff": "é",
		"settings.contactHours": "toujours", "settings.localLines.1.phone": "x", "firefox.id": "<b>",
	} {
		values.Set(field, wrong)
	}
	w := send(h, http.MethodPost, "/policy", kindForm, []byte(values.Encode()))
	page := body(t, w, http.StatusUnprocessableEntity)
	_, problems := policy.Files(policy.FromForm(values.Get))
	if len(problems) != 8 { // Firefox has no address either
		t.Errorf("%d problems: %v", len(problems), problems)
	}
	for _, p := range problems {
		if !strings.Contains(page, `<a href="#`+p.Field+`">`) || !strings.Contains(page, ` id="`+p.Field+`"`) {
			t.Errorf("the page does not lead to %s", p.Field)
		}
	}
	if got := strings.Count(page, `aria-invalid="true"`); got != len(problems) {
		t.Errorf("%d fields are marked", got)
	}
	for _, want := range []string{`value="France"`, `value="&lt;b&gt;"`, "é</textarea>", "Lignes locales, 2, Téléphone"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	if w.Header().Get("Cache-Control") != cacheNever {
		t.Error("answers are kept")
	}
}

func TestPolicyPageRefuses(t *testing.T) {
	h := newMaintainer(t).serving(memory(t))
	post := func(kind, text string) *httptest.ResponseRecorder {
		return send(h, http.MethodPost, "/policy", kind, []byte(text))
	}
	refusedWith(t, post("application/json", "{}"), http.StatusUnsupportedMediaType, codeContentType)
	refusedWith(t, post("", ""), http.StatusUnsupportedMediaType, codeContentType)
	refusedWith(t, post(kindForm, "a=%zz"), http.StatusBadRequest, update.CodeRequest)
	refusedWith(t, post(kindForm, "a="+strings.Repeat("b", maxAnswers)), http.StatusRequestEntityTooLarge, "too_large")
	body(t, post(kindForm, strings.Repeat("a", maxAnswers)), http.StatusUnprocessableEntity)
	body(t, post(kindForm, ""), http.StatusUnprocessableEntity)
	for _, method := range []string{"PUT", "DELETE", "OPTIONS", "PATCH"} {
		w := send(h, method, "/policy", kindForm, nil)
		refusedWith(t, w, http.StatusMethodNotAllowed, "method")
		if w.Header().Get("Allow") != "GET, HEAD, POST" {
			t.Errorf("%s: %q", method, w.Header().Get("Allow"))
		}
	}
}

func unzipped(t *testing.T, data string) (out []policy.File) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range z.File {
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, policy.File{Name: entry.Name, Data: text})
	}
	return out
}
