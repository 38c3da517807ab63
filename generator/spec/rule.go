package spec

import (
	"fmt"
	"reflect"
	"slices"
)

// rule ties keys of one structure together.
type rule interface {
	// check reports what the keys written break: at a key, or at the structure
	// itself, for which the key is empty, where one is missing.
	check(noun string, w written, report func(key, msg string))
	// schema says the same to an editor.
	schema() object
}

// written are the keys of one structure that a spec wrote.
type written []writtenKey

type writtenKey struct {
	name, text string
	pos        Pos
}

func (w written) has(key string) bool { return w.get(key).name != "" }

// get is a key that was written, or nothing.
func (w written) get(key string) writtenKey {
	for _, k := range w {
		if k.name == key {
			return k
		}
	}
	return writtenKey{}
}

// rules are the rules of each structure.
var rules = map[reflect.Type][]rule{
	reflect.TypeFor[Type](): {exactlyOne{"fields", "enum"}},
	reflect.TypeFor[Condition](): {
		exactlyOne{"path", "error"},
		needs{"path", "in"}, needs{"in", "path"}, needs{"match", "path"}, needs{"count", "match"},
	},
	reflect.TypeFor[Change](): {
		oneOrMore{"set", "unset", "add", "remove"},
		never{"remove", "false"},
		notBoth{"add", "set"}, notBoth{"add", "unset"},
		notBoth{"remove", "set"}, notBoth{"remove", "unset"}, notBoth{"remove", "add"},
	},
	reflect.TypeFor[Example](): {notBoth{"output", "error"}},
	reflect.TypeFor[Paginate](): {
		under{"by", "offset", []string{"offset"}, []string{"number", "token", "next"}},
		under{"by", "number", []string{"number"}, []string{"offset", "token", "next"}},
		under{"by", "token", []string{"token", "next"}, []string{"offset", "number"}},
	},
}

// exactlyOne of its keys must stand.
type exactlyOne [2]string

func (r exactlyOne) check(noun string, w written, report func(key, msg string)) {
	if !w.has(r[0]) && !w.has(r[1]) {
		report("", fmt.Sprintf("%s needs the key %s or the key %s", noun, r[0], r[1]))
	}
	notBoth(r).check(noun, w, report)
}

func (r exactlyOne) schema() object {
	return object{{"oneOf", []any{required(r[0]), required(r[1])}}}
}

// notBoth of its keys may stand.
type notBoth [2]string

func (r notBoth) check(noun string, w written, report func(key, msg string)) {
	if !w.has(r[0]) || !w.has(r[1]) {
		return
	}
	second := r[1]
	if w.get(second).pos.Compare(w.get(r[0]).pos) < 0 {
		second = r[0]
	}
	report(second, fmt.Sprintf("%s has %s or %s, not both: remove one", noun, r[0], r[1]))
}

func (r notBoth) schema() object {
	return object{{"not", required(r[0], r[1])}}
}

// oneOrMore of its keys must stand.
type oneOrMore []string

func (r oneOrMore) check(noun string, w written, report func(key, msg string)) {
	if !slices.ContainsFunc(r, w.has) {
		report("", fmt.Sprintf("%s needs one of the keys %s", noun, alternatives(r)))
	}
}

func (r oneOrMore) schema() object {
	var each []any
	for _, k := range r {
		each = append(each, required(k))
	}
	return object{{"anyOf", each}}
}

// never says what a key of true and false may not be.
type never struct{ key, value string }

func (r never) check(_ string, w written, report func(key, msg string)) {
	if w.get(r.key).text == r.value {
		report(r.key, fmt.Sprintf("%s cannot be %s: leave it out", r.key, r.value))
	}
}

func (r never) schema() object {
	return object{{"properties", object{{r.key, object{{"const", r.value != "true"}}}}}}
}

// needs says that its first key makes sense only beside its second.
type needs [2]string

func (r needs) check(noun string, w written, report func(key, msg string)) {
	if w.has(r[0]) && !w.has(r[1]) {
		report(r[0], fmt.Sprintf("%s needs the key %s beside it", r[0], r[1]))
	}
}

func (r needs) schema() object {
	return object{{"dependentRequired", object{{r[0], []string{r[1]}}}}}
}

// under says which keys are needed and which refused when a key has a value.
type under struct {
	key, value      string
	needed, refused []string
}

func (r under) check(noun string, w written, report func(key, msg string)) {
	if w.get(r.key).text != r.value {
		return
	}
	for _, k := range slices.DeleteFunc(slices.Clone(r.needed), w.has) {
		report("", fmt.Sprintf("%s by %s needs the key %s", noun, r.value, k))
	}
	for _, k := range r.refused {
		if w.has(k) {
			report(k, fmt.Sprintf("%s has no place in %s by %s: remove it, or change %s", k, noun, r.value, r.key))
		}
	}
}

func (r under) schema() object {
	refused := object{}
	for _, k := range r.refused {
		refused = append(refused, member{k, false})
	}
	return object{
		{"if", object{
			{"properties", object{{r.key, object{{"const", r.value}}}}},
			{"required", []string{r.key}},
		}},
		{"then", object{{"required", r.needed}, {"properties", refused}}},
	}
}

func required(keys ...string) object { return object{{"required", keys}} }
