// Package overlay makes the corrections of a service's overlay.yaml: what a
// person keeps apart from what an importer writes, so that neither undoes the
// other.
package overlay

import (
	"fmt"

	"github.com/signet-gen/signet/generator/spec"
)

// Apply makes the changes of the service's overlay, in their order, on the
// service itself: whoever needs it as it was hands in a [spec.Clone]. It does
// so once; a second time all changes would be unnecessary.
//
// The warnings are changes that are not needed any more. The faults are those
// that cannot be made; all others are made even then. Both stand at places of
// the overlay, as does everything that the changes bring.
func Apply(s *spec.Service) (warnings, faults spec.Faults) {
	if len(s.Overlay) == 0 {
		return nil, nil
	}
	e := &editor{service: s, set: map[attribute]setting{}, added: map[any]*spec.Change{}, emptied: map[*spec.Type]bool{}}
	for _, c := range s.Overlay {
		if does(c) {
			e.change(c)
		}
	}
	return e.warnings.Sorted(), e.faults.Sorted()
}

// ApplyAll is [Apply] for every service of a set.
func ApplyAll(set *spec.Set) (warnings, faults spec.Faults) {
	for _, p := range set.Providers {
		for _, s := range p.Services {
			w, f := Apply(s)
			warnings, faults = append(warnings, w...), append(faults, f...)
		}
	}
	return warnings, faults
}

// does reports whether a change could be read so far that it does something.
func does(c *spec.Change) bool {
	return c.Path().Len() > 0 && (c.Remove.Value || c.Add != nil || c.Set != nil || len(c.Unset) > 0)
}

// editor makes the changes of one overlay.
type editor struct {
	service          *spec.Service
	warnings, faults spec.Faults
	// set is what changes have set and unset so far.
	set map[attribute]setting
	// added are the things that changes have added so far.
	added map[any]*spec.Change
	// emptied are the enumerations that have no value left.
	emptied map[*spec.Type]bool
}

// attribute is a key of a structure.
type attribute struct {
	thing any
	key   string
}

// setting is what an attribute was set to: what it is in from.
type setting struct {
	change *spec.Change
	from   any
	pos    spec.Pos
}

func (e *editor) fault(pos spec.Pos, format string, args ...any) {
	e.faults = append(e.faults, spec.Fault{Pos: pos, Msg: fmt.Sprintf(format, args...)})
}

// warn tells of a change that is not needed, unless a part of it was refused:
// then it is not known what it would do.
func (e *editor) warn(c *spec.Change, format string, args ...any) {
	if c.IsWhole() {
		e.warnings = append(e.warnings, spec.Fault{Pos: c.At.Pos, Msg: "unnecessary: " + fmt.Sprintf(format, args...)})
	}
}

func (e *editor) change(c *spec.Change) {
	m := find(root(e.service), c.Path())
	switch {
	case c.Remove.Value:
		e.remove(c, m)
	case len(m.found) == 0:
		e.fault(c.At.Pos, "%s", m.missing())
	default:
		e.make(c, m)
	}
}

// remove takes away what a path leads to. The vendor may have done so already.
func (e *editor) remove(c *spec.Change, m *match) {
	done := false
	for _, n := range m.found {
		if n.remove != nil {
			n.remove()
			done = true
		}
	}
	switch parent := c.Path().Head(c.Path().Len() - 1); {
	case done:
		e.refuseEmpty(c)
	case len(m.found) > 0:
		e.fault(c.At.Pos, "%s cannot be removed: name what is in it", m.found[0].path())
	case len(find(root(e.service), parent).found) == 0:
		e.fault(c.At.Pos, "%s", m.missing())
	default:
		e.warn(c, "%s is not there any more; remove this change%s", c.At.Value, m.meant())
	}
}

// refuseEmpty refuses to leave an enumeration without values.
func (e *editor) refuseEmpty(c *spec.Change) {
	for name, t := range e.service.Types.All() {
		if t.IsEnum && len(t.Enum) == 0 && !e.emptied[t] {
			e.emptied[t] = true
			e.fault(c.At.Pos, "%s would have no value left: remove the type instead", spec.JoinPath("types", name))
		}
	}
}

// outcome is what came of a change at the things that it names.
type outcome struct {
	// taken tells that it is meant for one of them at least; changed, that
	// it made a difference to one.
	taken, changed bool
	// misfits are why it is none for others.
	misfits spec.Faults
	// bySpec and before tell who said already what made no difference: the
	// spec, or an earlier change.
	bySpec bool
	before *spec.Change
}

// make sets, unsets or adds at all that a path leads to.
func (e *editor) make(c *spec.Change, m *match) {
	var o outcome
	for _, n := range m.found {
		if c.Add != nil {
			e.add(c, n, &o)
		} else {
			e.patch(c, n, &o)
		}
	}
	switch {
	case !o.taken && !c.IsWhole(): // why has been told
	case !o.taken && len(o.misfits) > 0:
		e.faults = append(e.faults, o.misfits...)
	case !o.taken:
		e.fault(c.At.Pos, "%s", noPlace(c))
	case o.changed:
	case o.before != nil && !o.bySpec:
		e.warn(c, "the change at %d:%d says so already; remove one of the two", o.before.At.Pos.Line, o.before.At.Pos.Col)
	default:
		e.warn(c, "the spec says so already; remove this change")
	}
}

// noPlace says why a change that is right by itself does nothing.
func noPlace(c *spec.Change) string {
	if c.Add != nil {
		return fmt.Sprintf("nothing can be added to %s: it is no map", c.At.Value)
	}
	return fmt.Sprintf("%s has no keys of its own: what it is stands elsewhere", c.At.Value)
}

// same notes that something is so already, by an earlier change or, when that
// is nil, by the spec.
func (o *outcome) same(before *spec.Change) {
	if before == nil {
		o.bySpec = true
		return
	}
	o.before = before
}

// misfit keeps the faults that a change has for one of the things, the first
// time only: they are the same for all of its kind.
func (o *outcome) misfit(faults spec.Faults) {
	if len(o.misfits) == 0 {
		o.misfits = faults
	}
}
