package alibaba

import (
	"math"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// jsonNumber is how numbers are written.
var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$`)

// number reads a number exactly, as far as 64 bits and more.
func number(text string) (*big.Float, bool) {
	if len(text) > 40 || !jsonNumber.MatchString(text) {
		return nil, false
	}
	v, _, err := big.ParseFloat(text, 10, 256, big.ToNearestEven)
	return v, err == nil
}

// bounds are the least and the greatest number of the types of whole numbers.
var bounds = map[string][2]*big.Float{
	"int32": {new(big.Float).SetInt64(math.MinInt32), new(big.Float).SetInt64(math.MaxInt32)},
	"int64": {new(big.Float).SetInt64(math.MinInt64), new(big.Float).SetInt64(math.MaxInt64)},
}

// fits reports whether a number is one of a type's.
func fits(v *big.Float, typ string) bool {
	b, whole := bounds[typ]
	return typ == "float64" || whole && v.IsInt() && v.Cmp(b[0]) >= 0 && v.Cmp(b[1]) <= 0
}

// scalarValue is a text of the file as a value of a scalar type.
func scalarValue(t spec.TypeExpr, text string) (*spec.Value, bool) {
	switch {
	case isScalar(t, "string", "timestamp"), t.Kind == spec.NamedType:
		return &spec.Value{Kind: spec.StringValue, Text: text}, true
	case isScalar(t, "bool"):
		text = strings.ToLower(strings.TrimSpace(text))
		return &spec.Value{Kind: spec.BoolValue, Text: text}, text == "true" || text == "false"
	case isScalar(t, "int32", "int64", "float64"):
		return numberValue(t.Name, strings.TrimSpace(text))
	}
	return nil, false
}

func numberValue(typ, text string) (*spec.Value, bool) {
	v, ok := number(text)
	if !ok || !fits(v, typ) {
		return nil, false
	}
	if strings.ContainsAny(text, ".eE") {
		if typ != "float64" {
			return nil, false
		}
		return &spec.Value{Kind: spec.FloatValue, Text: text}, true
	}
	return &spec.Value{Kind: spec.IntValue, Text: text}, true
}

// values reads the default, the values allowed and the example of a field.
func (s *service) values(f *spec.Field, schema *jsontree.Node, at place) {
	t := innermost(f.Type.Value)
	if isScalar(t, "int32", "int64", "float64") {
		for _, v := range s.enumValues(enumOf(schema), at) {
			if _, ok := numberValue(t.Name, v.Key); ok {
				f.Enum = append(f.Enum, importer.Set(v.Key))
			}
		}
		if s.docs {
			f.Doc = withTitles(f.Doc, s.enumTitles(enumOf(schema), at))
		}
	}
	if !at.reply {
		s.defaultValue(f, schema, at.path)
	}
	s.exampleValue(f, schema, at)
}

// defaultValue reads what the service takes when a parameter is absent.
func (s *service) defaultValue(f *spec.Field, schema *jsontree.Node, path string) {
	text, ok := s.scalar(schema, "default", path)
	if !ok || text == "" || f.Required.Value {
		return // what is required has no default that is ever taken
	}
	v, ok := scalarValue(f.Type.Value, text)
	switch {
	case !ok || s.isObject(f.Type.Value):
		s.Note(schema.Get("default"), importer.Skipped, path, "the default %s is no value of the type %s", jsontree.Quote(text), f.Type.Value.String())
	case !s.allowed(f, text):
		s.Note(schema.Get("default"), importer.Skipped, path, "the default %s is not one of the values allowed", jsontree.Quote(text))
	default:
		s.dropBroken(f, v, "default", schema, path)
		f.Default = v
	}
}

// exampleValue reads a value as it could be. Many do not fit the type, since
// digits are hidden in them: those are counted only.
func (s *service) exampleValue(f *spec.Field, schema *jsontree.Node, at place) {
	t := f.Type.Value
	text, ok := s.scalar(schema, "example", at.path)
	if t.Kind == spec.ListType && t.Elem.Elem == nil {
		items := schema.Get("items")
		if items != nil && items.Kind == jsontree.Object && !items.Get("example").IsNothing() {
			text, ok = s.scalar(items, "example", at.path)
		}
		t = *t.Elem
	}
	if !ok || text == "" || t.Elem != nil || isScalar(t, "any", "binary") || s.isObject(t) {
		return
	}
	if strings.HasPrefix(text, "[") && f.Type.Value.Elem != nil {
		f.Example = s.listValue(f, t, text, schema, at)
		return
	}
	v, ok := scalarValue(t, text)
	if !ok || !s.allowed(f, text) {
		s.misfits.add(schema, at.path)
		return
	}
	s.dropBroken(f, v, "example", schema, at.path)
	if f.Type.Value.Elem != nil {
		v = &spec.Value{Kind: spec.ListValue, Items: []*spec.Value{v}}
		if !holds(f, v) {
			return // the file shows one of several
		}
	}
	f.Example = v
}

// listValue is an example that is a whole list in JSON, or nil.
func (s *service) listValue(f *spec.Field, elem spec.TypeExpr, text string, schema *jsontree.Node, at place) *spec.Value {
	list, err := jsontree.Parse("", []byte(text))
	v := &spec.Value{Kind: spec.ListValue}
	if err == nil {
		for _, n := range list.Root.Items {
			item, ok := scalarValue(elem, n.Text)
			if !ok || n.Kind == jsontree.List || n.Kind == jsontree.Object || n.Kind == jsontree.Null || !s.allowed(f, n.Text) {
				break
			}
			s.dropBroken(f, item, "example", schema, at.path)
			v.Items = append(v.Items, item)
		}
	}
	if err != nil || len(v.Items) == 0 || len(v.Items) != len(list.Root.Items) || !holds(f, v) {
		s.misfits.add(schema, at.path)
		return nil
	}
	return v
}

// holds reports whether a list may have as many items as an example.
func holds(f *spec.Field, list *spec.Value) bool {
	n := len(list.Items)
	return !(f.MinItems != nil && n < f.MinItems.Value || f.MaxItems != nil && n > f.MaxItems.Value)
}

// misfits counts the examples that are no values of their types.
type misfits struct {
	count int
	first *jsontree.Node
	path  string
}

func (m *misfits) add(n *jsontree.Node, path string) {
	if m.count == 0 {
		m.first, m.path = n, path
	}
	m.count++
}

// tellMisfits tells how many examples were left out.
func (s *service) tellMisfits() {
	if m := s.misfits; m.count > 0 {
		s.Note(m.first, importer.Skipped, m.path, "examples that are no values of their types, as their digits are hidden or they show a value that is not listed: %d in all, the first here", m.count)
	}
}

func (s *service) isEnum(name string) bool {
	t := s.types[name]
	return t != nil && t.IsEnum
}

// isObject reports whether a type is an object with members.
func (s *service) isObject(t spec.TypeExpr) bool {
	return t.Kind == spec.NamedType && !s.isEnum(t.Name)
}

// allowed reports whether a value is one of those that a field lists, if it does.
func (s *service) allowed(f *spec.Field, value string) bool {
	if t := innermost(f.Type.Value); s.isEnum(t.Name) && t.Kind == spec.NamedType {
		_, ok := s.types[t.Name].Enum.Get(value)
		return ok
	}
	return len(f.Enum) == 0 || slices.ContainsFunc(f.Enum, func(v spec.At[string]) bool { return v.Value == value })
}
