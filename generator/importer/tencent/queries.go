package tencent

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/importer/jsontree"
	"github.com/signet-gen/signet/generator/spec"
)

// queryOf reads the parameters of an address: flattened by dots, lists by index.
func queryOf(a *action, text string) (*spec.Value, string) {
	_, query, ok := strings.Cut(text, "?")
	if !ok {
		return nil, "its address has no parameters"
	}
	tree := &branch{}
	for _, p := range parameters(a, query) {
		if why := tree.put(strings.Split(p.key, "."), p.value); why != "" {
			return nil, why
		}
	}
	v := &spec.Value{Pos: nowhere, Kind: spec.MapValue}
	for _, name := range tree.names {
		m := a.input.get(name)
		t, inside := scalar("string"), (*object)(nil)
		if m != nil {
			t, inside = m.typ, m.object
		}
		importer.Add(&v.Members, name, tree.below[name].value(t, inside))
	}
	return v, ""
}

type parameter struct{ key, value string }

// parameters splits a query. An ampersand begins a parameter where a line
// begins, or where a name follows that the action knows: values hold some, too.
func parameters(a *action, query string) []parameter {
	byLine, begins := strings.Contains(query, "\n"), true
	var all []parameter
	start := 0 // of the last value
	for at := 0; at <= len(query); {
		piece, _, _ := strings.Cut(query[at:], "&")
		end := at + len(piece)
		key, value, ok := strings.Cut(piece, "=")
		key = strings.TrimSpace(key)
		name, _, _ := strings.Cut(key, ".")
		known := slices.Contains(commonParameters, key) || a.input.get(name) != nil
		switch {
		case strings.TrimSpace(piece) == "", strings.HasPrefix(strings.TrimSpace(piece), "<"):
		case ok && (known || begins):
			all, start = append(all, parameter{key, value}), end-len(value)
		case len(all) > 0 && !begins:
			all[len(all)-1].value = query[start:end]
		}
		begins = !byLine || strings.HasSuffix(piece, "\n")
		at = end + 1
	}
	return slices.DeleteFunc(all, func(p parameter) bool {
		return isCommon(a, p.key) || p.key == "Action" && strings.TrimSpace(p.value) == a.name
	})
}

// branch is a parameter, or what several have before a dot.
type branch struct {
	text  string
	leaf  bool
	names []string
	below map[string]*branch
}

// maxPath is how many names a flattened parameter may have; what stands under
// one, as JSON, may be nested the rest of maxDepth.
const maxPath = 20

// put hangs a value under its path.
func (b *branch) put(path []string, text string) string {
	if len(path) > maxPath {
		return "it is nested too deeply"
	}
	for _, name := range path {
		if utf8.RuneCountInString(name) > longestName {
			return "a name in it is longer than 100 characters"
		}
		if name == "" || b.leaf {
			return "the names of its parameters do not go together"
		}
		if b.below[name] == nil {
			if b.below == nil {
				b.below = map[string]*branch{}
			}
			b.below[name] = &branch{}
			b.names = append(b.names, name)
		}
		b = b.below[name]
	}
	if len(b.names) > 0 || b.leaf {
		return "the names of its parameters do not go together"
	}
	b.leaf, b.text = true, text
	return ""
}

// value is a branch as the type wants it; one that does not fit is as it looks.
func (b *branch) value(t spec.TypeExpr, inside *object) *spec.Value {
	v := &spec.Value{Pos: nowhere}
	switch {
	case b.leaf:
		return leafValue(t, b.text)
	case t.Kind == spec.ListType || t.Kind != spec.NamedType && b.isList():
		v.Kind = spec.ListValue
		elem := scalar("string")
		if t.Elem != nil {
			elem = *t.Elem
		}
		for _, name := range b.inOrder() {
			v.Items = append(v.Items, b.below[name].value(elem, inside))
		}
	default:
		v.Kind = spec.MapValue
		for _, name := range b.names {
			importer.Add(&v.Members, name, b.below[name].valueIn(inside, name))
		}
	}
	return v
}

// valueIn is the value of the member called name.
func (b *branch) valueIn(o *object, name string) *spec.Value {
	if o != nil && o.get(name) != nil {
		return b.value(o.get(name).typ, o.get(name).object)
	}
	return b.value(scalar("string"), nil)
}

func (b *branch) isList() bool {
	return !slices.ContainsFunc(b.names, func(n string) bool { _, err := strconv.Atoi(n); return err != nil })
}

// inOrder are the indices of a list from the least.
func (b *branch) inOrder() []string {
	names := slices.Clone(b.names)
	slices.SortStableFunc(names, func(x, y string) int {
		i, _ := strconv.Atoi(x)
		j, _ := strconv.Atoi(y)
		return cmp.Compare(i, j)
	})
	return names
}

// unescaped is a text of an address without its escapes. Most are written
// plainly, and a plus is one there; where anything is escaped, it is a space.
func unescaped(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil && strings.Contains(text, "%") && utf8.ValidString(plain) {
		return plain
	}
	return text
}

// leafValue is a text of a query as its type wants it.
func leafValue(t spec.TypeExpr, text string) *spec.Value {
	text = unescaped(strings.TrimSpace(text))
	if t.Kind == spec.ScalarType && t.Name != "string" {
		if v := scalarValue(t.Name, strings.ToLower(text)); v != nil && t.Name == "bool" {
			return v
		}
		if v := scalarValue(t.Name, text); v != nil {
			return v
		}
	}
	if t.Kind != spec.ScalarType && strings.ContainsAny(text[:min(1, len(text))], "[{") {
		if d, err := jsontree.Parse("", []byte(text)); err == nil && depth(d.Root) <= maxDepth-maxPath && shortKeys(d.Root) {
			return d.Root.Value()
		}
	}
	return &spec.Value{Pos: nowhere, Kind: spec.StringValue, Text: text}
}
