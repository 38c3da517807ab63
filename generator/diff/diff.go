// Package diff compares two states of services and says of every change whom
// it breaks: code that no longer compiles, calls that no longer do what they
// did, or nobody.
//
// It knows the Go that the templates write: methods, inputs and outputs, the
// types of fields, constants, the typed fake. A change is of class [Compile]
// exactly where some identifier of the old packages is gone or of another type
// in the new ones; only where the Go name of a type or an action has passed to
// another one that happens to be the same to the compiler, it says so, too. What
// is not so classed compiles against code written for the
// old packages, but for what the promise of Go 1 leaves out, too:
//
//   - literals of structures without the names of their fields, and conversions
//     between a generated structure and one written by hand: a field more ends both;
//   - packages imported with a dot, and generated types embedded in others: a
//     name more can be one too many;
//   - two cases of one switch, or keys of one map literal, of which one is written
//     as a text and the other as a constant that has come to hold this text;
//   - comparing two values of the Fake of a service that had no action at all.
//
// Examples, the places of things in the specs and where a spec was read from are
// not compared.
//
// # Versions
//
// [Report.Bump] suggests which part of a module's semantic version to raise:
// major for a change of class [Compile] or [Behaviour], minor where something was
// added or else changed, patch where nothing but descriptions differ. A module
// below 1.0.0 promises nothing yet; by custom it raises the minor version where
// others raise the major one, and the patch version otherwise.
package diff

import (
	"cmp"
	"slices"

	"github.com/signet-gen/signet/generator/model"
)

// Class is whom a change breaks.
type Class int

// The classes, the worst first.
const (
	// Compile breaks the compiling of code that uses what changed.
	Compile Class = iota
	// Behaviour leaves such code compiling, and can make it fail or do something else.
	Behaviour
	// Safe breaks nobody.
	Safe
)

// classes are the names of the classes.
var classes = [...]string{Compile: "compile", Behaviour: "behaviour", Safe: "safe"}

// String is the class in one word: compile, behaviour or safe.
func (c Class) String() string { return classes[c] }

// MarshalText writes the class as String does.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// Kind is what happened.
type Kind string

// The kinds of change.
const (
	Added   Kind = "added"
	Removed Kind = "removed"
	// Renamed is another Go name for what is the same to the service.
	Renamed Kind = "renamed"
	Changed Kind = "changed"
	// Described is another description of what is the same.
	Described Kind = "described"
)

// Change is one thing that differs.
type Change struct {
	Class Class
	Kind  Kind
	// Service is the folder of the service, such as tencent/cvm/2017-03-12, or
	// the provider's name where the change is one of the provider.
	Service string
	// Path is where in the service, as overlays have it: service, provider,
	// actions/X, actions/X/input/F, types/T/F, errors/CODE.
	Path string
	// Message says what changed, and Old and New from what to what, where there is something to say.
	Message, Old, New string
	// Symbols are the Go identifiers that the change is about: those of the old
	// package, or of the new one for what was added.
	Symbols []Symbol
	// Uses are places of somebody's code that the change touches, where they
	// were looked for; see [Report.Traced].
	Uses []Use
}

// Symbol is an identifier of generated Go.
type Symbol struct {
	// Package is the folder of the package below the root of the output, such as
	// tencent/cvm/v20170312.
	Package string `json:"package"`
	// Name is such as New, StatusRunning, Task, Task.Size or Client.DescribeInstances;
	// empty for the package as a whole.
	Name string `json:"name"`
	// Compared narrows a type to where its values are compared: by == and !=, as
	// the key of a map, as an argument of a type that must be comparable.
	Compared bool `json:"compared,omitempty"`
}

// Use is a place of somebody's code.
type Use struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// Report is all that differs.
type Report struct {
	// Changes are sorted by service, the worst first.
	Changes []Change
	// Traced tells that somebody's code was searched for what the changes
	// touch: [Change.Uses] then holds all there is.
	Traced bool
}

// Compare says what differs between two states of services. Those of one folder
// are the same service; a version that has taken the place of another one of its
// service is compared with that.
func Compare(old, new []*model.Service) *Report {
	var all collection
	for _, p := range pairServices(old, new) {
		switch {
		case p.old == nil:
			all.add(addedService(p.new))
		case p.new == nil:
			all.add(removedService(p.old))
		default:
			c := newComparison(p.old, p.new)
			c.run()
			all.add(c.changes...)
		}
	}
	slices.SortStableFunc(all.changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Class, b.Class))
	})
	return &Report{Changes: all.changes}
}

// Count is the number of changes of a class.
func (r *Report) Count(class Class) int {
	n := 0
	for _, c := range r.Changes {
		if c.Class == class {
			n++
		}
	}
	return n
}

// Bump is the part of a semantic version to raise: major, minor, patch or none.
func (r *Report) Bump() string {
	bump := "none"
	for _, c := range r.Changes {
		switch {
		case c.Class != Safe:
			return "major"
		case c.Kind != Described:
			bump = "minor"
		case bump == "none":
			bump = "patch"
		}
	}
	return bump
}
