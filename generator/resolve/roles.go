package resolve

import "github.com/signet-gen/signet/generator/model"

// markRoles tells each structure whether requests and replies reach it.
func (s *service) markRoles() {
	for _, a := range s.model.Actions {
		reach(a.Input, func(st *model.Struct) *bool { return &st.In })
		reach(a.Output, func(st *model.Struct) *bool { return &st.Out })
	}
}

// reach sets a mark on a structure and all that its fields lead to.
func reach(st *model.Struct, mark func(*model.Struct) *bool) {
	if *mark(st) {
		return
	}
	*mark(st) = true
	for _, f := range st.Fields {
		if held, ok := innermost(f.Type).(*model.Struct); ok {
			reach(held, mark)
		}
	}
}

// innermost is what lists and maps hold in the end.
func innermost(t model.Type) model.Type {
	switch t := t.(type) {
	case model.List:
		return innermost(t.Elem)
	case model.Map:
		return innermost(t.Elem)
	}
	return t
}

// container reports whether a type is a list or a map, and what it holds.
func container(t model.Type) (elem model.Type, ok bool) {
	switch t := t.(type) {
	case model.List:
		return t.Elem, true
	case model.Map:
		return t.Elem, true
	}
	return nil, false
}
