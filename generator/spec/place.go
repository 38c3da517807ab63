package spec

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// place is somewhere in a service where an overlay can change something.
type place struct {
	// path leads there; * stands for any name.
	path []string
	// thing is the structure there, or nil where there is only a map.
	thing *shape
	// in and key are the structure and its key that additions go to, if any do.
	in  *shape
	key *key
}

// fixed tells the one place that cannot be taken away.
func (p *place) fixed() bool { return p.path[0] == "service" }

func (p *place) String() string { return strings.Join(p.path, "/") }

// places are those of every service.
var places = func() []*place {
	service, action, typ := shapeOf(reflect.TypeFor[Service]()), shapeOf(reflect.TypeFor[Action]()), shapeOf(reflect.TypeFor[Type]())
	all := []*place{{path: []string{"service"}, thing: service}}
	// members adds the place of a map, and that of a thing in it.
	members := func(in *shape, k *key, path ...string) *place {
		member := &place{path: append(slices.Clone(path), "*"), thing: k.elem}
		all = append(all, &place{path: path, in: in, key: k}, member)
		return member
	}
	members(service, kindNamed("actions").members("Actions"), "actions")
	for _, name := range []string{"input", "output", "errors", "waiters"} {
		members(action, action.byName[name], "actions", "*", name)
	}
	types := members(service, kindNamed("types").members("Types"), "types")
	for i, name := range []string{"fields", "enum"} {
		k := typ.byName[name]
		all = append(all, &place{path: []string{"types", "*", "*"}, thing: k.elem})
		if i == 0 {
			types.in, types.key = typ, k
		} else {
			all = append(all, &place{path: types.path, in: typ, key: k})
		}
	}
	members(service, service.byName["errors"], "errors")
	return all
}()

// members is the key that a file of a map of structures would have in a
// service, if all were one file: the field of that name.
func (k *fileKind) members(field string) *key {
	f, _ := reflect.TypeFor[Service]().FieldByName(field)
	return &key{name: k.name, doc: k.doc, field: f.Index[0], kind: mapKind, elem: k.root, keyForm: k.keyForm}
}

// reach are the places that a path may lead to, or else what keeps it from
// leading anywhere.
func (p Path) reach() (reached []*place, msg string) {
	for _, at := range places {
		if p.mayLead(at.path) {
			reached = append(reached, at)
		}
	}
	if len(reached) > 0 {
		return reached, ""
	}
	for n := 1; ; n++ {
		if next, ok := p.wayOn(n); !ok {
			return nil, p.lost(n-1, next)
		}
	}
}

// mayLead reports whether a path may lead to a place, where * is any name.
func (p Path) mayLead(to []string) bool {
	if len(p.segments) == 0 {
		return len(to) == 0
	}
	switch first := p.segments[0]; {
	case first.deep:
		return Path{p.segments[1:]}.mayLead(to) || len(to) > 0 && p.mayLead(to[1:])
	case len(to) == 0:
		return false
	default:
		return (to[0] == "*" || first.matches(to[0])) && Path{p.segments[1:]}.mayLead(to[1:])
	}
}

// wayOn reports whether the first n segments lead anywhere, and what could
// stand as the last of them.
func (p Path) wayOn(n int) (next []string, ok bool) {
	before, head := p.Head(n-1), p.Head(n)
	for _, at := range places {
		ok = ok || head.mayLead(at.path)
		last := len(at.path) - 1
		if name := at.path[last]; before.mayLead(at.path[:last]) && !slices.Contains(next, name) {
			next = append(next, name)
		}
	}
	return next, ok
}

// lost says that the segment at an index leads nowhere; next are those that would.
func (p Path) lost(i int, next []string) string {
	segment, before := p.segments[i].text, p.Head(i)
	switch {
	case len(next) == 0:
		return fmt.Sprintf(`nothing is below %s: the path ends there; a slash within a name is written \/`, before)
	case i == 0:
		return fmt.Sprintf("a path begins with %s, not %s%s", alternatives(next), quote(segment), didYouMean(segment, next))
	}
	return fmt.Sprintf("below %s is %s, not %s%s", before, alternatives(next), quote(segment), didYouMean(segment, next))
}

// alternatives lists words as a sentence does.
func alternatives(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
