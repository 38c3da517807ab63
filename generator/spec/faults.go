package spec

import (
	"reflect"

	"gopkg.in/yaml.v3"
)

// Faults are what the language has against a service, as Load would tell it of
// the files that [Service.Marshal] writes, but told at the places that the
// structures bear themselves: a program that made them finds in a fault what it
// has to mend. Texts must be UTF-8; what they are is not looked at here.
func (s *Service) Faults() Faults {
	var faults Faults
	for _, part := range []struct {
		kind string
		root *yaml.Node
	}{
		{"service", encode(shapeOf(reflect.TypeFor[Service]()), reflect.ValueOf(s))},
		{"actions", encodeMap(shapeOf(reflect.TypeFor[Action]()), reflect.ValueOf(s.Actions))},
		{"types", encodeMap(shapeOf(reflect.TypeFor[Type]()), reflect.ValueOf(s.Types))},
	} {
		resolvePlain(part.root)
		d := &document{path: s.Pos.File, kind: kindNamed(part.kind)}
		d.decode(part.root)
		faults = append(faults, d.faults...)
	}
	return faults.Sorted()
}

// resolvePlain gives words that are no texts the tags that a reader gives them.
func resolvePlain(n *yaml.Node) {
	if n.Tag == "!!plain" {
		n.Tag = ""
		n.Tag = n.ShortTag()
	}
	for _, c := range n.Content {
		resolvePlain(c)
	}
}
