package spec

import (
	"fmt"
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"
)

// decoder turns the YAML of one file into structures and collects its faults.
type decoder struct {
	file   string
	faults Faults
	// unknowns counts the keys that were none.
	unknowns int
}

const (
	// maxFaults bounds the faults of one file: a file that is something else
	// altogether would have one a line.
	maxFaults = 1000
	// maxDepth bounds maps and lists within each other.
	maxDepth = 100
	tooDeep  = "maps and lists are nested more than 100 deep here: no spec needs that"
)

func (d *decoder) fault(at Pos, format string, args ...any) {
	switch len(d.faults) {
	case maxFaults:
		d.faults = append(d.faults, Fault{Pos{File: d.file}, fmt.Sprintf("the file has more than %d faults: the others are not shown", maxFaults)})
	case maxFaults + 1:
	default:
		d.faults = append(d.faults, Fault{at, fmt.Sprintf(format, args...)})
	}
}

func (d *decoder) pos(n *yaml.Node) Pos { return Pos{d.file, n.Line, n.Column} }

// inspect refuses what YAML has and the language has not: aliases, anchors,
// tags and great depth. It reports whether the depth can be borne.
func (d *decoder) inspect(n *yaml.Node, depth int) bool {
	switch {
	case depth > maxDepth:
		d.fault(d.pos(n), tooDeep)
		return false
	case n.Kind == yaml.AliasNode:
		d.fault(d.pos(n), "aliases such as *%s are not part of the language: write the value out", n.Value)
	case n.Anchor != "":
		d.fault(d.pos(n), "anchors such as &%s are not part of the language: remove it", n.Anchor)
	case n.Style&yaml.TaggedStyle != 0:
		d.fault(d.pos(n), "tags such as %s are not part of the language: remove it, and quote a text that looks like something else", n.Tag)
	}
	for _, c := range n.Content {
		if !d.inspect(c, depth+1) {
			return false
		}
	}
	return true
}

// structure reads *T into to. at is where the structure begins for a reader:
// at its key, if it has one; what is how a fault names it.
func (d *decoder) structure(s *shape, n *yaml.Node, at Pos, what string, to reflect.Value) {
	set(to.Elem().Field(s.pos), at)
	switch {
	case n.Kind == yaml.MappingNode:
		d.keys(s, n, at, to)
	case s.short == nil:
		d.mismatch(n, at, what, s.noun+s.meant(n))
	case !isNull(n):
		d.value(s.short, n, at, what, to.Elem().Field(s.short.field))
	}
}

// keys reads the keys of a structure.
func (d *decoder) keys(s *shape, n *yaml.Node, at Pos, to reflect.Value) {
	before := len(d.faults)
	w := make(written, 0, len(n.Content)/2)
	d.members(n, func(name string, pos Pos, value *yaml.Node) {
		k, ok := s.byName[name]
		if !ok {
			d.unknown(s, name, pos)
			return
		}
		w = append(w, writtenKey{name, value.Value, pos})
		d.value(k, value, pos, name, to.Elem().Field(k.field))
	})
	for _, k := range s.keys {
		if k.required && !w.has(k.name) {
			d.fault(at, "%s needs the key %s%s", s.noun, k.name, example(k.name+": "+k.sample()))
		}
	}
	for _, r := range s.rules {
		r.check(s.noun, w, func(key, msg string) {
			pos := at
			if key != "" {
				pos = w.get(key).pos
			}
			d.fault(pos, "%s", msg)
		})
	}
	switch v := to.Interface().(type) {
	case *Type:
		v.IsEnum = w.has("enum")
	case *Field:
		if !w.has("type") {
			v.Type = At[TypeExpr]{at, TypeExpr{Name: "any"}}
		}
	case *Change:
		d.settle(v, len(d.faults) == before)
	}
}

// meant is what to write for a structure: with the one key that it needs,
// where its value stands alone.
func (s *shape) meant(n *yaml.Node) string {
	var needed []*key
	for _, k := range s.keys {
		if k.required {
			needed = append(needed, k)
		}
	}
	alone := n.Kind == yaml.ScalarNode && !isNull(n) && len(n.Value) <= quotedMost
	if alone && len(needed) == 1 && needed[0].elem == nil {
		return example("{" + needed[0].name + ": " + flowScalar(textNode(n.Value)) + "}")
	}
	return example(s.example)
}

func example(text string) string {
	if text == "" {
		return ""
	}
	return ", such as " + text
}

// unknown refuses a key that a structure does not take.
func (d *decoder) unknown(s *shape, name string, pos Pos) {
	d.unknowns++
	meant, ok := Nearest(name, s.names())
	if synonym := synonyms[name]; s.byName[synonym] != nil {
		meant, ok = synonym, true
	}
	if ok {
		d.fault(pos, "%s is not a key of %s; did you mean %s?", quote(name), s.noun, meant)
		return
	}
	d.fault(pos, "%s is not a key of %s; its keys are %s", quote(name), s.noun, strings.Join(s.names(), ", "))
}

// repeated refuses a word that stood before in the same map or list.
func (d *decoder) repeated(at Pos, word string, first Pos) {
	d.fault(at, "%s stands here a second time (first at %d:%d): remove one", quote(word), first.Line, first.Col)
}

// members visits the members of a mapping whose keys are texts, each key once.
func (d *decoder) members(n *yaml.Node, visit func(name string, pos Pos, value *yaml.Node)) {
	first := firstKeys(n)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, pos := n.Content[i], d.pos(n.Content[i])
		switch before := first(i); {
		case k.Kind == yaml.AliasNode: // inspect has said so
		case k.Kind != yaml.ScalarNode:
			d.fault(pos, "a key must be a text, not %s", describe(k))
		case k.Value == "" && isNull(k):
			d.fault(pos, "a key is missing before this colon")
		case k.Tag == "!!merge":
			d.fault(pos, "merge keys (<<) are not part of the language: write the keys out")
		case before < i:
			d.repeated(pos, k.Value, d.pos(n.Content[before]))
		default:
			visit(k.Value, pos, n.Content[i+1])
		}
	}
}

// fewKeys are so many that looking at all of them is quicker than a table.
const fewKeys = 8

// firstKeys tells of the key at an index of a mapping's content the index at
// which the same text stands as a key first.
func firstKeys(n *yaml.Node) func(i int) int {
	if len(n.Content) > 2*fewKeys {
		return firstOfMany(n)
	}
	return func(i int) int {
		for j := 0; j < i; j += 2 {
			if n.Content[j].Value == n.Content[i].Value && n.Content[j].Kind == yaml.ScalarNode {
				return j
			}
		}
		return i
	}
}

func firstOfMany(n *yaml.Node) func(i int) int {
	first := make(map[string]int, len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		k := n.Content[i]
		if _, ok := first[k.Value]; !ok && k.Kind == yaml.ScalarNode {
			first[k.Value] = i
		}
	}
	return func(i int) int {
		if j, ok := first[n.Content[i].Value]; ok {
			return min(i, j)
		}
		return i
	}
}
