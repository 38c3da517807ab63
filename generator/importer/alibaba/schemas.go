package alibaba

import (
	"regexp"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// place is where a schema stands.
type place struct {
	// path is what an overlay calls it, and name what a type is called that it
	// needs for itself.
	path, name string
	// action is the one whose request or reply it is in, if any.
	action string
	// reply tells that only replies hold it, and strict that lists in it are
	// wrapped only where their names tell so.
	reply, strict bool
}

func (p place) named(name string) place { p.name = name; return p }

func scalarType(name string) spec.TypeExpr { return spec.TypeExpr{Kind: spec.ScalarType, Name: name} }

func namedType(name string) spec.TypeExpr { return spec.TypeExpr{Kind: spec.NamedType, Name: name} }

func listOf(elem spec.TypeExpr) spec.TypeExpr {
	return spec.TypeExpr{Kind: spec.ListType, Elem: &elem}
}

func mapOf(elem spec.TypeExpr) spec.TypeExpr {
	return spec.TypeExpr{Kind: spec.MapType, Elem: &elem}
}

// anything is what is left where a type cannot be told.
var anything = scalarType("any")

// maxNested is how deep the language nests lists and maps.
const maxNested = 8

// nested is how deep lists and maps are nested in a type.
func nested(t spec.TypeExpr) int {
	depth := 0
	for ; t.Elem != nil; t = *t.Elem {
		depth++
	}
	return depth
}

// innermost is what lists and maps hold in the end.
func innermost(t spec.TypeExpr) spec.TypeExpr {
	for t.Elem != nil {
		t = *t.Elem
	}
	return t
}

func isScalar(t spec.TypeExpr, names ...string) bool {
	for _, name := range names {
		if t.Kind == spec.ScalarType && t.Name == name {
			return true
		}
	}
	return false
}

// typeOf is the type of a schema, with new types for what has no name.
func (s *service) typeOf(schema *jsontree.Node, at place) spec.TypeExpr {
	if ref := s.Text(schema, "$ref", at.path); ref != "" {
		return s.refer(schema.Get("$ref"), ref, at)
	}
	kind := s.kindOf(schema, at)
	switch kind {
	case "string":
		return s.textType(schema, at)
	case "boolean", "bool":
		return scalarType("bool")
	case "integer", "int", "long", "int32", "int64":
		return scalarType(s.integerType(schema, kind, at))
	case "number", "float", "double":
		return scalarType("float64")
	case "array":
		return s.container(listOf, s.itemType(schema, at), schema, at)
	case "object":
		return s.objectType(schema, at)
	case "file":
		s.Note(schema.Get("type"), importer.Remark, at.path, "it is a file, which is sent as a text in Base64: the service may want it in another way")
		return scalarType("binary")
	case "any", "":
		return anything
	}
	s.Note(schema.Get("type"), importer.Unread, at.path, "the type %s is not known: it is taken for any", jsontree.Quote(kind))
	return anything
}

// kindOf is the type that a schema names, or that its members tell.
func (s *service) kindOf(schema *jsontree.Node, at place) string {
	kind := s.Text(schema, "type", at.path)
	switch {
	case kind != "":
		return kind
	case !schema.Get("properties").IsNothing(), !schema.Get("additionalProperties").IsNothing():
		return "object"
	case !schema.Get("items").IsNothing():
		return "array"
	}
	return ""
}

// itemType is the type of what a list holds. The list may say which texts.
func (s *service) itemType(schema *jsontree.Node, at place) spec.TypeExpr {
	elem := s.inside(schema, "items", at)
	if isScalar(elem, "string") {
		if values := s.enumValues(schema, at); len(values) > 0 {
			return s.enumType(schema, values, at)
		}
	}
	return elem
}

// inside is the type of what a list or a map holds.
func (s *service) inside(schema *jsontree.Node, key string, at place) spec.TypeExpr {
	elem := schema.Get(key)
	if elem != nil && elem.Kind == jsontree.Bool || !s.Want(elem, jsontree.Object, key+" of "+at.path) {
		return anything
	}
	return s.typeOf(elem, at)
}

// container makes a list or a map, unless it would be nested too deeply.
func (s *service) container(of func(spec.TypeExpr) spec.TypeExpr, elem spec.TypeExpr, schema *jsontree.Node, at place) spec.TypeExpr {
	if nested(elem) >= maxNested {
		s.Note(schema, importer.Changed, at.path, "lists and maps are nested deeper than %d levels: what is below is taken for any", maxNested)
		return of(anything)
	}
	return of(elem)
}

// objectType is a new type for an object with members, or a map.
func (s *service) objectType(schema *jsontree.Node, at place) spec.TypeExpr {
	properties := schema.Get("properties")
	more := schema.Get("additionalProperties")
	known := s.Want(properties, jsontree.Object, "properties of "+at.path) && len(properties.Members) > 0
	switch {
	case known && more != nil && more.Kind == jsontree.Object:
		s.Note(more, importer.Skipped, at.path, "it has members with names and others besides: only those with names are read")
	case !known && more != nil && more.Kind == jsontree.Object:
		return s.container(mapOf, s.inside(schema, "additionalProperties", at), schema, at)
	case !known:
		return anything
	}
	t := &spec.Type{Doc: s.prose(schema, at.path)}
	name := s.addType(at, t)
	at.path, at.name = join("types", name), name
	t.Fields = s.fields(schema, at)
	return namedType(name)
}

// addType makes a type of the service, and returns its name.
func (s *service) addType(at place, t *spec.Type) string {
	name := s.names.take(s.names.apart(at))
	importer.Add(&s.spec.Types, name, t)
	s.types[name] = t
	return name
}

// fields are the members of an object.
func (s *service) fields(schema *jsontree.Node, at place) spec.Map[*spec.Field] {
	var fields spec.Map[*spec.Field]
	members := s.members(schema.Get("properties"), jsontree.Object, at.path, "properties of "+at.path)
	beside := siblingsOf(members)
	for _, m := range members {
		if !s.canName(m.Value, m.Key, at.path) {
			continue
		}
		here := at
		here.path = join(at.path, m.Key)
		importer.Add(&fields, m.Key, s.field(m, beside, here))
	}
	return fields
}

// wireName is what the language and the wire package allow.
var wireName = regexp.MustCompile(`^[^\s"\\\x00-\x1f\x7f]{1,200}$`)

func isWireName(name string) bool { return wireName.MatchString(name) }

// canName reports whether a name can be said in the language.
func (s *service) canName(n *jsontree.Node, name, path string) bool {
	if isWireName(name) {
		return true
	}
	s.Note(n, importer.Skipped, path, "%s cannot be the name of a member: spaces, quotes, backslashes and more than 200 characters cannot be sent", jsontree.Quote(name))
	return false
}

// goName is an explicit name for what has no letter or digit to make one of.
func goName(wire string) spec.At[string] {
	if wire != "" && isLetter(wire[0]) || naming.Go(wire) != "" {
		return spec.At[string]{}
	}
	return importer.Set("X" + hex(wire))
}

// hex spells a name of signs only: 24 for $.
func hex(text string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(text) {
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}
