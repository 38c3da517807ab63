package spec

import (
	"fmt"
	"path"
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"
)

// Marshal writes the file of a cloud, provider.yaml, as Load reads it: the keys
// in the order of the language, each text quoted only where it must be, the
// same bytes each time. It names the schema of the file for editors.
//
// It reads what it wrote, and returns the faults of that as an error: of a
// structure that holds what no spec may say.
func (p *Provider) Marshal() ([]byte, error) {
	return marshal("provider", "../schema/", encode(shapeOf(reflect.TypeFor[Provider]()), reflect.ValueOf(p)))
}

// Marshal writes the files of one version of a service by their names:
// service.yaml, actions.yaml, and types.yaml where there are types. It writes
// and fails as [Provider.Marshal] does.
func (s *Service) Marshal() (map[string][]byte, error) {
	files := map[string]*yaml.Node{
		"service": encode(shapeOf(reflect.TypeFor[Service]()), reflect.ValueOf(s)),
		"actions": encodeMap(shapeOf(reflect.TypeFor[Action]()), reflect.ValueOf(s.Actions)),
	}
	if len(s.Types) > 0 {
		files["types"] = encodeMap(shapeOf(reflect.TypeFor[Type]()), reflect.ValueOf(s.Types))
	}
	written := map[string][]byte{}
	var faults Faults
	for kind, root := range files {
		data, err := marshal(kind, "../../../schema/", root)
		if fs, ok := err.(Faults); ok {
			faults = append(faults, fs...)
		}
		written[kind+".yaml"] = data
	}
	return written, faults.Err()
}

func marshal(kind, schemas string, root *yaml.Node) ([]byte, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "# yaml-language-server: $schema=%s\n", path.Join(schemas, kind+".json"))
	l := layout{out: &b, apart: kind == "actions" || kind == "types"}
	l.root(root)
	data := []byte(b.String())
	return data, Check(kind+".yaml", kind, data).Err()
}

// encode turns a structure into YAML: its short form, if that says everything.
func encode(s *shape, v reflect.Value) *yaml.Node {
	own := v.Elem().Field(s.pos).Interface().(Pos)
	n := placed(&yaml.Node{Kind: yaml.MappingNode}, own)
	for _, k := range s.keys {
		if value := encodeKey(k, v.Elem().Field(k.field)); value != nil {
			if value.Line == 0 {
				placed(value, own)
			}
			name := textNode(k.name)
			name.Line, name.Column = value.Line, value.Column
			n.Content = append(n.Content, name, value)
		}
	}
	if len(n.Content) == 2 && s.short != nil && n.Content[0].Value == s.short.name {
		return n.Content[1]
	}
	if t, ok := v.Interface().(*Type); ok && t.Fields == nil && !t.IsEnum {
		n.Content = append(n.Content, placed(textNode("fields"), own), placed(&yaml.Node{Kind: yaml.MappingNode}, own))
	}
	return n
}

// placed gives a node the place of what it was made of, for [Service.Faults].
func placed(n *yaml.Node, at Pos) *yaml.Node {
	if n != nil {
		n.Line, n.Column = at.Line, at.Col
	}
	return n
}

// encodeKey is what stands under a key, or nil when the key is absent.
func encodeKey(k *key, v reflect.Value) *yaml.Node {
	switch x := v.Interface().(type) {
	case string:
		return textUnless(x == "", x)
	case At[string]:
		return placed(textUnless(!x.IsSet() && x.Value == "", x.Value), x.Pos)
	case At[bool]:
		return placed(plainUnless(!x.IsSet() && !x.Value, fmt.Sprint(x.Value)), x.Pos)
	case At[int]:
		return placed(plainUnless(!x.IsSet() && x.Value == 0, fmt.Sprint(x.Value)), x.Pos)
	case *At[int]:
		if x != nil {
			return placed(plainUnless(false, fmt.Sprint(x.Value)), x.Pos)
		}
	case *Number:
		if x != nil {
			return placed(plainUnless(false, x.Text), x.Pos)
		}
	case At[TypeExpr]:
		return placed(textUnless(x.Value.Name == "" && x.Value.Elem == nil, x.Value.String()), x.Pos)
	case *Value:
		return encodeFree(x)
	case []At[string]:
		return encodeTexts(x)
	case Errors:
		if len(x.Names) > 0 {
			return encodeTexts(x.Names)
		}
		v = reflect.ValueOf(x.Defs)
	}
	return encodeElems(k, v)
}

// encodeElems is a structure, or a list or a map of structures.
func encodeElems(k *key, v reflect.Value) *yaml.Node {
	switch {
	case v.IsNil():
		return nil
	case v.Kind() == reflect.Pointer && k.elem != nil:
		return encode(k.elem, v)
	case v.Type().Implements(mapType):
		return encodeMap(k.elem, v)
	case v.Kind() == reflect.Slice && v.Len() > 0:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for i := range v.Len() {
			n.Content = append(n.Content, encode(k.elem, v.Index(i)))
		}
		return n
	}
	return nil
}

// tallStyle marks a node that is written a line a member.
const tallStyle = yaml.LiteralStyle

func encodeMap(elem *shape, v reflect.Value) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode, Style: tallStyle}
	for i := range v.Len() {
		e := v.Index(i)
		key := placed(textNode(e.Field(1).String()), e.Field(0).Interface().(Pos))
		n.Content = append(n.Content, key, encode(elem, e.Field(2)))
	}
	return n
}

func encodeTexts(texts []At[string]) *yaml.Node {
	if len(texts) == 0 {
		return nil
	}
	n := &yaml.Node{Kind: yaml.SequenceNode}
	for _, t := range texts {
		n.Content = append(n.Content, placed(textNode(t.Value), t.Pos))
	}
	return placed(n, texts[0].Pos)
}

// encodeFree is free YAML.
func encodeFree(v *Value) *yaml.Node {
	if v == nil {
		return nil
	}
	return placed(encodeValue(v), v.Pos)
}

func encodeValue(v *Value) *yaml.Node {
	switch v.Kind {
	case NullValue:
		return plainUnless(false, "null")
	case StringValue:
		return textNode(v.Text)
	case ListValue:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for _, item := range v.Items {
			n.Content = append(n.Content, encodeFree(item))
		}
		return n
	case MapValue:
		n := &yaml.Node{Kind: yaml.MappingNode}
		for key, value := range v.Members.All() {
			n.Content = append(n.Content, placed(textNode(key), value.Pos), encodeFree(value))
		}
		return n
	}
	return plainUnless(false, v.Text)
}

func textNode(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
}

func textUnless(absent bool, text string) *yaml.Node {
	if absent {
		return nil
	}
	return textNode(text)
}

// plainUnless is a word that is not a text: a number, a boolean or null.
func plainUnless(absent bool, word string) *yaml.Node {
	if absent {
		return nil
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!plain", Value: word}
}
