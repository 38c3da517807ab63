package main

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/signet-gen/signet/runtime/wire"
)

// params are parameters as Signet's signers take them. A map gives them in
// another order each time, which must not matter.
func params(values map[string]string) *wire.Params {
	p := new(wire.Params)
	for name, value := range values {
		p.Add(name, value)
	}
	return p
}

// received are the parameters of a request as a server finds them.
func received(sent *recording) (map[string]string, error) {
	query, err := url.ParseQuery(sent.request.URL.RawQuery)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(sent.body)
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, values := range []url.Values{query, form} {
		for name, value := range values {
			if _, twice := all[name]; twice || len(value) != 1 {
				return nil, fmt.Errorf("the parameter %q was sent twice", name)
			}
			all[name] = value[0]
		}
	}
	return all, nil
}

// contains tells which of the parameters are not among those received.
func contains(got, want map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if value, ok := got[name]; !ok || value != want[name] {
			return fmt.Errorf("the parameter %q arrived as %q, %v, want %q", name, value, ok, want[name])
		}
	}
	return nil
}

// headersOf are the headers of a request by their names in lower case, but for host.
func headersOf(sent *recording) map[string]string {
	header := map[string]string{}
	for name, values := range sent.request.Header {
		if name := strings.ToLower(name); name != "host" {
			header[name] = strings.Join(values, ",")
		}
	}
	return header
}
