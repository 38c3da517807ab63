// Package spec is the language in which a cloud's API is described: its shape,
// a strict decoder that knows the position of every word, and its JSON Schema.
package spec

import (
	"fmt"
	"iter"
)

// Pos is a place in a spec. Line and Col count from 1; Col counts characters.
type Pos struct {
	File      string
	Line, Col int
}

// String gives the place as path:line:col, as editors and compilers do.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// At is a value and where it stands. An absent value has no position.
type At[T any] struct {
	Pos   Pos
	Value T
}

// IsSet reports whether the value was written at all.
func (a At[T]) IsSet() bool { return a.Pos.Line > 0 }

// Map is a mapping that keeps the order in which it was written.
type Map[V any] []Entry[V]

// Entry is one member of a [Map]; Pos is where its key stands.
type Entry[V any] struct {
	Pos   Pos
	Key   string
	Value V
}

// Get returns the value of key, if it is there.
func (m Map[V]) Get(key string) (V, bool) {
	for _, e := range m {
		if e.Key == key {
			return e.Value, true
		}
	}
	var none V
	return none, false
}

// All iterates over the members in order.
func (m Map[V]) All() iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for _, e := range m {
			if !yield(e.Key, e.Value) {
				return
			}
		}
	}
}

// Number is a number as it was written, so that none loses a digit.
type Number struct {
	Pos  Pos
	Text string
}

// Value is free YAML: an example or a default.
type Value struct {
	Pos  Pos
	Kind ValueKind
	// Text is a scalar as it was written, quotes removed.
	Text string
	// Items are the members of a list.
	Items []*Value
	// Members are the members of a mapping.
	Members Map[*Value]
}

// ValueKind is what a [Value] is.
type ValueKind int

// The kinds of value.
const (
	NullValue ValueKind = iota
	BoolValue
	IntValue
	FloatValue
	StringValue
	ListValue
	MapValue
)
