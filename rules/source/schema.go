package source

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"bouton3018/rules"
	"bouton3018/rules/packaged"
)

// schemas are those that ship with the product: a rule folder cannot bring a
// laxer one.
var schemas = sync.OnceValue(compileSchemas)

func compileSchemas() map[string]*jsonschema.Schema {
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	names, err := fs.Glob(packaged.Files, "schema/*.schema.json")
	if err != nil {
		panic(err)
	}
	for _, n := range names {
		raw, err := packaged.Files.ReadFile(n)
		if err != nil {
			panic(err)
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
		if err != nil {
			panic(n + ": " + err.Error())
		}
		if err := c.AddResource(address(n), doc); err != nil {
			panic(n + ": " + err.Error())
		}
	}
	out := map[string]*jsonschema.Schema{}
	for _, n := range names {
		out[strings.TrimSuffix(path.Base(n), ".schema.json")] = c.MustCompile(address(n))
	}
	return out
}

// address is what a schema is known by: an absolute one, because the library makes a
// relative one absolute by the folder in which the command runs, whose name it may
// not be able to read.
func address(name string) string { return "schema:///" + path.Base(name) }

// kind is the schema that a rule file must fit.
func kind(name string) string {
	switch dir := path.Dir(name); {
	case dir == "platforms":
		return "platform"
	case dir == "lexicon" || dir == "prompts":
		return dir
	case path.Base(dir) == "prompts":
		return "country-prompts"
	}
	return strings.TrimSuffix(path.Base(name), ".json")
}

// check fits a decoded file to its schema: one error for each place that does not.
func check(name string, value any) []error {
	schema := schemas()[kind(name)]
	if schema == nil {
		return []error{&rules.Error{Path: name, Reason: "there is no schema for it"}}
	}
	err := schema.Validate(value)
	var invalid *jsonschema.ValidationError
	if err == nil {
		return nil
	}
	if !errors.As(err, &invalid) {
		return []error{&rules.Error{Path: name, Reason: err.Error()}}
	}
	return leaves(name, invalid)
}

// leaves are the innermost causes, which are what a person can mend.
func leaves(name string, e *jsonschema.ValidationError) []error {
	if len(e.Causes) == 0 {
		where := name + ": /" + strings.Join(e.InstanceLocation, "/")
		return []error{&rules.Error{Path: where, Reason: e.ErrorKind.LocalizedString(printer)}}
	}
	var out []error
	for _, c := range e.Causes {
		out = append(out, leaves(name, c)...)
	}
	return out
}

var printer = message.NewPrinter(language.English)
