package rpctest

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/signet-gen/signet/runtime/wire"
)

// ParseQuery reads a query or form: name=value&name=value, escaped. A plus is
// a space, as in forms. The error names the parameter that is malformed.
func ParseQuery(text string) (*wire.Params, error) {
	list := new(wire.Params)
	for pair := range strings.SplitSeq(text, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		plainName, nameErr := url.QueryUnescape(name)
		plainValue, valueErr := url.QueryUnescape(value)
		if nameErr != nil || valueErr != nil {
			return nil, fmt.Errorf("the parameter %.100q is not percent-encoded as it should be", name)
		}
		list.Add(plainName, plainValue)
	}
	return list, nil
}

// ValueOf is the value of the first parameter of a name, or empty.
func ValueOf(list *wire.Params, name string) string {
	for i := range list.Len() {
		if n, value := list.At(i); string(n) == name {
			return string(value)
		}
	}
	return ""
}

// Absent are the names of which get knows nothing.
func Absent(get func(string) string, names ...string) []string {
	var absent []string
	for _, name := range names {
		if get(name) == "" {
			absent = append(absent, name)
		}
	}
	return absent
}
