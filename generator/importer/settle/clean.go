package settle

import (
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/spec"
)

// clean makes the structures say what a reader of the written spec would find:
// texts are UTF-8, a list has each text once, and types and values are of the
// kinds that their words have.
func (s *settling) clean() {
	validTexts(reflect.ValueOf(s.spec).Elem())
	s.emptyEnums()
	for _, f := range s.fields() {
		f.Type.Value = parsed(f.Type.Value)
	}
	for _, e := range s.spec.Actions {
		deep := func(x *spec.Example) bool { return tooDeep(x.Input, 0) || tooDeep(x.Output, 0) }
		if slices.ContainsFunc(e.Value.Examples, deep) {
			s.note(importer.Skipped, "actions/"+e.Key+"/examples", "an example is nested too deeply")
		}
		e.Value.Examples = slices.DeleteFunc(e.Value.Examples, deep)
		if len(e.Value.Examples) == 0 {
			e.Value.Examples = nil
		}
	}
}

// fields are all fields of the spec.
func (s *settling) fields() []*spec.Field {
	var all []*spec.Field
	for _, m := range messages(s.spec) {
		for _, f := range m.fields {
			all = append(all, f.Value)
		}
	}
	return all
}

// message is a structure of the spec: an input, an output or a type.
type message struct {
	path   string
	owner  string // the action's name, or the type's
	fields spec.Map[*spec.Field]
}

// messages are all structures of a service.
func messages(s *spec.Service) []message {
	var all []message
	for name, a := range s.Actions.All() {
		all = append(all,
			message{"actions/" + name + "/input", name, a.Input},
			message{"actions/" + name + "/output", name, a.Output})
	}
	for name, t := range s.Types.All() {
		all = append(all, message{"types/" + name, name, t.Fields})
	}
	return all
}

// validTexts makes all texts UTF-8, and lists of texts ones without repetitions.
func validTexts(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.ToValidUTF8(v.String(), "\uFFFD"))
	case reflect.Pointer:
		if x, ok := v.Interface().(*spec.Value); ok && x != nil {
			x.Kind = kindOf(x)
		}
		if !v.IsNil() {
			validTexts(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			validTexts(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			validTexts(v.Index(i))
		}
		if x, ok := v.Addr().Interface().(*[]spec.At[string]); ok {
			*x = distinct(*x)
		}
	}
}

func distinct(texts []spec.At[string]) []spec.At[string] {
	seen := map[string]bool{}
	return slices.DeleteFunc(texts, func(t spec.At[string]) bool {
		again := seen[t.Value]
		seen[t.Value] = true
		return again
	})
}

// number matches the numbers of the language; integer, the whole ones.
var (
	number  = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)
	integer = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)
)

// kindOf is the kind that a scalar has for a reader of its word.
func kindOf(v *spec.Value) spec.ValueKind {
	switch {
	case v.Kind == spec.BoolValue && v.Text != "true" && v.Text != "false":
		return spec.StringValue
	case v.Kind != spec.IntValue && v.Kind != spec.FloatValue:
		return v.Kind
	case !number.MatchString(v.Text):
		return spec.StringValue
	case integer.MatchString(v.Text):
		return spec.IntValue
	}
	return spec.FloatValue
}

// parsed is a type as its words say it, and anything where they say nothing.
func parsed(t spec.TypeExpr) spec.TypeExpr {
	for elem := &t; elem.Kind == spec.ListType || elem.Kind == spec.MapType; elem = elem.Elem {
		if elem.Elem == nil {
			return anything
		}
	}
	read, msg := spec.ParseType(t.String())
	if msg != "" {
		return anything
	}
	return read
}

// emptyEnums makes texts of enumerations without values, which the language
// has not.
func (s *settling) emptyEnums() {
	empty := map[string]spec.TypeExpr{}
	s.spec.Types = slices.DeleteFunc(s.spec.Types, func(e spec.Entry[*spec.Type]) bool {
		if e.Value.IsEnum = len(e.Value.Enum) > 0 || e.Value.IsEnum; !e.Value.IsEnum {
			return false
		}
		e.Value.Fields = nil
		if len(e.Value.Enum) == 0 {
			empty[e.Key] = spec.TypeExpr{Kind: spec.ScalarType, Name: "string"}
			s.note(importer.Changed, "types/"+e.Key, "it has no values: it is a text")
		}
		return len(e.Value.Enum) == 0
	})
	s.replaceTypes(empty)
}

// replaceTypes puts other types in the place of named ones.
func (s *settling) replaceTypes(by map[string]spec.TypeExpr) {
	for _, f := range s.fields() {
		f.Type.Value = replaced(f.Type.Value, by)
	}
}

func replaced(t spec.TypeExpr, by map[string]spec.TypeExpr) spec.TypeExpr {
	if t.Elem != nil {
		elem := replaced(*t.Elem, by)
		t.Elem = &elem
		return t
	}
	if other, ok := by[t.Name]; ok && t.Kind == spec.NamedType {
		return other
	}
	return t
}

// tooDeep reports whether a value is nested more deeply than a file may be.
func tooDeep(v *spec.Value, depth int) bool {
	const most = 80 // of the hundred that a file may have, some lie above the value
	if v == nil || depth > most {
		return v != nil
	}
	for _, item := range v.Items {
		if tooDeep(item, depth+1) {
			return true
		}
	}
	for _, m := range v.Members {
		if tooDeep(m.Value, depth+1) {
			return true
		}
	}
	return false
}
