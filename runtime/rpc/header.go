package rpc

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// Header is further header fields of requests: their names and values. Printing it
// shows the names alone, for a value may be a secret.
type Header http.Header

// owned are the fields that protocols and net/http set by themselves: who calls,
// what the body is, how it is sent and what may come back.
var owned = []string{
	"Accept", "Accept-Encoding", "Authorization", "Connection", "Content-Encoding", "Content-Length",
	"Content-Type", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Range",
	"Te", "Trailer", "Transfer-Encoding", "Upgrade",
}

// Reserve is the error of a header that sets what a protocol sets by itself: the
// fields of these names, or those that begin with a name that ends in a dash.
func (h Header) Reserve(names ...string) error { return h.reserve("leave it out", names) }

func (h Header) reserve(advice string, names []string) error {
	var taken []string
	for name := range h {
		name = http.CanonicalHeaderKey(name)
		if slices.ContainsFunc(names, func(own string) bool {
			return name == own || strings.HasSuffix(own, "-") && strings.HasPrefix(name, own)
		}) {
			taken = append(taken, name)
		}
	}
	if taken == nil {
		return nil
	}
	slices.Sort(taken)
	return fmt.Errorf("Options.Header sets %s, which requests have of themselves: %s", strings.Join(slices.Compact(taken), ", "), advice)
}

// check is the error of a header that no request can bear.
func (h Header) check() error {
	faults := []error{h.Reserve(owned...), h.reserve("use Options.UserAgent", []string{"User-Agent"})}
	for _, name := range slices.Sorted(maps.Keys(h)) {
		switch {
		case name == "" || strings.ContainsFunc(name, func(r rune) bool { return !isFieldRune(r) }):
			faults = append(faults, fmt.Errorf("Options.Header has a field %.100q, which is no name of one", name))
		case slices.ContainsFunc(h[name], hasControl):
			faults = append(faults, fmt.Errorf("Options.Header has a field %s whose value holds a line end or another control character", name))
		}
	}
	return errors.Join(faults...)
}

// canonical is a copy with the names that net/http knows.
func (h Header) canonical() http.Header {
	if len(h) == 0 {
		return nil
	}
	c := make(http.Header, len(h))
	for _, name := range slices.Sorted(maps.Keys(h)) {
		key := http.CanonicalHeaderKey(name)
		c[key] = append(c[key], h[name]...)
	}
	return c
}

// Clone is a copy that shares nothing with h.
func (h Header) Clone() Header { return Header(http.Header(h).Clone()) }

// names shows which fields there are.
func (h Header) names() string {
	return "[" + strings.Join(slices.Sorted(maps.Keys(h)), " ") + "]"
}

// Format prints the names, for every verb.
func (h Header) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(h.names())) }

// MarshalText is the names, for log/slog, encoding/json and all that ask for a text.
func (h Header) MarshalText() ([]byte, error) { return []byte(h.names()), nil }

// isFieldRune tells whether r can be in the name of a header field (RFC 9110,
// section 5.6.2).
func isFieldRune(r rune) bool {
	return isNameRune(r) || strings.ContainsRune("!#$%&'*+.^_`|~", r)
}

// hasControl tells of a text that no header field can carry.
func hasControl(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}
