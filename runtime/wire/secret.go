package wire

import (
	"fmt"
	"io"
	"strings"
)

// A Secret is a text that is not to be seen: fmt, log/slog, encoding/json and encoding/xml print
// it as ***. A conversion, string(s), gives the text, and a [Codec] writes it to the service. What is no
// text and not to be seen is [Masked].
//
// Ways around it that a type of string cannot bar: a verb that go vet refuses and that fmt complains of with the
// value in full (%p and %w of a Secret, %s of a pointer inside a struct that holds one, unless the struct has a
// method like those that call [Print]); a Secret in a field that is not exported, which fmt reads without asking;
// the key of a map.
type Secret string

const mask = "***"

// String returns ***.
func (s Secret) String() string { return mask }

// GoString returns ***.
func (s Secret) GoString() string { return mask }

// Format prints *** for every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, mask) }

// MarshalText returns ***: it is for logs, and does not read back.
func (s Secret) MarshalText() ([]byte, error) { return []byte(mask), nil }

// Secret reads or writes a text that is not to be seen: errors and mismatches
// name it, and show nothing of it.
func (c *Codec) Secret(name string, p *Secret) {
	shown := c.hide()
	c.String(name, (*string)(p))
	c.hidden = shown
}

// Secrets returns the texts of m that are not to be seen, and are in a [Masked] too, for those who must
// not show them when they come back from elsewhere.
func Secrets(m Message) (texts []string) {
	c := newCodec(writingJSON)
	c.seen = &texts
	c.writeMessage("", m)
	c.release()
	return texts
}

// Print prints v, which is a structure without methods, as %v does, by the flags of f and under
// another name. It is for the method Format of structures that hold secrets: where fmt complains of a
// verb, it asks no method of what is behind a pointer.
func Print(f fmt.State, name string, v any) {
	text := fmt.Sprintf(fmt.FormatString(f, 'v'), v)
	if f.Flag('#') {
		text = name + text[strings.IndexByte(text, '{'):]
	}
	_, _ = io.WriteString(f, text)
}
