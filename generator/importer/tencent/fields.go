package tencent

import (
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// place is where a field stands.
type place int

const (
	input place = iota
	output
	inType
)

// writeTypes makes the types of the spec: what no action names, and what
// something holds beside.
func (s *service) writeTypes() {
	for _, o := range s.types {
		if o.message && !o.held {
			continue
		}
		if o.typeName == "" {
			s.Note(o.node, importer.Skipped, "", "the object %s: no type can be called so; what holds it can hold anything", jsontree.Quote(o.name))
			continue
		}
		path := "types/" + o.typeName
		if o.typeName != o.name {
			s.Note(o.node, importer.Changed, path, "the object %s is called so here, since no type of a spec can bear its own name", jsontree.Quote(o.name))
		}
		t := &spec.Type{}
		if doc := plainText(s.Text(o.node, "document", "object "+jsontree.Quote(o.name))); s.docs {
			t.Doc = doc
		}
		for _, m := range o.members {
			importer.Add(&t.Fields, m.name, s.field(o, m, inType, path+"/"))
		}
		importer.Add(&s.spec.Types, o.typeName, t)
	}
}

// field makes a field of the spec.
func (s *service) field(o *object, m *member, at place, dir string) *spec.Field {
	owner := "member " + jsontree.Quote(m.name) + " of " + jsontree.Quote(o.name)
	f := &spec.Field{Type: importer.Set(m.typ)}
	if m.disabled {
		s.Note(m.node, importer.Changed, dir+m.name, "the vendor has disabled it: it stays, deprecated")
		f.Deprecated = importer.Set("The service has taken it out of use.")
	}
	required := s.flag(m.node, "required", owner) && !m.disabled
	null := s.flag(m.node, "value_allowed_null", owner) || mayBeNull(m.prose)
	s.flag(m.node, "output_required", owner)
	if required && (at == input || at == inType && o.in) {
		f.Required = importer.Set(true)
		s.allowEmpty(f, m)
	}
	if null && (at == output || at == inType && (o.out || !o.in)) {
		f.Nullable = importer.Set(true)
	}
	if isSecret(o, m) {
		f.Sensitive = importer.Set(true)
	}
	if s.docs {
		f.Doc = withoutNull(m.prose)
	}
	s.samples(f, m, owner)
	s.facts(f, o, m, at)
	return f
}

// allowEmpty lets a required text or list be empty where the vendor's own
// examples send it so.
func (s *service) allowEmpty(f *spec.Field, m *member) {
	switch {
	case !m.mayBeEmpty:
	case m.typ.Kind == spec.ListType:
		f.MinItems = importer.SetInt(0)
	case m.typ.Kind == spec.ScalarType && (m.typ.Name == "string" || dates[m.typ.Name] != nil):
		f.MinLength = importer.SetInt(0)
	}
}

// samples reads the example and the default that the file names.
func (s *service) samples(f *spec.Field, m *member, owner string) {
	example := s.scalarText(m.node, "example", owner)
	if !f.Sensitive.Value {
		f.Example = exampleOf(m.typ, example)
	}
	// Files of before 2023 had examples in the place of defaults; only what no
	// example of a text can be is taken.
	if text := s.scalarText(m.node, "default", owner); m.typ.Kind == spec.ScalarType && m.typ.Name != "string" {
		m.declared = scalarValue(m.typ.Name, strings.TrimSpace(text))
	}
}

// scalarText is a member that is a text; numbers and bools will do.
func (s *service) scalarText(of *jsontree.Node, key, owner string) string {
	n := of.Get(key)
	if n != nil && (n.Kind == jsontree.Number || n.Kind == jsontree.Bool) {
		return n.Text
	}
	return s.Text(of, key, owner)
}
