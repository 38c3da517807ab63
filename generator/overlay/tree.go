package overlay

import (
	"slices"

	"github.com/signet-gen/signet/generator/spec"
)

// node is something in a service that a path can name: a thing, a map of
// things, or, for a type, both.
type node struct {
	// names lead there; the service itself, where paths begin, has none.
	names []string
	// thing is a structure of the language; nil for a map, and for an error
	// code of which an action says only the name.
	thing any
	// pos is where the thing stands.
	pos spec.Pos
	// in and key are the structure and its key that additions go to.
	in  any
	key string
	// remove takes the node away; nil where that cannot be.
	remove func()
	// list gives what is below, as far as its name is wanted; nil where nothing can be.
	list func(wanted func(name string) bool) []*node
}

func (n *node) path() string { return spec.JoinPath(n.names...) }

// member is the path of a member.
func (n *node) member(name string) []string {
	return append(slices.Clip(slices.Clone(n.names)), name)
}

// root is the service, of which paths begin.
func root(s *spec.Service) *node {
	parts := []*node{
		{names: []string{"service"}, thing: s, pos: s.Pos},
		mapped(s, "actions", &s.Actions, action, "actions"),
		mapped(s, "types", &s.Types, typ, "types"),
		mapped(s, "errors", &s.Errors, nil, "errors"),
	}
	return &node{list: listed(parts)}
}

// listed are nodes that are there once and for all.
func listed(nodes []*node) func(func(string) bool) []*node {
	return func(wanted func(string) bool) []*node {
		var found []*node
		for _, n := range nodes {
			if wanted(n.names[len(n.names)-1]) {
				found = append(found, n)
			}
		}
		return found
	}
}

// mapped is the node of a map of things, which is a key of a structure; below
// adds to the node of a thing what is below it.
func mapped[T any](in any, key string, m *spec.Map[*T], below func(*node, *T), names ...string) *node {
	n := &node{names: names, in: in, key: key}
	n.list = members(n, m, below)
	return n
}

// members gives the things of a map as nodes below n.
func members[T any](n *node, m *spec.Map[*T], below func(*node, *T)) func(func(string) bool) []*node {
	return func(wanted func(string) bool) []*node {
		var found []*node
		for _, e := range *m {
			if !wanted(e.Key) {
				continue
			}
			c := &node{names: n.member(e.Key), thing: e.Value, pos: e.Pos, remove: func() { drop(m, e.Value) }}
			if below != nil {
				below(c, e.Value)
			}
			found = append(found, c)
		}
		return found
	}
}

// drop takes a thing out of a map; an empty one is left out as a whole.
func drop[T any](m *spec.Map[*T], thing *T) {
	*m = slices.DeleteFunc(*m, func(e spec.Entry[*T]) bool { return e.Value == thing })
	if len(*m) == 0 {
		*m = nil
	}
}

func action(n *node, a *spec.Action) {
	errors := mapped(a, "errors", &a.Errors.Defs, nil, n.member("errors")...)
	defined := errors.list
	errors.list = func(wanted func(string) bool) []*node {
		return append(defined(wanted), codes(errors, a, wanted)...)
	}
	n.list = listed([]*node{
		mapped(a, "input", &a.Input, nil, n.member("input")...),
		mapped(a, "output", &a.Output, nil, n.member("output")...),
		errors,
		mapped(a, "waiters", &a.Waiters, nil, n.member("waiters")...),
	})
}

// codes are the error codes that an action only names.
func codes(n *node, a *spec.Action, wanted func(string) bool) []*node {
	var found []*node
	for _, code := range a.Errors.Names {
		if wanted(code.Value) {
			found = append(found, &node{names: n.member(code.Value), pos: code.Pos, remove: func() {
				a.Errors.Names = slices.DeleteFunc(a.Errors.Names, func(c spec.At[string]) bool { return c.Value == code.Value })
			}})
		}
	}
	return found
}

// typ adds the members of a type, which are its own: fields, or enum values.
func typ(n *node, t *spec.Type) {
	n.in = t
	if t.IsEnum {
		n.key, n.list = "enum", members(n, &t.Enum, nil)
		return
	}
	n.key, n.list = "fields", members(n, &t.Fields, nil)
}
