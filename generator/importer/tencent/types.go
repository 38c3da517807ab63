package tencent

import (
	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// scalars are the vendor's names of types that are no structures.
var scalars = map[string]string{
	"string": "string", "text": "string",
	"bool": "bool", "boolean": "bool",
	"int": "int64", "int64": "int64", "integer": "int64", "int32": "int64",
	"uint": "uint64", "uint64": "uint64", "uint32": "uint64",
	"float": "float64", "float64": "float64", "double": "float64",
	"datetime": "datetime", "datetime_iso": "timestamp", "date": "date",
	"binary": "binary", "any": "any",
}

func scalar(name string) spec.TypeExpr { return spec.TypeExpr{Kind: spec.ScalarType, Name: name} }

// resolveTypes finds out what the members of all structures are.
func (s *service) resolveTypes() {
	for _, o := range s.types {
		for _, m := range o.members {
			m.typ, m.object = s.typeOf(o, m)
			if m.object != nil {
				m.object.held = true
			}
		}
	}
}

// typeOf is the type of a member, and the structure in it.
func (s *service) typeOf(o *object, m *member) (spec.TypeExpr, *object) {
	owner := "member " + jsontree.Quote(m.name) + " of " + jsontree.Quote(o.name)
	form, okForm := s.Needed(m.node, "type", owner)
	name, okName := s.Needed(m.node, "member", owner)
	if !okForm || !okName {
		return scalar("any"), nil
	}
	t, inside, ok := s.item(form, name)
	if !ok {
		s.Note(m.node.Get("member"), importer.Unread, "", "%s is of the type %s (%s), which is neither a scalar that is known nor an object that can be a type: it can hold anything", owner, jsontree.Quote(name), form)
	}
	if form == "list" {
		return spec.TypeExpr{Kind: spec.ListType, Elem: &t}, inside
	}
	return t, inside
}

// item is the type called name, beside which stands its form: list, object or
// what JSON has for it.
func (s *service) item(form, name string) (t spec.TypeExpr, inside *object, ok bool) {
	if base := scalars[name]; base != "" && form != "object" {
		return scalar(base), nil, true
	}
	if inside = s.objects[name]; inside != nil && inside.typeName != "" {
		return spec.TypeExpr{Kind: spec.NamedType, Name: inside.typeName}, inside, true
	}
	if base := scalars[form]; base != "" {
		return scalar(base), nil, name == "" || form == name
	}
	return scalar("any"), nil, form == "object" && name == "object"
}

// scalarOf is the scalar that a type is, or holds as the items of a list.
func scalarOf(t spec.TypeExpr) string {
	for t.Elem != nil {
		t = *t.Elem
	}
	if t.Kind == spec.ScalarType {
		return t.Name
	}
	return ""
}

func isInteger(t spec.TypeExpr) bool {
	return t.Kind == spec.ScalarType && (t.Name == "int64" || t.Name == "uint64" || t.Name == "int32")
}

func isString(t spec.TypeExpr) bool { return t.Kind == spec.ScalarType && t.Name == "string" }
