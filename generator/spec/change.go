package spec

import (
	"cmp"
	"reflect"
	"slices"

	"gopkg.in/yaml.v3"
)

// Patch is what a change sets: some keys of a structure. [Change.Keys] reads it
// as one of the structures that the path may name.
type Patch struct {
	Pos  Pos
	node *yaml.Node
}

// Additions are what a change adds. [Change.Additions] reads them as what one
// of the places takes that the path may name.
type Additions struct {
	Pos  Pos
	node *yaml.Node
}

// understood is what the decoder makes of a change.
type understood struct {
	path Path
	// readings are the change read as each thing that its path may lead to.
	readings []reading
	// whole tells that nothing was refused.
	whole bool
}

// reading is a change as it is meant for one place.
type reading struct {
	place *place
	// value is a structure with what is set, or with the one key that holds
	// what is added.
	value reflect.Value
	// keys are those to set or unset.
	keys   []At[string]
	faults Faults
}

// Path is the path of the change, of no segments where it was refused.
func (c *Change) Path() Path { return c.path }

// IsWhole reports whether nothing of the change was refused when it was read.
func (c *Change) IsWhole() bool { return c.whole }

// Keys reads what the change sets and unsets as what is meant for a structure
// of thing's type: from has the keys that are set and lacks those that are
// unset. The faults say why the change is none for such a structure; ok is
// false where the path leads to none.
func (c *Change) Keys(thing any) (from any, keys []At[string], faults Faults, ok bool) {
	for _, r := range c.readings {
		if r.place.thing != nil && r.value.IsValid() && reflect.TypeOf(thing) == reflect.PointerTo(r.place.thing.typ) {
			return r.value.Interface(), r.keys, r.faults, true
		}
	}
	return nil, nil, nil, false
}

// Additions reads what the change adds as what is meant for a key of a
// structure of in's type: from has only that key.
func (c *Change) Additions(in any, key string) (from any, faults Faults, ok bool) {
	for _, r := range c.readings {
		if k := r.place.key; k != nil && k.name == key && r.value.IsValid() && reflect.TypeOf(in) == reflect.PointerTo(r.place.in.typ) {
			return r.value.Interface(), r.faults, true
		}
	}
	return nil, nil, false
}

// settle reads what a change brings, now that its path is known; sound tells
// whether it had no fault so far.
func (d *decoder) settle(c *Change, sound bool) {
	before := len(d.faults)
	if c.At.IsSet() {
		d.lead(c)
	}
	switch {
	case c.path.Len() == 0:
	case c.Remove.IsSet():
		d.removal(c)
	case c.Add != nil:
		d.additions(c)
	case c.Set != nil || len(c.Unset) > 0:
		d.patch(c)
	}
	c.whole = sound && len(d.faults) == before && before <= maxFaults
}

// lead reads the path of a change and finds the places that it may lead to.
func (d *decoder) lead(c *Change) {
	p, msg := ParsePath(c.At.Value)
	var places []*place
	if msg == "" {
		places, msg = p.reach()
	}
	if msg != "" {
		d.fault(c.At.Pos, "%s", msg)
		return
	}
	c.path = p
	for _, at := range places {
		c.readings = append(c.readings, reading{place: at})
	}
}

// keep drops the readings for places that the change is none for. Where none
// is left, it says so.
func (d *decoder) keep(c *Change, at Pos, fits func(*place) bool, msg string) bool {
	kept := slices.DeleteFunc(slices.Clone(c.readings), func(r reading) bool { return !fits(r.place) })
	c.readings = kept
	if len(kept) == 0 {
		d.fault(at, msg, c.At.Value)
	}
	return len(kept) > 0
}

func (d *decoder) removal(c *Change) {
	isThing := func(p *place) bool { return p.thing != nil && !p.fixed() }
	d.keep(c, c.At.Pos, isThing, "%s cannot be removed as a whole: name what is in it, or unset a key")
}

