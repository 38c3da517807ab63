package alibaba

import (
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// component is a schema that others refer to.
type component struct {
	schema *jsontree.Node
	// name is that of the type, for an object with members.
	name string
	// typ is the type; known tells that it was found, and open that it is
	// being looked for.
	typ         spec.TypeExpr
	known, open bool
}

// readComponents reads the schemas that have names. Objects with members become
// types, which may refer to one another in any order; all else stands for what
// it is wherever it is referred to.
func (s *service) readComponents(n *jsontree.Node) {
	if !s.Want(n, jsontree.Object, "components") {
		return
	}
	members := s.members(n.Get("schemas"), jsontree.Object, "types", "components.schemas")
	for _, m := range members {
		c := &component{schema: m.Value}
		if p := m.Value.Get("properties"); p != nil && p.Kind == jsontree.Object && len(p.Members) > 0 && m.Value.Get("$ref").IsNothing() {
			c.name = s.names.take(below("", m.Key))
			c.typ, c.known = namedType(c.name), true
		}
		s.components[m.Key] = c
	}
	for _, m := range members {
		c := s.components[m.Key]
		if c.name == "" {
			s.find(m.Key, c)
			continue
		}
		at := place{path: join("types", c.name), name: c.name, strict: true}
		t := &spec.Type{Doc: s.prose(c.schema, at.path)}
		importer.Add(&s.spec.Types, c.name, t)
		s.types[c.name] = t
		t.Fields = s.fields(c.schema, at)
	}
}

// maxChain is how many schemas without members may refer to one another in a row.
const maxChain = 100

// find looks for what a component without members stands for. One that stands
// for itself can be anything.
func (s *service) find(name string, c *component) spec.TypeExpr {
	switch {
	case c.known:
	case c.open:
		s.Note(c.schema, importer.Changed, "", "the schema %s is made of itself: it is taken for any", jsontree.Quote(name))
		c.typ, c.known = anything, true
	case s.depth >= maxChain:
		s.Note(c.schema, importer.Changed, "", "the schema %s is reached by more than %d references in a row: it is taken for any", jsontree.Quote(name), maxChain)
		return anything
	default:
		c.open = true
		s.depth++
		defer func() { s.depth-- }()
		typ := s.typeOf(c.schema, place{path: "components.schemas." + jsontree.Cut(name), name: below("", name), strict: true})
		if !c.known {
			c.typ, c.known = typ, true
		}
	}
	return c.typ
}

// schemas is where references lead.
const schemas = "#/components/schemas/"

// refer follows a reference.
func (s *service) refer(n *jsontree.Node, ref string, at place) spec.TypeExpr {
	name, ok := strings.CutPrefix(ref, schemas)
	c := s.components[name]
	if !ok || c == nil {
		s.Note(n, importer.Changed, at.path, "the reference %s leads to nothing: it is taken for any", jsontree.Quote(ref))
		return anything
	}
	return s.find(name, c)
}

// maxReferences is how many references a reply goes through.
const maxReferences = 16

// target is the schema that a schema stands for: itself, or what it refers to
// in the end.
func (s *service) target(schema *jsontree.Node) *jsontree.Node {
	for range maxReferences {
		ref := schema.Get("$ref")
		if ref == nil || ref.Kind != jsontree.String {
			return schema
		}
		c := s.components[strings.TrimPrefix(ref.Text, schemas)]
		if c == nil {
			return schema
		}
		schema = c.schema
	}
	return schema
}
