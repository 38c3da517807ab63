package spec

import (
	"reflect"
	"slices"

	"gopkg.in/yaml.v3"
)

// value reads what stands under a key into the key's field. at is the place
// of the key; what is how a fault names the value.
func (d *decoder) value(k *key, n *yaml.Node, at Pos, what string, to reflect.Value) {
	switch k.kind {
	case structureKind:
		to.Set(reflect.New(k.elem.typ))
		d.structure(k.elem, n, at, what, to)
	case listKind:
		d.list(k, n, at, to)
	case mapKind:
		if k.mustBeFilled && n.Kind == yaml.MappingNode && len(n.Content) == 0 {
			d.fault(d.pos(n), "%s is empty: write a member, or remove the key", k.name)
		}
		d.entries(k.elem, k.keyForm, n, at, what, to)
	case textsKind:
		to.Set(reflect.ValueOf(d.texts(k, n, at)))
	case errorsKind:
		d.errors(k, n, at, to)
	case patchKind:
		set(to, Patch{at, n})
	case additionsKind:
		set(to, Additions{at, n})
	case freeKind:
		to.Set(reflect.ValueOf(d.freeUnder(k, n, at)))
	default:
		d.scalar(k, n, at, what, to)
	}
}

// entries reads a Map of structures.
func (d *decoder) entries(elem *shape, form *form, n *yaml.Node, at Pos, what string, to reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.mismatch(n, at, what, "a map from names to what each is: "+elem.noun+example(elem.example))
		return
	}
	d.members(n, func(name string, pos Pos, value *yaml.Node) {
		if form != nil && !form.matches(name) {
			d.fault(pos, "%s", form.fault("the name of "+elem.noun, name, form.example))
			return
		}
		if to.IsNil() {
			to.Grow(len(n.Content) / 2)
		}
		to.SetLen(to.Len() + 1)
		e := to.Index(to.Len() - 1)
		set(e.Field(0), pos)
		set(e.Field(1), name)
		e.Field(2).Set(reflect.New(elem.typ))
		d.structure(elem, value, pos, spoken(name), e.Field(2))
	})
}

// list reads a list of structures.
func (d *decoder) list(k *key, n *yaml.Node, at Pos, to reflect.Value) {
	if !d.isList(k, n, at) {
		return
	}
	for _, item := range n.Content {
		v := reflect.New(k.elem.typ)
		d.structure(k.elem, item, d.pos(item), "an item of "+k.name, v)
		to.Set(reflect.Append(to, v))
	}
}

// isList refuses what is no list, or an empty one.
func (d *decoder) isList(k *key, n *yaml.Node, at Pos) bool {
	switch {
	case n.Kind != yaml.SequenceNode:
		d.mismatch(n, at, k.name, "a list"+example(k.sample()))
		return false
	case len(n.Content) == 0:
		remove := "the key"
		if k.name == theFile {
			remove = "it"
		}
		d.fault(d.pos(n), "%s is an empty list: write an item, or remove %s", k.name, remove)
		return false
	}
	return true
}

// texts reads a list of different texts.
func (d *decoder) texts(k *key, n *yaml.Node, at Pos) []At[string] {
	if !d.isList(k, n, at) {
		return nil
	}
	var texts []At[string]
	for _, item := range n.Content {
		text, ok := d.text(k, item, d.pos(item), "an item of "+k.name)
		if !ok {
			continue
		}
		i := slices.IndexFunc(texts, func(t At[string]) bool { return t.Value == text })
		if i >= 0 {
			d.repeated(d.pos(item), text, texts[i].Pos)
			continue
		}
		texts = append(texts, At[string]{d.pos(item), text})
	}
	return texts
}

// errors reads the error codes of an action: names, or definitions.
func (d *decoder) errors(k *key, n *yaml.Node, at Pos, to reflect.Value) {
	switch n.Kind {
	case yaml.MappingNode:
		d.entries(k.elem, k.keyForm, n, at, k.name, to.FieldByName("Defs"))
	case yaml.SequenceNode:
		to.FieldByName("Names").Set(reflect.ValueOf(d.texts(k, n, at)))
	default:
		d.mismatch(n, at, k.name, "a list of codes such as [InvalidParameterValue], or a map from codes to what each means")
	}
}
