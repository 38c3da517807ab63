package diff

import "github.com/signet-gen/signet/generator/model"

// fieldType is the Go type of a field, as the templates spell it: []Task, *uint64.
func fieldType(f *model.Field) string {
	if f.IsMasked() {
		return "wire.Masked[" + goType(f.Type, false) + "]"
	}
	if f.Presence == model.Pointer {
		return "*" + goType(f.Type, f.Sensitive)
	}
	return goType(f.Type, f.Sensitive)
}

// goType is the Go type of a value; the texts of a sensitive one are secrets.
func goType(t model.Type, sensitive bool) string {
	switch t := t.(type) {
	case model.List:
		return "[]" + goType(t.Elem, sensitive)
	case model.Map:
		return "map[string]" + goType(t.Elem, sensitive)
	case *model.Enum:
		return t.GoName
	case *model.Struct:
		return t.GoName
	case model.Scalar:
		return scalarType(t, sensitive)
	}
	return ""
}

func scalarType(t model.Scalar, sensitive bool) string {
	switch t {
	case model.String:
		if sensitive {
			return "wire.Secret"
		}
	case model.Datetime:
		return "wire.Datetime"
	case model.Timestamp:
		return "wire.Timestamp"
	case model.Date:
		return "wire.Date"
	case model.Binary:
		return "[]byte"
	}
	return string(t)
}

// innermost is what lists and maps hold in the end.
func innermost(t model.Type) model.Type {
	switch t := t.(type) {
	case model.List:
		return innermost(t.Elem)
	case model.Map:
		return innermost(t.Elem)
	}
	return t
}

// nilable reports whether a value of a type can be nil.
func nilable(t model.Type) bool {
	switch t.(type) {
	case model.List, model.Map:
		return true
	}
	return t == model.Any || t == model.Binary
}

// isText reports whether values of a type are texts, which can be empty.
func isText(t model.Type) bool {
	switch t {
	case model.String, model.Datetime, model.Timestamp, model.Date:
		return true
	}
	_, isEnum := t.(*model.Enum)
	return isEnum
}

// sameFieldType reports whether code that uses the old field compiles with the
// new one, as far as its type goes. Another name of a type is a change of that
// type, and not of all that hold it.
func (c *comparison) sameFieldType(old, new *model.Field) bool {
	if old.IsMasked() || new.IsMasked() {
		return old.IsMasked() && new.IsMasked() && c.sameType(old.Type, new.Type, false, false)
	}
	if (old.Presence == model.Pointer) != (new.Presence == model.Pointer) {
		return false
	}
	return c.sameType(old.Type, new.Type, old.Sensitive, new.Sensitive)
}

func (c *comparison) sameType(old, new model.Type, wasSecret, isSecret bool) bool {
	switch old := old.(type) {
	case model.List:
		list, ok := new.(model.List)
		return ok && c.sameType(old.Elem, list.Elem, wasSecret, isSecret)
	case model.Map:
		m, ok := new.(model.Map)
		return ok && c.sameType(old.Elem, m.Elem, wasSecret, isSecret)
	case model.Scalar:
		scalar, ok := new.(model.Scalar)
		return ok && scalarType(old, wasSecret) == scalarType(scalar, isSecret)
	}
	return c.types[old] == new
}
