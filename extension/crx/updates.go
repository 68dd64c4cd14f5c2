package crx

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// FileName is the name of the package of a version, wherever browsers get it.
func FileName(version string) string { return "bouton3018-" + version + ".crx" }

// UpdatesFile is what lies beside it: what browsers ask for newer versions.
const UpdatesFile = "updates.xml"

// UpdatesXML is that file, for a folder with this address and the newest version in it.
//
// https://developer.chrome.com/docs/extensions/how-to/distribute/host-on-linux
func UpdatesXML(id, folder, version string) []byte {
	file := strings.TrimSuffix(folder, "/") + "/" + FileName(version)
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">` + "\n" +
		`  <app appid="` + id + `">` + "\n" +
		`    <updatecheck codebase="` + html.EscapeString(file) + `" version="` + version + `"/>` + "\n" +
		"  </app>\n</gupdate>\n")
}

// Order returns a text that sorts like the version, which is one to four numbers up to 65535; 1.2 and 1.2.0 are the
// same. The second result says whether it is a version in its one way of writing.
func Order(version string) (string, bool) {
	numbers := strings.Split(version, ".")
	if len(numbers) > 4 {
		return "", false
	}
	out := make([]string, 4)
	for i := range out {
		n := uint64(0)
		if i < len(numbers) {
			var err error
			n, err = strconv.ParseUint(numbers[i], 10, 16)
			if err != nil || strconv.FormatUint(n, 10) != numbers[i] {
				return "", false
			}
		}
		out[i] = fmt.Sprintf("%05d", n)
	}
	return strings.Join(out, "."), true
}
