package diff

import (
	"cmp"
	"slices"

	"github.com/signet-gen/signet/generator/model"
)

// A structure is one whose fields are compared.
type structure struct {
	place
	old, new []*model.Field
	// was and is are the Go names of the structure.
	was, is string
	// makers are the identifiers of code that fills in such a structure: its own
	// name, and of an input the methods that take it.
	makers []Symbol
	// sent and received tell whether requests and replies hold it: in both
	// states, where something has to differ for those who use it already.
	sent, received bool
	// isInput marks the input of an action.
	isInput bool
	// none is what a pointer tells from zero: absent or, in replies alone, null.
	none string
}

func (c *comparison) inputOf(at place, old, new *model.Action) structure {
	at.path += "/input"
	return structure{
		place: at, old: old.Input.Fields, new: new.Input.Fields,
		was: old.Input.GoName, is: new.Input.GoName,
		makers: c.symbols(append(callNames(old), old.Input.GoName)...), sent: true, isInput: true, none: "absent",
	}
}

func (c *comparison) outputOf(at place, old, new *model.Action) structure {
	at.path += "/output"
	return structure{
		place: at,
		old:   c.ownFields(old.Output, c.old.Provider.RequestID),
		new:   c.ownFields(new.Output, c.new.Provider.RequestID),
		was:   old.Output.GoName, is: new.Output.GoName,
		makers: c.symbols(old.Output.GoName), received: true, none: "null",
	}
}

func (c *comparison) structOf(at place, old, new *model.Struct) structure {
	s := structure{
		place: at, old: old.Fields, new: new.Fields, was: old.GoName, is: new.GoName,
		makers: c.symbols(old.GoName), sent: old.In && new.In, received: old.Out && new.Out, none: "null",
	}
	if old.In || new.In {
		s.none = "absent"
	}
	return s
}

// fields compares the fields of a structure.
func (c *comparison) fields(s structure) {
	for _, p := range pairFields(s.old, s.new) {
		switch {
		case p.old == nil:
			s.addedField(p.new)
		case p.new == nil:
			s.removedField(p.old)
		default:
			s.field(p.old, p.new)
		}
	}
}

// of is the place of an old field.
func (s structure) of(f *model.Field) place {
	at := s.place
	at.path += "/" + f.Name
	return at.about(s.symbol(s.was + "." + f.GoName))
}

func (s structure) addedField(f *model.Field) {
	at := s.place
	at.path += "/" + f.Name
	own := s.added(s.is + "." + f.GoName)
	if !f.Required || !s.sent {
		at.about(own...).tell(Safe, Added, "", fieldType(f), "added")
		return
	}
	what := "a new required member: every request that holds this has to set it"
	if s.isInput {
		what = "a new required parameter: every call has to set it"
	}
	at.about(slices.Concat(own, s.makers)...).tell(Behaviour, Added, "", fieldType(f), "%s", what)
}

// field compares one field with what it was.
func (s structure) field(old, new *model.Field) {
	at := s.of(old)
	s.fieldName(at, old, new)
	s.fieldType(at, old, new)
	s.required(at, old, new)
	s.values(at, old, new)
	s.travel(at, old, new)
	at.deprecated(old.Deprecated, new.Deprecated)
	at.described(old.Doc, new.Doc)
}

func (s structure) removedField(f *model.Field) {
	if s.isTakenOver(f) {
		s.of(f).tell(Behaviour, Removed, fieldType(f), "", "removed: %s is another field now", f.GoName)
		return
	}
	s.of(f).tell(Compile, Removed, fieldType(f), "", "removed")
}

// isTakenOver reports whether another field has the Go name of an old one now,
// and its type: code that uses it still compiles, and means something else.
func (s structure) isTakenOver(old *model.Field) bool {
	return slices.ContainsFunc(s.new, func(f *model.Field) bool {
		return f.GoName == old.GoName && s.sameFieldType(old, f)
	})
}

// fieldName compares both names.
func (s structure) fieldName(at place, old, new *model.Field) {
	switch {
	case old.GoName == new.GoName:
	case s.isTakenOver(old):
		at.tell(Behaviour, Renamed, old.GoName, new.GoName, "called %s in Go instead of %s, which is another field now", new.GoName, old.GoName)
	default:
		at.tell(Compile, Renamed, old.GoName, new.GoName, "called %s in Go instead of %s", new.GoName, old.GoName)
	}
	if old.Name != new.Name {
		at.tell(Behaviour, Changed, old.Name, new.Name, "%s is %s on the wire instead of %s", new.GoName, new.Name, old.Name)
	}
}

func (s structure) fieldType(at place, old, new *model.Field) {
	if s.sameFieldType(old, new) {
		return
	}
	was, is := fieldType(old), fieldType(new)
	switch {
	case was == is:
		at.tell(Compile, Changed, was, is, "the type %s is another one now", is)
	case was == "*"+is:
		at.tell(Compile, Changed, was, is, "the type is %s instead of %s: zero and %s are the same now", is, was, s.none)
	case "*"+was == is:
		at.tell(Compile, Changed, was, is, "the type is %s instead of %s: zero is told from %s now", is, was, s.none)
	default:
		at.tell(Compile, Changed, was, is, "the type is %s instead of %s", is, was)
	}
}

// usual stands for a way of travelling that the spec leaves to the protocol.
const usual = "the usual one"

// travel compares where and how a field is carried.
func (s structure) travel(at place, old, new *model.Field) {
	if s.sent {
		at.differs("its place in the request", cmp.Or(old.In, usual), cmp.Or(new.In, usual))
		at.differs("the form in which it is written", cmp.Or(styleOf(old), usual), cmp.Or(styleOf(new), usual))
	}
	at.differs("the member that wraps the list", old.Wrapper, new.Wrapper)
}

// styleOf is how a parameter is written, where that is not a parameter for each
// member or item: repeat and flat are names for this.
func styleOf(f *model.Field) string {
	switch f.Style {
	case "json", "simple":
		return f.Style
	}
	return ""
}
