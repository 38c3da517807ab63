package alibaba

import (
	"time"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// deprecation is why what the vendor marks should not be used. The file has no
// other reason.
const deprecation = "Alibaba Cloud marks it as deprecated."

// field is a member of an object, or a parameter.
func (s *service) field(m jsontree.Member, beside siblings, at place) *spec.Field {
	f := &spec.Field{Name: goName(m.Key), Doc: s.prose(m.Value, at.path)}
	schema, one := m.Value, beside.item(m.Key)
	if list, ok := s.wrapper(m, at); ok {
		f.Wrapper = importer.Set(list.Key)
		schema = list.Value
		if f.Doc == "" {
			f.Doc = s.prose(schema, at.path)
		}
	}
	inner := at.named(below(at.name, m.Key))
	if isMany(schema) {
		inner.name = below(at.name, one)
	}
	f.Type = importer.Set(s.typeOf(schema, inner))
	if !at.reply {
		s.demands(f, schema, at.path)
		s.limits(f, schema, at.path)
	}
	s.values(f, schema, at)
	if s.flag(schema, "deprecated", at.path) {
		f.Deprecated = importer.Set(deprecation)
	}
	if isSecret(m.Key) && isScalar(innermost(f.Type.Value), "string") {
		f.Sensitive = importer.Set(true)
	}
	return f
}

// wrapper is the list that a member of a reply wraps.
func (s *service) wrapper(m jsontree.Member, at place) (jsontree.Member, bool) {
	if !at.reply {
		return jsontree.Member{}, false
	}
	list, ok := wrapped(m.Key, m.Value, at.strict)
	return list, ok && list.Value.Kind == jsontree.Object
}

// demands reads whether a field must be there.
func (s *service) demands(f *spec.Field, schema *jsontree.Node, path string) {
	// docRequired is what the page shows; required is what the service wants.
	s.flag(schema, "docRequired", path)
	n := schema.Get("required")
	if n != nil && n.Kind == jsontree.List {
		s.Note(n, importer.Unread, path, "required is a list of members: it is left out")
		return
	}
	if s.flag(schema, "required", path) {
		f.Required = importer.Set(true)
	}
}

// textType is the type of a text: one of its own where the values are listed.
func (s *service) textType(schema *jsontree.Node, at place) spec.TypeExpr {
	switch s.Text(schema, "format", at.path) {
	case "iso8601", "date-time", "dateTime":
		if example, _ := s.scalar(schema, "example", at.path); isTime(example) {
			return scalarType("timestamp")
		}
	case "byte":
		return scalarType("binary")
	case "binary":
		if !at.reply {
			return scalarType("binary")
		}
	}
	if values := s.enumValues(schema, at); len(values) > 0 {
		return s.enumType(schema, values, at)
	}
	return scalarType("string")
}

// isTime reports whether a text is a time as the type timestamp has it.
func isTime(text string) bool {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if _, err := time.Parse(layout, text); err == nil {
			return true
		}
	}
	return false
}

// integerType is the type of a whole number. One whose own example is too large
// for it is taken for the larger.
func (s *service) integerType(schema *jsontree.Node, kind string, at place) string {
	if format := s.Text(schema, "format", at.path); format != "int32" && kind != "int32" && kind != "int" {
		return "int64"
	}
	example, _ := s.scalar(schema, "example", at.path)
	if v, ok := number(example); ok && v.IsInt() && !fits(v, "int32") && fits(v, "int64") {
		s.Note(schema.Get("example"), importer.Changed, at.path, "the example %s is larger than an int32 can be: the type is int64", jsontree.Cut(example))
		return "int64"
	}
	return "int32"
}
