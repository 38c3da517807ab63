package settle

import (
	"strings"

	"github.com/signet-gen/signet/generator/importer"
	"github.com/signet-gen/signet/generator/naming"
	"github.com/signet-gen/signet/generator/resolve"
	"github.com/signet-gen/signet/generator/spec"
)

// bearer is what bears a Go name: the same one in the old spec and the new.
type bearer struct {
	noun resolve.Noun
	path string
}

// goName is a name in a scope and the part of the spec that bears it.
type goName struct {
	resolve.Name
	bearer
	place *place
	// prefix is what stands before the part of the name that the spec can choose.
	prefix string
	// action is the Go name of the action that the name follows from.
	action string
}

// part is what the spec chooses of the name.
func (n *goName) part() string {
	if n.noun == resolve.ActionNoun {
		return n.action
	}
	return strings.TrimPrefix(n.Go, n.prefix)
}

// explicit is where the spec says the name itself; nil for waiters, whose key it is.
func (n *goName) explicit() *spec.At[string] {
	p := n.place
	if n.Noun == resolve.IteratorNoun && p.key == "name" {
		p = p.parent
	}
	if n.Noun == resolve.WaiterNoun {
		return nil
	}
	return p.value.Elem().FieldByName("Name").Addr().Interface().(*spec.At[string])
}

// scope is a scope whose names are known by their places.
type scope struct {
	*resolve.Scope
	names []*goName
	// numbers are the next ones to try behind a name.
	numbers map[string]int
	// ofService tells the scopes of the service from those of one structure.
	ofService bool
}

// scopes are those of a service, the places of which are known.
func (s *settling) scopes(sp *spec.Service, places []*place) []*scope {
	var all []*scope
	actions, types := map[string]string{}, map[string]string{} // their Go names by their paths
	for _, sc := range resolve.Scopes(s.provider, sp) {
		c := &scope{Scope: sc, numbers: map[string]int{}}
		for _, n := range sc.Names {
			p := placeOf(places, n.Pos)
			c.names = append(c.names, &goName{Name: n, place: p, bearer: bearerOf(n.Noun, p)})
			c.ofService = c.ofService || n.Noun != resolve.FieldNoun
			switch n.Noun {
			case resolve.ActionNoun:
				actions[p.path] = n.Go
			case resolve.TypeNoun:
				types[p.path] = n.Go
			}
		}
		all = append(all, c)
	}
	for _, sc := range all {
		for _, n := range sc.names {
			switch n.noun {
			case resolve.ErrorNoun:
				n.prefix = "Err"
			case resolve.WaiterNoun:
				n.prefix = "WaitUntil"
			case resolve.ValueNoun:
				n.prefix = types[strings.TrimSuffix(n.path, "/"+n.place.key)]
			case resolve.ActionNoun, resolve.IteratorNoun:
				n.action = actions[n.path]
			}
		}
	}
	return all
}

// bearerOf is what bears a name that stands at a place: the action, for all
// that follows from its name. An error is the same wherever it is defined.
func bearerOf(noun resolve.Noun, p *place) bearer {
	switch noun {
	case resolve.InputNoun, resolve.OutputNoun, resolve.FileNoun:
		return bearer{resolve.ActionNoun, p.path}
	case resolve.ErrorNoun:
		return bearer{noun, p.key}
	}
	return bearer{noun, p.path}
}

// keepNames gives what the old spec had the names that it had there.
func (s *settling) keepNames() {
	s.kept = map[bearer]string{}
	if s.old == nil {
		return
	}
	s.spec.Package = s.old.Package
	if name := naming.Package(s.old.Name.Value); !s.old.Package.IsSet() && name != naming.Package(s.spec.Name.Value) {
		s.spec.Package = importer.SetText(name)
	}
	explicit := map[bearer]bool{}
	for _, sc := range s.scopes(s.old, placesOf(s.old)) {
		for _, n := range sc.names {
			if n.Noun == n.noun {
				s.kept[n.bearer] = n.Go
				explicit[n.bearer] = n.explicit() != nil && n.explicit().IsSet()
			}
		}
	}
	s.keepRequestIDs()
	// First actions and types, since other names follow from theirs.
	for _, follows := range []bool{false, true} {
		for _, sc := range s.scopes(s.spec, placesOf(s.spec)) {
			for _, n := range sc.names {
				name := s.kept[n.bearer]
				if n.Noun == n.noun && n.follows() == follows && (n.Go != name || explicit[n.bearer]) {
					s.keepName(n, name)
				}
			}
		}
	}
}

// keepRequestIDs keeps the names of the ids that resolve adds to the outputs of the
// old spec, for outputs that have members in their place now.
func (s *settling) keepRequestIDs() {
	id := s.provider.RequestID.Value
	if id == "" {
		return
	}
	for _, a := range s.old.Actions {
		if _, ok := a.Value.Output.Get(id); !ok {
			s.kept[bearer{resolve.FieldNoun, "actions/" + a.Key + "/output/" + id}] = resolve.RequestIDName
		}
	}
}

// follows reports whether the name may follow from that of an action or a type.
func (n *goName) follows() bool { return n.noun != resolve.ActionNoun && n.noun != resolve.TypeNoun }

// keepName gives a thing its old name, if that can be said.
func (s *settling) keepName(n *goName, name string) {
	part, ok := strings.CutPrefix(name, n.prefix)
	if at := n.explicit(); ok && at != nil && sayable(part) {
		*at = importer.Set(part)
	}
}
