package spec

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
)

// text is the schema of a text. YAML reads some unquoted texts as numbers and
// booleans; they stand for themselves, so that those are let through too.
func text(k *key) object {
	switch {
	case len(k.enum) > 0:
		return object{{"enum", k.enum}}
	case k.form != nil:
		o := object{{"type", "string"}}
		if k.form.takesBool() {
			o = object{{"type", []string{"string", "boolean"}}}
		}
		return append(o, member{"pattern", k.form.pattern.String()},
			member{"patternErrorMessage", strings.TrimSpace(k.name + " must be " + k.form.words + example(k.form.example))})
	}
	o := object{{"type", []string{"string", "number", "boolean"}}}
	if !k.mayBeEmpty {
		o = append(o, member{"minLength", 1})
	}
	return o
}

// list is the schema of a list that is not empty.
func list(item object, different bool) object {
	o := object{{"type", "array"}, {"minItems", 1}}
	if different {
		o = append(o, member{"uniqueItems", true})
	}
	return append(o, member{"items", item})
}

// free is the schema of free YAML.
func free(k *key) object {
	if k.mustBeMap {
		return object{{"type", "object"}}
	}
	return object{{"not", object{{"type", "null"}}}}
}

// typeSchema is the schema of a type expression. An editor offers its first
// part to complete.
func typeSchema() object {
	prefix := fmt.Sprintf("^((list|map) of ){0,%d}", maxTypeDepth)
	names := strings.Join(foreignTypeNames(), "|")
	return object{
		{"type", "string"},
		{"anyOf", []any{
			object{{"enum", append(append([]string{}, Scalars...), "list of string")}},
			object{
				{"pattern", prefix + typeNamePattern + "$"},
				{"not", object{{"pattern", prefix + "(" + names + ")$"}}},
			},
		}},
	}
}

// exampleValue is the example of a key as JSON has it: a list where the key
// holds one of such values.
func exampleValue(k *key) (any, error) {
	switch k.kind {
	case textKind, typeKind:
		return k.example, nil
	case textsKind, errorsKind:
		return []string{k.example}, nil
	}
	var v any
	if err := yaml.Unmarshal([]byte(k.example), &v); err != nil {
		return nil, fmt.Errorf("the example of %s in language.go: %w", k.name, err)
	}
	if k.kind == listKind {
		return []any{v}, nil
	}
	return v, nil
}
