package wire

import (
	"fmt"
	"io"
)

// A Secret is a text that is not to be seen: fmt, log/slog, encoding/json and encoding/xml print
// it as ***. A conversion, string(s), gives the text, and a [Codec] writes it to the service.
//
// Ways around it that a type of string cannot bar: a verb that go vet refuses and that fmt complains of with the
// value in full (%p and %w of a Secret, %s of a pointer inside a struct that holds one); a Secret in a field that is
// not exported, which fmt reads without asking; the key of a map, to encoding/json.
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
