package resolve

import (
	"strings"

	"github.com/signet-gen/signet/generator/model"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/spec"
)

// declareTypes makes an empty struct or an enum of each named type, so that
// types can refer to one another in any order.
func (s *service) declareTypes() {
	for _, e := range s.spec.Types {
		if e.Value.IsEnum {
			s.declareEnum(e)
		} else {
			s.declareStruct(e)
		}
	}
}

func (s *service) declareStruct(e spec.Entry[*spec.Type]) {
	t := e.Value
	st := &model.Struct{
		Pos: e.Pos, Name: e.Key, Doc: t.Doc, Deprecated: t.Deprecated.Value,
		GoName: s.goName("type", e.Key, t.Name, e.Pos),
	}
	s.types[e.Key] = st
	s.model.Structs = append(s.model.Structs, st)
	s.structs = append(s.structs, &structure{st, t.Fields, "type", e.Key})
}

func (s *service) declareEnum(e spec.Entry[*spec.Type]) {
	t := e.Value
	en := &model.Enum{
		Pos: e.Pos, Name: e.Key, Doc: t.Doc, Deprecated: t.Deprecated.Value,
		GoName: s.goName("type", e.Key, t.Name, e.Pos),
	}
	for _, v := range t.Enum {
		en.Values = append(en.Values, &model.EnumValue{
			Pos: v.Pos, Value: v.Key, Doc: v.Value.Doc, Deprecated: v.Value.Deprecated.Value,
			GoName: s.valueName(en.GoName, v),
		})
	}
	s.types[e.Key] = en
	s.model.Enums = append(s.model.Enums, en)
}

func (s *service) valueName(enum string, v spec.Entry[*spec.EnumValue]) string {
	if name := v.Value.Name; name.IsSet() {
		s.name(name, v.Pos)
		return enum + name.Value
	}
	name := naming.Constant(enum, v.Key)
	if name == "" && enum != "" {
		s.faultf(v.Pos, "value %q makes no Go name: give it one with name:", v.Key)
	}
	return name
}

// declareActions makes each action with an empty input and output.
func (s *service) declareActions() {
	for _, e := range s.spec.Actions {
		sp := e.Value
		a := &model.Action{
			Pos: e.Pos, Name: e.Key, Doc: sp.Doc, Deprecated: sp.Deprecated.Value,
			GoName: s.goName("action", e.Key, sp.Name, e.Pos),
		}
		a.Input = s.declareMessage(a, "Input", sp.Input)
		a.Output = s.declareMessage(a, "Output", sp.Output)
		a.File = naming.File(a.GoName)
		s.model.Actions = append(s.model.Actions, a)
		s.actions = append(s.actions, &action{a, sp})
	}
}

// declareMessage makes the input or output of an action.
func (s *service) declareMessage(a *model.Action, kind string, fields spec.Map[*spec.Field]) *model.Struct {
	name := a.GoName + kind
	st := &model.Struct{Pos: a.Pos, Name: name, GoName: name}
	s.structs = append(s.structs, &structure{st, fields, "the " + strings.ToLower(kind) + " of", a.Name})
	return st
}

// goName is the identifier of a wire name, or what the spec says in its place.
func (s *service) goName(noun, wire string, own spec.At[string], pos spec.Pos) string {
	if own.IsSet() {
		s.name(own, pos)
		return own.Value
	}
	name := naming.Go(wire)
	if name == "" {
		s.faultf(pos, "%s %q makes no Go name: give it one with name:", noun, wire)
	}
	return name
}
