package settle

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// takeOut takes out what the language cannot say, as little as will do.
func (s *settling) takeOut(places []*place, faults spec.Faults) error {
	return s.each(places, faults, func(p *place, msg string) bool {
		return s.remove(p, msg)
	})
}

// repair mends what resolve finds, as little as will do.
func (s *settling) repair(places []*place, faults spec.Faults) error {
	return s.each(places, faults, func(p *place, msg string) bool {
		mend, ok := mends[p.key]
		if ok && p.kind == keyPlace {
			return mend(s, p, msg)
		}
		if f, ok := p.structure().(*spec.Field); ok && f.Required.Value {
			f.Required = spec.At[bool]{} // no request can fill it
			s.note(importer.Changed, p.path, "it is optional: "+msg)
			return true
		}
		return s.remove(p, msg)
	})
}

// each mends every fault at its place, and fails with those that it cannot.
func (s *settling) each(places []*place, faults spec.Faults, mend func(*place, string) bool) error {
	var left spec.Faults
	done := map[*place]bool{}
	for _, f := range faults {
		p, msg := placeOf(places, f.Pos), inWords(places, f.Msg)
		switch {
		case f.Pos == spec.Pos{File: stamp}: // there are more than are told at a time
		case p != nil && (done[p] || p.isGone()):
		case p != nil && mend(p, msg):
			done[p] = true
		case p != nil:
			left = append(left, spec.Fault{Pos: spec.Pos{File: s.source}, Msg: p.path + ": " + msg})
		default:
			left = append(left, spec.Fault{Pos: f.Pos, Msg: msg})
		}
	}
	s.sweep(places)
	return left.Err()
}

// stamped matches a position of ours in the words of a fault.
var stamped = regexp.MustCompile(stamp + `:(\d+):1`)

// advice matches what a fault tells a person to do, which is being done here.
var advice = regexp.MustCompile(`(: (remove|give|make|write|tell|choose another|go on) [^:]*|; did you mean [^;]*\?)$`)

// inWords is what a fault says with paths in place of positions.
func inWords(places []*place, msg string) string {
	msg = advice.ReplaceAllString(msg, "")
	return stamped.ReplaceAllStringFunc(msg, func(pos string) string {
		n, _ := strconv.Atoi(stamped.FindStringSubmatch(pos)[1])
		if n < len(places) && places[n] != nil {
			return places[n].path
		}
		return pos
	})
}

// mends are the keys of which a fault is not mended by taking them out.
var mends = map[string]func(*settling, *place, string) bool{
	"type":    (*settling).mendType,
	"service": (*settling).mendPackage,
	"package": (*settling).mendPackage,
}

// mendPackage finds a name for the Go package of a service whose own makes none.
func (s *settling) mendPackage(p *place, msg string) bool {
	s.spec.Package = spec.At[string]{}
	if naming.Package(s.spec.Name.Value) == "" {
		name := naming.Package(s.spec.Name.Value + "service")
		if name == "" {
			return false
		}
		s.spec.Package = importer.Set(name)
	}
	s.note(importer.Renamed, p.path, msg)
	return true
}

// mendType makes any of the types that nobody defines.
func (s *settling) mendType(p *place, msg string) bool {
	t := p.value.Addr().Interface().(*spec.At[spec.TypeExpr])
	t.Value = s.known(t.Value)
	s.note(importer.Changed, p.path, "it can hold anything: "+msg)
	return true
}

// known is a type with any in place of a type that nobody defines.
func (s *settling) known(t spec.TypeExpr) spec.TypeExpr {
	if t.Elem != nil {
		elem := s.known(*t.Elem)
		t.Elem = &elem
		return t
	}
	if _, ok := s.spec.Types.Get(t.Name); t.Kind == spec.NamedType && !ok {
		return anything
	}
	return t
}

var anything = spec.TypeExpr{Kind: spec.ScalarType, Name: "any"}

// remove takes out the smallest part of the spec that holds a place and that
// can be missing. It reports whether there is one.
func (s *settling) remove(p *place, msg string) bool {
	p = p.optional()
	if p == nil {
		return false
	}
	what := p.path
	if p.kind == keyPlace {
		p.value.SetZero()
		msg = p.key + ": " + msg
	} else {
		p.gone = true
	}
	s.note(importer.Skipped, what, msg)
	return true
}

// optional is the smallest part around a place that can be missing without
// making something else of what stays. Half of a list of values allowed would
// refuse the others, and a waiter or an example without a part of it would be
// another one; a list of error codes does without one of them.
func (p *place) optional() *place {
	for ; p != nil; p = p.parent {
		switch {
		case p.parent == nil && p.kind == keyPlace && (p.required || p.key == "source"):
			return nil
		case p.within("waiters") && p.key != "doc" && p.key != "timeout" && p.key != "every" && p.key != "match":
		case p.within("examples"):
		case p.kind == itemPlace && (p.parent.key == "enum" || p.parent.key == "methods"):
		case p.kind == keyPlace && (p.required || p.pagesBy()):
		default:
			return p
		}
	}
	return nil
}

// within reports whether the place is a part of a member or an item of what
// stands under a key, and not all of it.
func (p *place) within(key string) bool {
	for up := p.parent; up != nil && up.parent != nil; up = up.parent {
		if up.kind != keyPlace && up.parent.key == key {
			return true
		}
	}
	return false
}

// pagesBy reports whether the place is the key by which a pager goes on.
func (p *place) pagesBy() bool {
	return p.parent != nil && p.parent.key == "paginate" && slices.Contains([]string{"offset", "number", "token", "next"}, p.key)
}

// isGone reports whether the place, or what holds it, has been taken out.
func (p *place) isGone() bool {
	for ; p != nil; p = p.parent {
		if p.gone || p.kind == keyPlace && p.value.IsZero() {
			return true
		}
	}
	return false
}

// structure is what the place is a member or an item of a map or list of, or nil.
func (p *place) structure() any {
	if p.kind == keyPlace || !p.value.IsValid() {
		return nil
	}
	return p.value.Interface()
}

// sweep takes the members and items that are gone out of their maps and lists.
func (s *settling) sweep(places []*place) {
	gone := map[int]bool{}
	holders := map[*place]bool{}
	for n, p := range places {
		if p != nil && p.gone {
			gone[n] = true
			holders[p.parent] = true
		}
	}
	for holder := range holders {
		if holder == nil {
			s.spec.Actions = without(s.spec.Actions, gone)
			s.spec.Types = without(s.spec.Types, gone)
			continue
		}
		v := holder.value
		if e, ok := v.Addr().Interface().(*spec.Errors); ok {
			e.Defs = without(e.Defs, gone)
			v = reflect.ValueOf(&e.Names).Elem()
		}
		keepItems(v, gone)
	}
}

// without is a map without the members that are gone.
func without[V any](m spec.Map[V], gone map[int]bool) spec.Map[V] {
	var kept spec.Map[V]
	for _, e := range m {
		if !gone[e.Pos.Line] {
			kept = append(kept, e)
		}
	}
	return kept
}

// keepItems takes what is gone out of a list or a map; an empty one is none.
func keepItems(v reflect.Value, gone map[int]bool) {
	kept := reflect.Zero(v.Type())
	for i := range v.Len() {
		if !gone[reflect.Indirect(v.Index(i)).FieldByName("Pos").Interface().(spec.Pos).Line] {
			kept = reflect.Append(kept, v.Index(i))
		}
	}
	v.Set(kept)
}
