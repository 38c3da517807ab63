package alibaba

import (
	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// evidence is what a sample shows of the types of a reply: a number that does
// not fit the type it is said to have makes that wider, since a client that
// takes the file's word would fail to read the reply.
type evidence struct {
	*service
	at   *jsontree.Node
	path string
	// told are the members that a note was made of.
	told map[string]bool
}

// maxTold is how many members that a sample alone has are told.
const maxTold = 20

// members looks at the members of an object.
func (e *evidence) members(v *spec.Value, fields map[string]*spec.Field, path string) {
	for name, member := range v.Members.All() {
		f := fields[name]
		if f == nil {
			if path+name != requestID && !e.told[path+name] && len(e.told) < maxTold {
				e.told[path+name] = true
				e.Note(e.at, importer.Remark, e.path, "the sample shows %s, which the reply's description has not", jsontree.Cut(path+name))
			}
			continue
		}
		if inner, ok := member.Members.Get(f.Wrapper.Value); ok && f.Wrapper.IsSet() {
			member = inner
		}
		if t, ok := e.value(member, f.Type.Value, path+name); ok {
			e.Note(e.at, importer.Changed, e.path, "the sample shows numbers in %s that are none of type %s: the type is %s", jsontree.Cut(path+name), f.Type.Value.String(), t.String())
			f.Type = importer.Set(t)
		}
	}
}

// value is the type that a value wants, if it does not fit the one it has.
func (e *evidence) value(v *spec.Value, t spec.TypeExpr, path string) (wider spec.TypeExpr, changed bool) {
	if t.Elem != nil {
		return e.inside(v, t, path)
	}
	if t.Kind == spec.NamedType {
		if v.Kind == spec.MapValue && !e.isEnum(t.Name) {
			e.members(v, e.fieldsOf(t.Name), path+".")
		}
		return t, false
	}
	n, ok := number(v.Text)
	switch {
	case !ok || v.Kind != spec.IntValue && v.Kind != spec.FloatValue || !isScalar(t, "int32", "int64") || fits(n, t.Name):
		return t, false
	case fits(n, "int64"):
		return scalarType("int64"), true
	case !n.IsInt():
		return scalarType("float64"), true
	}
	return t, false
}

// inside looks at what a list or a map holds.
func (e *evidence) inside(v *spec.Value, t spec.TypeExpr, path string) (wider spec.TypeExpr, changed bool) {
	elem := *t.Elem
	look := func(held *spec.Value) {
		if w, ok := e.value(held, elem, path); ok {
			elem, changed = w, true
		}
	}
	if t.Kind == spec.ListType {
		for _, held := range v.Items {
			look(held)
		}
		return listOf(elem), changed
	}
	for _, m := range v.Members {
		look(m.Value)
	}
	return mapOf(elem), changed
}

// believe compares a sample with the types of the reply that it shows.
func (s *service) believe(output *spec.Value, a *spec.Action, at *jsontree.Node, path string) {
	(&evidence{s, at, path, map[string]bool{}}).members(output, index(a.Output), "")
}
