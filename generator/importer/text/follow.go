package text

import (
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// follower goes through the examples beside the tables: it takes from them how
// a value could look, and names members that no table has.
type follower struct {
	*reader
	// number is the line of the example's action.
	number int
	// named are the members that were told of.
	named map[string]bool
}

// follow goes through the examples of all actions.
func (r *reader) follow(s *spec.Service) {
	f := &follower{reader: r, named: map[string]bool{}}
	each := func(visit func(name string, a *spec.Action, e *spec.Example)) {
		for name, a := range s.Actions.All() {
			for _, e := range a.Examples {
				f.number = r.shown[e]
				visit(name, a, e)
			}
		}
	}
	// What is sent shows a value better than what comes back, so it is first.
	each(func(name string, a *spec.Action, e *spec.Example) {
		f.members("actions/"+name+"/input", a.Input, e.Input)
	})
	each(func(name string, a *spec.Action, e *spec.Example) {
		f.members("actions/"+name+"/output", a.Output, e.Output)
	})
}

// members goes through a structure. One without a table says nothing.
func (f *follower) members(path string, fields spec.Map[*spec.Field], v *spec.Value) {
	if v == nil || v.Kind != spec.MapValue || fields == nil {
		return
	}
	for name, value := range v.Members.All() {
		field, ok := fields.Get(name)
		switch {
		case ok:
			f.value(field, field.Type.Value, value)
		case name != f.cloud.requestID && !f.named[path+"/"+name]:
			f.named[path+"/"+name] = true
			f.note(importer.Remark, f.number, path+"/"+name, "an example has it, and the table does not%s", nearly(name, fields))
		}
	}
}

// nearly is the member that differs in its capitals alone, as a remark.
func nearly(name string, fields spec.Map[*spec.Field]) string {
	for other := range fields.All() {
		if strings.EqualFold(other, name) {
			return ": there it is " + other + "; correct it in an overlay if the example is right"
		}
	}
	return ""
}

func (f *follower) value(field *spec.Field, t spec.TypeExpr, v *spec.Value) {
	switch {
	case t.Kind == spec.ListType:
		for _, item := range v.Items {
			f.value(field, *t.Elem, item)
		}
	case t.Kind == spec.NamedType:
		if named, ok := f.described[t.Name]; ok {
			f.members("types/"+t.Name, named.Fields, v)
		}
	case field.Example == nil && field.Enum == nil && field.Type.Value.Elem == nil && !field.Sensitive.Value && telling(t, v):
		field.Example = v
	}
}

// maxSample is the longest text that shows how a value looks.
const maxSample = 60

// telling reports whether a value shows how those of its type look.
func telling(t spec.TypeExpr, v *spec.Value) bool {
	if len(v.Text) > maxSample || v.Text == "" || t.Name == "bool" || t.Name == "any" {
		return false
	}
	again := scalar(t, v.Text)
	return again != nil && again.Kind == v.Kind
}
