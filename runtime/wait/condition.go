package wait

import (
	"errors"
	"fmt"
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
	page  int
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

// Within tells that an output has n values at most; 0 is any number. A wait for
// conditions that all want more than that is an error before the first call.
func (c Condition[Out]) Within(n int) Condition[Out] {
	c.page = n
	return c
}

// cannot says why the wait cannot end well, whatever comes.
func (w Waiter[Out]) cannot() (err error) {
	for i := range w.Until {
		if err = w.Until[i].cannot(); err == nil {
			return nil
		}
	}
	return err
}

// cannot says why a condition cannot be met.
func (c *Condition[Out]) cannot() error {
	if c.page <= 0 || c.count <= c.page {
		return nil
	}
	return fmt.Errorf("%d are asked for, and the page that is looked at has %d at most: wait for fewer at a time, or ask for larger pages where they can be larger", c.count, c.page)
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
