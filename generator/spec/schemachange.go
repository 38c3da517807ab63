package spec

import (
	"slices"
	"strings"
)

// byPath says what a change may set and add, which hangs on its path: on that
// of one place, or on wildcards that lead to several.
func (w *schemaWriter) byPath() []any {
	var rules []any
	var known []any
	for i, p := range places {
		path := p.String()
		if slices.ContainsFunc(places[:i], func(q *place) bool { return q.String() == path }) {
			continue
		}
		at := object{{"pattern", pathPattern(p.path)}}
		known = append(known, at)
		rules = append(rules, w.when(at, w.changesAt(func(q *place) bool { return q.String() == path })))
	}
	elsewhere := object{{"not", object{{"anyOf", known}}}}
	return append(rules, w.when(elsewhere, w.changesAt(func(*place) bool { return true })))
}

func (w *schemaWriter) when(at, then object) object {
	return object{
		{"if", object{{"properties", object{{"at", at}}}, {"required", []string{"at"}}}},
		{"then", object{{"properties", then}}},
	}
}

// pathPattern is the pattern of the paths of one place, in which no segment is **.
func pathPattern(path []string) string {
	segments := make([]string, len(path))
	for i, s := range path {
		segments[i] = strings.ReplaceAll(s, "*", `(\*?([^/*\\]|\\.))*\*?`)
	}
	return "^" + strings.Join(segments, "/") + "$"
}

// changesAt are the schemas of set and add at some of the places.
func (w *schemaWriter) changesAt(chosen func(*place) bool) object {
	var set, add []any
	setTo, addTo := map[*shape]bool{}, map[*shape]bool{}
	for _, p := range places {
		if !chosen(p) {
			continue
		}
		if p.thing != nil && !setTo[p.thing] {
			setTo[p.thing] = true
			set = append(set, w.part(p.thing))
		}
		if k := p.key; k != nil && !addTo[k.elem] {
			addTo[k.elem] = true
			add = append(add, w.filled(k))
		}
	}
	return object{{"set", anyOf(set)}, {"add", anyOf(add)}}
}

// filled is the schema of a key that may hold anything but nothing.
func (w *schemaWriter) filled(k *key) object {
	if k.mustBeFilled {
		return w.key(k)
	}
	return append(w.key(k), member{"minProperties", 1})
}

// anyOf is the schema of what fits one of some schemas; none is for what may not be.
func anyOf(schemas []any) any {
	switch len(schemas) {
	case 0:
		return false
	case 1:
		return schemas[0]
	}
	return object{{"anyOf", schemas}}
}

// part is the schema of some keys of a structure, none of which it needs.
func (w *schemaWriter) part(s *shape) object {
	return w.define(s.typ.Name()+"Keys", func() object {
		var properties object
		for _, k := range s.keys {
			properties = append(properties, member{k.name, w.key(k)})
		}
		return object{{"type", "object"}, {"minProperties", 1}, {"additionalProperties", false}, {"properties", properties}}
	})
}
