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