func (d *decoder) additions(c *Change) {
	n := c.Add.node
	c.Add.node = nil
	if n.Kind == yaml.MappingNode && len(n.Content) == 0 {
		d.fault(d.pos(n), "add is empty: write what to add, or remove the change")
		return
	}
	takes := func(p *place) bool { return p.key != nil }
	if !d.keep(c, c.At.Pos, takes, "nothing can be added to %s: things are added to actions, types, errors, a type, and the input, output, errors or waiters of an action") {
		return
	}
	d.eachReading(c, func(d *decoder, r *reading) {
		r.value = reflect.New(r.place.in.typ)
		d.value(r.place.key, n, c.Add.Pos, "add", r.value.Elem().Field(r.place.key.field))
		if t, ok := r.value.Interface().(*Type); ok {
			t.IsEnum = r.place.key.name == "enum"
		}
	})
}

func (d *decoder) patch(c *Change) {
	var n *yaml.Node
	if c.Set != nil {
		n, c.Set.node = c.Set.node, nil
		switch {
		case n.Kind != yaml.MappingNode:
			d.mismatch(n, c.Set.Pos, "set", "a map of keys, such as {sensitive: true}")
			return
		case len(n.Content) == 0:
			d.fault(d.pos(n), "set is empty: write a key, or remove it")
			return
		}
	}
	isThing := func(p *place) bool { return p.thing != nil }
	if !d.keep(c, c.At.Pos, isThing, "%s has no keys of its own to set: add to it, or name what is in it") {
		return
	}
	d.eachReading(c, func(d *decoder, r *reading) {
		r.value = reflect.New(r.place.thing.typ)
		if n != nil {
			d.someKeys(r, n)
		}
		d.unset(r, c.Unset)
	})
}

// eachReading reads a change as each thing that it may be meant for. When it is
// right for one of them, it is none of the others; else it is taken for the one
// of which it has the most keys and then the fewest faults.
func (d *decoder) eachReading(c *Change, read func(*decoder, *reading)) {
	var best *reading
	var unknown int
	for i := range c.readings {
		r, sub := &c.readings[i], &decoder{file: d.file}
		read(sub, r)
		r.faults = sub.faults
		if best == nil || cmp.Or(cmp.Compare(sub.unknowns, unknown), cmp.Compare(len(r.faults), len(best.faults))) < 0 {
			best, unknown = r, sub.unknowns
		}
	}
	for _, f := range best.faults {
		d.fault(f.Pos, "%s", f.Msg)
	}
}

// someKeys reads keys of a structure, none of which it needs.
func (d *decoder) someKeys(r *reading, n *yaml.Node) {
	s := r.place.thing
	d.members(n, func(name string, pos Pos, value *yaml.Node) {
		k, ok := s.byName[name]
		if !ok {
			d.unknown(s, name, pos)
			return
		}
		before := len(d.faults)
		d.value(k, value, pos, name, r.value.Elem().Field(k.field))
		if len(d.faults) == before {
			r.keys = append(r.keys, At[string]{pos, name})
		}
	})
	if t, ok := r.value.Interface().(*Type); ok {
		t.IsEnum = r.sets("enum")
	}
}

func (r *reading) sets(key string) bool {
	return slices.ContainsFunc(r.keys, func(k At[string]) bool { return k.Value == key })
}

// unset checks the keys to take away.
func (d *decoder) unset(r *reading, keys []At[string]) {
	for _, name := range keys {
		switch k, ok := r.place.thing.byName[name.Value]; {
		case !ok:
			d.unknown(r.place.thing, name.Value, name.Pos)
		case k.required:
			d.fault(name.Pos, "%s needs the key %s: it can be set to something else, not be unset", r.place.thing.noun, k.name)
		case r.sets(k.name):
			d.fault(name.Pos, "%s is both set and unset: remove one", k.name)
		default:
			r.keys = append(r.keys, name)
		}
	}
}
