// Package importer is what a vendor's own description of a service becomes on
// its way into a spec: what one kind of import reads, and what it answers.
//
// Each kind is a package below this one. It turns bytes into a [spec.Service]
// and knows nothing of the others; package settle then gives what came out its
// lasting Go names, and takes out what the language refuses.
package importer

import (
	"fmt"

	"github.com/signet-gen/signet/generator/spec"
)

// MaxSize is the largest file that is read, in bytes. The largest of the
// vendors' has three megabytes.
const MaxSize = 64 << 20

// A Source is one kind of import, such as the metadata of one vendor.
type Source struct {
	// Name is what the command calls it: tencent.
	Name string
	// Short says in a few words what it reads.
	Short string
	// Main are the names of the files that describe a service each, in a
	// folder that is searched: api.json. Empty when files are only ever named
	// by the user.
	Main []string
	// Beside are the names of files that belong to the one in whose folder
	// they are: examples.json. They may be missing.
	Beside []string
	// Read turns a file into a spec. The error is a [spec.Faults], or says
	// which of the source's styles is not one that Signet speaks.
	Read func(in Input) (*Result, error)
}

// Input is one file to import.
type Input struct {
	// File is its name as the user would open it; faults and notes bear it.
	File string
	Data []byte
	// Beside are the files beside it, by their base names.
	Beside map[string][]byte
	// Docs keeps the vendor's prose. Without it only facts are taken: names,
	// types, limits, codes; what facts are told in prose is read all the same.
	Docs bool
}

// Result is what a file became.
type Result struct {
	// Provider is the cloud that the service belongs to: tencent.
	Provider string
	// Service is the spec. Its Dir and Source are set but for Source.Read and
	// Source.SHA256; positions in it mean nothing.
	Service *spec.Service
	// Notes are what a person may want to know, in the order of the file.
	Notes []Note
}

// Kind is what a note is about.
type Kind string

// The kinds of note.
const (
	// Skipped is a part that the spec leaves out: it cannot be said, or makes no sense.
	Skipped Kind = "left out"
	// Unread is a part that the importer did not understand.
	Unread Kind = "not understood"
	// Renamed is a Go name that was settled.
	Renamed Kind = "named"
	// Changed is a part that is not as the source has it.
	Changed Kind = "changed"
	// Remark is anything else.
	Remark Kind = "note"
)

// Note tells of one thing that happened on the way.
type Note struct {
	// Pos is the place in the source; it may be a file alone, or nothing.
	Pos  spec.Pos
	Kind Kind
	// Path is the thing in the spec, as an overlay names it, or empty:
	// actions/ListTasks/input/Limit.
	Path string
	// Msg says what and why.
	Msg string
}

// String gives the note on one line: place, kind, path and message.
func (n Note) String() string {
	text := string(n.Kind) + ": "
	if n.Path != "" {
		text += n.Path + ": "
	}
	text += n.Msg
	if n.Pos.File == "" {
		return text
	}
	return fmt.Sprintf("%v: %s", n.Pos, text)
}

// Set is a value that was written, in a spec that was not read from YAML.
func Set[T any](v T) spec.At[T] { return spec.At[T]{Pos: written, Value: v} }

// SetText is [Set] for a text that may be missing.
func SetText(text string) spec.At[string] {
	if text == "" {
		return spec.At[string]{}
	}
	return Set(text)
}

// SetTexts is a list of texts.
func SetTexts(texts ...string) []spec.At[string] {
	var set []spec.At[string]
	for _, t := range texts {
		set = append(set, Set(t))
	}
	return set
}

// SetInt is a limit.
func SetInt(n int) *spec.At[int] {
	v := Set(n)
	return &v
}

// SetNumber is a number as it was written.
func SetNumber(text string) *spec.Number { return &spec.Number{Pos: written, Text: text} }

// written is the position of what was never in a file: no file, a line that says "set".
var written = spec.Pos{Line: 1, Col: 1}

// Add adds a member to a map.
func Add[V any](m *spec.Map[V], key string, value V) {
	*m = append(*m, spec.Entry[V]{Pos: written, Key: key, Value: value})
}
