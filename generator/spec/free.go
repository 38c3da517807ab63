package spec

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// freeUnder reads the free YAML under a key, which must be something.
func (d *decoder) freeUnder(k *key, n *yaml.Node, at Pos) *Value {
	switch {
	case k.mustBeMap && n.Kind != yaml.MappingNode:
		d.mismatch(n, at, k.name, "a map from wire names to values, such as {Limit: 10}")
		return nil
	case isNull(n):
		d.mismatch(n, at, k.name, "a value such as 10, text, [a, b] or {a: b}")
		return nil
	}
	return d.free(n)
}

// free reads free YAML. Its numbers are JSON's.
func (d *decoder) free(n *yaml.Node) *Value {
	v := &Value{Pos: d.pos(n)}
	switch n.Kind {
	case yaml.MappingNode:
		v.Kind = MapValue
		d.members(n, func(name string, pos Pos, value *yaml.Node) {
			v.Members = append(v.Members, Entry[*Value]{pos, name, d.free(value)})
		})
	case yaml.SequenceNode:
		v.Kind = ListValue
		for _, item := range n.Content {
			v.Items = append(v.Items, d.free(item))
		}
	case yaml.ScalarNode:
		d.freeScalar(n, v)
	}
	return v
}

func (d *decoder) freeScalar(n *yaml.Node, v *Value) {
	switch n.Tag {
	case "!!null":
		return
	case "!!bool":
		v.Kind = BoolValue
	case "!!int", "!!float":
		if !plainNumber.MatchString(n.Value) {
			d.fault(d.pos(n), "%s can be read in several ways: quote it if it is a text, or write the number in plain digits", cut(n.Value))
		}
		v.Kind = IntValue
		if n.Tag == "!!float" && !wholeNumber.MatchString(n.Value) {
			v.Kind = FloatValue
		}
	default:
		v.Kind = StringValue
	}
	v.Text = n.Value
	if v.Kind == BoolValue {
		v.Text = strings.ToLower(n.Value)
	}
}
