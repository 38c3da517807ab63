package main

import (
	"fmt"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// typeName is a type as a spec writes it.
func typeName(t model.Type) string {
	switch t := t.(type) {
	case model.Scalar:
		return string(t)
	case *model.Enum:
		return t.Name
	case *model.Struct:
		return t.Name
	case model.List:
		return "list of " + typeName(t.Elem)
	case model.Map:
		return "map of " + typeName(t.Elem)
	}
	return ""
}

// traits are what a caller has to know of a field beside its type.
func traits(f *model.Field, takes bool) []string {
	var words []string
	add := func(is bool, format string, args ...any) {
		if is {
			words = append(words, fmt.Sprintf(format, args...))
		}
	}
	add(f.Required && takes, "required")
	add(!f.Required && takes && f.Presence == model.Pointer, "optional")
	add(!f.Required && takes && f.Presence == model.OmitZero, "optional, left out when zero")
	add(f.Nullable, "may be null")
	add(f.Default != "", "default %s", f.Default)
	add(f.Min != "", "at least %s", f.Min)
	add(f.Max != "", "at most %s", f.Max)
	add(f.MinLength >= 0, "at least %s", count(f.MinLength, "character"))
	add(f.MaxLength >= 0, "at most %s", count(f.MaxLength, "character"))
	add(f.MinItems >= 0, "at least %s", count(f.MinItems, "item"))
	add(f.MaxItems >= 0, "at most %s", count(f.MaxItems, "item"))
	add(f.Pattern != "", "matches %s", f.Pattern)
	add(len(f.Enum) > 0, "one of %s", strings.Join(f.Enum, ", "))
	add(f.Sensitive, "secret")
	add(f.In != "", "in the %s", f.In)
	add(f.Deprecated != "", "deprecated: %s", f.Deprecated)
	return words
}

// types prints the structures and enumerations that the operation reaches, in
// the order of the spec.
func (s *sheet) types() {
	reached := map[model.Type]bool{}
	reach(s.action.Input, reached)
	reach(s.action.Output, reached)
	for _, t := range s.service.Structs {
		if reached[t] {
			s.title(t.Name)
			s.paragraph("  ", t.Doc)
			s.fieldLines(t.Fields, t.In)
		}
	}
	for _, e := range s.service.Enums {
		if !reached[e] {
			continue
		}
		s.title(e.Name)
		s.paragraph("  ", e.Doc)
		b := table{t: s.terminal, indent: "  "}
		for _, v := range e.Values {
			b.row(v.Value, v.Doc)
		}
		b.print()
	}
}

// reach adds to found the types that t leads to, itself too.
func reach(t model.Type, found map[model.Type]bool) {
	switch t := t.(type) {
	case model.List:
		reach(t.Elem, found)
	case model.Map:
		reach(t.Elem, found)
	case *model.Enum:
		found[t] = true
	case *model.Struct:
		if found[t] {
			return
		}
		found[t] = true
		for _, f := range t.Fields {
			reach(f.Type, found)
		}
	}
}
