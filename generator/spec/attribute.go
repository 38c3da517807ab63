package spec

import (
	"reflect"
	"slices"

	"gopkg.in/yaml.v3"
)

// KeyText is what stands under a key of a structure of the language, such as a
// *[Field], as YAML on one line; empty where nothing does.
func KeyText(thing any, name string) string {
	k, v := keyOf(thing, name)
	n := encodeKey(k, v)
	if n == nil {
		return ""
	}
	return flow(n)
}

// SameKey reports whether two structures of a type say the same under a key,
// places aside. What is not said to be true is false.
func SameKey(a, b any, name string) bool {
	k, v := keyOf(a, name)
	_, w := keyOf(b, name)
	return sameUnder(k, v, w)
}

// CopyKey makes a key of a structure what it is in another one of its type: a
// copy, or absent.
func CopyKey(to, from any, name string) {
	k, v := keyOf(to, name)
	_, w := keyOf(from, name)
	v.Set(cloned(w))
	if t, ok := to.(*Type); ok && k.name == "enum" {
		t.IsEnum = from.(*Type).IsEnum
	}
}

// Says reports whether a structure says all that another one of its type says,
// and maybe more. Nil says nothing.
func Says(thing, all any) bool {
	v, w := reflect.ValueOf(thing), reflect.ValueOf(all)
	return covers(shapeOf(w.Type().Elem()), v, w)
}

// Clone copies a structure of the language, places included, and all that it holds.
func Clone[T any](thing *T) *T { return cloned(reflect.ValueOf(thing)).Interface().(*T) }

// keyOf is a key that a structure has, and the field for it.
func keyOf(thing any, name string) (*key, reflect.Value) {
	v := reflect.ValueOf(thing).Elem()
	k := shapeOf(v.Type()).byName[name]
	return k, v.Field(k.field)
}

func sameUnder(k *key, v, w reflect.Value) bool {
	switch k.kind {
	case boolKind:
		return v.Interface().(At[bool]).Value == w.Interface().(At[bool]).Value
	case errorsKind:
		v, w := v.Interface().(Errors), w.Interface().(Errors)
		return sameYAML(encodeTexts(v.Names), encodeTexts(w.Names)) &&
			sameYAML(encodeMap(k.elem, reflect.ValueOf(v.Defs)), encodeMap(k.elem, reflect.ValueOf(w.Defs)))
	}
	return sameYAML(encodeKey(k, v), encodeKey(k, w))
}

func sameYAML(a, b *yaml.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Kind == b.Kind && a.Tag == b.Tag && a.Value == b.Value && slices.EqualFunc(a.Content, b.Content, sameYAML)
}

// covers compares key by key; structures and maps of structures may say more.
func covers(s *shape, v, all reflect.Value) bool {
	if all.IsNil() || v.IsNil() {
		return all.IsNil()
	}
	if t, ok := v.Interface().(*Type); ok && t.IsEnum != all.Interface().(*Type).IsEnum {
		return false
	}
	for _, k := range s.keys {
		has, needs := v.Elem().Field(k.field), all.Elem().Field(k.field)
		if encodeKey(k, needs) != nil && !coversUnder(k, has, needs) {
			return false
		}
	}
	return true
}

func coversUnder(k *key, v, all reflect.Value) bool {
	switch k.kind {
	case structureKind:
		return covers(k.elem, v, all)
	case mapKind:
		for i := range all.Len() {
			e := all.Index(i)
			same := memberOf(v, e.Field(1).String())
			if !same.IsValid() || !covers(k.elem, same, e.Field(2)) {
				return false
			}
		}
		return true
	}
	return sameUnder(k, v, all)
}

// memberOf is a member of a Map, or nothing.
func memberOf(m reflect.Value, name string) reflect.Value {
	for i := range m.Len() {
		if e := m.Index(i); e.Field(1).String() == name {
			return e.Field(2)
		}
	}
	return reflect.Value{}
}

// cloned copies what a value refers to.
func cloned(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		to := reflect.New(v.Type().Elem())
		to.Elem().Set(cloned(v.Elem()))
		return to
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		to := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			to.Index(i).Set(cloned(v.Index(i)))
		}
		return to
	case reflect.Struct:
		to := reflect.New(v.Type()).Elem()
		to.Set(v)
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				to.Field(i).Set(cloned(v.Field(i)))
			}
		}
		return to
	}
	return v
}
