package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/signet-gen/signet/generator/model"
)

// A comparison is the work on one service.
type comparison struct {
	old, new *model.Service
	named    []pair[named]
	// types are the named types of the new service by those of the old one that
	// they are the same as.
	types map[model.Type]model.Type
	// holders are the fields of the old service that hold a named type.
	holders map[model.Type][]Symbol
	collection
}

func newComparison(old, new *model.Service) *comparison {
	c := &comparison{old: old, new: new, types: map[model.Type]model.Type{}, holders: map[model.Type][]Symbol{}}
	c.named = pairTypes(namedTypes(old), namedTypes(new))
	for _, p := range c.named {
		if p.old != nil && p.new != nil {
			c.types[p.old.model()] = p.new.model()
		}
	}
	for _, st := range structs(old) {
		for _, f := range st.Fields {
			held := innermost(f.Type)
			c.holders[held] = append(c.holders[held], c.symbol(st.GoName+"."+f.GoName))
		}
	}
	return c
}

// run compares everything, in the order in which a reader asks.
func (c *comparison) run() {
	c.service()
	c.provider()
	for _, p := range pairActions(c.old.Actions, c.new.Actions) {
		c.action(p)
	}
	for _, p := range c.named {
		c.namedType(p)
	}
	c.readOnly()
	c.comparability()
	c.errorCodes()
}

// structs are the structures of a service, the inputs and outputs of its actions included.
func structs(s *model.Service) []*model.Struct {
	var all []*model.Struct
	for _, a := range s.Actions {
		all = append(all, a.Input, a.Output)
	}
	return append(all, s.Structs...)
}

// symbol is an identifier of the old package.
func (c *comparison) symbol(name string) Symbol { return Symbol{Package: c.old.Path, Name: name} }

// symbols are identifiers of the old package.
func (c *comparison) symbols(names ...string) []Symbol {
	var all []Symbol
	for _, name := range names {
		all = append(all, c.symbol(name))
	}
	return all
}

// added are identifiers of the new package.
func (c *comparison) added(names ...string) []Symbol {
	var all []Symbol
	for _, name := range names {
		all = append(all, Symbol{Package: c.new.Path, Name: name})
	}
	return all
}

// A place is where changes are, and the symbols that they are about.
type place struct {
	*comparison
	// owner is the service's folder, or the provider's name.
	owner, path string
	symbols     []Symbol
}

func (c *comparison) at(path string, symbols ...Symbol) place {
	return place{c, c.new.Dir, path, symbols}
}

// about is the place with other symbols.
func (p place) about(symbols ...Symbol) place {
	p.symbols = symbols
	return p
}

// tell adds a change from old to new.
func (p place) tell(class Class, kind Kind, old, new, format string, args ...any) {
	p.add(Change{
		Class: class, Kind: kind, Service: p.owner, Path: p.path,
		Message: fmt.Sprintf(format, args...), Old: old, New: new, Symbols: unique(p.symbols),
	})
}

// described tells of other words about the same.
func (p place) described(old, new string) {
	if old != new {
		p.tell(Safe, Described, old, new, "the description changed")
	}
}

// lines are texts below one another, without those that are empty.
func lines(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), "\n")
}

// deprecated tells of something that should or should not be used any more.
func (p place) deprecated(old, new string) {
	switch {
	case old == new:
	case old == "":
		p.tell(Safe, Changed, old, new, "deprecated: %s", new)
	case new == "":
		p.tell(Safe, Changed, old, new, "no longer deprecated")
	default:
		p.tell(Safe, Described, old, new, "the reason of the deprecation changed")
	}
}

// differs tells of texts that are not the same, as changing behaviour.
func (p place) differs(what, old, new string) {
	if old != new {
		p.tell(Behaviour, Changed, old, new, "%s is %s instead of %s", what, orNone(new), orNone(old))
	}
}

// orNone is a text, or a word for its absence.
func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// unique drops repetitions and keeps the order.
func unique(symbols []Symbol) []Symbol {
	var all []Symbol
	for _, s := range symbols {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// A collection is changes as they are found. Those of a provider are found
// again with each of its services, and kept once.
type collection struct {
	changes []Change
	index   map[string]int
}

func (c *collection) add(changes ...Change) {
	if c.index == nil {
		c.index = map[string]int{}
	}
	for _, change := range changes {
		key := fmt.Sprintf("%q", []string{change.Class.String(), change.Service, change.Path, change.Message, change.Old, change.New})
		if i, ok := c.index[key]; ok {
			c.changes[i].Symbols = unique(append(c.changes[i].Symbols, change.Symbols...))
			continue
		}
		c.index[key] = len(c.changes)
		c.changes = append(c.changes, change)
	}
}
