package core

import "encoding/json"

// Answer is a value as the host gets it.
func Answer(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // a type that has no JSON
	}
	return b
}

// Failure is the answer that names an error: {"error":{"code":…,"detail":…}}.
func Failure(code, detail string) []byte {
	type reason struct {
		Code   string `json:"code"`
		Detail string `json:"detail"`
	}
	return Answer(struct {
		Error reason `json:"error"`
	}{reason{code, detail}})
}

// Problem is the error that an answer names; two times "" where it names none.
func Problem(answer []byte) (code, detail string) {
	var a struct{ Error struct{ Code, Detail string } }
	if err := json.Unmarshal(answer, &a); err != nil {
		panic(err) // no answer of this package
	}
	return a.Error.Code, a.Error.Detail
}
