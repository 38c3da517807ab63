package resolve

import (
	"slices"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/spec"
)

// resolveFields gives every structure its fields, their types followed, and
// every output the request id of its provider.
func (s *service) resolveFields() {
	for _, st := range s.structs {
		for _, e := range st.fields {
			st.model.Fields = append(st.model.Fields, s.field(e))
		}
	}
	for _, a := range s.actions {
		s.addRequestID(a.model.Output)
	}
}

func (s *service) field(e spec.Entry[*spec.Field]) *model.Field {
	sp := e.Value
	f := &model.Field{
		Pos: e.Pos, Name: e.Key, Doc: sp.Doc, Deprecated: sp.Deprecated.Value,
		GoName:   s.goName("field", e.Key, sp.Name, e.Pos),
		Type:     s.typeOf(sp.Type.Value, at(sp.Type.Pos, e.Pos)),
		Required: sp.Required.Value, Nullable: sp.Nullable.Value, Sensitive: sp.Sensitive.Value,
		Min: number(sp.Min), Max: number(sp.Max),
		MinLength: limit(sp.MinLength), MaxLength: limit(sp.MaxLength),
		MinItems: limit(sp.MinItems), MaxItems: limit(sp.MaxItems),
		Pattern: sp.Pattern.Value, Enum: values(sp.Enum),
		In: sp.In.Value, Style: sp.Style.Value, Wrapper: sp.Wrapper.Value,
		Example: sp.Example,
	}
	if sp.Default != nil {
		f.Default = sp.Default.Text
	}
	s.source[f] = sp
	return f
}

func number(n *spec.Number) string {
	if n == nil {
		return ""
	}
	return n.Text
}

func limit(n *spec.At[int]) int {
	if n == nil {
		return -1
	}
	return n.Value
}

// typeOf follows a type expression. A name that no type bears is a fault, and
// stands for anything from there on.
func (s *service) typeOf(t spec.TypeExpr, pos spec.Pos) model.Type {
	switch t.Kind {
	case spec.ListType:
		return model.List{Elem: s.typeOf(*t.Elem, pos)}
	case spec.MapType:
		return model.Map{Elem: s.typeOf(*t.Elem, pos)}
	case spec.ScalarType:
		return model.Scalar(t.Name)
	}
	if named, ok := s.types[t.Name]; ok {
		return named
	}
	s.faultf(pos, "no type is called %s%s", t.Name, meant(t.Name, slices.Concat(keys(s.spec.Types), spec.Scalars)))
	return model.Any
}

// RequestIDName is the Go name of the request's id in an output.
const RequestIDName = "RequestID"

// addRequestID appends the member that every reply of the provider carries,
// unless the spec describes it itself.
func (s *service) addRequestID(out *model.Struct) {
	id := s.provider.spec.RequestID
	if !id.IsSet() || find(out.Fields, id.Value) != nil {
		return
	}
	out.Fields = append(out.Fields, &model.Field{
		Pos: id.Pos, Name: id.Value, GoName: RequestIDName, Type: model.String,
		Doc:       "Identifies the call to the vendor's support.",
		MinLength: -1, MaxLength: -1, MinItems: -1, MaxItems: -1,
	})
}

// find returns the field of a wire name, or nil.
func find(fields []*model.Field, name string) *model.Field {
	i := slices.IndexFunc(fields, func(f *model.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return fields[i]
}

// names are the wire names of fields.
func names(fields []*model.Field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Name)
	}
	return out
}
