package alibaba

import (
	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// enumOf is the schema that says which values are allowed: a list's items
// where it does not say itself.
func enumOf(schema *jsontree.Node) *jsontree.Node {
	if items := schema.Get("items"); schema.Get("enum").IsNothing() && schema.Get("enumValueTitles").IsNothing() && items != nil {
		return items
	}
	return schema
}

// enumValue is one value and its title.
type enumValue struct{ Key, title string }

// enumValues are the values that a schema allows, in the order of the file:
// those that it lists, or else those that it has titles for.
func (s *service) enumValues(schema *jsontree.Node, at place) []enumValue {
	titles := map[string]string{}
	var values []enumValue
	for _, v := range s.enumTitles(schema, at) {
		titles[v.Key] = v.title
		values = append(values, v)
	}
	list := schema.Get("enum")
	if !s.Want(list, jsontree.List, "enum of "+at.path) || len(list.Items) == 0 {
		return values
	}
	values = nil
	seen := map[string]bool{}
	for _, n := range list.Items {
		if n.Kind == jsontree.List || n.Kind == jsontree.Object {
			s.Fault(n, "an item of enum of %s must be a text, a number or a bool, not %v: %s", at.path, n.Kind, jsontree.Fetch)
		} else if !seen[n.Text] && n.Kind != jsontree.Null {
			seen[n.Text] = true
			values = append(values, enumValue{n.Text, titles[n.Text]})
		}
	}
	return values
}

// enumTitles are the values that a schema has titles for.
func (s *service) enumTitles(schema *jsontree.Node, at place) []enumValue {
	titles := schema.Get("enumValueTitles")
	if !s.Want(titles, jsontree.Object, "enumValueTitles of "+at.path) {
		return nil
	}
	var values []enumValue
	seen := map[string]bool{}
	for _, m := range titles.Members {
		if m.Value.IsNothing() || s.Want(m.Value, jsontree.String, "a title of enumValueTitles of "+at.path) {
			title := ""
			if m.Value != nil {
				title = m.Value.Text
			}
			if !seen[m.Key] {
				values = append(values, enumValue{m.Key, title})
			}
			seen[m.Key] = true
		}
	}
	return values
}

// enumType is a new type for the values of a text.
func (s *service) enumType(schema *jsontree.Node, values []enumValue, at place) spec.TypeExpr {
	t := &spec.Type{IsEnum: true, Doc: s.prose(schema, at.path)}
	for _, v := range values {
		value := &spec.EnumValue{}
		if s.docs {
			value.Doc = oneLine(v.title)
		}
		if naming.Value(v.Key) == "" {
			value.Name = importer.Set(valueName(v.Key))
		}
		importer.Add(&t.Enum, v.Key, value)
	}
	return namedType(s.addType(at, t))
}

// valueName is the Go name of a value without letters and digits.
func valueName(value string) string {
	if value == "" {
		return "Empty"
	}
	return "X" + hex(value)
}
