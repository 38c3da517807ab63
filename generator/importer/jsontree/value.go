package jsontree

import (
	"strings"

	"github.com/signet-gen/signet/generator/spec"
)

// Value is the node as free YAML, which an example or a default is made of. Of
// members of one name the last counts, as encoding/json has it.
func (n *Node) Value() *spec.Value {
	v := &spec.Value{Pos: anywhere, Text: n.Text}
	switch n.Kind {
	case Bool:
		v.Kind = spec.BoolValue
	case String:
		v.Kind = spec.StringValue
	case Number:
		v.Kind = NumberKind(n.Text)
	case List:
		v.Kind = spec.ListValue
		for _, item := range n.Items {
			v.Items = append(v.Items, item.Value())
		}
	case Object:
		v.Kind = spec.MapValue
		v.Members = n.valueMembers()
	}
	return v
}

func (n *Node) valueMembers() spec.Map[*spec.Value] {
	var members spec.Map[*spec.Value]
	at := map[string]int{}
	for _, m := range n.Members {
		if i, again := at[m.Key]; again {
			members[i].Value = m.Value.Value()
			continue
		}
		at[m.Key] = len(members)
		members = append(members, spec.Entry[*spec.Value]{Pos: anywhere, Key: m.Key, Value: m.Value.Value()})
	}
	return members
}

// NumberKind tells the integers among the numbers of JSON.
func NumberKind(text string) spec.ValueKind {
	if strings.ContainsAny(text, ".eE") {
		return spec.FloatValue
	}
	return spec.IntValue
}

// anywhere is the position of a value that was written, in no file of a spec.
var anywhere = spec.Pos{Line: 1, Col: 1}
