package diff

import (
	"slices"

	"github.com/signet-gen/signet/generator/model"
)

// namedType compares a structure or an enumeration.
func (c *comparison) namedType(p pair[named]) {
	switch {
	case p.old == nil:
		c.at("types/"+p.new.name, c.added(p.new.goName)...).tell(Safe, Added, "", p.new.goName, "added")
	case p.new == nil:
		c.at("types/"+p.old.name, c.wholeType(p.old)...).tell(Compile, Removed, p.old.goName, "", "removed")
	case p.old.enum != nil && p.new.enum != nil:
		c.enum(p.old.enum, p.new.enum)
	case p.old.structure != nil && p.new.structure != nil:
		c.structure(p.old.structure, p.new.structure)
	default:
		c.otherKind(p.old, p.new)
	}
}

// wholeType is an old type, with its fields or constants.
func (c *comparison) wholeType(t *named) []Symbol {
	all := []Symbol{c.symbol(t.goName)}
	if t.structure != nil {
		return append(all, c.members(t.structure)...)
	}
	return append(all, c.constants(t.enum)...)
}

// constants are all values of an old enumeration.
func (c *comparison) constants(en *model.Enum) []Symbol {
	var all []Symbol
	for _, v := range en.Values {
		all = append(all, c.symbol(v.GoName))
	}
	return all
}

// otherKind tells of a structure that has become an enumeration, or the
// reverse. It touches what holds the type and what belongs to it.
func (c *comparison) otherKind(old, new *named) {
	at := c.at("types/"+old.name, slices.Concat(c.wholeType(old), c.holders[old.model()])...)
	was, is := "a structure", "an enumeration"
	if old.enum != nil {
		was, is = is, was
	}
	at.tell(Compile, Changed, was, is, "%s instead of %s", is, was)
}

// typeName compares the Go names of a type.
func (c *comparison) typeName(at place, old, new string) {
	if old != new {
		at.tell(Compile, Renamed, old, new, "called %s in Go instead of %s", new, old)
	}
}

func (c *comparison) structure(old, new *model.Struct) {
	at := c.at("types/"+old.Name, c.symbol(old.GoName))
	c.typeName(at, old.GoName, new.GoName)
	at.deprecated(old.Deprecated, new.Deprecated)
	at.described(old.Doc, new.Doc)
	c.printing(at, old, new)
	c.fields(c.structOf(at, old, new))
}

// printing compares whether structures print themselves.
func (c *comparison) printing(at place, old, new *model.Struct) {
	switch {
	case old.PrintsItself() && !new.PrintsItself():
		at.about(c.symbol(old.GoName+".Format")).tell(Compile, Removed, "", "", "the method Format, which shows no secret, is gone")
	case !old.PrintsItself() && new.PrintsItself():
		at.about(c.added(new.GoName+".Format")...).tell(Safe, Added, "", "", "the method Format was added, which shows no secret")
	}
}

func (c *comparison) enum(old, new *model.Enum) {
	at := c.at("types/"+old.Name, c.symbol(old.GoName))
	c.typeName(at.about(append(at.symbols, c.constants(old)...)...), old.GoName, new.GoName)
	at.deprecated(old.Deprecated, new.Deprecated)
	at.described(old.Doc, new.Doc)
	for _, p := range pairValues(old.Values, new.Values) {
		c.enumValue(at, enumPair{p, old, new})
	}
}

// An enumPair is a value in both states, and the enumerations that it is of.
type enumPair struct {
	pair[model.EnumValue]
	was, is *model.Enum
}

func (c *comparison) enumValue(at place, p enumPair) {
	path := at.path + "/"
	if p.old == nil {
		c.at(path+p.new.Value, c.added(p.new.GoName)...).tell(Safe, Added, "", p.new.Value, "added")
		return
	}
	at = c.at(path+p.old.Value, c.symbol(p.old.GoName))
	switch {
	case p.new == nil:
		at.tell(Compile, Removed, p.old.Value, "", "removed")
		return
	case p.old.Value != p.new.Value:
		at.tell(Behaviour, Changed, p.old.Value, p.new.Value, "%s is %q instead of %q", p.new.GoName, p.new.Value, p.old.Value)
	case p.old.GoName != p.new.GoName && !p.followsType():
		at.tell(Compile, Renamed, p.old.GoName, p.new.GoName, "the constant is called %s instead of %s", p.new.GoName, p.old.GoName)
	}
	at.deprecated(p.old.Deprecated, p.new.Deprecated)
	at.described(p.old.Doc, p.new.Doc)
}

// followsType reports whether a constant has another name only because its type
// has, which is told of the type.
func (p enumPair) followsType() bool {
	was, is := p.was.GoName, p.is.GoName
	return was != is && len(p.old.GoName) > len(was) && p.new.GoName == is+p.old.GoName[len(was):]
}
