package wait

import (
	"errors"
	"slices"
)

// Path is where in an output the values stand that tell of a state.
type Path[Out any] struct {
	name   string
	values func(out *Out, see func(value string))
}

// At is the path name, as the API writes it. Values calls see with the text of
// each value that the path leads to, in their order; there are none behind what
// is absent.
func At[Out any](name string, values func(out *Out, see func(value string))) Path[Out] {
	return Path[Out]{name: name, values: values}
}

// in are all values of an output.
func (p Path[Out]) in(out *Out) []string {
	var all []string
	p.values(out, func(value string) { all = append(all, value) })
	return all
}

// Condition is what an output, or the error in its place, can meet.
type Condition[Out any] struct {
	// A condition has a path, with what to look for in its values, or a code.
	path  Path[Out]
	match func(values []string, fits func(string) bool) bool
	of    []string
	count int
	place string // which of the values is looked at: "first ", "last ", or all of them

	code error
}

// The values of no list meet a condition, All included: a thing that was just
// made may not be in the list yet, and a wait that took nothing for done would
// be over before it began.

// Is is met when the one value is one of these.
func (p Path[Out]) Is(of ...string) Condition[Out] { return p.Any(of...) }

// Any is met when at least one of the values is one of these.
func (p Path[Out]) Any(of ...string) Condition[Out] {
	return Condition[Out]{path: p, of: of, match: slices.ContainsFunc[[]string]}
}

// All is met when there are values and each of them is one of these.
func (p Path[Out]) All(of ...string) Condition[Out] {
	return Condition[Out]{path: p, of: of, match: func(values []string, fits func(string) bool) bool {
		return len(values) > 0 && !slices.ContainsFunc(values, func(v string) bool { return !fits(v) })
	}}
}

// First is met when the first of the values is one of these.
func (p Path[Out]) First(of ...string) Condition[Out] {
	return Condition[Out]{path: p, of: of, place: "first ", match: func(values []string, fits func(string) bool) bool {
		return len(values) > 0 && fits(values[0])
	}}
}

// Last is met when the last of the values is one of these.
func (p Path[Out]) Last(of ...string) Condition[Out] {
	return Condition[Out]{path: p, of: of, place: "last ", match: func(values []string, fits func(string) bool) bool {
		return len(values) > 0 && fits(values[len(values)-1])
	}}
}

// Count makes a condition want n values at least: those of the things that were
// asked for, of which a list may not show all yet.
func (c Condition[Out]) Count(n int) Condition[Out] {
	c.count = n
	return c
}

// Code is met by an error that is code, or one that code is a parent of.
func Code[Out any](code error) Condition[Out] { return Condition[Out]{code: code} }

// met is the first condition that a poll meets, or nil.
func met[Out any](conditions []Condition[Out], p Poll[Out]) *Condition[Out] {
	for i := range conditions {
		if conditions[i].isMet(p) {
			return &conditions[i]
		}
	}
	return nil
}

func (c *Condition[Out]) isMet(p Poll[Out]) bool {
	if c.code != nil {
		return p.Err != nil && errors.Is(p.Err, c.code)
	}
	if p.Err != nil {
		return false
	}
	values := c.path.in(p.Out)
	return len(values) >= c.count && c.match(values, func(v string) bool { return slices.Contains(c.of, v) })
}
