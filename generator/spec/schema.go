package spec

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// Schema writes the JSON Schema (draft 2020-12) of one kind of file, so that an
// editor completes and checks a spec. It is read off the same definitions as
// the decoder, and the same bytes come out each time. The decoder refuses
// more: names that stand for nothing, and whatever JSON Schema cannot say.
func Schema(kind string) ([]byte, error) {
	k := kindNamed(kind)
	if k == nil {
		return nil, fmt.Errorf("there is no schema %s: the kinds are %s", quote(kind), strings.Join(Kinds(), ", "))
	}
	return schemaOf(k, "signet "+kind)
}

func schemaOf(k *fileKind, title string) ([]byte, error) {
	w := &schemaWriter{defs: map[string]bool{}}
	root := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", title},
		{"description", k.doc},
	}
	switch {
	case k.isList():
		root = append(root, list(w.entry(k.root), false)...)
	case k.keyForm != nil:
		root = append(root, w.mapOf(w.entry(k.root), k.keyForm)...)
	default:
		root = append(root, w.structure(k.root)...)
	}
	root = append(root, member{"$defs", w.definitions})
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := cmp.Or(w.err, e.Encode(root)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// object is a JSON object that keeps its order.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := e.Encode(m.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := e.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schemaWriter collects the definitions that a schema refers to.
type schemaWriter struct {
	defs        map[string]bool
	definitions object
	err         error
}

// reference refers to the definition of a structure, and writes it once.
func (w *schemaWriter) reference(s *shape) object {
	return w.define(s.typ.Name(), func() object { return w.structure(s) })
}

// define refers to a definition, and writes it once.
func (w *schemaWriter) define(name string, write func() object) object {
	if !w.defs[name] {
		w.defs[name] = true
		at := len(w.definitions)
		w.definitions = append(w.definitions, member{name: name})
		w.definitions[at].value = write()
	}
	return object{{"$ref", "#/$defs/" + name}}
}

// structure is the schema of a structure written as a map.
func (w *schemaWriter) structure(s *shape) object {
	var properties object
	var needed []string
	for _, k := range s.keys {
		properties = append(properties, member{k.name, w.key(k)})
		if k.required {
			needed = append(needed, k.name)
		}
	}
	o := object{{"type", "object"}, {"additionalProperties", false}}
	if len(needed) > 0 {
		o = append(o, member{"required", needed})
	}
	o = append(o, member{"properties", properties})
	var all []any
	for _, r := range s.rules {
		all = append(all, r.schema())
	}
	if s.typ == reflect.TypeFor[Change]() {
		all = append(all, w.byPath()...)
	}
	if len(all) > 0 {
		o = append(o, member{"allOf", all})
	}
	return o
}

// entry is the schema of a structure where its short form may stand.
func (w *schemaWriter) entry(s *shape) object {
	if s.short == nil {
		return w.reference(s)
	}
	return object{{"anyOf", []any{w.key(s.short), object{{"type", "null"}}, w.reference(s)}}}
}

// mapOf is the schema of a map from names of a form.
func (w *schemaWriter) mapOf(value object, f *form) object {
	o := object{{"type", "object"}}
	if f == nil {
		return append(o, member{"additionalProperties", value})
	}
	o = append(o, member{"patternProperties", object{{f.pattern.String(), value}}}, member{"additionalProperties", false})
	if f.reserved != nil {
		names := append(append([]string{}, Scalars...), foreignTypeNames()...)
		o = append(o, member{"propertyNames", object{{"not", object{{"enum", names}}}}})
	}
	return o
}

// key is the schema of what stands under a key, with what an editor shows.
func (w *schemaWriter) key(k *key) object {
	o := object{{"description", k.doc}}
	if k.example != "" && k.enum == nil {
		v, err := exampleValue(k)
		w.err = cmp.Or(w.err, err)
		o = append(o, member{"examples", []any{v}})
	}
	switch k.kind {
	case textKind:
		return append(o, text(k)...)
	case boolKind:
		return append(o, member{"type", "boolean"})
	case intKind:
		return append(o, member{"type", "integer"}, member{"minimum", k.least}, member{"maximum", maxInteger})
	case numberKind:
		return append(o, member{"type", "number"})
	case typeKind:
		return append(o, typeSchema()...)
	case freeKind:
		return append(o, free(k)...)
	case patchKind, additionsKind: // byPath says what stands under them
		return o
	case textsKind:
		return append(o, list(text(k), true)...)
	case errorsKind:
		return append(o, member{"anyOf", []any{list(text(k), true), w.mapOf(w.entry(k.elem), k.keyForm)}})
	case listKind:
		return append(o, list(w.entry(k.elem), false)...)
	case mapKind:
		if k.mustBeFilled {
			o = append(o, member{"minProperties", 1})
		}
		return append(o, w.mapOf(w.entry(k.elem), k.keyForm)...)
	}
	return append(o, w.reference(k.elem)...)
}
