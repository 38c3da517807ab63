package diff

import "github.com/signet-gen/signet/generator/model"

// likeness is how far two values of a type can be compared with ==.
type likeness int

const (
	never likeness = iota
	// perhaps compiles, and panics where both hold anything that cannot be compared.
	perhaps
	always
)

// A comparer finds out how far values can be compared, once for each structure.
type comparer map[*model.Struct]likeness

// of is the likeness of a type.
func (c comparer) of(t model.Type) likeness {
	switch t := t.(type) {
	case model.List, model.Map:
		return never
	case *model.Struct:
		return c.ofStruct(t)
	}
	switch t {
	case model.Binary:
		return never
	case model.Any:
		return perhaps
	}
	return always
}

func (c comparer) ofStruct(st *model.Struct) likeness {
	all, known := c[st]
	if known {
		return all
	}
	all = always
	for _, f := range st.Fields {
		all = min(all, c.ofField(f))
	}
	c[st] = all
	return all
}

// ofField is the likeness of a field: pointers can be compared whatever they
// point to, those of wire.Masked too, and no structure holds itself but by one.
func (c comparer) ofField(f *model.Field) likeness {
	if f.Presence == model.Pointer || f.IsMasked() {
		return always
	}
	return c.of(f.Type)
}

// comparability tells of structures whose values could be compared and cannot
// any more, in one change for all that have it from the same structure.
func (c *comparison) comparability() {
	like := comparer{}
	lost := map[*model.Struct]pair[model.Struct]{} // by the new structure
	var order []pair[model.Struct]
	for _, p := range c.structPairs() {
		if like.ofStruct(p.new) < like.ofStruct(p.old) {
			lost[p.new] = p
			order = append(order, p)
		}
	}
	about := map[*model.Struct][]Symbol{}
	for _, p := range order {
		root := p.new
		for next := root; next != nil; next = like.reason(root, lost) {
			root = next
		}
		about[root] = append(about[root], Symbol{Package: c.old.Path, Name: p.old.GoName, Compared: true})
	}
	for _, p := range order {
		if symbols := about[p.new]; symbols != nil {
			c.lessAlike(c.at(c.pathOf(p), symbols...), like.ofStruct(p.new))
		}
	}
}

// structPairs are the structures that both states have, inputs and outputs included.
func (c *comparison) structPairs() []pair[model.Struct] {
	var all []pair[model.Struct]
	for _, p := range pairActions(c.old.Actions, c.new.Actions) {
		if p.old != nil && p.new != nil {
			all = append(all, pair[model.Struct]{p.old.Input, p.new.Input}, pair[model.Struct]{p.old.Output, p.new.Output})
		}
	}
	for _, p := range c.named {
		if p.old != nil && p.new != nil && p.old.structure != nil && p.new.structure != nil {
			all = append(all, pair[model.Struct]{p.old.structure, p.new.structure})
		}
	}
	return all
}

// reason is a structure that st holds by value and that is the reason why st
// can be compared less far; nil where a field of st itself is the reason.
func (c comparer) reason(st *model.Struct, lost map[*model.Struct]pair[model.Struct]) *model.Struct {
	var held *model.Struct
	for _, f := range st.Fields {
		if c.ofField(f) != c[st] {
			continue
		}
		inner, ok := f.Type.(*model.Struct)
		if !ok {
			return nil
		}
		if _, ok := lost[inner]; ok {
			held = inner
		}
	}
	return held
}

// lessAlike tells of a structure, and of all that hold it.
func (c *comparison) lessAlike(at place, now likeness) {
	if now == perhaps {
		at.tell(Behaviour, Changed, "", "", "comparing values with == can panic now, since they may hold anything")
		return
	}
	at.tell(Compile, Changed, "", "", "values cannot be compared with == any more, nor be keys of a map")
}

// pathOf is the path of a structure.
func (c *comparison) pathOf(p pair[model.Struct]) string {
	for _, a := range c.old.Actions {
		switch p.old {
		case a.Input:
			return "actions/" + a.Name + "/input"
		case a.Output:
			return "actions/" + a.Name + "/output"
		}
	}
	return "types/" + p.old.Name
}
