package wire

import (
	"fmt"
	"io"
)

// Masked holds a value of any type that is not to be seen, or none: fmt with
// every verb and from every place, log/slog, encoding/json and encoding/xml
// show *** of it, and its Value alone gives it out. [Mask] makes one. A
// [Secret] is the same for texts, and is written as plainly as a text.
type Masked[T any] struct {
	// A pointer to a pointer, so that fmt shows an address where it asks no
	// method: in fields that are not exported, and by verbs that do not fit. It
	// would follow a single pointer to a structure, list or map.
	value **T
}

// Mask holds v.
func Mask[T any](v T) Masked[T] { return Masked[T]{new(&v)} }

// Value returns what m holds, which is the zero of its type if m holds nothing.
func (m Masked[T]) Value() T {
	if m.value == nil {
		var zero T
		return zero
	}
	return **m.value
}

// IsZero reports whether m holds nothing.
func (m Masked[T]) IsZero() bool { return m.value == nil }

// String returns ***.
func (m Masked[T]) String() string { return mask }

// GoString returns ***.
func (m Masked[T]) GoString() string { return mask }

// Format prints *** for every verb.
func (m Masked[T]) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, mask) }

// MarshalText returns ***: it is for logs, and does not read back.
func (m Masked[T]) MarshalText() ([]byte, error) { return []byte(mask), nil }

// Hidden reads or writes a member that is masked; value reads or writes what it
// holds. null reads as nothing. A request leaves nothing out; [AppendJSON]
// writes null. Errors and mismatches say where in it they are, and show neither
// numbers nor the keys of maps.
func Hidden[T any](c *Codec, name string, p *Masked[T], value func(*Codec, string, *T)) {
	shown := c.hide()
	switch {
	case c.mode == reading:
		readMasked(c, name, p, value)
	case p.value == nil:
		c.writeNil(name, c.takeModifiers())
	default:
		value(c, name, *p.value)
	}
	c.hidden = shown
}

// readMasked reads into a value of its own, since copies of a message share
// what the old one points to.
func readMasked[T any](c *Codec, name string, p *Masked[T], value func(*Codec, string, *T)) {
	start := c.pos
	if !c.at(name) {
		c.mod = 0
		return
	}
	null := c.look() == 'n'
	c.pos = start
	v := p.Value()
	value(c, name, &v)
	switch {
	case c.err != nil:
	case null:
		p.value = nil
	default:
		p.value = new(&v)
	}
}
