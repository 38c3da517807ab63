package overlay

import (
	"slices"

	"github.com/signet-gen/signet/generator/spec"
)

// add puts things into a map.
func (e *editor) add(c *spec.Change, n *node, o *outcome) {
	if n.in == nil {
		return
	}
	from, misfits, ok := c.Additions(n.in, n.key)
	if !ok || len(misfits) > 0 && c.IsWhole() {
		o.misfit(misfits)
		return
	}
	o.taken = true
	a := &adder{editor: e, change: c, to: n, outcome: o}
	switch to := n.in.(type) {
	case *spec.Service:
		a.toService(to, from.(*spec.Service))
	case *spec.Action:
		a.toAction(to, from.(*spec.Action))
	case *spec.Type:
		addAll(a, &to.Fields, from.(*spec.Type).Fields)
		addAll(a, &to.Enum, from.(*spec.Type).Enum)
	}
}

// adder adds what one change brings to one map.
type adder struct {
	*editor
	change  *spec.Change
	to      *node
	outcome *outcome
}

func (a *adder) toService(to, from *spec.Service) {
	addAll(a, &to.Actions, from.Actions)
	addAll(a, &to.Types, from.Types)
	addAll(a, &to.Errors, from.Errors)
}

func (a *adder) toAction(to, from *spec.Action) {
	addAll(a, &to.Input, from.Input)
	addAll(a, &to.Output, from.Output)
	addAll(a, &to.Waiters, from.Waiters)
	// A code that is described needs not be named.
	for code := range from.Errors.Defs.All() {
		to.Errors.Names = slices.DeleteFunc(to.Errors.Names, func(n spec.At[string]) bool { return n.Value == code })
	}
	addAll(a, &to.Errors.Defs, from.Errors.Defs)
	for _, code := range from.Errors.Names {
		_, defined := to.Errors.Defs.Get(code.Value)
		if defined || slices.ContainsFunc(to.Errors.Names, func(n spec.At[string]) bool { return n.Value == code.Value }) {
			a.outcome.same(nil)
			continue
		}
		to.Errors.Names = append(to.Errors.Names, code)
		a.outcome.changed = true
	}
}

// addAll adds those things that a map has not.
func addAll[T any](a *adder, to *spec.Map[*T], more spec.Map[*T]) {
	for _, e := range more {
		i := slices.IndexFunc(*to, func(old spec.Entry[*T]) bool { return old.Key == e.Key })
		switch {
		case i < 0:
			e.Value = spec.Clone(e.Value)
			*to = append(*to, e)
			a.added[e.Value] = a.change
			a.outcome.changed = true
		case spec.Says((*to)[i].Value, e.Value):
			a.outcome.same(a.added[(*to)[i].Value])
		default:
			a.outcome.changed = true
			a.fault(e.Pos, "%s is there already (%v) and is not the same: change it with set at that path",
				spec.JoinPath(a.to.member(e.Key)...), (*to)[i].Pos)
		}
	}
}
