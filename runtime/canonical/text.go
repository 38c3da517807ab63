// Package canonical takes apart the texts that clouds sign, so that people can be
// shown them: what a [Mask] leaves of them, and the first byte at which what was
// signed here differs from what the server says it signed.
//
// The texts hold what callers send. Of that only names and lengths are shown.
// Both sides are compared as they are.
package canonical

import (
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"github.com/signet-gen/signet/runtime/wire"
)

// Text is a text that was signed, or that a server says it signed, taken apart. It
// holds what was sent: no fmt verb prints more than how long it is.
type Text struct {
	// Name says what kind of text it is: string to sign, canonical request.
	Name  string
	raw   string
	parts []part
}

// Format prints how long the text is, and nothing of it.
func (t Text) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, "canonical.Text("+strconv.Itoa(len(t.raw))+" bytes)")
}

// A part is raw[start:end] of a text, with what separates it from the next part.
type part struct {
	kind       kind
	name       string // of a parameter or header, or what a line is
	value      string // decoded
	start, end int
}

type kind uint8

const (
	line      kind = iota // a line that has one meaning, such as the method
	parameter             // name=value
	header                // name:value
	names                 // the names of the signed headers, with semicolons
	other                 // what should not be there
)

// add adds the part that ends at end, behind the last one.
func (t *Text) add(k kind, name, value string, end int) {
	start := 0
	if n := len(t.parts); n > 0 {
		start = t.parts[n-1].end
	}
	t.parts = append(t.parts, part{k, name, value, start, min(end, len(t.raw))})
}

// left is what is not taken apart yet.
func (t *Text) left() string {
	if n := len(t.parts); n > 0 {
		return t.raw[t.parts[n-1].end:]
	}
	return t.raw
}

// addLine adds the next line, and tells whether there is one: a text that is empty has
// an empty one.
func (t *Text) addLine(k kind, name string) bool {
	left := t.left()
	value, _, _ := strings.Cut(left, "\n")
	if left != "" || len(t.parts) == 0 {
		t.add(k, name, value, len(t.raw)-len(left)+len(value)+1)
	}
	return left != ""
}

// addHeader adds the next line if it is a header.
func (t *Text) addHeader() bool {
	text, _, _ := strings.Cut(t.left(), "\n")
	name, value, ok := strings.Cut(text, ":")
	if ok {
		t.add(header, name, value, len(t.raw)-len(t.left())+len(text)+1)
	}
	return ok
}

// Lines takes apart a text of lines, of which each is what names say:
//
//	TC3-HMAC-SHA256
//	1551113065
//	…
func Lines(name, raw string, names ...string) Text {
	t := Text{Name: name, raw: raw}
	for _, name := range names {
		t.addLine(line, name)
	}
	for t.addLine(other, "") {
	}
	return t
}

// Request takes apart a canonical request: method, path and query, a line each,
// the headers, an empty line, their names and the hash of the body.
func Request(raw string) Text {
	t := Text{Name: "canonical request", raw: raw}
	t.addLine(line, "method")
	t.addLine(line, "path")
	query, _, _ := strings.Cut(t.left(), "\n")
	t.addParameters(query, len(raw)-len(t.left()), "&", "=", 1)
	for t.addHeader() {
	}
	t.addLine(line, "end of the headers")
	t.addLine(names, "signed headers")
	t.addLine(line, "hash of the body")
	for t.addLine(other, "") {
	}
	return t
}

// Query takes apart what Alibaba's signature V2 signs: the method, the path and
// the query, escaped, with ampersands between them.
func Query(raw string) Text {
	t := Text{Name: "string to sign", raw: raw}
	method, rest, _ := strings.Cut(raw, "&")
	t.add(line, "method", method, len(method)+1)
	path, rest, _ := strings.Cut(rest, "&")
	t.add(line, "path", unescape(path, 1), len(raw)-len(rest))
	t.addParameters(rest, len(raw)-len(rest), "%26", "%3D", 2)
	return t
}

// Plain is what Tencent's signature v1 signs of parameters: GEThost/?a=1&b=2. Since it
// is not escaped, it cannot be taken apart once it is written.
func Plain(target string, params *wire.Params) Text {
	t := Text{Name: "string to sign", raw: target}
	t.add(line, "method and host", target, len(target))
	for i := range params.Len() {
		if name, value := params.At(i); string(name) != "Signature" {
			t.raw += "&" + string(name) + "=" + string(value)
			t.add(parameter, string(name), string(value), len(t.raw))
		}
	}
	return t
}

// addParameters adds the parameters of text, which begins at start, and whose
// names and values are escaped so many times.
func (t *Text) addParameters(text string, start int, between, equals string, escaped int) {
	end := start
	for pair := range strings.SplitSeq(text, between) {
		end += len(pair) + len(between)
		name, value, _ := strings.Cut(pair, equals)
		t.add(parameter, unescape(name, escaped), unescape(value, escaped), end)
	}
}

// unescape undoes so many escapes, or leaves a text as it is that was escaped otherwise.
func unescape(text string, times int) string {
	for range times {
		plain, err := url.PathUnescape(text)
		if err != nil {
			return text
		}
		text = plain
	}
	return text
}
